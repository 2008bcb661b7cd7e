"""What moving lessons costs: two timetables of one school apart, by weights the school chooses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import Field

from scheduler.domain.base import Id, Value
from scheduler.domain.curriculum import Course
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Place, Timetable, places_by_course

MOST = 1000


class StandIn(NamedTuple):
    """Somebody who may take one lesson at its old place: `by` in the stead of `away`, for so many points.

    `as_of` is a course of theirs beside which it counts in their own day.
    """

    course: str
    place: Place
    away: str
    by: str
    as_of: str
    price: int

    def teachers(self, course: Course) -> tuple[str, ...]:
        """Who teaches the lesson then."""
        return tuple(self.by if teacher == self.away else teacher for teacher in course.teachers)


class Weights(Value):
    """Points of a moved lesson: `lesson` for its old place, `day` more where its day changes too.

    `factors` multiply them for lessons of some classes, grades, teachers, teachers' groups, subjects or courses, the
    largest where several apply; `published` are classes or grades whose timetable is already out: there they count
    `published_factor` times. As they stand they count moved lessons. `cover` is what a lesson costs that somebody else
    takes at its place, before what is asked for who that is.
    """

    lesson: int = Field(1, ge=1, le=MOST)
    day: int = Field(0, ge=0, le=MOST)
    factors: dict[Id, int] = Field(default_factory=dict)
    published: tuple[Id, ...] = ()
    published_factor: int = Field(3, ge=1, le=MOST)
    cover: int = Field(2, ge=0, le=MOST)

    def of(self, problem: Problem, course: str) -> int:
        """How many times a lesson of the course counts."""
        about = problem.index.about(course)
        factor = max((self.factors[one] for one in self.factors.keys() & about), default=1)
        return factor * (1 if about.isdisjoint(self.published) else self.published_factor)

    def strangers(self, problem: Problem) -> tuple[str, ...]:
        """Names in these weights that mean nothing in the school."""
        index = problem.index
        known = {
            *index.classes,
            *index.grades,
            *index.teachers,
            *(group.id for group in problem.teacher_groups),
            *index.groups,
            *index.subjects,
            *index.courses,
        }
        return tuple(one for one in dict.fromkeys((*self.factors, *self.published)) if one not in known)


def left_days(before: Iterable[Place], after: Iterable[Place]) -> int:
    """How many of a course's places have gone from their day, whatever other days got."""
    days = Counter(day for day, _, _ in before)
    days.subtract(Counter(day for day, _, _ in after))
    return sum(gone for gone in days.values() if gone > 0)


def moved(problem: Problem, before: Timetable, after: Timetable, weights: Weights) -> int:
    """What it costs to go from one timetable to the other; with plain weights the number of moved lessons.

    Courses the school does not have are left out.
    """
    new = places_by_course(after)
    total = 0
    for course, old in places_by_course(before).items():
        if course in problem.index.courses:
            now = new.get(course, set())
            points = weights.lesson * len(old - now) + weights.day * left_days(old, now)
            total += weights.of(problem, course) * points if points else 0
    return total


def covered(problem: Problem, after: Timetable, stand_ins: Iterable[StandIn]) -> list[StandIn]:
    """Who of those offered stands in in a timetable."""
    courses = problem.index.courses
    taken = {
        (x.course, (x.day, x.period, x.duration), x.teachers)
        for x in after.lessons
        if x.course in courses and x.teachers != courses[x.course].teachers
    }
    return [one for one in stand_ins if (one.course, one.place, one.teachers(courses[one.course])) in taken]
