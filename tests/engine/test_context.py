"""Each word of the Context, against brute force over every assignment of a few yes/noes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import pytest
from ortools.sat.python import cp_model

from constraints.every_lesson_placed import EveryLessonPlaced
from scheduler.domain.policy import Level
from scheduler.engine.context import ModelContext
from scheduler.engine.literals import UpperLiteral
from scheduler.rules.base import Rule
from scheduler.rules.context import FALSE, TRUE, Literal
from scheduler.samples import sample

ASSIGNMENTS = list(product((0, 1), repeat=3))
Post = Callable[[ModelContext, Rule, list[Literal]], None]


def context() -> tuple[ModelContext, list[Literal]]:
    """A context with three literals of its own."""
    ctx = ModelContext(sample("tiny"))
    return ctx, [ctx.model.new_bool() for _ in range(3)]


def rule(level: Level) -> Rule:
    return EveryLessonPlaced.model_construct(level=level)


def solved(ctx: ModelContext, literals: Sequence[Literal], values: Sequence[int], *, most: bool = False) -> list[int]:
    """The solution with these values and the least sum of amounts (`most`: of the last variable, the greatest)."""
    ctx.model.minimise([(1, measured.amount) for measured in ctx.measured.values()])
    ctx.model.finish()
    model = cp_model.CpModel()
    model.proto.copy_from(ctx.model.proto)
    if most:
        model.proto.clear_objective()
        model.proto.objective.vars.extend([len(model.proto.variables) - 1])
        model.proto.objective.coeffs.extend([-1])
    for literal, value in zip(literals, values, strict=True):
        domain = model.proto.variables[literal].domain
        domain.clear()
        domain.extend([value, value])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(model) == cp_model.INFEASIBLE:
        return []
    return list(solver.response_proto.solution)


def truth(literal: Literal, solution: Sequence[int]) -> bool:
    return bool(solution[literal]) if literal >= 0 else not solution[-literal - 1]


def test_any_of_is_exact_in_both_directions() -> None:
    for values in ASSIGNMENTS:
        for most in (False, True):
            ctx, literals = context()
            either = ctx.any_of(literals)
            assert truth(either, solved(ctx, literals, values, most=most)) == any(values)


def test_any_of_folds_what_is_known_and_makes_one_literal_once() -> None:
    ctx, (a, b, _) = context()
    assert ctx.any_of(()) == FALSE
    assert ctx.any_of((a, TRUE)) == TRUE
    assert ctx.any_of((a, FALSE)) == a
    assert ctx.any_of((a, b)) == ctx.any_of((b, FALSE, a))


def test_any_until_and_any_from_are_exact() -> None:
    for values in ASSIGNMENTS:
        ctx, literals = context()
        until, since = ctx.any_until(literals), ctx.any_from(literals)
        solution = solved(ctx, literals, values)
        assert [truth(x, solution) for x in until] == [any(values[: at + 1]) for at in range(3)]
        assert [truth(x, solution) for x in since] == [any(values[at:]) for at in range(3)]


def test_both_is_at_least_true() -> None:
    for values in ASSIGNMENTS:
        ctx, (a, b, c) = context()
        both = ctx.both(a, b, unless=c)
        ctx.at_most(rule(Level.SOFT), ("both",), [both], 0)
        solution = solved(ctx, (a, b, c), values)
        assert truth(both, solution) == bool(values[0] and values[1] and not values[2])


def test_any_both_is_at_least_true_where_one_of_the_pairs_is() -> None:
    for values in ASSIGNMENTS:
        for known in (TRUE, FALSE):
            ctx, (a, b, c) = context()
            some = ctx.any_both([(a, b), (b, ctx.negated(c)), (c, known), (c, c)])
            ctx.at_most(rule(Level.SOFT), ("some",), [some], 0)
            solution = solved(ctx, (a, b, c), values)
            assert truth(some, solution) == bool(
                (values[0] and values[1]) or (values[1] and not values[2]) or values[2]
            )


def test_any_both_folds_what_is_known_and_is_an_upper_literal() -> None:
    ctx, (a, b, c) = context()
    assert ctx.any_both([]) == ctx.any_both([(a, FALSE), (FALSE, TRUE)]) == FALSE
    assert ctx.any_both([(a, b), (TRUE, TRUE)]) == TRUE
    assert ctx.any_both([(a, TRUE), (FALSE, b)]) == a
    with pytest.raises(UpperLiteral):
        ctx.negated(ctx.any_both([(a, b), (b, c)]))


def test_an_upper_literal_is_refused_where_exact_ones_are_needed() -> None:
    ctx, (a, b, c) = context()
    for upper in (ctx.both(a, b), ctx.any_of((a, c), upper=True), ctx.any_of((ctx.both(b, c), a))):
        with pytest.raises(UpperLiteral):
            ctx.at_least(rule(Level.SOFT), ("least", upper), [upper], 1)
        with pytest.raises(UpperLiteral):
            ctx.spread(rule(Level.SOFT), ("spread", upper), [upper], [c], 1)
        with pytest.raises(UpperLiteral):
            ctx.at_most(rule(Level.SOFT), ("most", upper), [(upper, -1), c], 0)
        with pytest.raises(UpperLiteral):
            ctx.negated(upper)
        ctx.at_most(rule(Level.SOFT), ("fine", upper), [(upper, 2), c], 0)


def most(limit: int) -> tuple[Post, Callable[[Sequence[int]], int]]:
    def post(ctx: ModelContext, by: Rule, x: list[Literal]) -> None:
        ctx.at_most(by, ("key",), [x[0], (x[1], 2), ctx.negated(x[2]), TRUE, FALSE], limit)

    return post, lambda v: max(0, v[0] + 2 * v[1] + (1 - v[2]) + 1 - limit)


def least(limit: int) -> tuple[Post, Callable[[Sequence[int]], int]]:
    def post(ctx: ModelContext, by: Rule, x: list[Literal]) -> None:
        ctx.at_least(by, ("key",), [x[0], (x[1], 2), ctx.negated(x[2]), TRUE, (x[0], 1)], limit)

    return post, lambda v: max(0, limit - (2 * v[0] + 2 * v[1] + (1 - v[2]) + 1))


def spread(limit: int) -> tuple[Post, Callable[[Sequence[int]], int]]:
    def post(ctx: ModelContext, by: Rule, x: list[Literal]) -> None:
        ctx.spread(by, ("key",), [x[0], x[1], TRUE], [x[2]], limit)

    return post, lambda v: max(0, abs(v[0] + v[1] + 1 - v[2]) - limit)


WORDS = [make(limit) for make in (most, least, spread) for limit in range(-1, 7)]


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("word", range(len(WORDS)))
def test_what_a_rule_asks_is_measured_as_by_hand_at_every_level(word: int, level: Level) -> None:
    post, amount = WORDS[word]
    for values in ASSIGNMENTS:
        ctx, literals = context()
        post(ctx, rule(level), literals)
        solution = solved(ctx, literals, values)
        if level is Level.HARD:
            assert bool(solution) == (amount(values) == 0)
        else:
            measured = ctx.measured["every_lesson_placed", ("key",)]
            assert measured.level is level
            assert measured.amount.value(solution) == amount(values)


def test_the_same_sum_keeps_the_tighter_of_two_limits() -> None:
    for values in ASSIGNMENTS:
        ctx, literals = context()
        for number, limit in enumerate((2, 1)):
            ctx.at_most(rule(Level.HARD), ("most", number), literals, limit)
        ctx.at_least(rule(Level.HARD), ("least",), literals, 1)
        assert bool(solved(ctx, literals, values)) == (sum(values) == 1)


def test_one_key_is_posted_once() -> None:
    ctx, literals = context()
    ctx.at_most(rule(Level.SOFT), ("key",), literals, 1)
    with pytest.raises(ValueError, match="twice"):
        ctx.at_most(rule(Level.SOFT), ("key",), literals, 2)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("used", [False, True])
def test_a_forbidden_start_costs_its_amount_or_is_gone(level: Level, used: bool) -> None:
    ctx, _ = context()
    course = ctx.problem.courses[0].id
    part, day, period = ctx.candidates(course)[0][:3]
    if used:
        ctx.starts(course)
    ctx.forbid(rule(level), ("key",), [(course, part, day, period)])
    starts = [s for s in ctx.starts(course) if (s.part, s.day, s.period) == (part, day, period)]
    if level is Level.HARD and not used:
        assert starts == []
        return
    (start,) = starts
    solution = solved(ctx, [start.literal], [1]) if level is not Level.HARD else []
    if level is Level.HARD:
        ctx.model.finish()
        assert ctx.model.domains[start.literal] == (0, 0)
    else:
        assert ctx.measured["every_lesson_placed", ("key",)].amount.value(solution) == 1
