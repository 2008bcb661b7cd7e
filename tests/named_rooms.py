"""Rooms for random timetables of schools whose rules name rooms: any that the model may choose, or each in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from random import Random
from typing import Any

from scheduler.domain.curriculum import Course
from scheduler.domain.problem import Problem
from scheduler.domain.school import Room
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.engine.roomplan import RoomPlan
from scheduler.rules.base import Rule
from tests import strategies
from tests.every_timetable import how_many

BOTH = Room(id="both", combines=(("field",), ("gym", "studio")), places=2)
"""A virtual room of a random school: the field with one of two rooms inside."""


def changed(problem: Problem, **fields: Any) -> Problem:
    """The school with some things otherwise."""
    return Problem(**{name: getattr(problem, name) for name in Problem.model_fields} | fields)


def with_virtual(problem: Problem) -> Problem:
    """A random school whose pool for sport has a virtual room besides."""
    pools = (p.model_copy(update={"rooms": (*p.rooms, BOTH.id)}) if p.id == "pe" else p for p in problem.pools)
    return changed(problem, rooms=(*problem.rooms, BOTH), pools=tuple(pools))


def ways(plan: RoomPlan, course: Course, lesson: Lesson) -> list[tuple[str, ...]]:
    """The rooms a lesson may be in, every way to take the real ones of a virtual one; () where none is needed."""
    needs = plan.needs(course)
    fixed = (f.room for f in course.fixed if f.room and (f.day, f.period) == (lesson.day, lesson.period))
    need = needs.get(next(fixed, ""))
    if need is None:
        return [()]
    out: list[tuple[str, ...]] = [] if need.strict else [()]
    for room in need.rooms:
        real = product(*(sorted(part) for part in plan.virtual.get(room, ())))
        out += [(room, *rooms) for rooms in real if len(set(rooms)) == len(rooms)]
    return out or [()]


def named(random: Random, problem: Problem, rules: Sequence[Rule], timetable: Timetable) -> Timetable:
    """A timetable with rooms at random where the rules name them; as it is where none does."""
    plan = RoomPlan(problem, rules)
    if not any(rule.names_rooms for rule in rules):
        return timetable
    rooms = [random.choice(choices) for choices in _choices(plan, timetable)]
    return _put(timetable, rooms)


def every_naming(problem: Problem, rules: Sequence[Rule], timetable: Timetable) -> Iterator[Timetable]:
    """A timetable with every choice of rooms where the rules name them; as it is where none does."""
    if not any(rule.names_rooms for rule in rules):
        yield timetable
        return
    for rooms in product(*_choices(RoomPlan(problem, rules), timetable)):
        yield _put(timetable, rooms)


def how_many_named(problem: Problem, rules: Sequence[Rule]) -> int:
    """At most so many timetables with rooms, all lessons placed."""
    plan, total = RoomPlan(problem, rules), how_many(problem)
    for course in problem.courses:
        for part in course.parts:
            spots = {(f.day, f.period) for f in course.fixed} | {(1, 1)}
            lessons = (strategies.as_lesson(course, *spot, part.duration) for spot in spots)
            total *= max(len(ways(plan, course, lesson)) for lesson in lessons) ** part.count
    return total


def _choices(plan: RoomPlan, timetable: Timetable) -> list[list[tuple[str, ...]]]:
    courses = plan.index.courses
    return [ways(plan, courses[x.course], x) if x.course in courses else [()] for x in timetable.lessons]


def _put(timetable: Timetable, rooms: Sequence[tuple[str, ...]]) -> Timetable:
    pairs = zip(timetable.lessons, rooms, strict=True)
    return Timetable(lessons=tuple(lesson.model_copy(update={"rooms": those}) for lesson, those in pairs))
