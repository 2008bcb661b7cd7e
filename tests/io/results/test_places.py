"""Rooms and fields in use, sport places and wet weather, counted by hand in the small school."""

from __future__ import annotations

import pytest

from scheduler.domain.time import Weeks
from tests.io.results.reading import row_of, rows, texts, written
from tests.io.results.report_school import WORDS, report_school

TITLES = {
    "use": ("Facility use", "场地使用"),
    "sport": ("Sport places", "体育分区图"),
    "wet": ("Wet weather", "雨天体育安排表"),
}


@pytest.fixture(scope="module", params=["en", "zh"])
def school(request, tmp_path_factory):
    problem, timetable = report_school(request.param)
    return request.param, written(tmp_path_factory.mktemp("places"), problem, timetable, request.param)


def sheet_of(book, lang, which):
    return book[TITLES[which][lang == "zh"]]


def changed(timetable, course, **update):
    lessons = [one.model_copy(update=update) if one.course == course else one for one in timetable.lessons]
    return timetable.model_copy(update={"lessons": tuple(lessons)})


def test_each_period_shows_lessons_and_places_of_a_room_and_of_its_pool(school):
    lang, book = school
    sheet = sheet_of(book, lang, "use")
    pool = ["0/3", "1/3", "2/3", "0/3", 3, "0/3", "0/3", "1/3", "1/3", 2, "0/3", "1/3", "0/3", 1, 3, 6, 33, "18%"]
    field = ["0/2", "1/2", "1/2", "0/2", 2, "0/2", "0/2", "0/2", "1/2", 1, "0/2", "1/2", "0/2", 1, 2, 4, 22, "18%"]
    assert row_of(sheet, WORDS["sport"].to(lang))[1:] == pool
    assert row_of(sheet, WORDS["field"].to(lang))[1:] == field


def test_a_closed_room_has_no_places_and_a_full_one_is_marked(school):
    lang, book = school
    sheet = sheet_of(book, lang, "use")
    studio = next(row for row in sheet.iter_rows() if row[0].value == WORDS["studio"].to(lang))
    assert [studio[1].value, studio[2].value, studio[9].value] == ["—", "0/1", "1/1"]
    assert [studio[-2].value, studio[-1].value] == [10, "10%"], "eleven periods, one of them closed"
    assert studio[9].font.b
    assert not studio[2].font.b


def test_lessons_held_elsewhere_are_named(school):
    lang, book = school
    found = [[value for value in row if value is not None] for row in rows(sheet_of(book, lang, "use"))]
    told = "3B Art Tuesday 3: no special room" if lang == "en" else "三(2) 美术 周二第3节：未用专用场地"
    assert [WORDS["studio"].to(lang), "2", "1", "1", told] in found
    assert [WORDS["sport"].to(lang), "6", "6", "0", "—"] in found


def test_the_sport_plan_says_who_is_on_which_place(school):
    lang, book = school
    cat, fay, field = (WORDS[one].to(lang) for one in ("cat", "fay", "field"))
    monday, tuesday, _ = (
        [row for row in rows(sheet_of(book, lang, "sport")) if row[0] == f"{field} 1"][day] for day in range(3)
    )
    assert monday[1:] == ["", f"●{WORDS['3A'].to(lang)} {cat}", f"●{WORDS['4A'].to(lang)} {fay}", ""]
    assert tuesday[4] == f"●{WORDS['3B'].to(lang)} {cat}"
    hall = row_of(sheet_of(book, lang, "sport"), WORDS["hall"].to(lang))
    assert hall[1:] == ["", "", f"●{WORDS['3B'].to(lang)} {cat}", ""]


def test_days_of_the_sport_plan_have_their_own_clock_times(school):
    lang, book = school
    named = ("Monday", "Wednesday") if lang == "en" else ("周一", "周三")
    for day in named:
        assert row_of(sheet_of(book, lang, "sport"), day)[1] == "1\n08:30–09:10"


def test_more_lessons_than_places_stand_on_a_row_of_their_own(tmp_path):
    problem, timetable = report_school("en")
    crowded = changed(timetable, "3B pe", day=1, period=2, rooms=("field",))
    crowded = changed(crowded, "4A pe", day=1, period=2, rooms=("field",))
    sheet = written(tmp_path, problem, crowded, "en")["Sport places"]
    on_monday = [row_of(sheet, f"Field {number}")[2] for number in (1, 2, 3)]
    assert on_monday == ["●3A Cat Davies", "●3B Cat Davies", "●3B Cat Davies"], "two lessons of 3B at once"
    assert row_of(sheet, "Field 5")[2] == "●4A Fay Grant"
    use = written(tmp_path, problem, crowded, "en")["Facility use"]
    assert row_of(use, "Field")[2] == "5/2"


def test_sport_without_a_named_place_is_not_forgotten(tmp_path):
    problem, timetable = report_school("en")
    sheet = written(tmp_path, problem, changed(timetable, "4A pe", rooms=()), "en")["Sport places"]
    assert row_of(sheet, "other places")[3] == "●4A Fay Grant"


def test_in_wet_weather_the_hall_is_shared_out_and_the_rest_stay_in_their_rooms(school):
    lang, book = school
    sheet = sheet_of(book, lang, "wet")
    found = [row for row in rows(sheet) if isinstance(row[1], int)]
    assert [(row[1], row[4], row[5]) for row in found] == [(2, 1, 1), (3, 2, 1), (3, 1, 1), (4, 1, 1), (2, 1, 1)]
    if lang == "en":
        assert found[0][6] == "●3A Cat Davies → Hall"
        assert found[1][6] == "●3B Cat Davies → Hall; ●4A Fay Grant → own classroom*"
    else:
        assert found[1][6] == "●三(2) 赵强 → 体育馆；●四(1) 吴越 → 本班教室*"


def test_odd_and_even_weeks_of_wet_weather_are_told_apart(tmp_path):
    problem, timetable = report_school("en")
    sheet = written(tmp_path, problem, changed(timetable, "4A pe", weeks=Weeks.ODD), "en")["Wet weather"]
    third = [row[3:6] for row in rows(sheet) if row[0] == "Monday" and row[1] == 3]
    assert third == [["odd", 2, 1], ["even", 1, 1]]


def test_another_lesson_in_the_hall_takes_its_place(tmp_path):
    problem, timetable = report_school("en")
    timetable = changed(timetable, "3A club", period=2, weeks=Weeks.ALL, rooms=("hall",))
    sheet = written(tmp_path, problem, timetable, "en")["Wet weather"]
    assert next(row for row in rows(sheet) if row[1] == 2)[5:] == [0, "●3A Cat Davies → own classroom*"]


def test_where_the_school_says_nothing_of_rain_the_sheet_says_so(tmp_path):
    problem, timetable = report_school("en")
    bare = [room.model_copy(update={"wet_places": None, "wet_instead": ""}) for room in problem.rooms]
    book = written(tmp_path, problem.model_copy(update={"rooms": tuple(bare)}), timetable, "en")
    assert any(text.startswith("Not filled in") for text in texts(book["Wet weather"]))


def test_without_sport_there_are_no_sport_sheets(tmp_path):
    problem, timetable = report_school("en")
    kept = tuple(one for one in timetable.lessons if one.subject != "pe")
    book = written(tmp_path, problem, timetable.model_copy(update={"lessons": kept}), "en")
    assert not {"Sport places", "Wet weather"} & set(book.sheetnames)
