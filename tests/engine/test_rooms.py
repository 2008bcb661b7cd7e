"""Rooms named after the search: pools in pools, pools that overlap, blocks, odd and even weeks, closed rooms."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import constraints
from scheduler.domain.curriculum import Course, FixedLesson, Part
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, Room, RoomPool, SchoolClass, Subject
from scheduler.domain.time import BellPeriod, BellSchedule, TimeRange, Weeks
from scheduler.engine import rooms
from scheduler.engine.rooms import Naming, name_rooms
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.rules.context import TRUE, Start

PERIODS = 3
ROOMS = tuple(Room(id=name) for name in "abcdef")
ONE = Settings(workers=1, seconds=30, draft=False)


def school(courses: Sequence[Course], pools: dict[str, str], places: Sequence[Room] = ROOMS, days: int = 1) -> Problem:
    """A class for every course; a pool is written as the letters of its rooms."""
    return Problem(
        bells=(BellSchedule(id="main", days=((BellPeriod(),) * PERIODS,) * days),),
        day_names=tuple(f"D{n}" for n in range(days)),
        grades=(Grade(id="G", bell="main"),),
        classes=tuple(SchoolClass(id=course.sets[0], grade="G") for course in courses),
        subjects=(Subject(id="Art"),),
        rooms=tuple(places),
        pools=tuple(RoomPool(id=name, rooms=tuple(letters)) for name, letters in pools.items()),
        courses=tuple(courses),
    )


def course(name: str, room: str, *, length: int = 1, strict: bool = True, **more: object) -> Course:
    parts = (Part(duration=length),)
    return Course(id=name, subject="Art", sets=(f"class {name}",), parts=parts, room=room, room_strict=strict, **more)  # type: ignore[arg-type]


def at(problem: Problem, *periods: int) -> list[Start]:
    """Each course's lesson at one of the periods of day 1."""
    out = []
    for one, period in zip(problem.courses, periods, strict=True):
        length = one.parts[0].duration
        moments = problem.timeline.covered("main", 1, period, length)
        out.append(Start(one.id, 0, 1, period, length, one.weeks, moments, TRUE))
    return out


def named(problem: Problem, *periods: int) -> list[str]:
    found = name_rooms(problem, at(problem, *periods))
    assert found.crowd == ()
    return ["+".join(found.rooms.get(i, ())) for i in range(len(periods))]


def finished(problem: Problem) -> Finished:
    last = list(Run(problem, constraints.bind(problem), ONE, strict=True))[-1]
    assert isinstance(last, Finished)
    return last


def test_of_nested_pools_the_narrow_one_gets_its_room() -> None:
    problem = school([course("1", "wide"), course("2", "wide"), course("3", "narrow")], {"wide": "abc", "narrow": "a"})
    found = named(problem, 1, 1, 1)
    assert found[2] == "a"
    assert sorted(found) == ["a", "b", "c"]


def test_of_overlapping_pools_a_lesson_moves_on_to_let_another_in() -> None:
    problem = school(
        [course("1", "ab"), course("2", "bc"), course("3", "ac"), course("4", "a")],
        {"ab": "ab", "bc": "bc", "ac": "ac"},
        places=(Room(id="a"), Room(id="b"), Room(id="c", places=2)),
    )
    found = named(problem, 1, 1, 1, 1)
    assert found == ["b", "c", "c", "a"]


def test_a_block_keeps_one_room_across_two_pools() -> None:
    problem = school(
        [course("1", "ab"), course("2", "b"), course("block", "ab", length=2)],
        {"ab": "ab"},
        places=ROOMS[:2],
    )
    assert named(problem, 1, 2, 1) == ["b", "b", "a"]


def test_odd_and_even_lessons_share_a_room_and_a_weekly_one_does_not() -> None:
    odd, even = course("1", "a", weeks=Weeks.ODD), course("2", "a", weeks=Weeks.EVEN)
    assert named(school([odd, even], {}), 1, 1) == ["a", "a"]
    crowd = name_rooms(problem := school([odd, even, course("3", "a")], {}), at(problem, 1, 1, 1)).crowd
    assert 2 in crowd
    assert len(crowd) == 2


@pytest.mark.parametrize(("closed", "weeks", "room"), [("all", "all", "b"), ("odd", "all", "b"), ("odd", "even", "a")])
def test_a_closed_room_takes_nobody_in_the_weeks_it_is_closed(closed: str, weeks: str, room: str) -> None:
    shut = Room(id="a", unavailable=(TimeRange(day=1, periods=(2,), weeks=Weeks(closed)),))
    problem = school([course("1", "ab", weeks=Weeks(weeks), length=2)], {"ab": "ab"}, (shut, Room(id="b")))
    assert named(problem, 1) == [room]


def test_who_merely_prefers_a_pool_gets_what_is_left() -> None:
    problem = school([course("1", "a", strict=False), course("2", "a"), course("3", "a", strict=False)], {})
    assert named(problem, 1, 1, 2) == ["", "a", "a"]


def test_a_crowd_names_nobody_who_is_not_part_of_it() -> None:
    problem = school([course("1", "a"), course("2", "a"), course("3", "b"), course("4", "a")], {})
    assert set(name_rooms(problem, at(problem, 1, 1, 1, 2)).crowd) == {0, 1}


def test_the_fixed_room_is_named_though_the_course_needs_none() -> None:
    fixed = course("1", "", fixed=(FixedLesson(day=1, period=1, room="b"),))
    assert named(school([fixed, course("2", "bc")], {"bc": "bc"}), 1, 1) == ["b", "c"]


def test_a_fixed_room_may_be_a_pool() -> None:
    fixed = course("1", "", fixed=(FixedLesson(day=1, period=1, room="bc"),))
    problem = school([fixed, course("2", "b")], {"bc": "bc"})
    assert named(problem, 1, 1) == ["c", "b"]


def chain(lessons: int) -> Problem:
    """Five pools of two neighbouring rooms each over six rooms: only all five together are too full."""
    pools = {f"p{n}": "abcdef"[n : n + 2] for n in range(5)}
    return school([course(str(n), f"p{n % 5}", length=PERIODS) for n in range(lessons)], pools)


def test_too_many_lessons_for_a_chain_of_pools_are_impossible() -> None:
    assert finished(chain(6)).status == "optimal"
    assert finished(chain(7)).status == "impossible"


def test_lessons_spread_over_the_day_where_they_crowd_a_chain_of_pools() -> None:
    pools = {f"p{n}": "abcdef"[n : n + 2] for n in range(5)}
    last = finished(school([course(str(n), f"p{n % 5}") for n in range(6 * PERIODS - 1)], pools))
    assert last.status == "optimal"
    assert last.report is not None
    assert last.report.keeps_hard_rules


def test_a_pool_without_rooms_is_impossible_and_soon_known() -> None:
    assert finished(school([course("1", "none")], {"none": ""}, days=5)).status == "impossible"


def test_what_the_exact_model_cannot_decide_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def undecided(problem: Problem, starts: Sequence[Start], choices: object) -> Naming:
        return Naming({}, tuple(range(len(starts))), proven=False)

    monkeypatch.setattr("scheduler.engine.session.name_rooms", undecided)
    last = finished(school([course("1", "a")], {}))
    assert (last.status, last.reason) == ("unknown", "unconfirmed")
    assert rooms.name_rooms is name_rooms
