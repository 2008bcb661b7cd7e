"""A first timetable by way of broken ones: rules hard to keep become amounts, and these are brought down to nothing.

Where lessons stand close (full weeks, gaps that may not be, fewest lessons a day), a search that must keep every rule
at once finds nothing for minutes; from a timetable that breaks some of them large neighbourhoods lead to one that
breaks none (docs/explanation.md has the figures).
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from itertools import chain

from ortools.sat.python import cp_model

from scheduler.domain.policy import Level
from scheduler.engine.context import ModelContext
from scheduler.engine.lns import mended
from scheduler.engine.model import Amount
from scheduler.engine.session import Session
from scheduler.engine.stream import Done, Found, Stop, stream
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
    """Search for so long; returns whether the solver says that there is none, whatever is broken."""
    yield Stage(seconds=session.now(), name="elastic")
    context = session.context(softened(session.rules))
    amounts = context.amounts(Level.RELAXABLE)
    end = session.now() + seconds
    while session.standing.report is None and not stop.is_set() and session.now() < end:
        found, status = _any(session, context, stop, end)
        if found is None:
            return status == cp_model.INFEASIBLE
        for better in chain((found,), mended(session, context, Level.RELAXABLE, found, stop, end)):
            if not broken(amounts, better):
                yield from session.accept(context, better)
        if not session.crowds:
            return False
        session.part(context)
    return False


def broken(amounts: Sequence[tuple[int, Amount]], solution: Sequence[int]) -> int:
    """How many units of the softened rules a solution breaks."""
    return sum(amount.value(solution) for _, amount in amounts)


def _any(session: Session, context: ModelContext, stop: Stop, end: float) -> tuple[list[int] | None, int]:
    """Some timetable, whatever it breaks, and how the search for it ended."""
    for message in stream(context.model, stop, **session.parameters(end - session.now(), cp_model_probing_level=0)):
        if isinstance(message, Found):
            return message.solution, int(cp_model.FEASIBLE)
        if isinstance(message, Done):
            return None, message.status
    return None, int(cp_model.UNKNOWN)
