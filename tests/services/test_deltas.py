"""A change of a few lessons, judged for the owners it touches alone, says what judging the whole timetable says."""

from __future__ import annotations

import os
from collections.abc import Sequence
from random import Random

import pytest

import constraints
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.rules.base import Rule
from scheduler.services.deltas import Delta, Deltas
from scheduler.verify import Report, judge
from tests import strategies
from tests.named_rooms import named, with_virtual

SCHOOLS = int(os.environ.get("QINGKE_SCHOOLS", "20"))
KINDS = [kind for kind in constraints.CATALOGUE if not kind.planning]


def change(random: Random, problem: Problem, lesson: Lesson) -> Lesson:
    """The lesson at any time, in any rooms."""
    rooms = random.choice([lesson.rooms, lesson.rooms, (), ("gym",), ("field", "gym")])
    spot = {"day": random.choice(list(problem.days)), "period": random.randint(1, 5)}
    return lesson.model_copy(update={**spot, "rooms": rooms})


def grown(before: Report, after: Report, level: Level) -> int:
    """Weighted units by which the amounts of a level changed."""
    sums = [sum(one.amount * one.rule.weight for one in r.rules if one.rule.level is level) for r in (before, after)]
    return sums[1] - sums[0]


def agree(problem: Problem, rules: Sequence[Rule], timetable: Timetable, changes: dict[int, Lesson]) -> Delta:
    """What Deltas says of some changes, once it says the same as two judgements."""
    deltas = Deltas(problem, rules, timetable)
    delta, changed = deltas.of(changes), deltas.changed(changes)
    before, after = judge(problem, timetable, rules), judge(problem, changed, rules)
    assert delta.points == (grown(before, after, Level.RELAXABLE), grown(before, after, Level.SOFT))
    more = {name for name, (old, new) in before.diff(after).changed.items() if new > old}
    hard = {rule.label for rule in rules if rule.level is Level.HARD}
    assert {(f.instance, f.key) for _, f in delta.broken} == {name for name in more if name[0] in hard}
    assert {(f.instance, f.key) for _, f in delta.dearer} == {name for name in more if name[0] not in hard}
    return delta


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_the_owners_a_change_touches_are_all_whose_amounts_change(kind: type[Rule]) -> None:
    for seed in range(SCHOOLS):
        random = Random(f"delta {kind.id} {seed}")
        problem = strategies.school(random)
        problem = with_virtual(problem) if kind.names_rooms else problem
        rules = [strategies.rule(random, kind, random.choice(kind.levels), problem)]
        timetable = named(random, problem, rules, strategies.timetable(random, problem))
        moving = random.sample(range(len(timetable.lessons)), min(len(timetable.lessons), random.randint(1, 3)))
        agree(problem, rules, timetable, {at: change(random, problem, timetable.lessons[at]) for at in moving})
