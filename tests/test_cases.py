"""Every case of tests/cases, asked of the judge and of the solver."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from constraints import CATALOGUE
from scheduler.engine.pin import pinned_amounts
from scheduler.rules.base import Level, Rule
from scheduler.verify import judge
from tests.casebook import Case, build, load_cases, matches

FOLDER = Path(__file__).parent / "cases"
RULES: dict[str, type[Rule]] = {rule.id: rule for rule in CATALOGUE}
CASES = [case for path in sorted(FOLDER.glob("*.yml")) for case in load_cases(path)]


def named(case: Case) -> str:
    return f"{case.rule}: {case.name}"


def posted() -> list[Any]:
    """Each case the solver must agree with, at every level its rule may have."""
    return [
        pytest.param(case, level, id=f"{named(case)} ({level})")
        for case in CASES
        if case.posts and case.rule in RULES and not RULES[case.rule].judges_only
        for level in RULES[case.rule].levels
    ]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_judge_finds_exactly_what_the_case_says(case):
    problem, timetable = build(case)
    rule = RULES[case.rule].model_validate(dict(case.settings))
    assert matches(case, judge(problem, timetable, [rule]).findings) == []


@pytest.mark.parametrize(("case", "level"), posted())
def test_the_solver_measures_what_the_judge_measures(case, level):
    problem, timetable = build(case)
    rule = RULES[case.rule].model_validate({**case.settings, "level": level})
    amounts = pinned_amounts(problem, [rule], timetable)
    if level is Level.HARD:
        assert (amounts is None) == bool(case.expect)
    else:
        assert amounts is not None
        assert {key: amount for key, amount in amounts.items() if amount} == judge(problem, timetable, [rule]).amounts()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_a_file_has_kept_and_broken_cases_of_the_rule_it_is_named_after(path):
    cases = load_cases(path)
    assert {case.rule for case in cases} == {path.stem}
    assert {bool(case.expect) for case in cases} == {True, False}


def test_every_rule_has_cases():
    assert sorted(RULES) == sorted({case.rule for case in CASES})
