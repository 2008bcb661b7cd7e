"""Which periods of a day follow each other at once, and which lessons do; no rule of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from constraints.gathering import closed_times, noon_after, periods_in, rest_after
from scheduler.domain.index import Index
from scheduler.domain.problem import Problem
from scheduler.domain.time import Slot, Weeks
from scheduler.domain.view import Placed
from scheduler.rules.context import Context, Literal, Start

Near = dict[tuple[str, int], frozenset[int]]
"""(schedule, day) → lesson periods that the next one follows at once."""

Spot = tuple[str, int]
"""A period of a day: (schedule, period)."""


def near_periods(problem: Problem, across_breaks: bool) -> Near:
    """The periods that are not parted from the next one by noon or, unless `across_breaks`, by the long break."""
    parted = noon_after if across_breaks else rest_after
    return {
        (bell.id, day): frozenset(p for p in range(1, bell.periods(day)) if not parted(bell, day, p))
        for bell in problem.bells
        for day in range(1, len(bell.days) + 1)
    }


def nearness(problem: Problem) -> dict[bool, Near]:
    """`near_periods` without and with `across_breaks`."""
    return {across: near_periods(problem, across) for across in (False, True)}


def next_open(problem: Problem, weeks: Weeks) -> dict[Slot, Slot]:
    """The open lesson period that follows each one of its day; none where noon comes first or the day ends.

    Closed periods of the schedule are passed over: two lessons with nothing but a break between them stand together.
    """
    return _next_open(problem.index, weeks)


@lru_cache(maxsize=12)
def _next_open(index: Index, weeks: Weeks) -> dict[Slot, Slot]:
    """The same, for the schools asked for last: every judgement asks again."""
    problem = index.problem
    out: dict[Slot, Slot] = {}
    shut = {bell: periods_in(problem, ranges, weeks) for kind, bell, ranges in closed_times(problem) if kind == "bell"}
    for bell in problem.bells:
        closed = shut.get(bell.id, ())
        for day in range(1, len(bell.days) + 1):
            for period in range(bell.periods(day) - 1, 0, -1):
                after = Slot(bell.id, day, period + 1)
                if noon_after(bell, day, period):
                    continue
                if after not in closed:
                    out[Slot(bell.id, day, period)] = after
                elif after in out:
                    out[Slot(bell.id, day, period)] = out[after]
    return out


def course_bells(problem: Problem) -> dict[str, str]:
    """The schedule in which each course's periods count."""
    return {course.id: problem.index.course_bell(course) for course in problem.courses}


def by_period(ctx: Context, starts: Iterable[Start], bell_of: Mapping[str, str]) -> dict[Spot, Literal]:
    """For each period of a day that some placements of it cover: at least true where one of them is taken."""
    found: dict[Spot, list[Literal]] = defaultdict(list)
    for start in starts:
        for period in range(start.period, start.period + start.duration):
            found[bell_of[start.course], period].append(start.literal)
    return {spot: ctx.any_of(literals, upper=True) for spot, literals in found.items()}


def following(
    ctx: Context, before: Mapping[Spot, Literal], after: Mapping[Spot, Literal], near: Near, day: int
) -> list[Literal]:
    """For each period held before one that is held after: at least true where both are."""
    return [
        ctx.both(literal, after[bell, period + 1])
        for (bell, period), literal in before.items()
        if (bell, period + 1) in after and period in near[bell, day]
    ]


def spots(lessons: Iterable[Placed]) -> set[Spot]:
    """The periods some lessons of a day cover; none for those the day has no room for."""
    return {
        (placed.bell, period)
        for placed in lessons
        if placed.moments
        for period in range(placed.lesson.period, placed.lesson.period + placed.lesson.duration)
    }


def followed(before: Iterable[Spot], after: set[Spot], near: Near, day: int) -> int:
    """How many of the periods are followed at once by one of the others."""
    return sum((bell, p + 1) in after and p in near[bell, day] for bell, p in before)
