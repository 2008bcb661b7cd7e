"""Which periods of a day follow each other at once, and which lessons do; no rule of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from constraints.gathering import noon_after, rest_after
from scheduler.domain.problem import Problem
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
