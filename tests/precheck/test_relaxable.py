"""Relaxable rules that will have to give way: what the second count skips, it would have found the same."""

from __future__ import annotations

from random import Random

import pytest

from constraints.breaks_protected import BreaksProtected
from constraints.long_break_free import LongBreakFree
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.precheck import CHECKS, DEEPER, Severity, precheck
from scheduler.precheck.beats import Beats
from scheduler.precheck.facts import Facts
from scheduler.precheck.openings import Openings
from scheduler.rules.base import Rule
from tests import strategies
from tests.precheck import full_schools

SCHOOLS = 120
SHARES = 4


def some_relaxable(random: Random, seed: int) -> tuple[Problem, list[Rule]]:
    """A tiny school in which some rules that may be relaxed are."""
    problem = full_schools.school(random) if seed % 3 else strategies.school(random)
    rules = [*full_schools.rules(random), *((BreaksProtected(), LongBreakFree()) if seed % 5 == 0 else ())]
    loose = [rule.id for rule in rules if Level.RELAXABLE in rule.levels]
    chosen = set(random.sample(loose, min(len(loose), random.randint(1, 3))))
    return problem, [r.model_copy(update={"level": Level.RELAXABLE}) if r.id in chosen else r for r in rules]


@pytest.mark.parametrize("share", range(SHARES))
def test_a_count_that_is_skipped_would_find_the_same_again(share: int) -> None:
    given_way = 0
    for seed in range(share, SCHOOLS, SHARES):
        problem, rules = some_relaxable(Random(f"relaxable {seed}"), seed)
        counted = precheck(problem, rules).found
        known = {one.id for one in counted if one.severity is Severity.RED}
        strict = Openings(Facts(problem, rules, frozenset({Level.HARD, Level.RELAXABLE}), Beats(problem)))
        reds = [one for check in CHECKS for one in check(strict) if one.severity is Severity.RED]
        reds = reds or [one for check in DEEPER for one in check(strict) if one.severity is Severity.RED]
        expected = [(f"relax/{one.id}", one.need, one.have, one.rules) for one in reds if one.id not in known]
        told = [(one.id, one.need, one.have, one.rules) for one in counted if one.id.startswith("relax/")]
        assert told == expected, seed
        given_way += len(told)
    assert given_way >= 5


def test_without_the_second_count_everything_else_is_told() -> None:
    spared = 0
    for seed in range(SCHOOLS):
        problem, rules = some_relaxable(Random(f"relaxable {seed}"), seed)
        both, once = precheck(problem, rules).found, precheck(problem, rules, relaxable=False).found
        assert list(once) == [one for one in both if not one.id.startswith("relax/")]
        spared += len(both) - len(once)
    assert spared >= 20
