"""A red is a proof: no timetable keeps just the rules it names. Tried on random tiny schools by brute force."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from constraints.breaks_protected import BreaksProtected
from constraints.long_break_free import LongBreakFree
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.precheck import CHECKS, Shortage, precheck
from scheduler.precheck.base import Severity
from scheduler.precheck.beats import Beats
from scheduler.precheck.facts import Facts
from scheduler.precheck.openings import Openings
from scheduler.precheck.together import together
from scheduler.rules.base import Rule
from tests import strategies
from tests.precheck import busy_schools, full_schools
from tests.precheck.brute_force import TooMany, possible
from tests.precheck.solver import solvable

SCHOOLS = 240
SHARES = 8


def mixed_rules(random: Random) -> list[Rule]:
    """What `full_schools` uses, sometimes with the rules of the bell schedule."""
    further: tuple[Rule, ...] = (BreaksProtected(), LongBreakFree())
    return [*full_schools.rules(random), *(further if random.random() < 0.1 else ())]


@pytest.mark.parametrize("share", range(SHARES))
def test_no_timetable_keeps_the_rules_a_red_names(share: int) -> None:
    seen: Counter[str] = Counter()
    for seed in range(share, SCHOOLS, SHARES):
        random = Random(f"counting {seed}")
        problem = full_schools.school(random) if seed % 3 else strategies.school(random)
        rules = mixed_rules(random)
        by_check = {red.id.split("/")[0]: red for red in precheck(problem, rules).reds}
        for red in by_check.values():
            named = [rule for rule in rules if rule.id in red.rules]
            assert {rule.id for rule in named} == set(red.rules)
            try:
                assert not possible(problem, named, 80), (seed, red)
                seen["decided"] += 1
            except TooMany:
                seen["left open"] += 1
    assert seen["decided"] >= 25


def all_at_once(problem: Problem, rules: list[Rule]) -> list[Shortage]:
    """What `together` says by itself, also where an earlier count has said it."""
    found = together(Openings(Facts(problem, rules, frozenset({Level.HARD}), Beats(problem))))
    return [one for one in found if one.severity is Severity.RED]


def test_no_timetable_keeps_the_rules_that_bind_together() -> None:
    seen: Counter[bool] = Counter()
    for seed in range(SCHOOLS):
        random = Random(f"together {seed}")
        problem, rules = busy_schools.school(random), busy_schools.rules(random)
        found = all_at_once(problem, rules)
        for red in found[:2]:
            named = [rule for rule in rules if rule.id in red.rules]
            assert {rule.id for rule in named} == set(red.rules)
            assert not solvable(problem, named), (seed, red)
        seen[bool(found)] += 1
    assert min(seen[True], seen[False]) >= 60


def test_every_check_gives_a_red_somewhere() -> None:
    found: set[str] = set()
    for seed in range(SCHOOLS):
        random = Random(f"counting {seed}")
        problem = full_schools.school(random) if seed % 3 else strategies.school(random)
        found.update(red.id.split("/")[0] for red in precheck(problem, mixed_rules(random)).reds)
    for seed in range(SCHOOLS):
        random = Random(f"together {seed}")
        problem, rules = busy_schools.school(random), busy_schools.rules(random)
        found.update(red.id.split("/")[0] for red in all_at_once(problem, rules))
    assert found >= {check.__name__ for check in (*CHECKS, together)}


def test_a_school_with_a_timetable_has_no_red() -> None:
    cleared = 0
    for seed in range(SCHOOLS):
        random = Random(f"counting {seed}")
        problem, rules = full_schools.school(random), full_schools.rules(random)
        try:
            if possible(problem, rules, 60):
                cleared += 1
                assert not precheck(problem, rules).impossible, seed
        except TooMany:
            continue
    assert cleared >= 20
