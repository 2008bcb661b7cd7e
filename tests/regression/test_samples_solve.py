"""Every sample school gets a timetable that keeps every hard rule; every rule works in at least one of them."""

from __future__ import annotations

import pytest

import constraints
from scheduler.domain.timetable import Timetable
from scheduler.domain.view import View
from scheduler.engine.context import ModelContext, post_all
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Finished, Improved
from scheduler.rules.base import Verdict
from scheduler.samples import IMPOSSIBLE, SAMPLES, sample
from scheduler.verify import judge

NAMES = [one.name for one in SAMPLES]
IDLE = {"teaching_days"}
"""Rules with nothing to tell the solver in a school whose bells have no weekend."""


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_gets_a_timetable_that_keeps_every_hard_rule(name: str) -> None:
    problem = sample(name)
    rules = constraints.bind(problem)
    search = Run(problem, rules, Settings(seconds=240), strict=True)
    finished = None
    for event in search:
        if isinstance(event, Improved):
            search.cancel()
        elif isinstance(event, Finished):
            finished = event
    assert finished is not None
    assert finished.timetable is not None, finished
    report = judge(problem, finished.timetable, rules, evidence=True)
    assert [f for f in report.findings if f.verdict is Verdict.BROKEN] == []
    assert finished.placed == finished.lessons
    needing = [c for c in problem.courses if c.room and c.room_strict]
    named = {x.course for x in finished.timetable.lessons if x.rooms}
    assert {c.id for c in needing} <= named


def test_every_rule_is_active_in_some_sample() -> None:
    judged: set[str] = set()
    posted: set[str] = set()
    for name in NAMES:
        problem = sample(name)
        rules = constraints.bind(problem)
        for report in judge(problem, Timetable(), rules, evidence=True).rules:
            if report.judged:
                judged.add(report.rule.id)
        context = ModelContext(problem)
        post_all(context, rules)
        labels = {rule.label: rule.id for rule in rules}
        posted.update(labels[label] for label, _ in context.measured)
    assert judged == {rule.id for rule in constraints.CATALOGUE}
    assert posted == {rule.id for rule in constraints.CATALOGUE if not rule.judges_only} - IDLE


def test_a_view_of_a_sample_sees_every_lesson() -> None:
    problem = sample("tiny")
    assert View(problem, Timetable()).lessons == ()
    assert len(IMPOSSIBLE) >= 6
