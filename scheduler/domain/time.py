"""Bell schedules in minutes: days, periods, what lies between them, and when two lessons overlap."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from pydantic import Field

from scheduler.domain.base import Id, Name, Value
from scheduler.domain.text import Text

MINUTES_A_DAY = 1440

Moment = tuple[int, int]
"""(day, minute): a minute at which some lesson period starts; (day, period number) where the bells are untimed."""


class Weeks(StrEnum):
    """Which weeks of the two-week cycle something happens in."""

    ALL = "all"
    ODD = "odd"
    EVEN = "even"

    def meets(self, other: Weeks) -> bool:
        """Whether the two share a week."""
        return self is other or self is Weeks.ALL or other is Weeks.ALL

    @property
    def meeting(self) -> tuple[Weeks, ...]:
        """All that share a week with it."""
        return _MEETING[self]


_MEETING = {weeks: tuple(other for other in Weeks if weeks.meets(other)) for weeks in Weeks}


class PeriodKind(StrEnum):
    """What a stretch of a school day is for."""

    LESSON = "lesson"
    READING = "reading"
    SELF_STUDY = "self_study"
    ASSEMBLY = "assembly"
    FLAG = "flag"
    BREAK = "break"
    LONG_BREAK = "long_break"
    EYE_EXERCISES = "eye_exercises"
    NOON = "noon"
    ACTIVITY = "activity"
    AFTER_SCHOOL = "after_school"
    FREE = "free"


KIND_NAMES: dict[PeriodKind, Text] = {
    PeriodKind.LESSON: Text("lesson", "课"),
    PeriodKind.READING: Text("morning reading", "早读"),
    PeriodKind.SELF_STUDY: Text("self-study", "自习"),
    PeriodKind.ASSEMBLY: Text("assembly", "晨会"),
    PeriodKind.FLAG: Text("flag raising", "升旗"),
    PeriodKind.BREAK: Text("break", "课间"),
    PeriodKind.LONG_BREAK: Text("long activity break", "大课间"),
    PeriodKind.EYE_EXERCISES: Text("eye exercises", "眼保健操"),
    PeriodKind.NOON: Text("lunch and noon rest", "午休"),
    PeriodKind.ACTIVITY: Text("activity", "活动"),
    PeriodKind.AFTER_SCHOOL: Text("after-school service", "课后服务"),
    PeriodKind.FREE: Text("free arrival", "自由到校"),
}

VOLUNTARY = frozenset({PeriodKind.FREE, PeriodKind.AFTER_SCHOOL})
"""Kinds no pupil has to be there for."""

WEEKDAYS: tuple[Text, ...] = tuple(
    Text(en, zh)
    for en, zh in zip(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
        strict=True,
    )
)


class Slot(NamedTuple):
    """A lesson period: period numbers count lesson periods only, from 1, per day, in one bell schedule."""

    bell: str
    day: int
    period: int


class BellPeriod(Value):
    """One row of a bell schedule; `start` and `end` are minutes after midnight, None where untimed.

    `sport` says whether the minutes count as activity; `occupies` names rooms that this period fills for
    the classes of the schedule (the long break fills the playground).
    """

    kind: PeriodKind = PeriodKind.LESSON
    name: Name = ""
    start: int | None = Field(None, ge=0, le=MINUTES_A_DAY)
    end: int | None = Field(None, ge=0, le=MINUTES_A_DAY)
    sport: bool = False
    occupies: tuple[Id, ...] = ()

    @property
    def minutes(self) -> int:
        """Length in minutes, 0 where untimed."""
        return 0 if self.start is None or self.end is None else self.end - self.start


class TimeRange(Value):
    """Some time of the week, as a school says it: a day (0 = every day) and periods (none = the whole day).

    Period numbers are those of `bell` (the school's first schedule where empty); `start` and `end` give minutes
    instead of periods.
    """

    day: int = Field(0, ge=0, le=35)
    periods: tuple[int, ...] = ()
    start: int | None = Field(None, ge=0, le=MINUTES_A_DAY)
    end: int | None = Field(None, ge=0, le=MINUTES_A_DAY)
    weeks: Weeks = Weeks.ALL
    bell: str = ""
    reason: Name = ""


class BellSchedule(Value):
    """The day of some grades: rows in order for each teaching day (day 1 first).

    `closed` are lesson periods that stay free for all on some days only, where a row of another kind would shift
    the numbers of those after it (a break of FET, a Friday afternoon); nobody's gap, and no lesson may cover one.
    """

    id: Id
    name: Name = ""
    days: tuple[tuple[BellPeriod, ...], ...] = Field(max_length=35)
    closed: tuple[TimeRange, ...] = ()

    def rows(self, day: int) -> tuple[BellPeriod, ...]:
        """All rows of a day, empty where the schedule has no such day."""
        return self.days[day - 1] if 1 <= day <= len(self.days) else ()

    @cached_property
    def _lesson_rows(self) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(i for i, row in enumerate(rows) if row.kind is PeriodKind.LESSON) for rows in self.days)

    def periods(self, day: int) -> int:
        """How many lesson periods the day has."""
        return len(self._lesson_rows[day - 1]) if 1 <= day <= len(self.days) else 0

    def lesson_row(self, day: int, period: int) -> BellPeriod:
        """The row of a lesson period; raises IndexError where there is none."""
        if period < 1:
            raise IndexError(period)
        return self.days[day - 1][self._lesson_rows[day - 1][period - 1]]

    def between(self, day: int, period: int) -> tuple[BellPeriod, ...]:
        """The rows that lie between a lesson period and the next one of the day."""
        rows = self._lesson_rows[day - 1]
        if not 1 <= period < len(rows):
            return ()
        return self.days[day - 1][rows[period - 1] + 1 : rows[period]]

    @cached_property
    def teaching_days(self) -> tuple[int, ...]:
        """Days with lesson periods."""
        return tuple(day for day, rows in enumerate(self._lesson_rows, start=1) if rows)

    @cached_property
    def noons(self) -> tuple[tuple[int, ...], ...]:
        """For each day the lesson periods that noon rest follows."""

        def rests(day: int, period: int) -> bool:
            return any(row.kind is PeriodKind.NOON for row in self.between(day, period))

        days = range(1, len(self.days) + 1)
        return tuple(tuple(p for p in range(1, self.periods(day)) if rests(day, p)) for day in days)

    @cached_property
    def mornings(self) -> tuple[int, ...]:
        """How many lesson periods of each day lie in the morning; they are its first ones."""
        days = range(1, len(self.days) + 1)
        return tuple(sum(self.is_morning(day, p) for p in range(1, self.periods(day) + 1)) for day in days)

    @cached_property
    def active_minutes(self) -> tuple[tuple[int, int], ...]:
        """For each day the minutes of sport rows outside lessons: without and with ordinary breaks."""
        apart = [[row for row in rows if row.kind is not PeriodKind.LESSON] for rows in self.days]
        return tuple(
            (
                sum(row.minutes for row in rows if row.sport),
                sum(row.minutes for row in rows if row.sport or row.kind is PeriodKind.BREAK),
            )
            for rows in apart
        )

    @cached_property
    def timed(self) -> bool:
        """Whether every row has its clock times."""
        return all(row.start is not None for rows in self.days for row in rows)

    def is_morning(self, day: int, period: int) -> bool:
        """Whether a lesson period lies before noon rest; without one, before 12:00, or in the first half."""
        rows = self.rows(day)
        here = self._lesson_rows[day - 1][period - 1]
        noon = next((i for i, row in enumerate(rows) if row.kind is PeriodKind.NOON), None)
        if noon is not None:
            return here < noon
        start = rows[here].start
        return start < 720 if start is not None else period * 2 <= self.periods(day) + 1


def clock(minute: int) -> str:
    """Minutes after midnight as 08:30."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
