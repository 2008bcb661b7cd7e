"""Fewest moves in one model, and the second opinion that there are no fewer."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from ortools.sat.python import cp_model

from scheduler.engine.context import ModelContext
from scheduler.engine.hints import hint_starts
from scheduler.engine.repair_bound import displaced
from scheduler.engine.repair_session import RepairSession
from scheduler.engine.stream import Bound, Done, Found, stream
from scheduler.events import Event, Reason, Stage, Status

CONFIRM_SECONDS = 10.0


def fewest(session: RepairSession, context: ModelContext, seconds: float) -> Generator[Event, None, int]:
    """Minimise what moves cost in a model of the hard rules; returns how the solver ended.

    What it proves bounds the moves of every timetable, unless only some courses are free in the model.
    """
    end = session.now() + seconds
    context.model.minimise(session.moves)
    yield from session.raise_moved(counted(session), sure=True)
    status = int(cp_model.UNKNOWN)
    while not session.stop.is_set() and (left := end - session.now()) > 0:
        hint_starts(context, session.standing.timetable or session.old)
        for message in stream(context.model, session.stop, **session.parameters(left, cp_model_probing_level=0)):
            if isinstance(message, Found):
                found = session.judged(context, message.solution)
                if found is not None and session.fewer(found):
                    yield session.keep(found)
            elif isinstance(message, Bound):
                if session.free is None and session.certain:
                    yield from session.raise_moved(message.value)
            else:
                status = message.status
        if not session.crowds:
            return status
        session.part(context)
    return status


def counted(session: RepairSession) -> int:
    """What moves cost at least: places a rule has closed outright are left, and others make way for their lessons."""
    closed = sum(weight * amount.constant for weight, amount in session.moves if not amount.vars)
    making_way = displaced(session.problem, session.rules, session.old, session.closed, session.weights)
    return closed + making_way


def fewer_excluded(session: RepairSession, context: ModelContext, seconds: float) -> Iterator[Event]:
    """Once more, by other settings: no timetable moves less than the one that stands. Else it is not called proven."""
    assert session.moved is not None
    vars_, coeffs, constant = context.model.total(session.moves)
    context.model.proto.clear_objective()
    context.model.add_at_most(vars_, session.moved - 1 - constant, coeffs)
    parameters = session.parameters(max(CONFIRM_SECONDS, seconds))
    parameters |= {"cp_model_presolve": False, "random_seed": (session.settings.seed + 1) % 2**31}
    for message in stream(context.model, session.stop, **parameters):
        if isinstance(message, Found):
            found = session.judged(context, message.solution)
            if found is not None and session.fewer(found):
                yield session.keep(found)
        elif isinstance(message, Done) and message.status == cp_model.INFEASIBLE:
            yield from session.raise_moved(session.moved, sure=True)


def none_either_way(
    session: RepairSession, context: ModelContext, seconds: float
) -> Generator[Event, None, tuple[Status, Reason]]:
    """A second look, by other settings, where the solver saw no timetable though others may stand in."""
    yield Stage(seconds=session.now(), name="confirm")
    context.model.proto.clear_objective()
    parameters = session.parameters(max(CONFIRM_SECONDS, seconds))
    parameters |= {"cp_model_presolve": False, "random_seed": (session.settings.seed + 1) % 2**31}
    for message in stream(context.model, session.stop, **parameters):
        if isinstance(message, Found):
            found = session.judged(context, message.solution)
            if found is not None and session.fewer(found):
                yield session.keep(found)
        elif isinstance(message, Done) and message.status == cp_model.INFEASIBLE and session.certain:
            return "impossible", ""
    return "unknown", session.reason() if session.stop.is_set() else "unconfirmed"
