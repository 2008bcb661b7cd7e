"""When the lesson periods of several bell schedules overlap."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from scheduler.domain.time import MINUTES_A_DAY, BellSchedule, Moment, Slot, TimeRange


class Timeline:
    """When the slots of several bell schedules overlap: two slots clash iff they share a moment.

    Moments are the minutes at which something begins: a lesson period, a row that fills a room, or a time range
    given in minutes (`ranges`). `lesson_starts` are those of lesson periods alone, which suffice for clashes.
    """

    def __init__(self, bells: Iterable[BellSchedule], ranges: Iterable[TimeRange] = ()) -> None:
        self.bells = {bell.id: bell for bell in bells}
        spans: dict[Slot, tuple[int, int]] = {}
        for bell in self.bells.values():
            for day in range(1, len(bell.days) + 1):
                for period in range(1, bell.periods(day) + 1):
                    row = bell.lesson_row(day, period)
                    if row.start is None or row.end is None:
                        spans[Slot(bell.id, day, period)] = (period, period + 1)
                    else:
                        spans[Slot(bell.id, day, period)] = (row.start, row.end)
        self.spans = spans
        starts: dict[int, set[int]] = {}
        for slot, (start, _) in spans.items():
            starts.setdefault(slot.day, set()).add(start)
        self.lesson_starts = {day: tuple(sorted(minutes)) for day, minutes in starts.items()}
        for bell in self.bells.values():  # a row that fills a room begins in the middle of another schedule's lesson
            for day, rows in enumerate(bell.days, start=1):
                occupying = {row.start for row in rows if row.occupies and row.start is not None}
                starts.setdefault(day, set()).update(occupying)
        for when in ranges:
            for day in list(starts) if when.day == 0 else [when.day]:
                if when.start is not None and day in starts:
                    starts[day].add(when.start)
        self.starts = {day: sorted(minutes) for day, minutes in starts.items()}
        self.moments: dict[Slot, tuple[Moment, ...]] = {
            slot: tuple((slot.day, m) for m in self.starts[slot.day] if start <= m < end)
            for slot, (start, end) in spans.items()
        }

    def has(self, bell: str, day: int, period: int) -> bool:
        """Whether there is such a slot."""
        return (bell, day, period) in self.spans

    def covered(self, bell: str, day: int, period: int, duration: int = 1) -> tuple[Moment, ...]:
        """Every moment a lesson of `duration` periods occupies; empty where it would leave the day."""
        out: list[Moment] = []
        for p in range(period, period + duration):
            here = self.moments.get(Slot(bell, day, p))
            if here is None:
                return ()
            out.extend(here)
        return tuple(dict.fromkeys(out))

    def periods_at(self, bell: str, moments: Iterable[Moment]) -> list[int]:
        """Periods of one schedule that share a moment with the given ones, ascending."""
        at = self._periods_at.get(bell, {})
        return sorted({period for moment in moments for period in at.get(moment, ())})

    @cached_property
    def _periods_at(self) -> dict[str, dict[Moment, list[int]]]:
        out: dict[str, dict[Moment, list[int]]] = {bell: {} for bell in self.bells}
        for slot, moments in self.moments.items():
            for moment in moments:
                out[slot.bell].setdefault(moment, []).append(slot.period)
        return out

    def within(self, when: TimeRange, default_bell: str) -> frozenset[Moment]:
        """Every moment inside a time range, whichever schedule a lesson follows."""
        days = self.starts if when.day == 0 else [when.day]
        found: set[Moment] = set()
        for day in days:
            moments = [(day, m) for m in self.starts.get(day, ())]
            if when.start is not None or when.end is not None:
                lo, hi = when.start or 0, when.end if when.end is not None else MINUTES_A_DAY
                found.update((day, m) for _, m in moments if lo <= m < hi)
            elif when.periods:
                for period in when.periods:
                    found.update(self.moments.get(Slot(when.bell or default_bell, day, period), ()))
            else:
                found.update(moments)
        return frozenset(found)
