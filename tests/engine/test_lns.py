"""Parts cut out of a model, and the search that solves them one after the other."""

from __future__ import annotations

import threading

import pytest

import constraints
from scheduler.domain.policy import Level, RuleSetting
from scheduler.engine import lns
from scheduler.engine.context import ModelContext
from scheduler.engine.elastic import softened
from scheduler.engine.lns import Weighing, Whole, mended
from scheduler.engine.session import Session
from scheduler.engine.settings import Settings
from scheduler.engine.stream import Found, stream
from scheduler.samples import sample


@pytest.fixture(scope="module")
def begun() -> tuple[Session, ModelContext, list[int]]:
    """A school's model with its rules softened, and some solution of it."""
    problem = sample("english_plain")
    session = Session(problem, constraints.bind(problem), Settings(workers=1, seconds=300), strict=True)
    context = session.context(softened(session.rules))
    found = stream(context.model, threading.Event(), **session.parameters(300, cp_model_probing_level=0))
    return session, context, next(one.solution for one in found if isinstance(one, Found))


def cost(context: ModelContext, solution: list[int]) -> int:
    return sum(weight * amount.value(solution) for weight, amount in context.amounts(Level.RELAXABLE))


def starts(context: ModelContext) -> list[int]:
    return [start.literal for course in context.problem.courses for start in context.starts(course.id)]


def test_what_is_not_let_go_of_stays_and_the_rest_is_no_worse(begun: tuple[Session, ModelContext, list[int]]) -> None:
    _, context, solution = begun
    weighing = Weighing(*context.model.total(context.amounts(Level.RELAXABLE)))
    assert weighing.value(solution) == cost(context, solution) > 0
    free = {s.literal for course in context.problem.courses[:30] for s in context.starts(course.id)}
    part = Whole(context).search(free, solution, weighing, seed=1)
    assert part.found is not None
    held = [literal for literal in starts(context) if literal not in free]
    assert [part.found[x] for x in held] == [solution[x] for x in held]
    assert cost(context, part.found) < cost(context, solution)


def test_a_run_ends_with_nothing_broken_and_repeats_itself(begun: tuple[Session, ModelContext, list[int]]) -> None:
    session, context, solution = begun
    runs = [list(mended(session, context, Level.RELAXABLE, solution, threading.Event(), 1e9)) for _ in range(2)]
    assert runs[0] == runs[1]
    costs = [cost(context, found) for found in runs[0]]
    assert costs[-1] == 0
    assert 0 not in costs[:-1]


def test_it_gives_up_where_something_must_stay_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lns, "GIVE_UP", 5)
    problem = sample("tiny")
    asked = RuleSetting(id="teacher_days", level=Level.HARD, params={"most": 0})
    problem = problem.model_copy(update={"rules": (*problem.rules, asked)})
    session = Session(problem, constraints.bind(problem), Settings(workers=1, seconds=300), strict=True)
    context = session.context(softened(session.rules))
    messages = stream(context.model, threading.Event(), **session.parameters(300))
    some = next(one.solution for one in messages if isinstance(one, Found))
    assert all(
        cost(context, found) > 0 for found in mended(session, context, Level.RELAXABLE, some, threading.Event(), 1e9)
    )


def test_nothing_goes_on_once_it_is_stopped(begun: tuple[Session, ModelContext, list[int]]) -> None:
    session, context, solution = begun
    stopped = threading.Event()
    stopped.set()
    assert list(mended(session, context, Level.RELAXABLE, solution, stopped, 1e9)) == []
