"""A clean school, and more than forty small wrongs planted in it: the judge finds each of them and nothing else."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from constraints import CATALOGUE
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.rules.base import Finding
from scheduler.verify import judge
from tests.regression.plant import Plant
from tests.regression.planted_school import clean, rules
from tests.regression.plants import PLANTS

Found = Counter[tuple[str, str, int]]

NOT_PLANTED: dict[str, str] = {}
"""Rules that cannot be broken by a small edit, and why."""


def found(problem: Problem, timetable: Timetable) -> Found:
    """How often each (rule, owner, amount) is found, what is not checked included."""
    findings: tuple[Finding, ...] = judge(problem, timetable, whole()).findings
    return Counter((one.instance, str(one.key[0]), one.amount) for one in findings)


@cache
def whole() -> tuple:
    return tuple(rules())


def wanted(*plants: Plant) -> Found:
    return Counter(one for plant in plants for one in plant.found)


def test_every_rule_watches_the_school_and_finds_nothing() -> None:
    assert [rule.id for rule in rules()] == [kind.id for kind in CATALOGUE]
    assert found(*clean()) == Counter()


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.what)
def test_one_wrong_is_found_and_nothing_else(plant: Plant) -> None:
    assert found(*plant.edit(*clean())) == wanted(plant)


def test_all_the_wrongs_in_one_timetable_are_found_and_nothing_else() -> None:
    problem, timetable = clean()
    for plant in PLANTS:
        problem, timetable = plant.edit(problem, timetable)
    assert found(problem, timetable) == wanted(*PLANTS)
    assert wanted(*PLANTS).total() >= 40


def test_every_rule_of_the_catalogue_is_broken_by_some_plant() -> None:
    planted = {rule for plant in PLANTS for rule, _, _ in plant.found}
    assert planted | set(NOT_PLANTED) == {kind.id for kind in CATALOGUE}
    assert not planted & set(NOT_PLANTED)
