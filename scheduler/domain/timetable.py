"""A finished timetable: lessons as facts, ours or another's."""

from __future__ import annotations

from pydantic import Field

from scheduler.domain.base import Id, Name, Value
from scheduler.domain.time import Weeks

TIMETABLE_SCHEMA = 1


class Lesson(Value):
    """One placed lesson. `course` is None where it belongs to none; `source` is the cell it was read from.

    `bell` is needed only where neither the pupils nor the course decide which schedule `period` counts in.
    """

    subject: Id
    sets: tuple[Id, ...] = ()
    teachers: tuple[Id, ...] = ()
    day: int = Field(ge=1, le=35)
    period: int = Field(ge=1, le=40)
    duration: int = Field(1, ge=1, le=12)
    weeks: Weeks = Weeks.ALL
    rooms: tuple[Id, ...] = ()
    course: str | None = None
    bell: str = ""
    source: str | None = None


class Timetable(Value):
    """All lessons of a week (or of an odd and an even one), with what identifies this version."""

    schema_version: int = TIMETABLE_SCHEMA
    lessons: tuple[Lesson, ...] = ()
    version: Name = ""
    valid_from: Name = ""
    problem_fingerprint: Name = ""
    draft: bool = False


Place = tuple[int, int, int]
"""(day, period, duration)."""


def places_by_course(timetable: Timetable) -> dict[str, set[Place]]:
    """Where each course's lessons stand; lessons of no course are left out."""
    out: dict[str, set[Place]] = {}
    for lesson in timetable.lessons:
        if lesson.course is not None:
            out.setdefault(lesson.course, set()).add((lesson.day, lesson.period, lesson.duration))
    return out


def distance(old: Timetable, new: Timetable) -> int:
    """Moved lessons: over all courses, old places that the new timetable no longer uses."""
    after = places_by_course(new)
    return sum(len(slots - after.get(course, set())) for course, slots in places_by_course(old).items())
