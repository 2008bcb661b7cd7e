"""Changes by hand: coloured places, drops, locks, lessons taken out and put back, moves that came too late."""

from __future__ import annotations

from typing import Any

import pytest

import constraints
from scheduler.domain.text import LANGS, Lang
from scheduler.domain.timetable import Lesson, Timetable, distance
from scheduler.rules.base import Finding, Verdict
from scheduler.services.places import Move, Place
from scheduler.ui.grid.edits import board_for, kept, locks, place, still_there, take_out, turned
from scheduler.ui.grid.scorecard import concerned, lines, title, told, where
from scheduler.ui.grid.slots import signed, slot, slots
from scheduler.ui.grid.table import Table, spot_of
from scheduler.ui.grid.weeks import Who
from scheduler.verify import judge
from tests import schools
from tests.ui.solved import solved, table


def movable(shown: Table) -> int:
    """The first lesson of a class that its school has not fixed."""
    return next(at for at, one in enumerate(shown.timetable.lessons) if one.sets and not shown.sign(one))


@pytest.mark.parametrize("lang", LANGS)
def test_a_lesson_picked_up_colours_every_period_of_its_class_in_each_view(lang: Lang) -> None:
    shown = table(lang=lang)
    at = movable(shown)
    lesson = shown.timetable.lessons[at]
    places = board_for(shown.problem, constraints.bind(shown.problem), shown).places(at)
    week = slots(shown, Who("class", lesson.sets[0]), lesson, places)
    school = slots(shown, Who("school"), lesson, places)
    assert len(week) == len(school) == len(places)
    assert week[f"{lesson.day}.{lesson.period}"][1]["s"] == "here"
    assert {found[1]["s"] for found in week.values()} >= {"here", "blocked"}
    for found, said in week.values():
        assert said["s"] == "here" or said["why"], "every place says why"
        if said["s"] == "blocked":
            assert found.state == "blocked"
        elif said["s"] == "same":
            assert {shown.timetable.lessons[move.lesson].course for move in found.moves} == {lesson.course}
        else:
            assert said["s"] == ("here" if not found.moves else "costs" if found.points > (0, 0) else "free")


def test_a_drop_moves_the_lesson_and_those_in_its_way_and_says_so() -> None:
    shown = table(lang="en")
    rules = constraints.bind(shown.problem)
    board = board_for(shown.problem, rules, shown)
    before = judge(shown.problem, shown.timetable, rules)
    tried = 0
    for at, lesson in enumerate(shown.timetable.lessons):
        for chosen in board.places(at):
            if chosen.state != "blocked" and chosen.moves and tried < 12:
                made = place(shown, board, lesson, chosen)
                assert made.timetable is not None
                after = judge(shown.problem, made.timetable, rules)
                assert (after.relaxed - before.relaxed, after.penalty - before.penalty) == chosen.points
                assert after.broken == before.broken
                assert distance(shown.timetable, made.timetable) <= len(chosen.moves)
                new = made.timetable.lessons[at]
                assert (new.day, new.period) == (chosen.day, chosen.period)
                assert shown.names.pupils(lesson.sets[0]) in made.what.en if lesson.sets else True
                assert ("moved" in made.what.en) == (len(chosen.moves) > 1)
                tried += 1
    assert tried == 12


def test_a_locked_lesson_stays_and_nobody_changes_places_with_it() -> None:
    problem, timetable = solved()
    free = Table(problem, timetable, "en")
    rules = constraints.bind(problem)
    board = board_for(problem, rules, free)
    at, chosen = next(
        (at, found)
        for at in range(len(timetable.lessons))
        for found in board.places(at)
        if len(found.moves) == 2 and timetable.lessons[found.moves[1].lesson].course != timetable.lessons[at].course
    )
    other = timetable.lessons[chosen.moves[1].lesson]
    held = Table(problem, timetable, "en", frozenset((spot_of(other),)))
    assert [(one.course, one.at.day, one.at.period) for one in locks(held)] == [(other.course, other.day, other.period)]
    again = board_for(problem, rules, held).places(at)
    for found in again:
        lesson = timetable.lessons[at]
        said = slot(held, lesson, found)
        assert said["s"] == "blocked" or chosen.moves[1].lesson not in {move.lesson for move in found.moves}
    refused = kept(held, other)
    assert refused is not None
    assert "locked" in refused.en
    assert take_out(held, f"n{chosen.moves[1].lesson}").timetable is None


def test_a_swap_with_a_locked_lesson_is_refused_even_where_no_rule_forbids_it() -> None:
    problem, timetable = solved()
    shown = Table(problem, timetable, "zh", frozenset((spot_of(timetable.lessons[1]),)))
    lesson = timetable.lessons[0]
    swap = Place(5, 5, "swap", (0, 0), (), (Move(0, 5, 5), Move(1, lesson.day, lesson.period)))
    said = slot(shown, lesson, swap)
    assert said["s"] == "blocked"
    assert "已锁定" in said["why"]


