"""Tiny schools, every timetable of them: pinned in the model, judged, and the best one found by the search.

This finds what judging found timetables never sees: a rule posted too strictly.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import combinations, combinations_with_replacement, product
from random import Random

import pytest

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.engine.pin import Pinning
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.rules.base import Rule
from scheduler.verify import judge
from tests import strategies

SCHOOLS = int(os.environ.get("QINGKE_EXHAUSTIVE", "48"))
MOST_TIMETABLES = 500
ALWAYS = (
    "every_lesson_placed",
    "course_hours",
    "class_clash",
    "teacher_clash",
    "room_clash",
    "room_suitable",
    "room_capacity",
)


def every_timetable(problem: Problem) -> Iterator[Timetable]:
    """Every way to place all lessons of all courses, clashes included."""
    choices: list[list[tuple[Lesson, ...]]] = []
    for course in problem.courses:
        bell = problem.index.bells[problem.index.course_bell(course)]
        for part in course.parts:
            spots = [
                (day, period)
                for day in range(1, len(bell.days) + 1)
                for period in range(1, bell.periods(day) - part.duration + 2)
            ]
            apart = course.teachers or problem.index.busy_leaves(course)
            choose = combinations if apart else combinations_with_replacement
            choices.append(
                [
                    tuple(strategies.as_lesson(course, day, period, part.duration) for day, period in chosen)
                    for chosen in choose(spots, part.count)
                ]
            )
    for chosen in product(*choices):
        yield Timetable(lessons=tuple(lesson for lessons in chosen for lesson in lessons))


def how_many(problem: Problem) -> int:
    """The number of such timetables."""
    total = 1
    for course in problem.courses:
        bell = problem.index.bells[problem.index.course_bell(course)]
        for part in course.parts:
            spots = sum(max(0, bell.periods(d) - part.duration + 1) for d in range(1, len(bell.days) + 1))
            ways = 1
            for k in range(part.count):
                ways = ways * (spots + (0 if course.teachers else k) - k) // (k + 1)
            total *= max(0, ways)
    return total


def tiny(seed: int) -> tuple[Problem, list[Rule]]:
    """A school with few enough timetables, and the structure plus a handful of other rules at any level."""
    random = Random(f"exhaustive {seed}")
    while not 2 <= how_many(problem := strategies.school(random)) <= MOST_TIMETABLES:
        pass
    kinds = [k for k in strategies.posted_rules() if k.id not in ALWAYS]
    rules: list[Rule] = [k() for k in strategies.posted_rules() if k.id in ALWAYS]
    for kind in random.sample(kinds, 6):
        rules.append(strategies.rule(random, kind, random.choice(kind.levels)))
    return problem, rules


@pytest.mark.parametrize("seed", range(SCHOOLS))
def test_model_judge_and_search_agree_on_every_timetable(seed: int) -> None:
    problem, rules = tiny(seed)
    pinning = Pinning(problem, rules)
    best: tuple[int, int] | None = None
    for timetable in every_timetable(problem):
        report = judge(problem, timetable, rules)
        broken = [f for f in report.findings if f.amount and hard(rules, f.instance) and depends(pinning, f)]
        amounts = pinning.amounts(timetable)
        assert (amounts is None) == bool(broken), (timetable, broken)
        if amounts is None:
            continue
        soft = {
            (f.instance, f.key): f.amount
            for f in report.findings
            if f.amount and (f.instance, f.key) in pinning.context.measured
        }
        assert amounts == soft, timetable
        best = min(best, report.value) if best else report.value
    finished = list(Run(problem, rules, Settings(workers=1, seconds=60, draft=False), strict=True))[-1]
    assert isinstance(finished, Finished)
    if best is None:
        assert finished.status == "impossible"
    else:
        assert finished.status == "optimal"
        assert (finished.relaxed, finished.penalty) == best
        assert (finished.relaxed_bound, finished.bound) == best


def hard(rules: list[Rule], instance: str) -> bool:
    return any(rule.label == instance and rule.level is Level.HARD for rule in rules)


def depends(pinning: Pinning, finding: object) -> bool:
    """Whether a finding is about placements; what the bells alone break is the same in every timetable."""
    name = (finding.instance, finding.key)  # type: ignore[attr-defined]
    return name in pinning.context.measured or bool(finding.lessons)  # type: ignore[attr-defined]
