"""What is taught: the plan per grade, and courses with their lessons."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property

from pydantic import Field

from scheduler.domain.base import Id, Name, Value
from scheduler.domain.time import TimeRange, Weeks


class CourseKind(StrEnum):
    """A lesson has pupils; a meeting has none; a pull-out takes teacher and room but not the class."""

    LESSON = "lesson"
    MEETING = "meeting"
    PULL_OUT = "pull_out"


class Part(Value):
    """`count` lessons of `duration` periods each, interchangeable among themselves."""

    duration: int = Field(1, ge=1, le=12)
    count: int = Field(1, ge=1, le=60)


class FixedLesson(Value):
    """A lesson of the course stands at this time and may not move; `room` empty = any."""

    day: int = Field(ge=1, le=35)
    period: int = Field(ge=1, le=40)
    room: str = ""


class Later(Value):
    """From this week of the term on, other teachers (leave, exchange); another version of the timetable."""

    week: int = Field(ge=2, le=60)
    teachers: tuple[Id, ...] = Field(min_length=1)


class Course(Value):
    """A subject taught to some pupils by some teachers, so many lessons a week.

    `sets` are class or group ids (none for a meeting); `room` a room or pool id, empty for the own classroom;
    with `room_strict` false the own classroom will do where the pool is full. `bell` is needed only where the
    pupils do not decide it. No lesson may overlap a `forbidden` time; one should start inside a `preferred` one.
    `teachers` are those of the term's first week; `later` says who takes over, week by week ascending.
    `tags` mark lessons that some rules count apart (laboratory, outdoors). An `unstaffed` course needs no teacher.
    """

    id: Id
    subject: Id
    sets: tuple[Id, ...] = ()
    teachers: tuple[Id, ...] = ()
    parts: tuple[Part, ...] = Field(min_length=1)
    kind: CourseKind = CourseKind.LESSON
    weeks: Weeks = Weeks.ALL
    room: str = ""
    room_strict: bool = True
    bell: str = ""
    fixed: tuple[FixedLesson, ...] = ()
    forbidden: tuple[TimeRange, ...] = ()
    preferred: tuple[TimeRange, ...] = ()
    later: tuple[Later, ...] = ()
    tags: tuple[Name, ...] = ()
    unstaffed: bool = False
    name: Name = ""

    @cached_property
    def periods(self) -> int:
        """Lesson periods in a week in which the course takes place."""
        return sum(part.duration * part.count for part in self.parts)

    @cached_property
    def lessons(self) -> int:
        """Lessons (a block counts once) in a week in which the course takes place."""
        return sum(part.count for part in self.parts)

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """The different lengths of its lessons in periods, ascending."""
        return tuple(sorted({part.duration for part in self.parts}))


class PlanRow(Value):
    """The curriculum plan's word for one subject in one grade: periods in an odd and in an even week.

    `title` is the name to print (打印名), `counted_in` the subject whose hours pay for it, `room` the room or
    pool its lessons need, `blocks` how many of the periods are taught as doubles.
    """

    grade: Id
    subject: Id
    odd: int = Field(ge=0, le=60)
    even: int = Field(ge=0, le=60)
    title: Name = ""
    counted_in: str = ""
    room: str = ""
    room_strict: bool = True
    doubles: int = Field(0, ge=0, le=30)

    @property
    def weekly(self) -> tuple[int, int]:
        """Periods in an odd and in an even week."""
        return self.odd, self.even
