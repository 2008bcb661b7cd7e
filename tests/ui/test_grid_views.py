"""What the grid shows: the week of a class, a teacher, a room, the whole school; bars; a teacher's figures."""

from __future__ import annotations

import json
from collections import Counter

import pytest

import constraints
from constraints.daily_hours_cap import DailyHoursCap
from scheduler.domain.text import LANGS, Lang
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.samples import sample
from scheduler.ui.grid.minutes import bars
from scheduler.ui.grid.parking import due, waiting, without
from scheduler.ui.grid.person import about, figures
from scheduler.ui.grid.school import whole_school
from scheduler.ui.grid.table import Table, spot_of
from scheduler.ui.grid.weeks import Sheet, Who, week
from tests import schools
from tests.ui.solved import solved, table


def ids_in(sheet: Sheet) -> Counter[str]:
    """How many cells each card is in."""
    return Counter(name for row in sheet["rows"] for cell in row.get("cells", []) for name, _ in cell["c"])


def cells(sheet: Sheet) -> dict[str, list[str]]:
    return {cell["k"]: [name for name, _ in cell["c"]] for row in sheet["rows"] for cell in row.get("cells", [])}


@pytest.mark.parametrize("lang", LANGS)
def test_every_lesson_is_in_the_whole_schools_table_once_for_each_class_and_period(lang: Lang) -> None:
    shown = table(lang=lang)
    sheet = whole_school(shown)
    classes = {one.id for one in shown.problem.classes}
    wanted = {
        f"n{at}": len(classes.intersection(one.sets)) * one.duration
        for at, one in enumerate(shown.timetable.lessons)
        if one.sets
    }
    assert ids_in(sheet) == wanted
    assert json.loads(json.dumps(sheet))["shape"] == sheet["shape"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_weeks_of_all_teachers_hold_every_lesson_of_theirs_and_say_who_and_what(lang: Lang) -> None:
    shown = table(lang=lang)
    found: Counter[str] = Counter()
    for teacher in shown.problem.teachers:
        sheet = week(shown, Who("teacher", teacher.id))
        found += ids_in(sheet)
        for name, card in sheet["cards"].items():
            lesson = shown.lesson(name)
            assert lesson is not None
            assert shown.teacher(teacher.id) in card["a"]
            assert all(shown.names.pupils(one) in card["t"] for one in lesson.sets)
    wanted = {f"n{at}": len(one.teachers) * one.duration for at, one in enumerate(shown.timetable.lessons)}
    assert found == Counter({name: count for name, count in wanted.items() if count})


def test_a_protected_subject_is_marked_and_a_fixed_or_locked_lesson_has_its_sign() -> None:
    problem, timetable = solved()
    home = problem.classes[0].id
    first = next(one for one in timetable.lessons if one.sets == (home,))
    shown = Table(problem, timetable, "zh", frozenset((spot_of(first),)))
    sheet = week(shown, Who("class", home))
    for name, card in sheet["cards"].items():
        lesson = shown.lesson(name)
        assert lesson is not None
        known = problem.index.subjects[lesson.subject]
        assert card["p"] == known.protected == ("●" in card["t"]) == ("受保护" in card["a"])
        assert (card["lock"] == "lock") == (lesson == first) == ("已锁定" in card["a"])


def test_a_teachers_week_shows_lessons_of_another_schedule_where_the_clock_has_them() -> None:
    """The big ones' second lesson (9:30-10:15) meets the small ones' second (9:40-10:20)."""
    problem = schools.two_bells()
    lesson = Lesson(subject="PE", sets=("5A",), teachers=("Zhao",), day=1, period=2, course="5A:PE")
    small = Lesson(subject="PE", sets=("1A",), teachers=("Zhao",), day=2, period=1, course="1A:PE")
    other = Lesson(subject="PE", sets=("1A",), teachers=("Zhao",), day=2, period=3, course="1A:PE")
    shown = Table(problem, Timetable(lessons=(lesson, small, other)), "en")
    sheet = week(shown, Who("teacher", "Zhao"))
    assert cells(sheet)["1.2"] == ["n0"]
    assert cells(sheet)["2.1"] == ["n1"]
    assert [row["t"] for row in sheet["rows"] if row["kind"] == "band"] == ["long activity break 09:10–09:40"]


def test_periods_after_a_days_end_are_shut() -> None:
    shown = Table(sample("staggered"), Timetable(), "en")
    sheet = whole_school(shown)
    bells = {one.id: shown.problem.index.bell_of_pupil(one.id) for one in shown.problem.classes}
    for row, home in zip(sheet["rows"], shown.problem.classes, strict=True):
        for cell in row["cells"]:
            _, day, period = map(int, cell["k"].split("."))
            assert cell["shut"] == (period > bells[home.id].periods(day) and not cell["c"])


def test_a_lesson_taken_out_is_due_again_and_no_other() -> None:
    problem, timetable = solved()
    assert due(problem, timetable) == ()
    for at in (0, len(timetable.lessons) - 1):
        gone = timetable.lessons[at]
        missing = due(problem, without(timetable, at))
        assert [(one.course, one.duration, one.sets, one.teachers) for one in missing] == [
            (gone.course, gone.duration, gone.sets, gone.teachers)
        ]
        again = waiting(without(timetable, at), missing[0])
        assert due(problem, again) == missing, "a lesson that stands nowhere is not placed"


def test_blocks_are_due_before_single_lessons_and_never_more_than_the_course_has() -> None:
    problem = schools.fet_shaped()
    found = [one for one in due(problem, Timetable()) if one.course == "phys"]
    assert [one.duration for one in found] == [2, 1, 1]
    single = Lesson(subject="Physics", sets=("Y1",), teachers=("A", "B"), day=1, period=1, course="phys")
    three = Timetable(lessons=tuple(single.model_copy(update={"day": day}) for day in (1, 2, 3)))
    left = [one for one in due(problem, three) if one.course == "phys"]
    assert sum(one.duration for one in left) <= 1


@pytest.mark.parametrize("lang", LANGS)
def test_bars_tell_minutes_against_the_caps_of_the_schools_own_rules(lang: Lang) -> None:
    problem = sample("primary_18")
    shown = Table(problem, Timetable(), lang)
    rules = constraints.bind(problem)
    home = problem.classes[0]
    rows = {
        (row["day"], row["cap"] - row["margin"], row["cap"])
        for rule in rules
        if isinstance(rule, DailyHoursCap)
        for row in rule.evidence(shown.view)
        if row["grade"] == problem.index.title(home.grade)
    }
    found = bars(shown, rules, home.id)
    assert set(found) == set(problem.index.bell_of_pupil(home.id).teaching_days)
    for day, (at_school, active) in found.items():
        spent, cap = at_school["t"].split()[-1].split("/")
        assert (problem.index.day_name(day), int(spent), int(cap)) in rows
        assert at_school["tone"] == "good"
        assert active["t"].endswith("/60")


def test_a_class_without_sport_lessons_on_a_day_has_only_the_minutes_of_its_breaks() -> None:
    problem = schools.two_bells()
    sport = Lesson(subject="PE", sets=("1A",), teachers=("Zhao",), day=1, period=1, course="1A:PE")
    shown = Table(problem, Timetable(lessons=(sport,)), "en")
    found = bars(shown, (), "1A")
    assert [found[day][1]["t"] for day in (1, 2)] == ["active 70 min", "active 30 min"]
    assert found[1][0]["t"] == "school 160 min"


@pytest.mark.parametrize("lang", LANGS)
def test_a_teachers_figures_are_those_of_the_printed_sheets(lang: Lang) -> None:
    problem = schools.two_bells()
    lessons = (
        Lesson(subject="PE", sets=("1A",), teachers=("Zhao",), day=1, period=1, course="1A:PE"),
        Lesson(subject="PE", sets=("1A",), teachers=("Zhao",), day=1, period=3, course="1A:PE"),
    )
    shown = Table(problem, Timetable(lessons=lessons), lang)
    assert [value for _, value in figures(shown, "Zhao")] == ["2", "2", "1", "1", "1", "1"]
    names = [name for name, _ in figures(shown, "Zhao")]
    assert names[2] == ("空节" if lang == "zh" else "gaps")
    assert "1A" in about(shown, "Zhao")[0]
