"""A draft: the most lessons that can stand without a clash, where no complete timetable is to be had."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.engine.context import ModelContext, post_all
from scheduler.engine.places import keep_places
from scheduler.engine.rooms import name_rooms
from scheduler.engine.starts import as_timetable
from scheduler.engine.stream import Found, stream
from scheduler.engine.tighten import keep_counts
from scheduler.rules.base import Rule

PRICES = {"every_lesson_placed": 1000, "fixed_lessons": 100, "*": 1}
"""What one unit missing of a hard rule's lower limit costs a draft."""


def draft(
    problem: Problem, rules: Sequence[Rule], stop: threading.Event, parameters: dict[str, Any]
) -> Timetable | None:
    """The best draft found with these solver parameters; lower limits of hard rules become prices."""
    context = ModelContext(problem, soften=PRICES)
    post_all(context, [rule for rule in rules if rule.level is Level.HARD])
    keep_counts(context)
    keep_places(context, rules)
    context.model.minimise(context.amounts(Level.HARD))
    best: list[int] | None = None
    for message in stream(context.model, stop, **parameters):
        if isinstance(message, Found):
            best = message.solution
    if best is None:
        return None
    starts = context.placed(best)
    rooms = name_rooms(problem, starts, context.choices(starts, best)).rooms
    return as_timetable(problem, starts, rooms).model_copy(update={"draft": True})
