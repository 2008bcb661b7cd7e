"""Parts cut out of a model, and the search that solves them one after the other."""

from __future__ import annotations

import threading

import pytest
from ortools.sat.python import cp_model

import constraints
from scheduler.domain.policy import Level
from scheduler.engine.context import ModelContext
from scheduler.engine.elastic import softened
from scheduler.engine.lns import better_and_better
from scheduler.engine.session import Session
from scheduler.engine.settings import Settings
from scheduler.engine.stream import Found, stream
from scheduler.engine.submodel import Whole
from scheduler.samples import sample


@pytest.fixture(scope="module")
def begun() -> tuple[Session, ModelContext, list[int]]:
    """A school's model with its rules softened, and some solution of it."""
    problem = sample("english_plain")
    session = Session(problem, constraints.bind(problem), Settings(workers=1, seconds=300), strict=True)
    context = session.context(softened(session.rules))
    context.model.minimise(context.amounts(Level.RELAXABLE))
    found = stream(context.model, threading.Event(), **session.parameters(300, cp_model_probing_level=0))
    return session, context, next(one.solution for one in found if isinstance(one, Found))


def cost(context: ModelContext, solution: list[int]) -> int:
    return sum(weight * amount.value(solution) for weight, amount in context.amounts(Level.RELAXABLE))


def starts(context: ModelContext) -> list[int]:
    return [start.literal for course in context.problem.courses for start in context.starts(course.id)]


def test_what_is_found_in_a_part_holds_in_the_whole(begun: tuple[Session, ModelContext, list[int]]) -> None:
    _, context, solution = begun
    asked = context.model.proto.objective
    objective = dict(zip(asked.vars, asked.coeffs, strict=True))
    free = [s.literal for course in context.problem.courses[:20] for s in context.starts(course.id)]
    part = Whole(context.model, starts(context)).around(free, solution, objective, 10**9)
    assert len(part.vars) < len(solution) / 2
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(part.cp) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    found = part.into(solution, list(solver.response_proto.solution))
    assert [found[x] for x in starts(context) if x not in set(free)] == [
        solution[x] for x in starts(context) if x not in set(free)
    ]
    whole = context.model.cp.clone()
    whole.clear_hints()
    for var, value in enumerate(found):
        whole.proto.solution_hint.vars.append(var)
        whole.proto.solution_hint.values.append(value)
    pinned = cp_model.CpSolver()
    pinned.parameters.fix_variables_to_their_hinted_value = True
    assert pinned.solve(whole) == cp_model.OPTIMAL
    assert round(pinned.objective_value) == cost(context, found) < cost(context, solution)


def test_solutions_get_better_until_nothing_is_broken_and_a_run_repeats_itself(
    begun: tuple[Session, ModelContext, list[int]],
) -> None:
    session, context, solution = begun
    runs = [
        [
            cost(context, s)
            for s in better_and_better(session, context, Level.RELAXABLE, solution, threading.Event(), 1e9)
        ]
        for _ in range(2)
    ]
    assert runs[0] == runs[1] == sorted(set(runs[0]), reverse=True)
    assert runs[0][-1] == 0
