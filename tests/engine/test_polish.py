"""A timetable made better part by part: each one judged, fewer points each time, and no hard rule lost."""

from __future__ import annotations

import constraints
from scheduler.domain.policy import Level
from scheduler.engine.first import first_timetable
from scheduler.engine.polish import polish
from scheduler.engine.search import Run
from scheduler.engine.session import Session
from scheduler.engine.settings import Settings
from scheduler.events import Finished, Improved
from scheduler.samples import sample
from scheduler.verify import judge

BEST = 35
"""What the best timetable of the smallest sample loses."""


def test_parts_give_better_and_better_timetables_and_keep_every_hard_rule() -> None:
    problem = sample("tiny")
    rules = [rule for rule in constraints.bind(problem) if not rule.planning]
    session = Session(problem, rules, Settings(workers=1, seconds=120), strict=True)
    [*_, first] = [event for event in first_timetable(session, None) if isinstance(event, Improved)]
    context = session.context(rules)
    vars_, coeffs, constant = context.model.total(context.amounts(Level.RELAXABLE))
    context.model.add_at_most(vars_, first.relaxed - constant, coeffs)
    found = [e for e in polish(session, context, context.amounts(Level.SOFT)) if isinstance(e, Improved)]
    values = [first.penalty, *(event.penalty for event in found)]
    assert values == sorted(set(values), reverse=True)
    assert BEST <= values[-1] < values[0]
    report = judge(problem, found[-1].timetable, rules)
    assert report.keeps_hard_rules
    assert (report.relaxed, report.penalty) == (found[-1].relaxed, values[-1])


def test_a_polished_run_still_proves_the_best() -> None:
    problem = sample("tiny")
    settings = Settings(workers=2, seconds=60, polish=True)
    *_, last = Run(problem, constraints.bind(problem), settings, strict=True)
    assert isinstance(last, Finished)
    assert (last.status, last.penalty, last.bound) == ("optimal", BEST, BEST)
