"""Twenty planted conflicts: each is found, and what is told of it is held against every timetable there is."""

from __future__ import annotations

import pytest

from scheduler.domain.problem import Problem
from scheduler.rules.base import Rule
from scheduler.services.explain_restrict import Guard, restricted
from tests.precheck.brute_force import possible
from tests.services.planted import SORTS, planted
from tests.services.test_explain import explained

EVERY = 100_000
"""Timetables that may be looked at; a tiny school has fewer."""


def has_timetable(problem: Problem, rules: tuple[Rule, ...], members: list[Guard]) -> bool:
    """Whether one of all timetables keeps these rules for these owners, by the judge alone."""
    return possible(problem, restricted(problem, rules, members), EVERY)


@pytest.mark.parametrize("number", range(4 * len(SORTS)))
def test_a_planted_conflict_is_explained_by_members_all_of_which_are_needed(number: int) -> None:
    problem, rules, clashing = planted(number)
    found = explained(problem, rules)
    assert (found.status, found.confirmed) == ("impossible", True)
    assert found.proof in ("counting", "flow", "lp", "core")
    members = [(member.rule, member.owner) for member in found.conflict]
    assert not has_timetable(problem, rules, members)
    for one in members:
        assert has_timetable(problem, rules, [other for other in members if other != one]), one
    assert clashing <= {label for label, _ in members}


@pytest.mark.parametrize("number", range(len(SORTS)))
def test_without_what_was_planted_the_school_has_a_timetable(number: int) -> None:
    problem, rules, _ = planted(number)
    assert has_timetable(problem, rules, [])
