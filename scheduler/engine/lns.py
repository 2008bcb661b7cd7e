"""Large neighbourhood search that mends a timetable: part of it is solved anew, the rest held, what is no worse kept.

Where nothing gets better for a while, what is still broken weighs more, so that the search leaves the place (breakout,
Morris 1993). As many parts are searched at a time as there are workers; with one worker a run repeats itself, for the
limits are by the solver's own clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from random import Random
from typing import Any, NamedTuple

from ortools.sat.python import cp_model

from scheduler.domain.policy import Level
from scheduler.engine.context import ModelContext
from scheduler.engine.model import FAR
from scheduler.engine.neighbourhoods import Neighbourhoods
from scheduler.engine.session import Session
from scheduler.engine.stream import Stop
from scheduler.rules.context import Literal

STEPS = 0.25
"""How long one part may take, by the solver's own clock."""
PATIENCE = 10
"""After how many parts without a better one what is broken weighs more."""
GIVE_UP = 200
"""After how many parts that have not lowered what is broken the search ends."""
PARAMETERS: dict[str, Any] = {
    "num_workers": 1,
    "max_deterministic_time": STEPS,
    "linearization_level": 2,
    "cp_model_probing_level": 0,
    "max_presolve_iterations": 1,
    "symmetry_level": 0,
    "catch_sigint_signal": False,
}


class Weighing(NamedTuple):
    """What is minimised: coefficients of variables, and a constant."""

    vars: list[int]
    coeffs: list[int]
    constant: int

    def value(self, solution: Sequence[int]) -> int:
        """What a solution costs."""
        return self.constant + sum(c * solution[var] for var, c in zip(self.vars, self.coeffs, strict=True))


class Part(NamedTuple):
    """A part searched: the solution it began from, what was found, and whether that is the best of it."""

    base: Sequence[int]
    found: list[int] | None
    done: bool
    steps: float


def mended(
    session: Session, context: ModelContext, level: Level, solution: Sequence[int], stop: Stop, end: float
) -> Iterator[list[int]]:
    """Solutions on the way to one in which nothing that `level` measures is broken, until the run is `end` old.

    `context` is finished. Ends too where many parts have not lowered what is broken.
    """
    whole, random = Whole(context), Random(session.settings.seed)
    around = Neighbourhoods(context, level, random)
    amounts, workers = [amount for _, amount in context.amounts(level)], session.settings.workers
    weights, idle = [1] * len(amounts), 0
    weighing = Weighing(*context.model.total(zip(weights, amounts, strict=True)))
    now, value = list(solution), weighing.value(solution)
    lowest, since = value, 0
    with ThreadPoolExecutor(workers, thread_name_prefix="part") as pool:
        running: set[Future[Part]] = set()
        while value > 0 and since < GIVE_UP and not stop.is_set() and session.now() < end:
            while len(running) < workers:
                free, seed = around.draw(now), random.randrange(2**31)
                running.add(pool.submit(whole.search, free, now, weighing, seed))
            done, running = wait(running, timeout=0.1, return_when=FIRST_COMPLETED)
            for part in (future.result() for future in done):
                around.resize(part.steps / STEPS if part.done else 1.0)
                costs = value + 1 if part.found is None else weighing.value(part.found)
                if part.found is not None and (costs < value or (costs == value and part.base is now)):
                    idle = 0 if costs < value else idle + 1
                    now, value = part.found, costs
                    yield now
                else:
                    idle += 1
                since += 1
                if (broken := sum(amount.value(now) for amount in amounts)) < lowest:
                    lowest, since = broken, 0
            if idle >= PATIENCE and value > 0:
                idle = 0
                weights = [w + (amount.value(now) > 0) for w, amount in zip(weights, amounts, strict=True)]
                weighing = Weighing(*context.model.total(zip(weights, amounts, strict=True)))
                value = weighing.value(now)


class Whole:
    """A finished model, to be searched with most of its placements held."""

    def __init__(self, context: ModelContext) -> None:
        self.model = context.model
        self.placements = [s.literal for course in context.problem.courses for s in context.starts(course.id)]

    def search(self, free: Iterable[Literal], base: Sequence[int], weighing: Weighing, seed: int) -> Part:
        """Search with these placements free and the others as in a solution for one that costs no more.

        Presolve takes what is held out of the model at once: to cut the part out here took five times as long.
        """
        loose = set(free)
        part = self.model.cp.clone()
        variables, objective = part.proto.variables, part.proto.objective
        for literal in self.placements:
            if literal not in loose:
                domain = variables[literal].domain
                domain.clear()
                domain.extend((base[literal], base[literal]))
        objective.vars.extend(weighing.vars)
        objective.coeffs.extend(weighing.coeffs)
        limit = part.proto.constraints.add().linear
        limit.vars.extend(weighing.vars)
        limit.coeffs.extend(weighing.coeffs)
        limit.domain.extend((-FAR, weighing.value(base) - weighing.constant))
        solver = cp_model.CpSolver()
        for name, wanted in PARAMETERS.items():
            setattr(solver.parameters, name, wanted)
        solver.parameters.random_seed = seed
        status = solver.solve(part)
        steps = float(solver.response_proto.deterministic_time)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Part(base, None, status == cp_model.INFEASIBLE, steps)
        found = list(solver.response_proto.solution)
        return Part(base, found, status == cp_model.OPTIMAL, steps)
