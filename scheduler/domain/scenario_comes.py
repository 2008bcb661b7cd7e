"""A change of a scenario about a teacher's closed times: some of them are opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from scheduler.domain.base import Id, Value
from scheduler.domain.scenario_base import Change, Claim, Wrong, put, unknown
from scheduler.domain.text import Text
from scheduler.domain.time import TimeRange

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem


class Opened(Value):
    """Periods of a day, counted in the school's first schedule."""

    day: int = Field(ge=1, le=35)
    periods: tuple[int, ...] = Field(min_length=1)


class TeacherComes(Change):
    """A teacher can teach at these periods, which were closed so far; the other closed times stay."""

    kind: Literal["teacher_comes"] = "teacher_comes"
    teacher: Id
    times: tuple[Opened, ...] = Field(min_length=1)

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from unknown("teacher", "teacher", self.teacher, problem.index.teachers)
        known = problem.index.teachers.get(self.teacher)
        for one in self.times if known is not None else ():
            for period in one.periods:
                if known is not None and not _closed(known.unavailable, one.day, period):
                    told = Text("day {d} period {p} is not closed", "第 {d} 天第 {p} 节本来就可以排课")
                    yield Wrong("times", told.format(d=one.day, p=period), Text("leave it out", "请去掉"))

    def applied(self, problem: Problem) -> Problem:
        known = problem.index.teachers[self.teacher]
        ranges = known.unavailable
        for one in self.times:
            ranges = opened(problem, ranges, one)
        return problem.model_copy(
            update={"teachers": put(problem.teachers, known, known.model_copy(update={"unavailable": ranges}))}
        )

    @property
    def needs(self) -> tuple[Claim, ...]:
        return (("teacher", self.teacher),)


def _closed(ranges: Sequence[TimeRange], day: int, period: int) -> bool:
    return any(
        one.start is None and one.day in (0, day) and (not one.periods or period in one.periods) for one in ranges
    )


def opened(problem: Problem, ranges: Sequence[TimeRange], times: Opened) -> tuple[TimeRange, ...]:
    """Closed times without some periods of a day; those told by the clock stay as they are."""
    out: list[TimeRange] = []
    for one in ranges:
        if one.start is not None or one.day not in (0, times.day):
            out.append(one)
            continue
        others = [day for day in range(1, len(problem.day_names) + 1) if day != times.day and one.day == 0]
        out += [one.model_copy(update={"day": day}) for day in others]
        bell = problem.index.bells.get(one.bell, problem.bells[0])
        every = one.periods or tuple(range(1, bell.periods(times.day) + 1))
        if rest := tuple(period for period in every if period not in times.periods):
            out.append(one.model_copy(update={"day": times.day, "periods": rest}))
    return tuple(out)
