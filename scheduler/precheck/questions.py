"""Questions: whose lessons are looked at together, what limits them, and what too many of them look like."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from scheduler.domain.time import Weeks
from scheduler.precheck.openings import Opening, Openings
from scheduler.precheck.room_places import needing
from scheduler.precheck.teacher_load import day_limits


class Limit(NamedTuple):
    """What lets only `room` lessons pass on a day: a "subject" of a class, a "person", a "load", a "place".

    `each` is the limit as people say it: a day for a subject and a load, at a time for places.
    """

    kind: str
    day: int
    owner: str
    rules: frozenset[str]
    room: int
    each: int = 1


Loads = Mapping[tuple[str, int], Limit]
"""By (teacher, day)."""


class Question(NamedTuple):
    """Lessons of a teacher, a class or a sort of room in one week.

    `places` says at which beats (as bits) rooms hold how many of them at a time; empty where places are no matter.
    """

    owner: str
    lessons: tuple[Opening, ...]
    weeks: Weeks
    places: Mapping[int, int] = MappingProxyType({})


class Excess(NamedTuple):
    """Courses with `need` lessons, and the limits that are all full with fewer; `closed` rules say when they may be."""

    courses: tuple[Opening, ...]
    need: int
    limits: tuple[Limit, ...]
    closed: frozenset[str]

    @property
    def have(self) -> int:
        """How many of the lessons fit."""
        return sum(limit.room for limit in self.limits)


def questions(openings: Openings, weeks: Weeks) -> Iterator[Question]:
    """Whose lessons are looked at together."""
    facts = openings.facts
    for teacher, found in openings.of_teacher.items():
        if found and facts.bound("teacher_clash", teacher):
            yield Question(teacher, _of(found, weeks), weeks)
    for leaf, found in openings.of_leaf.items():
        if facts.bound("class_clash", leaf):
            yield Question(leaf, _of(found, weeks), weeks)
    for need, rooms in facts.needs.items():
        places = alike(lambda beat: facts.places(rooms, beat, weeks), len(facts.beats.all))  # noqa: B023
        yield Question(need, tuple(needing(openings, rooms, weeks)), weeks, places)


def alike(count: Callable[[int], int], beats: int) -> dict[int, int]:
    """Beats of one count together, as bits, with the count."""
    by_count: dict[int, int] = {}
    for at in range(beats):
        here = count(1 << at)
        by_count[here] = by_count.get(here, 0) | 1 << at
    return {mask: here for here, mask in by_count.items()}


def _of(found: list[Opening], weeks: Weeks) -> tuple[Opening, ...]:
    return tuple(one for one in found if one.need and one.course.weeks.meets(weeks))


def loads_of(openings: Openings, weeks: Weeks) -> Loads:
    """Limits a day of teachers, where they bind."""
    out: dict[tuple[str, int], Limit] = {}
    facts = openings.facts
    for teacher, found in openings.of_teacher.items():
        teaching = [one for one in found if one.course.sets and one.course.weeks.meets(weeks)]
        mask = 0
        for one in teaching:
            mask |= one.open
        limits, rules = day_limits(facts, teacher, mask, teaching, weeks) if mask else ({}, ())
        for day, most in limits.items():
            if most < (mask & facts.beats.on_day[day]).bit_count():
                out[teacher, day] = Limit("load", day, teacher, frozenset({"teacher_clash", *rules}), most, most)
    return out
