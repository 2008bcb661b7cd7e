"""Quality: relaxable rules first, then wishes, each from the best timetable so far until proven or out of time."""

from __future__ import annotations

import time
from collections.abc import Iterator

from ortools.sat.python import cp_model

from scheduler.domain.policy import Level
from scheduler.engine.context import ModelContext
from scheduler.engine.hints import complete_hint
from scheduler.engine.model import Amount
from scheduler.engine.polish import polish
from scheduler.engine.session import Session
from scheduler.engine.standing import Part
from scheduler.engine.stream import Bound, Found, stream
from scheduler.events import Built, Event, Stage

RELAXED_SHARE = 0.2
RELAXED_STEPS = 8.0
"""What one worker gives the relaxable rules, by the solver's own clock: the wall's would make its run unrepeatable."""
WHOLE_SHARE = 0.2
"""What the whole search has before a timetable is polished."""
SMALL = 100
"""Up to so many courses nothing is polished: the whole search may prove them best, given all the time."""
HINT_SECONDS = 20.0


def improve(session: Session) -> Iterator[Event]:
    """Better and better timetables, and bounds."""
    if session.stop.is_set() or session.left() <= 0:
        return
    built = time.perf_counter()
    context = session.context(session.rules)
    session.build = time.perf_counter() - built
    yield Built(
        seconds=session.now(),
        build_seconds=session.build,
        variables=len(context.model.proto.variables),
        constraints=len(context.model.proto.constraints),
        lessons=sum(course.lessons for course in session.problem.courses),
    )
    relaxed, penalty = context.amounts(Level.RELAXABLE), context.amounts(Level.SOFT)
    relaxed.append((1, Amount((), (), _given(session, context, Level.RELAXABLE))))
    penalty.append((1, Amount((), (), _given(session, context, Level.SOFT))))
    vars_, coeffs, constant = context.model.total(relaxed)
    if not vars_:
        session.standing.relaxed_bound = constant
    else:
        assert session.standing.report is not None
        if session.standing.report.relaxed:  # nothing is less than 0
            yield from _relaxed(session, context, relaxed)
        context.model.add_at_most(vars_, session.standing.report.relaxed - constant, coeffs)
    if session.settings.polish and len(session.problem.courses) > SMALL:
        yield from _stage(session, "penalty", context, penalty, session.left() * WHOLE_SHARE)
        if not session.standing.proven:
            yield from polish(session, context, penalty)
    yield from _stage(session, "penalty", context, penalty, session.left())


def _relaxed(session: Session, context: ModelContext, amounts: list[tuple[int, Amount]]) -> Iterator[Event]:
    """The relaxable rules, for a share of the time."""
    if session.settings.workers == 1:
        steps = float(session.settings.max_steps or RELAXED_STEPS)
        yield from _stage(session, "relaxed", context, amounts, session.left(), max_deterministic_time=steps)
    else:
        yield from _stage(session, "relaxed", context, amounts, session.left() * RELAXED_SHARE)


def _given(session: Session, context: ModelContext, level: Level) -> int:
    """Weighted amounts no placement changes, such as a bell schedule's: part of every timetable's value.

    What rules find in the rooms named at the end is no such amount.
    """
    assert session.standing.report is not None
    weights = {rule.label: rule.weight for rule in session.rules if rule.level is level and not rule.reads_rooms}
    return sum(
        weights[f.instance] * f.amount
        for f in session.standing.report.findings
        if f.instance in weights and (f.instance, f.key) not in context.measured
    )


def _stage(
    session: Session,
    part: Part,
    context: ModelContext,
    amounts: list[tuple[int, Amount]],
    seconds: float,
    **more: float,
) -> Iterator[Event]:
    """Minimise one level's amounts from the best timetable so far, until proven or out of time."""
    if session.stop.is_set() or seconds <= 0 or (part == "penalty" and session.standing.proven):
        return
    yield Stage(seconds=session.now(), name=part)
    context.model.minimise(amounts)
    end = session.now() + seconds
    while not session.stop.is_set() and (left := end - session.now()) > 0:
        assert session.standing.timetable is not None
        hinting = session.parameters(min(left, HINT_SECONDS))
        complete_hint(context, session.standing.timetable, session.stop, hinting)
        yield from _minimise(session, part, context, end - session.now(), **more)
        if not session.crowds:
            return
        session.part(context)


def _minimise(session: Session, part: Part, context: ModelContext, seconds: float, **more: float) -> Iterator[Event]:
    last: list[int] | None = None
    for message in stream(context.model, session.stop, **session.parameters(seconds, **more)):
        if isinstance(message, Found):
            last = message.solution
            yield from session.accept(context, last)
            if part == "relaxed" and session.standing.report is not None and not session.standing.report.relaxed:
                return
        elif isinstance(message, Bound):
            yield from _raise_bound(session, part, message.value)
        elif message.status == cp_model.INFEASIBLE:
            if session.certain:
                session.disagree("the model excludes a timetable the judge has passed")
        else:
            yield from _raise_bound(session, part, message.bound)
            if message.status == cp_model.OPTIMAL and last is not None and part == "penalty":
                yield from session.accept(context, last, exact=Level.SOFT)


def _raise_bound(session: Session, part: Part, bound: int) -> Iterator[Event]:
    if not session.certain or session.mismatch:
        return
    if session.standing.contradicted(part, bound):
        session.disagree(f"{part}: a timetable has {session.standing.report}, the model at least {bound}")
    elif (moved := session.standing.raise_bound(part, bound, session.now())) is not None:
        yield moved
