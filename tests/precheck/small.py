"""Tiny schools in few words, and the hard rules they keep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from constraints.block_pattern import BlockPattern
from constraints.class_clash import ClassClash
from constraints.course_hours import CourseHours
from constraints.every_lesson_placed import EveryLessonPlaced
from constraints.fixed_lessons import FixedLessons
from constraints.group_meeting import GroupMeeting
from constraints.room_capacity import RoomCapacity
from constraints.teacher_clash import TeacherClash
from constraints.unavailable import Unavailable
from scheduler.domain.curriculum import Course, FixedLesson, Part
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, SchoolClass, Subject, Teacher
from scheduler.domain.time import BellPeriod, BellSchedule, TimeRange
from scheduler.precheck import Precheck, precheck
from scheduler.precheck.base import Shortage
from scheduler.rules.base import Rule

STRUCTURE: tuple[Rule, ...] = (
    EveryLessonPlaced(),
    CourseHours(),
    ClassClash(),
    TeacherClash(),
    RoomCapacity(),
    FixedLessons(),
    BlockPattern(),
    Unavailable(),
    GroupMeeting(),
)


def grid(*periods: int, name: str = "main") -> BellSchedule:
    """An untimed schedule with so many periods on each day."""
    return BellSchedule(id=name, days=tuple((BellPeriod(),) * count for count in periods))


def course(pupils: str, subject: str, count: int = 1, teacher: str = "", **more: Any) -> Course:
    """`count` single lessons of a class (or of several, joined by +) with a teacher (or several)."""
    settings = {
        "id": f"{pupils}:{subject}",
        "subject": subject,
        "sets": tuple(p for p in pupils.split("+") if p),
        "teachers": tuple(t for t in teacher.split("+") if t),
        "parts": (Part(count=count),),
    }
    return Course(**{**settings, **more})


def at(*spots: tuple[int, int]) -> tuple[FixedLesson, ...]:
    """Fixed lessons at (day, period)."""
    return tuple(FixedLesson(day=day, period=period) for day, period in spots)


def closed(*spots: tuple[int, int]) -> tuple[TimeRange, ...]:
    """Closed periods at (day, period)."""
    return tuple(TimeRange(day=day, periods=(period,)) for day, period in spots)


def school(courses: Sequence[Course], *periods: int, **more: Any) -> Problem:
    """A school of one grade with these periods a day; classes, teachers and subjects as the courses name them."""
    named = {s: None for c in courses for s in c.sets}
    staff = {t: None for c in courses for t in c.teachers}
    given = {
        "bells": (grid(*periods),),
        "grades": (Grade(id="G1", number=1, bell="main"),),
        "classes": tuple(SchoolClass(id=name, grade="G1") for name in named),
        "teachers": tuple(Teacher(id=name) for name in staff),
        "subjects": tuple(Subject(id=s, sport=s == "PE") for s in dict.fromkeys(c.subject for c in courses)),
        "courses": tuple(courses),
    }
    return Problem(**{**given, **more})


def changed(problem: Problem, **fields: Any) -> Problem:
    """The same school with other fields, and none of the look-ups of the first."""
    return Problem(**{**{name: getattr(problem, name) for name in Problem.model_fields}, **fields})


def count(problem: Problem, *rules: Rule) -> Precheck:
    """The pre-checks under the structure and some further rules."""
    return precheck(problem, [*STRUCTURE, *rules])


def red(found: Precheck, check: str) -> Shortage:
    """The one red of a check."""
    (one,) = [shortage for shortage in found.reds if shortage.id.split("/")[0] == check]
    return one


def yellows(found: Precheck, check: str) -> list[Shortage]:
    """The yellows of a check."""
    return [shortage for shortage in found.yellows if shortage.id.split("/")[0] == check]


def reds(found: Precheck) -> list[str]:
    """The checks that gave a red, each once."""
    return list(dict.fromkeys(shortage.id.split("/")[0] for shortage in found.reds))
