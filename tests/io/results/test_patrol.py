"""The patrol form: what is due in each class; filled in, it reads as the log."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from constraints.follow_timetable import FollowTimetable
from constraints.patrol import SEEN
from scheduler.domain.planning import Calendar, TaughtState
from scheduler.domain.text import FaultyInput
from scheduler.io import read_problem, write_problem
from scheduler.io.log import read_log
from scheduler.verify import judge
from tests.io.results.reading import row_of, rows, texts, written
from tests.io.results.report_school import WORDS, report_school

TITLES = {"en": "Patrol", "zh": "巡课表"}
HEADS = {
    "en": ("Date", "normal", "taken", "overrun", "Taught subject", "Taught by", "Patrolled by"),
    "zh": ("日期", "正常", "挤占", "拖堂", "实上科目", "实上教师", "巡课人"),
}


@pytest.fixture(scope="module", params=["en", "zh"])
def school(request, tmp_path_factory):
    problem, timetable = report_school(request.param)
    return request.param, written(tmp_path_factory.mktemp("patrol"), problem, timetable, request.param)


def test_every_class_has_a_row_for_each_lesson_due(school):
    lang, book = school
    found = [row for row in rows(book[TITLES[lang]]) if isinstance(row[2], int)]
    assert len(found) == 11 + 11 + 7 - 2, "every filled cell of the small school's table, each week of a club once"
    first = [WORDS["3A"].to(lang), WORDS["read"].to(lang), WORDS["ann"].to(lang)]
    assert found[0][1:7] == ["Monday" if lang == "en" else "周一", 1, "all" if lang == "en" else "每周", *first]
    assert found[0][7:15] == ["□"] * 8
    assert [row[2] for row in found if row[1] in ("Monday", "周一")] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4]


def test_a_protected_lesson_is_marked_and_odd_weeks_are_told(school):
    lang, book = school
    found = rows(book[TITLES[lang]])
    sport = next(row for row in found if row[4] == WORDS["3A"].to(lang) and row[2] == 2)
    assert sport[5] == f"●{WORDS['pe'].to(lang)}"
    club = next(row for row in found if row[4] == WORDS["3A"].to(lang) and row[5] == WORDS["club"].to(lang))
    assert club[3] == ("odd" if lang == "en" else "单周")


def test_each_day_begins_a_page_and_the_header_repeats(school):
    lang, book = school
    sheet = book[TITLES[lang]]
    days = [row[1].value for row in sheet.iter_rows() if isinstance(row[2].value, int)]
    first = next(row[0].row for row in sheet.iter_rows() if isinstance(row[2].value, int))
    starts = [first + days.index(day) for day in dict.fromkeys(days)]
    assert [mark.id + 1 for mark in sheet.row_breaks.brk] == starts[1:]
    assert sheet.print_title_rows == f"$1:${first - 1}"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)


def filled(tmp_path, lang, ticks):
    """The school's workbook with the form in it: `ticks` are (row of the form, {head: value})."""
    problem, timetable = report_school(lang)
    problem = problem.model_copy(update={"calendar": Calendar(first=date(2026, 9, 1), last=date(2027, 1, 22))})
    form = written(tmp_path, problem, timetable, lang)[TITLES[lang]]
    head = next(row for row in form.iter_rows() if row[0].value == HEADS[lang][0])
    columns = {cell.value: cell.column for cell in head}
    for number, values in ticks:
        for title, value in values.items():
            form.cell(head[0].row + number, columns[title]).value = value
    path = tmp_path / "school.xlsx"
    write_problem(problem, path, lang=lang)
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet(TITLES[lang])
    for row in form.iter_rows():
        for cell in row:
            if cell.value is not None:
                sheet.cell(cell.row, cell.column).value = cell.value
    book.save(path)
    return read_problem(path)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_filled_in_form_reads_as_the_log_and_unticked_rows_were_not_seen(tmp_path, lang):
    on, normal, taken, overrun, taught, teacher, by = HEADS[lang]
    monday = "2026-09-07"
    read = filled(
        tmp_path,
        lang,
        [
            (1, {on: monday, normal: "√", by: "Q"}),
            (2, {on: monday}),
            (4, {on: monday, taken: "☑", taught: WORDS["maths"].to(lang), teacher: WORDS["dan"].to(lang)}),
            (5, {on: monday, overrun: 4}),
        ],
    )
    log = read.problem.taught
    assert [(one.period, one.state, one.minutes) for one in log] == [
        (1, TaughtState.NORMAL, 0),
        (2, TaughtState.TAKEN, 0),
        (2, TaughtState.OVERRUN, 4),
    ]
    assert {one.on for one in log} == {date(2026, 9, 7)}
    names = {s.id: s.name or s.id for s in read.problem.subjects}
    assert (names[log[1].planned], names[log[1].taught]) == (WORDS["pe"].to(lang), WORDS["maths"].to(lang))
    assert log[0].patroller == "Q"
    assert log[0].taught == log[0].planned != ""
    assert any("24" in note.text.zh and "未巡" in note.text.zh for note in read.notes), "the rest of 27 rows"
    assert not any("应上教师" in note.text.zh or "Teacher due" in note.text.zh for note in read.notes)


