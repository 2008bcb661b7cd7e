"""Bell schedules moved by minutes: the whole day or half of it, and breaks made longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from scheduler.domain.time import BellPeriod, BellSchedule, PeriodKind

Half = Literal["day", "morning", "afternoon"]
Rows = tuple[BellPeriod, ...]
MIDDAY = 12 * 60


def shifted(bell: BellSchedule, minutes: int, half: Half) -> BellSchedule:
    """The schedule with a day, or what comes before or after noon rest, so many minutes later; noon gives or takes.

    Where a day has no noon rest the second half begins at twelve.
    """

    def day(rows: Rows) -> Rows:
        noon = next((at for at, row in enumerate(rows) if row.kind is PeriodKind.NOON), None)
        return tuple(moved(row, *_by(at, row, noon)) for at, row in enumerate(rows))

    def _by(at: int, row: BellPeriod, noon: int | None) -> tuple[int, int]:
        """Minutes by which a row's start and end move; noon rest stretches between the halves."""
        if half == "day":
            return minutes, minutes
        if at == noon:
            return (minutes, 0) if half == "morning" else (0, minutes)
        before = at < noon if noon is not None else (row.start or 0) < MIDDAY
        return (minutes, minutes) if before == (half == "morning") else (0, 0)

    return _each_day(bell, day)


def longer_breaks(bell: BellSchedule, minutes: int, up_to: int | None) -> BellSchedule:
    """The schedule with ordinary breaks longer by some minutes, none over `up_to`; all that follows comes later."""

    def day(rows: Rows) -> Rows:
        out, late = [], 0
        for row in rows:
            more = 0
            if row.kind is PeriodKind.BREAK:
                more = minutes if up_to is None else max(0, min(minutes, up_to - row.minutes))
            out.append(moved(row, late, late + more))
            late += more
        return tuple(out)

    return _each_day(bell, day)


def moved(row: BellPeriod, start: int, end: int) -> BellPeriod:
    """A row that begins and ends so many minutes later."""
    if row.start is None or row.end is None or not (start or end):
        return row
    return row.model_copy(update={"start": row.start + start, "end": row.end + end})


def _each_day(bell: BellSchedule, day: Callable[[Rows], Rows]) -> BellSchedule:
    return bell.model_copy(update={"days": tuple(day(rows) for rows in bell.days)})
