"""Where the lessons of a course stand, and what those of two courses have together, for the solver; no rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise, product
from typing import Any, TypeVar

from constraints.course_rows import Pair
from constraints.gathering import reached
from scheduler.rules.context import Context, Literal, Start

S = TypeVar("S", bound=Any)
"""A spot, of which a lesson has one: its day, its time, its whole place. Spots have an order."""

Counts = dict[S, list[Literal]]
"""Spot → entry k: more than k lessons are there. Exact."""


def counts(ctx: Context, course: str, spot: Callable[[Start], S]) -> Counts[S]:
    """How many lessons of a course are where; `spot` says where a placement is."""
    there: dict[S, list[Literal]] = defaultdict(list)
    for start in ctx.starts(course):
        there[spot(start)].append(start.literal)
    if (lessons := ctx.problem.index.courses[course].lessons) == 1:
        return {spot: [ctx.any_of(literals)] for spot, literals in there.items()}
    return {spot: reached(ctx, literals, min(lessons, len(literals))) for spot, literals in there.items()}


def weighed(
    ctx: Context,
    pair: Pair,
    a: Mapping[S, list[Literal]],
    b: Mapping[S, list[Literal]],
    spots: Iterable[tuple[S, S, int]],
) -> list[tuple[Literal, int]]:
    """Yes/noes that add up to the weight of every two lessons of a pair: (spot of one, spot of the other, weight).

    Of one course with itself every two different lessons count once; `spots` then names every two in both orders.
    Of two courses with one lesson each only one weight counts, so that one yes/no for each weight is enough.
    """
    if single(ctx, pair):
        return _steps(ctx, a, b, list(spots))
    terms: list[tuple[Literal, int]] = []
    for one, other, weight in spots:
        if pair.a != pair.b or one < other:
            terms += [(ctx.both(x, y), weight) for x, y in product(a[one], b[other])]
        elif one == other:
            terms += [(more, weight * fewer) for fewer, more in enumerate(a[one]) if fewer]
    return terms


def single(ctx: Context, pair: Pair) -> bool:
    """Whether the pair is two courses with one lesson each."""
    courses = ctx.problem.index.courses
    return pair.a != pair.b and courses[pair.a].lessons == courses[pair.b].lessons == 1


def _steps(
    ctx: Context, a: Mapping[S, list[Literal]], b: Mapping[S, list[Literal]], spots: list[tuple[S, S, int]]
) -> list[tuple[Literal, int]]:
    """For each weight whether it or more is reached, with what it adds to the weight before."""
    terms = []
    for less, step in pairwise((0, *sorted({weight for *_, weight in spots}))):
        beside: dict[S, list[Literal]] = defaultdict(list)
        for one, other, weight in spots:
            if weight >= step:
                beside[one].append(b[other][0])
        reach = ctx.any_both((a[one][0], ctx.any_of(others)) for one, others in beside.items())
        terms.append((reach, step - less))
    return terms
