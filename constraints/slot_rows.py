"""Rows of courses with periods of the week in which at most or at least so much is to be; no rule of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from pydantic import Field

from constraints.course_rows import Row, bound_rows, held, names
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Key, Rule, Source
from scheduler.rules.context import Context, Literal

Time = tuple[int, int]
"""(day, period), in the schedule of the lesson that stands there."""


class SlotRow(Row):
    """Courses, some periods of the week, and how much there is to be of their lessons, at most and at least."""

    times: tuple[Time, ...] = ()
    most: int | None = Field(None, ge=0, le=1000)
    least: int | None = Field(None, ge=0, le=1000)


R = TypeVar("R", bound=SlotRow)
LIMITS = {"most": Text("at most {0}", "至多 {0} {1}"), "least": Text("at least {0}", "至少 {0} {1}")}


class Miss(NamedTuple):
    """A limit that is not kept: which one, by how much, and in words."""

    limit: str
    amount: int
    asked: Text


def misses(row: SlotRow, count: int, unit: Text) -> Iterator[Miss]:
    """The limits of a row that so many do not keep."""
    for limit, wanted, amount in (("most", row.most, 1), ("least", row.least, -1)):
        over = 0 if wanted is None else amount * (count - wanted)
        if over > 0:
            yield Miss(limit, over, LIMITS[limit].format(wanted, unit))


class Ask(NamedTuple, Generic[R]):
    """A row in some weeks: `nth` tells rows with the same first course apart, `courses` are those that meet then."""

    row: R
    nth: tuple[str, ...]
    weeks: Weeks
    courses: tuple[str, ...]

    def key(self, limit: str, *when: int) -> Key:
        """What is measured: the first course, which limit, and when."""
        return (self.row.courses[0], limit, *self.nth, *when, self.weeks)

    def starts(self, ctx: Context) -> dict[Time, list[Literal]]:
        """For each of the times the placements that cover it."""
        out: dict[Time, list[Literal]] = {time: [] for time in self.row.times}
        for start in (start for course in self.courses for start in ctx.starts(course)):
            for period in range(start.period, start.period + start.duration):
                if (start.day, period) in out:
                    out[start.day, period].append(start.literal)
        return out

    def lessons(self, view: View) -> dict[Time, list[Placed]]:
        """For each of the times the lessons that take it."""
        placed = [p for course in self.courses for p in held(view, course)]
        return {(day, period): [p for p in placed if _takes(p, day, period)] for day, period in self.row.times}

    def names(self, problem: Problem) -> Text:
        """The first courses of the row."""
        return names(problem, self.row.courses)


def asks(rule: Rule, rows: Sequence[R], source: Source) -> Iterator[Ask[R]]:
    """Every row in question, once where its courses meet in all weeks, else for odd and for even weeks."""
    courses, seen = source.problem.index.courses, Counter[str]()
    for row in bound_rows(rule, rows, source.problem):
        first = row.courses[0]
        seen[first] += 1
        nth = (f"#{seen[first]}",) if seen[first] > 1 else ()
        alike = all(courses[one].weeks is Weeks.ALL for one in row.courses)
        for weeks in (Weeks.ALL,) if alike else (Weeks.ODD, Weeks.EVEN):
            meeting = tuple(one for one in row.courses if courses[one].weeks.meets(weeks))
            if meeting and source.has(first):
                yield Ask(row, nth, weeks, meeting)


def _takes(placed: Placed, day: int, period: int) -> bool:
    lesson = placed.lesson
    return lesson.day == day and lesson.period <= period < lesson.period + lesson.duration
