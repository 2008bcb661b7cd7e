"""A red is a proof: no timetable keeps just the rules it names. Tried on random tiny schools by brute force."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Literal

import pytest

from constraints.breaks_protected import BreaksProtected
from constraints.class_gaps import ClassGaps
from constraints.long_break_free import LongBreakFree
from constraints.not_same_day import NotSameDay
from constraints.same_time import SameTime
from constraints.teacher_daily_load import TeacherDailyLoad
from constraints.weekly_must_have import WeeklyMustHave
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.school import SchoolClass
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
from tests.precheck.small import STRUCTURE, closed, course, school
from tests.precheck.solver import solvable

SCHOOLS = 240
SHARES = 8


def mixed_rules(random: Random) -> list[Rule]:
    """What `full_schools` uses, sometimes with the rules of the bell schedule."""
    further: tuple[Rule, ...] = (BreaksProtected(), LongBreakFree())
    return [*full_schools.rules(random), *(further if random.random() < 0.1 else ())]


def gappy(random: Random) -> tuple[Problem, list[Rule]]:
    """One class, some of its periods closed, and as many lessons as its days might hold without gaps."""
    days = tuple(random.randint(3, 5) for _ in range(2))
    shut = [(day, random.randint(1, periods)) for day, periods in enumerate(days, start=1) if random.random() < 0.8]
    home = SchoolClass(id="A", grade="G1", unavailable=closed(*shut))
    lessons = [course("A", s, n) for s, n in (("Maths", sum(days) - len(shut) - 3), ("Art", random.randint(1, 3)))]
    gaps = ClassGaps(limit=random.choice([0, 0, 1]), from_first=random.random() < 0.3)
    return school(lessons, *days, classes=(home,)), [*STRUCTURE, gaps]


def shaped(seed: int) -> tuple[Problem, list[Rule]]:
    """A school and one rule on the shape of its weeks, beside the structure."""
    random = Random(f"shaped {seed}")
    if seed % 4 == 0:
        return gappy(random)
    problem = full_schools.school(random) if seed % 2 else strategies.school(random)
    lessons = [course.id for course in problem.courses if course.sets]
    subjects = tuple(dict.fromkeys(course.subject for course in problem.courses if course.sets))
    every: Literal["week", "fortnight"] = random.choice(["week", "fortnight"])
    rule: Rule = random.choice(
        [
            WeeklyMustHave(subjects=(random.choice(subjects),), minimum=random.randint(1, 3), every=every),
            SameTime(courses=tuple(random.sample(lessons, min(len(lessons), 2)))),
            NotSameDay(subjects=subjects, level=Level.HARD),
        ]
    )
    return problem, [*STRUCTURE, rule]


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
    kinds: Counter[str] = Counter()
    for seed in range(SCHOOLS):
        random = Random(f"together {seed}")
        if seed % 3:
            problem, rules = busy_schools.school(random), busy_schools.rules(random)
        else:
            problem, rules = full_schools.school(random), [*STRUCTURE, TeacherDailyLoad(limit=random.randint(1, 2))]
        found = all_at_once(problem, rules)
        kinds.update(red.id.split("/")[0] for red in found)
        for red in {red.id.split("/")[0]: red for red in found}.values():
            named = [rule for rule in rules if rule.id in red.rules]
            assert {rule.id for rule in named} == set(red.rules)
            assert not solvable(problem, named), (seed, red)
        seen[bool(found)] += 1
    assert min(seen[True], seen[False]) >= 40
    assert min(kinds["together"], kinds["full_days"]) >= 20


SHAPES = ("must_have", "one_block", "gap_free", "apart_days")


def test_no_timetable_keeps_the_shape_of_the_week_that_a_red_names() -> None:
    seen: Counter[str] = Counter()
    for seed in range(2 * SCHOOLS):
        problem, rules = shaped(seed)
        for red in precheck(problem, rules).reds:
            if (name := red.id.split("/")[0]) in SHAPES:
                named = [rule for rule in rules if rule.id in red.rules]
                assert {rule.id for rule in named} == set(red.rules)
                assert not solvable(problem, named), (seed, red)
                seen[name] += 1
    assert all(seen[name] >= 10 for name in SHAPES), seen


def test_every_check_gives_a_red_somewhere() -> None:
    found: set[str] = set()
    for seed in range(2 * SCHOOLS):
        found.update(red.id.split("/")[0] for red in precheck(*shaped(seed)).reds)
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
