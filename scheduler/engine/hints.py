"""Hints: where a search begins. The solver takes a hint only when it says something of every variable."""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import Any

from scheduler.domain.timetable import Timetable
from scheduler.engine.context import ModelContext
from scheduler.engine.stream import Found, stream
from scheduler.rules.context import TRUE


def hint_starts(context: ModelContext, timetable: Timetable) -> None:
    """Hint where a timetable's lessons stand, each lesson once, though two parts of a course could be it.

    Where the model chooses rooms, those of the timetable are hinted as far as they are among the choices.
    """
    spots: dict[tuple[str | None, int, int, int], list[tuple[str, ...]]] = defaultdict(list)
    for x in timetable.lessons:
        spots[x.course, x.day, x.period, x.duration].append(x.rooms)
    left: dict[tuple[str, int], int] = {}
    hint = context.model.proto.solution_hint
    hint.vars.clear()
    hint.values.clear()
    for course in context.index.courses:
        for s in context.starts(course):
            spot = (s.course, s.day, s.period, s.duration)
            open_ = left.setdefault((s.course, s.part), context.room_for(s.course, s.part))
            taken = bool(spots[spot]) and open_ > 0
            left[s.course, s.part] -= taken
            told = {} if s.literal == TRUE else {s.literal: taken}
            told.update(context.told(s, spots[spot].pop() if taken else None) or {})
            hint.vars.extend(list(told))
            hint.values.extend([int(value) for value in told.values()])


def complete_hint(
    context: ModelContext, timetable: Timetable, stop: threading.Event, parameters: dict[str, Any]
) -> None:
    """Hint every variable: a hint on placements alone is not taken as a solution, so fix them and solve once."""
    hint_starts(context, timetable)
    solution: list[int] | None = None
    once = {**parameters, "fix_variables_to_their_hinted_value": True}
    for message in stream(context.model, stop, **once):
        if isinstance(message, Found):
            solution = message.solution
    hint = context.model.proto.solution_hint
    hint.vars.clear()
    hint.values.clear()
    if solution is not None:
        hint.vars.extend(range(len(solution)))
        hint.values.extend(solution)
