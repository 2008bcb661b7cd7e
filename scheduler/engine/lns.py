"""Large neighbourhood search: part of a timetable solved anew, the rest held; what is no worse is kept.

A part is a model of its own, cut out of the whole one, so that most of the work goes into searching it. As many parts
are searched at a time as there are workers; with one worker a run repeats itself (limits are by the solver's clock).
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from random import Random
from typing import NamedTuple

from ortools.sat.python import cp_model

from scheduler.domain.policy import Level
from scheduler.engine.context import ModelContext
from scheduler.engine.neighbourhoods import Neighbourhoods
from scheduler.engine.session import Session
from scheduler.engine.stream import Stop
from scheduler.engine.submodel import Whole
from scheduler.rules.context import Literal

STEPS = 0.25
"""How long one part may take, by the solver's own clock."""


class Part(NamedTuple):
    """A part searched: the solution it began from, what was found, whether that is its best and it was all there is."""

    base: Sequence[int]
    found: list[int] | None
    value: int
    done: bool
    steps: float
    whole: bool


def better_and_better(
    session: Session, context: ModelContext, level: Level, solution: Sequence[int], stop: Stop, end: float
) -> Generator[list[int], None, bool]:
    """Solutions, each better than the last by the model's objective, until one has 0, the run is `end` old, or `stop`.

    `context` is finished, and minimises what `level` measures. Returns whether the last one is proven to be the best:
    then a part that was the whole has been searched through.
    """
    asked = context.model.proto.objective
    objective, constant = dict(zip(asked.vars, asked.coeffs, strict=True)), int(asked.offset)
    starts = (s.literal for course in context.problem.courses for s in context.starts(course.id))
    whole = Whole(context.model, starts)
    random = Random(session.settings.seed)
    around = Neighbourhoods(context, level, random)
    now, value = list(solution), _value(objective, solution)
    workers = session.settings.workers
    with ThreadPoolExecutor(workers, thread_name_prefix="part") as pool:
        running: set[Future[Part]] = set()
        while value + constant > 0 and not stop.is_set() and session.now() < end:
            while len(running) < workers:
                free, seed = around.draw(now), random.randrange(2**31)
                running.add(pool.submit(_search, whole, objective, free, now, value, seed))
            done, running = wait(running, timeout=0.1, return_when=FIRST_COMPLETED)
            for part in (future.result() for future in done):
                around.resize(part.steps / STEPS if part.done else 1.0)
                if part.whole and part.done and part.base is now:
                    if part.found is not None and part.value < value:
                        yield part.found
                    return True
                if part.found is None or part.value > value or (part.value == value and part.base is not now):
                    continue
                less = part.value < value
                now, value = part.found, part.value
                if less:
                    yield now
    return value + constant <= 0


def _value(objective: dict[int, int], solution: Sequence[int]) -> int:
    return sum(coeff * solution[var] for var, coeff in objective.items())


def _search(
    whole: Whole, objective: dict[int, int], free: list[Literal], base: Sequence[int], value: int, seed: int
) -> Part:
    part, everything = whole.around(free, base, objective, value), whole.placements.issubset(free)
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = seed
    parameters.max_deterministic_time = STEPS
    parameters.cp_model_probing_level = 0
    parameters.symmetry_level = 0
    parameters.linearization_level = 1
    parameters.catch_sigint_signal = False
    status = solver.solve(part.cp)
    steps = solver.response_proto.deterministic_time
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Part(base, None, value, status == cp_model.INFEASIBLE, steps, everything)
    found = part.into(base, list(solver.response_proto.solution))
    return Part(base, found, _value(objective, found), status == cp_model.OPTIMAL, steps, everything)
