"""Check 3: the lessons that need certain rooms fit into their places over the week."""

from __future__ import annotations

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.school import Room, RoomPool
from scheduler.domain.time import BellPeriod, BellSchedule, PeriodKind
from scheduler.precheck import precheck
from tests.precheck.small import STRUCTURE, changed, closed, count, course, red, school


def pe(classes: int, each: int, *periods: int, field: Room, **more: object) -> Problem:
    courses = [course(f"1{c}", "PE", each, f"T{c}", room="field") for c in "ABCDEF"[:classes]]
    return school(courses, *periods, rooms=(field,), **more)


def test_more_lessons_than_places_is_impossible() -> None:
    found = red(count(pe(3, 3, 2, 2, field=Room(id="field", name="操场", places=2))), "room_places")
    assert (found.need, found.have) == (9, 8)
    assert found.reason.zh == "操场：每周 9 节（PE），只排得下 4 节 × 2 = 8 节。"
    assert found.rules == ("every_lesson_placed", "room_capacity")


def test_exactly_as_many_lessons_as_places_is_possible() -> None:
    found = count(pe(4, 2, 2, 2, field=Room(id="field", places=2)))
    assert not found.impossible
    assert [one.owners for one in found.yellows if one.id.startswith("room_places")] == [("field",)]


def test_a_closed_room_has_no_places() -> None:
    field = Room(id="field", places=2, unavailable=closed((1, 1)))
    assert red(count(pe(4, 2, 2, 2, field=field)), "room_places").have == 6


def test_own_classroom_will_do_where_the_need_is_not_strict() -> None:
    problem = pe(3, 3, 2, 2, field=Room(id="field"))
    loose = tuple(c.model_copy(update={"room_strict": False}) for c in problem.courses)
    assert not count(changed(problem, courses=loose)).impossible


def test_without_the_hard_rule_rooms_are_no_matter() -> None:
    problem = pe(3, 3, 2, 2, field=Room(id="field"))
    rules = [r if r.id != "room_capacity" else type(r)(level=Level.SOFT) for r in STRUCTURE]
    assert not precheck(problem, rules).impossible


def test_classes_taught_together_take_one_place() -> None:
    together = course("1A+1B", "PE", 4, "Li", room="field")
    assert not count(school([together], 2, 2, rooms=(Room(id="field"),))).impossible


def test_overlapping_needs_are_counted_together() -> None:
    rooms = (Room(id="field"), Room(id="gym"))
    pools = (RoomPool(id="any", rooms=("field", "gym")),)
    courses = [
        course("1A", "PE", 2, "Li", room="field"),
        course("1B", "PE", 1, "Ma", room="any"),
        course("1C", "PE", 2, "Wu", room="any"),
    ]
    assert red(count(school(courses, 2, rooms=rooms, pools=pools)), "room_places").need == 5


def test_a_long_break_on_the_field_leaves_it_no_place() -> None:
    rest = BellPeriod(kind=PeriodKind.LONG_BREAK, start=540, end=570, occupies=("field",))
    young = BellSchedule(id="young", days=((BellPeriod(start=500, end=540), rest),))
    main = BellSchedule(id="main", days=((BellPeriod(start=500, end=535), BellPeriod(start=540, end=580)),))
    problem = pe(1, 2, field=Room(id="field", places=5), bells=(main, young))
    assert count(problem).impossible
    assert not count(pe(1, 1, field=Room(id="field", places=5), bells=(main, young))).impossible
