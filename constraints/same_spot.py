"""What lessons may have in common: their time, their day, their period of the day; no rule of its own."""

from __future__ import annotations

from typing import Literal as OneOf

from constraints.course_rows import Row
from scheduler.domain.text import Text
from scheduler.domain.time import Moment
from scheduler.domain.view import Placed
from scheduler.rules.context import Start

DAY, PERIOD, TIME = 1, 2, 3
ASKED = {"day": DAY, "period": PERIOD, "time": TIME}
"""What a row asks, as a number: who asks for the same day and the same period (1 | 2) asks for the same time."""
NOT_SAME = {
    DAY: Text("not on the same day", "不在同一天"),
    PERIOD: Text("not in the same period", "不在同一节次"),
    TIME: Text("not at the same time", "不同时开始"),
}


class SameRow(Row):
    """A row that says what its lessons have in common."""

    same: OneOf["time", "day", "period"] = "time"

    @property
    def asked(self) -> int:
        return ASKED[self.same]


def spot_of_start(start: Start, asked: int) -> Moment:
    """Where a placement is, as far as it is asked: (day, minute it begins), (day, 0) or (0, period)."""
    return _spot(start.day, start.period, start.moments, asked)


def spot_of_lesson(placed: Placed, asked: int) -> Moment:
    """Where a lesson is, in the same way."""
    return _spot(placed.lesson.day, placed.lesson.period, placed.moments, asked)


def _spot(day: int, period: int, moments: tuple[Moment, ...], asked: int) -> Moment:
    return moments[0] if asked == TIME else (day, 0) if asked == DAY else (0, period)
