"""Tiny schools, every timetable of them: pinned in the model, judged, and the best one found by the search.

This finds what judging found timetables never sees: a rule posted too strictly.
"""

from __future__ import annotations

import os
from functools import cache
from random import Random

import pytest

from constraints.few_rooms import FewRooms, MostRow
from constraints.room_clash import RoomClash
from constraints.room_suitable import RoomSuitable
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.engine.context import ModelContext, post_all
from scheduler.engine.pin import Pinning
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.rules.base import Rule
from scheduler.verify import judge
from tests import strategies
from tests.every_timetable import every_timetable, how_many
from tests.named_rooms import changed, every_naming, how_many_named, with_virtual

SCHOOLS = int(os.environ.get("QINGKE_EXHAUSTIVE", "200"))
MOST_DRAWS = 20000
WHOLE = 200
"""Schools of the whole proof at least; `make witness` tries more."""
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


def pairs() -> list[tuple[type[Rule], Level]]:
    """Every posted rule beside the structure at every level it may have: each once, then each at its next level."""
    kinds = [kind for kind in strategies.posted_rules() if kind.id not in ALWAYS]
    turned = [(kind, kind.levels[(n + turn) % len(kind.levels)]) for turn in range(3) for n, kind in enumerate(kinds)]
    return list(dict.fromkeys(turned))


@cache
def tiny(seed: int) -> tuple[Problem, list[Rule]]:
    """A school with few enough timetables, and the structure plus a handful of other rules at any level.

    The rule whose turn it is comes with a school in which it measures something; the turns go round all of `pairs`.
    """
    turns = pairs()
    kind, level = turns[seed % len(turns)]
    random = Random(f"exhaustive {seed}")
    for _ in range(MOST_DRAWS):
        problem = strategies.unlogged(random)
        rules: list[Rule] = [one() for one in strategies.posted_rules() if one.id in ALWAYS]
        if kind.names_rooms:
            problem = in_open_rooms(problem)
            rules += in_every_room(problem)
        if 2 <= how_many(problem) <= MOST_TIMETABLES:
            rule = strategies.rule(random, kind, level, problem)
            if measures(problem, rule) and how_many_named(problem, [*rules, rule]) <= MOST_TIMETABLES:
                break
    else:
        raise LookupError(f"no random school gives {kind.id} anything to measure")
    others = [one for one in turns if one[0] is not kind and not one[0].names_rooms]
    chosen = {one[0]: one for one in random.sample(others, min(5, len(others)))}.values()
    return problem, [*rules, rule, *(strategies.rule(random, *one, problem) for one in chosen)]


def in_open_rooms(problem: Problem) -> Problem:
    """The school with a virtual room, and rooms that never close: no rule here says that they do."""
    more = with_virtual(problem)
    return changed(more, rooms=tuple(room.model_copy(update={"unavailable": ()}) for room in more.rooms))


def in_every_room(problem: Problem) -> list[Rule]:
    """What makes the model choose every room, and the judge look at every room named."""
    every = MostRow(courses=tuple(course.id for course in problem.courses), most=100)
    return [FewRooms(instance="every room", level=Level.SOFT, rows=(every,)), RoomClash(), RoomSuitable()]


def measures(problem: Problem, rule: Rule) -> bool:
    """Whether the model of the rule alone measures anything."""
    context = ModelContext(problem)
    post_all(context, [rule])
    return bool(context.measured)


def test_the_schools_cover_every_rule_and_those_of_the_whole_proof_every_level() -> None:
    turns = pairs()
    kinds = {kind for kind in strategies.posted_rules() if kind.id not in ALWAYS}
    assert len(turns) <= WHOLE
    assert {(kind, level) for kind in kinds for level in kind.levels} == set(turns)
    seeds = range(min(SCHOOLS, len(turns)))
    active = {(type(rule), rule.level) for seed in seeds for rule in tiny(seed)[1] if measures(tiny(seed)[0], rule)}
    assert active >= set(turns[: len(seeds)])
    assert len(kinds) > SCHOOLS or {kind for kind, _ in active} >= kinds


@pytest.mark.parametrize("seed", range(SCHOOLS))
def test_model_judge_and_search_agree_on_every_timetable(seed: int) -> None:
    problem, rules = tiny(seed)
    pinning = Pinning(problem, rules)
    best: tuple[int, int] | None = None
    named = (one for timetable in every_timetable(problem) for one in every_naming(problem, rules, timetable))
    for timetable in named:
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
