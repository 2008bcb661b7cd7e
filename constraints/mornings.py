"""How many periods of a placement or a lesson lie in the morning; no rule of its own."""

from __future__ import annotations

from scheduler.domain.view import Placed, View
from scheduler.rules.context import Start

Mornings = tuple[int, ...]
"""By day, how many of its first periods lie in the morning."""


def before_noon(early: Mornings, start: Start) -> int:
    """Morning periods of a placement."""
    return min(max(early[start.day - 1] - start.period + 1, 0), start.duration)


def held_before_noon(view: View, placed: Placed) -> int:
    """Morning periods of a lesson; none of one outside the day."""
    if not placed.moments:
        return 0
    lesson = placed.lesson
    early = view.problem.index.bells[placed.bell].mornings[lesson.day - 1]
    return min(max(early - lesson.period + 1, 0), lesson.duration)
