"""A first timetable by way of broken ones: rules hard to keep become amounts, and these are brought down to nothing.

Where lessons stand close (full weeks, gaps that may not be, fewest lessons a day), a search that must keep every rule
at once finds nothing for minutes; from a timetable that breaks some of them large neighbourhoods lead to one that
breaks none (docs/explanation.md has the figures).
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from ortools.sat.python import cp_model

from scheduler.domain.policy import Level
from scheduler.engine.model import Amount
from scheduler.engine.session import Session
from scheduler.engine.stream import Bound, Found, Stop, stream
from scheduler.events import Event, Stage
from scheduler.rules.base import Rule


def softened(rules: Sequence[Rule]) -> list[Rule]:
    """The hard rules; those that may be relaxed and forbid no single start, as amounts of one point a unit."""
    update = {"level": Level.RELAXABLE, "weight": 1}
    return [
        rule.model_copy(update=update)
        if Level.RELAXABLE in rule.levels and not rule.prunes and not rule.judges_only
        else rule
        for rule in rules
        if rule.level is Level.HARD
    ]


def by_way_of_broken_ones(session: Session, stop: Stop, seconds: float) -> Generator[Event, None, bool]:
    """Search for so long; returns whether the solver says that something must stay broken."""
    yield Stage(seconds=session.now(), name="elastic")
    context = session.context(softened(session.rules))
    amounts = context.amounts(Level.RELAXABLE)
    context.model.minimise(amounts)
    end = session.now() + seconds
    while session.standing.report is None and not stop.is_set() and (left := end - session.now()) > 0:
        status, crowded = int(cp_model.UNKNOWN), False
        for message in stream(context.model, stop, **session.parameters(left)):
            if isinstance(message, Found):
                if not broken(amounts, message.solution):
                    yield from session.accept(context, message.solution)
                    crowded = bool(session.crowds)
                    break
            elif isinstance(message, Bound):
                if message.value > 0:
                    return True
            else:
                status = message.status
        if status == cp_model.INFEASIBLE:
            return True
        if not crowded:
            return False
        session.part(context)
    return False


def broken(amounts: Sequence[tuple[int, Amount]], solution: Sequence[int]) -> int:
    """How many units of the softened rules a solution breaks."""
    return sum(amount.value(solution) for _, amount in amounts)