def test_lessons_ticked_as_normal_or_covered_are_taught_as_planned(tmp_path):
    monday = {"日期": "2026-09-07"}
    ticks = [{"正常": "√"}, {"代课": "√"}, {"正常": "√", "实上科目": "—"}, {"缺课": "√"}]
    read = filled(tmp_path, "zh", [(number, {**monday, **tick}) for number, tick in enumerate(ticks, start=1)])
    problem, timetable = report_school("zh")
    judged = judge(problem.model_copy(update={"taught": read.problem.taught}), timetable, [FollowTimetable()])
    kinds = [[part for part in finding.key if part in SEEN] for finding in judged.findings if finding.amount]
    assert kinds == [["missed"], ["missed"]]
    assert len(read.problem.taught) == 4


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_results_workbook_itself_reads_as_a_log_once_ticked(tmp_path, lang):
    problem, timetable = report_school(lang)
    problem = problem.model_copy(update={"calendar": Calendar(first=date(2026, 9, 1), last=date(2027, 1, 22))})
    book = written(tmp_path, problem, timetable, lang)
    sheet = book[TITLES[lang]]
    head = next(row for row in sheet.iter_rows() if row[0].value == HEADS[lang][0])
    columns = {cell.value: cell.column for cell in head}
    sheet.cell(head[0].row + 4, columns[HEADS[lang][0]]).value = "2026-09-07"
    sheet.cell(head[0].row + 4, columns[HEADS[lang][2]]).value = "x"
    book.save(tmp_path / "ticked.xlsx")
    (entry,) = read_log(tmp_path / "ticked.xlsx", problem).entries
    assert (entry.sets, entry.period, entry.planned, entry.state) == ("3A", 2, "pe", TaughtState.TAKEN)


def test_two_ticks_in_a_row_are_a_fault_at_the_cell(tmp_path):
    with pytest.raises(FaultyInput) as caught:
        filled(tmp_path, "zh", [(1, {"日期": "2026-09-07", "正常": "√", "拖堂": 3})])
    assert [(fault.sheet, fault.wrong.zh) for fault in caught.value.faults] == [("巡课表", "勾了不止一项")]


def test_a_ticked_row_without_date_is_a_fault(tmp_path):
    with pytest.raises(FaultyInput):
        filled(tmp_path, "zh", [(1, {"正常": "√"})])


def test_no_lessons_no_rows(tmp_path):
    problem, timetable = report_school("en")
    book = written(tmp_path, problem, timetable.model_copy(update={"lessons": ()}), "en")
    assert "The timetable has no lessons." in texts(book["Patrol"])
    with pytest.raises(StopIteration):
        row_of(book["Patrol"], "", "Monday")
