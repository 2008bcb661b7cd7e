"""Changes of a scenario about clock and calendar: bells replaced or shifted, breaks lengthened, days exchanged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from scheduler.domain.base import Id
from scheduler.domain.planning import CalendarEntry
from scheduler.domain.retimed import Half, longer_breaks, shifted
from scheduler.domain.scenario_base import Change, Claim, Wrong, put, unknown
from scheduler.domain.text import Text
from scheduler.domain.time import MINUTES_A_DAY, BellSchedule

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem


class BellsChanged(Change):
    """A bell schedule is replaced by another of the same id."""

    kind: Literal["bells_changed"] = "bells_changed"
    bell: BellSchedule

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from unknown("bell", "bell", self.bell.id, problem.index.bells)

    def applied(self, problem: Problem) -> Problem:
        before = problem.index.bells[self.bell.id]
        return problem.model_copy(update={"bells": put(problem.bells, before, self.bell)})

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (("bells", self.bell.id),)


class BellsShifted(Change):
    """Bell schedules (all where none is named) begin so many minutes later, or earlier where negative.

    The whole day moves, or only what comes before or after noon rest, which then gives or takes the minutes.
    """

    kind: Literal["bells_shifted"] = "bells_shifted"
    minutes: int = Field(ge=-240, le=240)
    half: Half = "day"
    bells: tuple[Id, ...] = ()

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from _wrong_bells(problem, self.bells, self._shifted)

    def _shifted(self, bell: BellSchedule) -> BellSchedule:
        return shifted(bell, self.minutes, self.half)

    def applied(self, problem: Problem) -> Problem:
        return _with_bells(problem, self.bells, self._shifted)

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(("shift of", self.half, bell) for bell in self.bells or ("",))


class BreaksLengthened(Change):
    """Ordinary breaks are longer by so many minutes, none longer than `up_to`; what follows comes later."""

    kind: Literal["breaks_lengthened"] = "breaks_lengthened"
    minutes: int = Field(ge=1, le=60)
    up_to: int | None = Field(None, ge=1, le=120)
    bells: tuple[Id, ...] = ()

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from _wrong_bells(problem, self.bells, self._lengthened)

    def _lengthened(self, bell: BellSchedule) -> BellSchedule:
        return longer_breaks(bell, self.minutes, self.up_to)

    def applied(self, problem: Problem) -> Problem:
        return _with_bells(problem, self.bells, self._lengthened)

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(("breaks of", bell) for bell in self.bells or ("",))


class CalendarChanged(Change):
    """Days of the term become something else: a make-up day that `runs` another weekday's timetable, a holiday …

    An entry stands before those the calendar has for the same days.
    """

    kind: Literal["calendar_changed"] = "calendar_changed"
    entries: tuple[CalendarEntry, ...] = Field(min_length=1)

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        calendar = problem.calendar
        if calendar is None:
            told = Text("the school has no term calendar", "学校没有校历")
            yield Wrong("entries", told, Text("fill in the sheet Calendar", "请先填写“校历”表"))
            return
        for entry in self.entries:
            if entry.last < entry.first:
                yield Wrong("entries", Text("ends before it begins", "结束早于开始"))
            for day in (entry.first, entry.last):
                if not calendar.first <= day <= calendar.last:
                    told = Text(f"{day} lies outside the term", f"{day} 不在学期内")
                    right = Text(
                        f"it goes from {calendar.first} to {calendar.last}",
                        f"学期为 {calendar.first} 至 {calendar.last}",
                    )
                    yield Wrong("entries", told, right)
            for grade in entry.grades:
                yield from unknown("entries", "grade", grade, problem.index.grades)

    def applied(self, problem: Problem) -> Problem:
        calendar = problem.calendar
        assert calendar is not None  # else something was wrong
        changed = {(e.first, e.last, e.grades) for e in self.entries}
        kept = tuple(e for e in calendar.entries if (e.first, e.last, e.grades) not in changed)
        return problem.model_copy(update={"calendar": calendar.model_copy(update={"entries": (*self.entries, *kept)})})

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(("day", e.first.isoformat(), "+".join(e.grades)) for e in self.entries)


def _chosen(problem: Problem, names: Sequence[str]) -> list[BellSchedule]:
    return [bell for bell in problem.bells if not names or bell.id in names]


def _wrong_bells(
    problem: Problem, names: Sequence[str], change: Callable[[BellSchedule], BellSchedule]
) -> Iterator[Wrong]:
    for name in names:
        yield from unknown("bells", "bell", name, problem.index.bells)
    for bell in _chosen(problem, names):
        if not bell.timed:
            told = Text(f"{bell.id} has no clock times", f"作息表“{bell.id}”没有钟点")
            yield Wrong("bells", told, Text("give it clock times first", "请先填写起止时间"))
        elif any((row.start or 0) < 0 or (row.end or 0) > MINUTES_A_DAY for rows in change(bell).days for row in rows):
            told = Text(f"the day of {bell.id} would go beyond midnight", f"“{bell.id}”会超过一天")
            yield Wrong("minutes", told, Text("write fewer minutes", "请减少分钟数"))


def _with_bells(problem: Problem, names: Sequence[str], change: Callable[[BellSchedule], BellSchedule]) -> Problem:
    chosen = _chosen(problem, names)
    return problem.model_copy(update={"bells": tuple(change(b) if b in chosen else b for b in problem.bells)})
