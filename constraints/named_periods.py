"""Periods a school names by their numbers, and what takes them; no rule of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, TypeVar

from pydantic import Field

from scheduler.domain.problem import Problem
from scheduler.domain.time import BellSchedule, Moment, Slot
from scheduler.domain.timetable import Lesson
from scheduler.domain.view import Placed
from scheduler.rules.context import Start

Period = Annotated[int, Field(ge=-40, le=40)]
"""A period of a day; -1 is the last one, -2 the one before it."""

S = TypeVar("S", Start, Placed)


def numbered(periods: Iterable[int], bell: BellSchedule, day: int) -> list[int]:
    """The periods that a day has, by their number from its beginning, ascending."""
    most = bell.periods(day)
    named = {period if period > 0 else most + 1 + period for period in periods if period}
    return sorted(period for period in named if 1 <= period <= most)


def taken(periods: Iterable[int], bell: BellSchedule, held: Start | Lesson) -> list[Slot]:
    """Those of the periods that a placement or a lesson covers."""
    covered = range(held.period, held.period + held.duration)
    return [Slot(bell.id, held.day, period) for period in numbered(periods, bell, held.day) if period in covered]


def starts_taken(problem: Problem, periods: tuple[int, ...], bell: BellSchedule, held: Start | Lesson) -> set[Moment]:
    """Moments at which some lesson period begins, in those of the periods (none: all) that are covered."""
    begins = problem.timeline.lesson_starts.get(held.day, ())
    slots = taken(periods or range(1, bell.periods(held.day) + 1), bell, held)
    return {moment for slot in slots for moment in problem.timeline.moments[slot] if moment[1] in begins}


def overlapping(held: Iterable[S], moments: frozenset[Moment]) -> list[S]:
    """Placements or lessons that share a moment with some others."""
    return [one for one in held if not moments.isdisjoint(one.moments)]


def moments_of(
    problem: Problem, home: str, periods: tuple[int, ...]
) -> Iterator[tuple[int, frozenset[Moment], list[tuple[int, frozenset[Moment]]]]]:
    """(day, moments of its first period, moments of each of the periods) of a class's days with lesson periods."""
    bell = problem.index.bell_of_pupil(home)
    for day in bell.teaching_days:
        at = {p: frozenset(problem.timeline.covered(bell.id, day, p)) for p in range(1, bell.periods(day) + 1)}
        yield day, at[1], [(period, at[period]) for period in numbered(periods, bell, day)]
