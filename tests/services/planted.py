"""Tiny schools with a planted conflict, each by a seed: overload, capacity, meeting, fixed lessons, Hall sets."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from constraints.period_ban import PeriodBan
from constraints.subject_per_day import SubjectPerDay
from constraints.teacher_daily_load import TeacherDailyLoad
from scheduler.domain.curriculum import CourseKind
from scheduler.domain.problem import Problem
from scheduler.domain.school import Room, SchoolClass, Teacher, TeacherGroup
from scheduler.rules.base import Rule
from tests.precheck.small import STRUCTURE, at, closed, course, school

Guard = tuple[str, str]


class Planted(NamedTuple):
    """A school, its rules, and rules that surely take part in what clashes."""

    problem: Problem
    rules: tuple[Rule, ...]
    clashing: frozenset[str]


def overload(random: Random) -> Planted:
    """A teacher with three lessons is there for two periods, or may teach one a day."""
    slots = [(day, period) for day in (1, 2) for period in (1, 2)]
    courses = [course("A", "Maths", 2, "Li"), course("B", "Maths", 1, "Li"), course("B", "Art", 1, "Ma")]
    if random.random() < 0.5:
        problem = school(courses, 2, 2)
        return Planted(problem, (*STRUCTURE, TeacherDailyLoad(limit=1)), frozenset({"teacher_daily_load"}))
    away = random.sample(slots, 2)
    staff = (Teacher(id="Li", unavailable=closed(*away)), Teacher(id="Ma", unavailable=closed(random.choice(slots))))
    return Planted(school(courses, 2, 2, teachers=staff), STRUCTURE, frozenset({"unavailable"}))


def capacity(random: Random) -> Planted:
    """Two or three classes have PE on one field of one place, at most once a day, never in some period."""
    names = ["A", "B", "C"][: random.choice((2, 3))]
    courses = [course(name, "PE", 2, f"T{name}", room="field") for name in names]
    problem = school(courses, 2, 2, rooms=(Room(id="field", places=len(names) - 1),))
    rules = (*STRUCTURE, SubjectPerDay(limit=1), PeriodBan(subjects=("PE",), periods=(random.choice((1, 2)),)))
    return Planted(problem, rules, frozenset({"room_capacity", "period_ban"}))


def meeting(random: Random) -> Planted:
    """A class whose teachers meet while it must be in lessons: at the only other time it is away."""
    slots = [(day, period) for day in (1, 2) for period in (1, 2)]
    away, when = random.sample(slots, 2)
    courses = [
        course("A", "Maths", 2, "Li"),
        course("A", "Art", 1, "Ma"),
        course("B", "Maths", random.choice((1, 2)), "Wu"),
        course("", "Research", 1, "Li+Ma", kind=CourseKind.MEETING, id="meeting", fixed=at(when)),
    ]
    classes = (SchoolClass(id="A", grade="G1", unavailable=closed(away)), SchoolClass(id="B", grade="G1"))
    group = TeacherGroup(id="research", members=("Li", "Ma"), meeting="meeting")
    problem = school(courses, 2, 2, teacher_groups=(group,), classes=classes)
    return Planted(problem, STRUCTURE, frozenset({"fixed_lessons", "unavailable"}))


def fixed(random: Random) -> Planted:
    """Two lessons of a teacher fixed at one time, or one fixed when the teacher is away."""
    spot = (random.choice((1, 2)), random.choice((1, 2)))
    if random.random() < 0.5:
        courses = [course(name, "Maths", 1, "Li", fixed=at(spot)) for name in "AB"]
        return Planted(school([*courses, course("C", "Art", 1, "Ma")], 2, 2), STRUCTURE, frozenset({"fixed_lessons"}))
    courses = [
        course("A", "Maths", 1, "Li", fixed=at(spot)),
        course("B", "Maths", 1, "Li"),
        course("B", "Art", 1, "Ma"),
    ]
    staff = (Teacher(id="Li", unavailable=closed(spot)), Teacher(id="Ma"))
    clashing = frozenset({"fixed_lessons", "unavailable"})
    return Planted(school(courses, 2, 2, teachers=staff), STRUCTURE, clashing)


def hall(random: Random) -> Planted:
    """Three lessons of a class have two periods between them: by a ban, by a teacher away, by a time that is fixed."""
    periods = [1, 2, 3, 4]
    random.shuffle(periods)
    free, shut = periods[:2], periods[2:]
    courses = [
        course("A", "Maths", 1, "Li"),
        course("A", "English", 1, "Ma"),
        course("A", "Art", 1, "Wu", fixed=at((1, random.choice(free)))),
        course("B", "Maths", 1, "Li"),
    ]
    staff = (Teacher(id="Li"), Teacher(id="Ma", unavailable=closed(*((1, p) for p in shut))), Teacher(id="Wu"))
    rules = (*STRUCTURE, PeriodBan(subjects=("Maths",), periods=tuple(shut)))
    clashing = frozenset({"period_ban", "unavailable", "fixed_lessons"})
    return Planted(school(courses, 4, teachers=staff), rules, clashing)


SORTS: tuple[Callable[[Random], Planted], ...] = (overload, capacity, meeting, fixed, hall)


def planted(number: int) -> Planted:
    """The conflict of a number: each sort in turn."""
    return SORTS[number % len(SORTS)](Random(f"planted {number}"))