def test_a_lesson_taken_out_waits_and_finds_its_way_back() -> None:
    shown = table(lang="zh")
    rules = constraints.bind(shown.problem)
    at = movable(shown)
    made = take_out(shown, f"n{at}")
    assert made.timetable is not None
    assert "移出" in made.what.zh
    out = Table(shown.problem, made.timetable, "zh")
    assert len(out.parked) == 1
    board = board_for(shown.problem, rules, out, "p0")
    waits = out.parked[0]
    places = board.places(len(made.timetable.lessons))
    gone = shown.timetable.lessons[at]
    back = next(one for one in places if (one.day, one.period) == (gone.day, gone.period))
    assert back.state in ("free", "costs")
    again = place(out, board, waits, back)
    assert again.timetable is not None
    assert not Table(shown.problem, again.timetable, "zh").parked
    assert judge(shown.problem, again.timetable, rules).value == judge(shown.problem, shown.timetable, rules).value
    assert "→" in again.what.zh


def test_a_lesson_of_no_course_cannot_be_taken_out() -> None:
    shown = Table(*schools.foreign(), "en")
    made = take_out(shown, "n2")
    assert made.timetable is None
    assert "no course" in made.what.en


def test_a_lock_is_turned_and_forgotten_when_its_lesson_is_elsewhere() -> None:
    _, timetable = solved()
    first = timetable.lessons[0]
    locked = turned(frozenset(), first)
    assert turned(locked, first) == frozenset()
    assert still_there(locked, timetable) == locked
    moved = first.model_copy(update={"day": first.day % 3 + 1, "period": 9})
    assert still_there(locked, Timetable(lessons=(moved, *timetable.lessons[1:]))) == frozenset()


def test_two_lessons_of_one_course_that_would_change_places_are_no_move() -> None:
    shown = table(lang="zh")
    at, other = next(
        (at, there)
        for at, one in enumerate(shown.timetable.lessons)
        for there, two in enumerate(shown.timetable.lessons)
        if at != there and one.course == two.course and one.duration == two.duration
    )
    one, two = shown.timetable.lessons[at], shown.timetable.lessons[other]
    swap = (Move(at, two.day, two.period), Move(other, one.day, one.period))
    assert slot(shown, one, Place(two.day, two.period, "swap", (0, 0), (), swap))["s"] == "same"
    third = (*swap, Move(movable(shown), 1, 1))
    assert slot(shown, one, Place(two.day, two.period, "swap", (0, 0), (), third))["s"] == "free"


def test_points_are_shown_with_their_sign() -> None:
    assert [signed(points) for points in ((0, 0), (0, 3), (0, -2), (1, -3))] == ["", "+3", "−2", "−2"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_scorecard_has_the_gravest_first_and_finds_the_lessons_of_each_finding(lang: Lang) -> None:
    problem, timetable = solved()
    first, second = timetable.lessons[0], next(one for one in timetable.lessons[1:] if one.sets)
    clash = second.model_copy(update={"day": first.day, "period": first.period, "teachers": first.teachers})
    at = timetable.lessons.index(second)
    broken = timetable.model_copy(update={"lessons": (*timetable.lessons[:at], clash, *timetable.lessons[at + 1 :])})
    shown = Table(problem, broken, lang)
    found = lines(judge(problem, broken, constraints.bind(problem)))
    verdicts = [line.verdict for line in found]
    assert verdicts[0] is Verdict.BROKEN
    assert verdicts[-1] is None
    clashing = next(line for line in found if line.label == "teacher_clash")
    assert title(shown, clashing).startswith("✕")
    finding, words = next(told(problem, clashing))
    assert shown.teacher(first.teachers[0]) in words.to(lang)
    assert where(shown, finding, Who("class")) == Who("teacher", first.teachers[0])
    assert {"n0", f"n{at}"} <= set(concerned(shown, finding))


def test_a_finding_without_lessons_marks_those_of_its_owner_on_its_day() -> None:
    problem = schools.two_bells()
    lessons = (
        Lesson(subject="PE", sets=("1A",), teachers=("Zhao",), day=1, period=1, course="1A:PE"),
        Lesson(subject="PE", sets=("1A",), teachers=("Zhao",), day=2, period=1, course="1A:PE"),
    )
    shown = Table(problem, Timetable(lessons=lessons), "en")
    facts: dict[str, Any] = {}
    assert concerned(shown, Finding("x", ("Zhao", 2), Verdict.NOTICE, 1, facts)) == ["n1"]
    assert concerned(shown, Finding("x", ("1A", 1), Verdict.NOTICE, 1, facts)) == ["n0"]
    assert concerned(shown, Finding("x", ("1A:PE",), Verdict.NOTICE, 1, facts)) == ["n0", "n1"]
    assert where(shown, Finding("x", ("school",), Verdict.NOTICE, 1, facts, (1,)), Who("room")) == Who("class", "1A")
