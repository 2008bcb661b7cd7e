"""The first timetable: hard rules alone, then by way of broken ones; where there is none, a second opinion."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from ortools.sat.python import cp_model

from scheduler.domain.policy import Level
from scheduler.domain.timetable import Timetable
from scheduler.engine.context import ModelContext
from scheduler.engine.elastic import by_way_of_broken_ones
from scheduler.engine.hints import hint_starts
from scheduler.engine.prover import Prover
from scheduler.engine.session import Session
from scheduler.engine.starts import restated
from scheduler.engine.stream import Done, Found, stream
from scheduler.events import Event, Reason, Stage, Status
from scheduler.verify import judge

CONFIRM_SECONDS = 10.0
CONFIRM_WORKERS = 8
"""More workers without presolve have called feasible models infeasible (or-tools issue 5295)."""
PATIENCE_SECONDS = 8.0
PATIENCE_STEPS = 8.0
"""What the hard rules alone are given before the way of broken timetables is tried; one worker's by its own clock."""
ELASTIC_SHARE = 0.8
"""How much of the time left that way may take; the rest goes to the hard rules alone again."""
PROOF_SECONDS = 12.0
"""How long to wait for the reason once it is sure that there is one, or that the solver sees no timetable."""


def take_start(session: Session, given: Timetable) -> Iterator[Event]:
    """A given timetable is the first one, if its placements as this school's lessons keep every hard rule.

    What was taught in past weeks is no fault of it.
    """
    unlogged = session.problem.model_copy(update={"taught": ()})
    for timetable in restated(session.problem, given):
        if judge(unlogged, timetable, session.rules).keeps_hard_rules:
            report = judge(session.problem, timetable, session.rules)
            yield session.standing.keep(timetable, report, session.now())
            return


def first_timetable(session: Session, start: Timetable | None) -> Generator[Event, None, tuple[Status, Reason]]:
    """The hard rules alone, stopped at the first solution. Returns (status, reason) where there is none.

    Where that takes long, or there is none by the solver's word, the rules are added up beside it for a proof.
    """
    yield Stage(seconds=session.now(), name="first")
    if session.stop.is_set():
        return "unknown", "stopped"
    context = session.context([rule for rule in session.rules if rule.level is Level.HARD])
    if start is not None:
        hint_starts(context, start)
    with Prover(session) as prover:
        return (yield from _search(session, context, prover))


def _search(session: Session, context: ModelContext, prover: Prover) -> Generator[Event, None, tuple[Status, Reason]]:
    took, patient = 0.0, True
    while session.standing.report is None and not session.stop.is_set() and session.left() > 0:
        status = cp_model.UNKNOWN
        # probing takes half the time to a first solution and does not help to find it
        parameters = session.parameters(session.left(), cp_model_probing_level=0)
        if patient:
            parameters |= _patience(session)
        for message in stream(context.model, prover, **parameters):
            if isinstance(message, Found) and session.standing.report is None:
                yield from session.accept(context, message.solution)
            elif isinstance(message, Done):
                status, took = cp_model.CpSolverStatus(message.status), message.seconds
        if prover.proven and session.standing.report is None:
            return (yield from _proven(session, prover))
        if status == cp_model.INFEASIBLE:
            return (yield from confirmed(session, context, prover, took))
        if status == cp_model.UNKNOWN:
            if not patient:
                break
            patient = False
            if (yield from by_way_of_broken_ones(session, prover, ELASTIC_SHARE * session.left())):
                return (yield from confirmed(session, context, prover, took))
            if prover.proven and session.standing.report is None:
                return (yield from _proven(session, prover))
            continue
        session.part(context)
    return "unknown", session.reason()


def _patience(session: Session) -> dict[str, float]:
    """Limits of the first look."""
    if session.settings.workers == 1:
        steps = (
            PATIENCE_STEPS if session.settings.max_steps is None else min(PATIENCE_STEPS, session.settings.max_steps)
        )
        return {"max_deterministic_time": float(steps)}
    return {"max_time_in_seconds": max(0.01, min(PATIENCE_SECONDS, session.left()))}


def confirmed(
    session: Session, context: ModelContext, prover: Prover, took: float
) -> Generator[Event, None, tuple[Status, Reason]]:
    """A second run with other settings: CP-SAT's word alone is not enough (or-tools issues 5274, 5295).

    A proof that adds up is enough by itself, and tells why.
    """
    yield Stage(seconds=session.now(), name="confirm")
    prover.begin()
    status = cp_model.UNKNOWN
    parameters = session.parameters(max(CONFIRM_SECONDS, 5 * took))
    parameters["num_workers"] = min(session.settings.workers, CONFIRM_WORKERS)
    parameters |= {"cp_model_presolve": False, "random_seed": (session.settings.seed + 1) % 2**31}
    for message in stream(context.model, prover, **parameters):
        if isinstance(message, Found) and session.standing.report is None:
            yield from session.accept(context, message.solution)
        elif isinstance(message, Done):
            status = cp_model.CpSolverStatus(message.status)
    if session.standing.report is None and (prover.proven or status == cp_model.INFEASIBLE):
        proven = yield from _proven(session, prover)
        if session.proof is not None or (status == cp_model.INFEASIBLE and session.certain):
            return proven
    return "unknown", session.reason() if session.stop.is_set() else "unconfirmed"


def _proven(session: Session, prover: Prover) -> Generator[Event, None, tuple[Status, Reason]]:
    """Wait for the proof to be short enough to tell."""
    yield Stage(seconds=session.now(), name="proof")
    session.proof = prover.proof(PROOF_SECONDS)
    return "impossible", ""
