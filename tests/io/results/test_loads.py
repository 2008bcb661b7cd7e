"""Loads and fairness, counted by hand in the small school."""

from __future__ import annotations

import pytest

from tests.io.results.reading import row_of, rows, texts, written
from tests.io.results.report_school import report_school

SUBJECTS = 5
"""Columns of subjects: reading, maths, PE, art, club."""


@pytest.fixture(scope="module", params=["en", "zh"])
def school(request, tmp_path_factory):
    problem, timetable = report_school(request.param)
    return request.param, written(tmp_path_factory.mktemp("loads"), problem, timetable, request.param)


def sheet_of(book, lang, en, zh):
    return book[en if lang == "en" else zh]


def test_a_teachers_row_has_lessons_actual_weighted_reduction_limits_state_preps_classes_meetings_duty(school):
    lang, book = school
    sheet = sheet_of(book, lang, "Statistics", "课时统计")
    eve, ann, ben = ("Eve Foster", "Ann Abbott", "Ben Cooper") if lang == "en" else ("周舟", "王敏", "李红")
    within, over = ("within", "▲ over") if lang == "en" else ("正常", "▲超量")
    assert row_of(sheet, eve)[1:] == ["", "", "", "2", "1/0.8", 3, 2.8, "", "", "", 2, 2, "", ""]
    assert row_of(sheet, ann)[1 + SUBJECTS :] == [6, 6, 1, "6–8", within, 1, 2, 1, ""]
    assert row_of(sheet, ben)[1 + SUBJECTS :] == [5, 5, "", "–4", over, 2, 1, 1, ""]


def test_minutes_on_duty_count_and_print_on_the_teachers_strip(school):
    lang, book = school
    fay, said = ("Fay Grant", "on duty: Tuesday 07:50–08:20") if lang == "en" else ("吴越", "值守：周二 07:50–08:20")
    assert row_of(sheet_of(book, lang, "Statistics", "课时统计"), fay)[-1] == 30
    assert said in texts(sheet_of(book, lang, "Teachers", "教师课表"))


def test_each_subject_group_has_its_least_and_its_most_load(school):
    lang, book = school
    sheet = sheet_of(book, lang, "Statistics", "课时统计")
    if lang == "en":
        group = ["Reading group", "2", "5–6", "5–6", "1–2", "5: Ben Cooper", "6: Ann Abbott"]
        pe = ["PE", "2", "2–4", "2–4", "1", "2: Fay Grant", "4: Cat Davies"]
    else:
        group = ["语文教研组", "2", "5–6", "5–6", "1–2", "5：李红", "6：王敏"]
        pe = ["体育", "2", "2–4", "2–4", "1", "2：吴越", "4：赵强"]
    found = [[value for value in row if value is not None] for row in rows(sheet)]
    assert group in found
    assert pe in found


def test_fairness_counts_first_and_last_periods_afternoons_gaps_and_days(school):
    lang, book = school
    sheet = sheet_of(book, lang, "Fairness", "公平情况")
    ann, cat, fay = ("Ann Abbott", "Cat Davies", "Fay Grant") if lang == "en" else ("王敏", "赵强", "吴越")
    eve = "Art: Eve Foster" if lang == "en" else "美术：周舟"
    assert row_of(sheet, ann)[1:] == [6, 3, 0, 0, 0, 0, 3]
    assert row_of(sheet, cat)[1:] == [4, 0, 1, 0, 1, 0, 2]
    assert row_of(sheet, fay)[1:] == [2, 0, 0, 0, 0, 0, 2]
    assert row_of(sheet, eve)[1:] == [3, 0, 2, 0.5, 1.5, 0, 2], "odd and even weeks count half"


def test_a_group_shows_least_to_most_and_gaps_count_the_meeting(school):
    lang, book = school
    sheet = sheet_of(book, lang, "Fairness", "公平情况")
    group, ben = ("Reading group (2)", "Ben Cooper") if lang == "en" else ("语文教研组（2 人）", "李红")
    assert row_of(sheet, group)[1:] == ["5–6", "3", "0", "0", "0", "0–1", "3"]
    assert row_of(sheet, ben)[1:] == [5, 3, 0, 0, 0, 1, 3], "free in period 2 on Wednesday, then the meeting"


def test_who_stands_out_is_marked_and_the_mark_is_explained(tmp_path):
    problem, timetable = report_school("en")
    late = [
        one.model_copy(update={"period": 4, "day": day})
        for one in timetable.lessons
        if one.course == "3A pe"
        for day in (1, 2)
    ]
    book = written(tmp_path, problem, timetable.model_copy(update={"lessons": (*timetable.lessons, *late)}), "en")
    sheet = book["Fairness"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "Cat Davies")
    assert (row[3].value, row[3].font.b) == (5, True)
    assert row[3].number_format == '"▲ "General', "two more in the last period than the middle of 0 and 5"
    assert row[2].number_format == "General"
    assert any("median" in text for text in texts(sheet))


def test_every_group_and_teacher_with_lessons_is_there_once(tmp_path):
    problem, timetable = report_school("zh")
    names = [row[0] for row in rows(written(tmp_path, problem, timetable)["公平情况"])]
    for teacher in problem.teachers:
        assert sum(str(name).endswith(teacher.name) for name in names) == 1, teacher.name


def test_eight_strips_stand_on_a_page_and_a_page_cuts_none(tmp_path):
    problem, timetable = report_school("zh")
    many = [problem.teachers[2].model_copy(update={"id": f"t{n}", "name": f"教师{n}"}) for n in range(14)]
    problem = problem.model_copy(update={"teachers": (*problem.teachers, *many)})
    sheet = written(tmp_path, problem, timetable)["教师课表"]
    starts = [row[0].row for row in sheet.iter_rows() if row[2].value == "周一"]
    assert len(starts) == 10, "twenty strips, two side by side"
    assert [mark.id + 1 for mark in sheet.row_breaks.brk] == [starts[4] - 2, starts[8] - 2], "above the name"


def test_figures_that_nobody_has_take_no_room(tmp_path):
    problem, timetable = report_school("en")
    plain = [one.model_copy(update={"load_min": None, "load_max": None, "reduction": 0}) for one in problem.teachers]
    sheet = written(tmp_path, problem.model_copy(update={"teachers": tuple(plain)}), timetable, "en")["Statistics"]
    heads = [value for value in row_of(sheet, "Teacher") if value]
    assert heads[1 + SUBJECTS :] == ["actual", "weighted", "preps", "classes", "meetings", "duty (min)"]
