"""How many periods of a placement or a lesson lie in the morning; no rule of its own."""

from __future__ import annotations

from scheduler.domain.problem import Problem
from scheduler.domain.view import View
from scheduler.rules.context import Context, Literal, Start

Mornings = dict[tuple[str, int], int]
"""(schedule, day) → how many of its first periods lie in the morning."""


def mornings(problem: Problem) -> Mornings:
    """How many morning periods each day of each schedule has."""
    return {
        (bell.id, day): sum(bell.is_morning(day, p) for p in range(1, bell.periods(day) + 1))
        for bell in problem.bells
        for day in range(1, len(bell.days) + 1)
    }


def split(ctx: Context, early: Mornings, start: Start) -> tuple[Literal, int, int]:
    """(literal, morning periods, afternoon periods) of a placement."""
    index = ctx.problem.index
    bell = index.course_bell(index.courses[start.course])
    held = _before_noon(early, bell, start.day, start.period, start.duration)
    return start.literal, held, start.duration - held


def held_mornings(view: View) -> list[int]:
    """Morning periods of each lesson, by its position; none of a lesson outside the day."""
    early = mornings(view.problem)
    out = []
    for placed in view.lessons:
        one = placed.lesson
        out.append(_before_noon(early, placed.bell, one.day, one.period, one.duration) if placed.moments else 0)
    return out


def _before_noon(early: Mornings, bell: str, day: int, period: int, duration: int) -> int:
    return min(max(early[bell, day] - period + 1, 0), duration)
