"""Model and judge, two mechanisms for one meaning: on any timetable they say the same, key by key."""

from __future__ import annotations

import os
from random import Random

import pytest

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.engine.pin import Pinning
from scheduler.rules.base import Rule
from scheduler.verify import judge
from tests import strategies
from tests.named_rooms import named, with_virtual

SCHOOLS = int(os.environ.get("QINGKE_SCHOOLS", "30"))
TIMETABLES = 3
KINDS = strategies.posted_rules()
# named rooms are given after the search, so rules on names cannot be pinned
UNNAMED = {"room_clash", "room_suitable"}


def kinds(level: Level) -> list[type[Rule]]:
    return [kind for kind in KINDS if level in kind.levels and kind.id not in UNNAMED]


def school(random: Random, kind: type[Rule]) -> Problem:
    """A random school, with a virtual room where the rule names rooms."""
    problem = strategies.school(random)
    return with_virtual(problem) if kind.names_rooms else problem


@pytest.mark.parametrize("kind", kinds(Level.SOFT), ids=lambda kind: kind.id)
def test_soft_amounts_are_equal_key_by_key(kind: type[Rule]) -> None:
    for seed in range(SCHOOLS):
        random = Random(f"{kind.id} {seed}")
        problem = school(random, kind)
        rule = strategies.rule(random, kind, Level.SOFT, problem)
        pinning = Pinning(problem, [rule])
        for _ in range(TIMETABLES):
            timetable = named(random, problem, [rule], strategies.timetable(random, problem))
            found = [f for f in judge(problem, timetable, [rule]).findings if f.amount]
            judged = {(f.instance, f.key): f.amount for f in found if (f.instance, f.key) in pinning.context.measured}
            unknown = [f for f in found if f.lessons and (f.instance, f.key) not in judged]
            assert not unknown, (seed, unknown)
            assert pinning.amounts(timetable) == judged, (seed, timetable)


@pytest.mark.parametrize("kind", kinds(Level.HARD), ids=lambda kind: kind.id)
def test_a_hard_rule_forbids_exactly_what_the_judge_calls_broken(kind: type[Rule]) -> None:
    for seed in range(SCHOOLS):
        random = Random(f"hard {kind.id} {seed}")
        problem = school(random, kind)
        rule = strategies.rule(random, kind, Level.HARD, problem)
        pinning = Pinning(problem, [rule])
        for _ in range(TIMETABLES):
            timetable = strategies.timetable(random, problem, missing=random.choice([0, 0, 0.2]))
            timetable = named(random, problem, [rule], timetable)
            found = judge(problem, timetable, [rule]).findings
            measured = pinning.context.measured
            placement = [f for f in found if f.amount and ((f.instance, f.key) in measured or f.lessons)]
            assert (pinning.amounts(timetable) is None) == bool(placement), (seed, placement, timetable)
