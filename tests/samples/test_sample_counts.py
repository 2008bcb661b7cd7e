"""Counting agrees: good samples pass it, impossible ones fail it for the reason that is said."""

from __future__ import annotations

import pytest

import constraints
from scheduler.io import Imported
from scheduler.precheck import Severity, precheck, progress
from scheduler.samples import IMPOSSIBLE, SAMPLES
from scheduler.services.load import School
from scheduler.services.proof import added_up

BELL_RULES = {"daily_hours_cap", "breaks_protected"}


@pytest.mark.parametrize("one", SAMPLES, ids=lambda one: one.name)
def test_counting_finds_nothing_impossible_in_a_good_sample(one):
    problem = one.build()
    assert [shortage.reason.zh for shortage in precheck(problem, constraints.bind(problem)).reds] == []


@pytest.mark.parametrize("one", [one for one in IMPOSSIBLE if one.proof == "counting"], ids=lambda one: one.name)
def test_counting_refuses_an_impossible_school_for_the_reason_said(one):
    problem = one.build()
    reds = [s for s in precheck(problem, constraints.bind(problem)).reds if one.rule in s.rules]
    assert reds
    if one.rule in BELL_RULES:
        assert any(str(one.need) in s.reason.zh and str(one.have) in s.reason.zh for s in reds)
    else:
        assert any(s.need == one.need and s.have <= one.have for s in reds)


@pytest.mark.parametrize("one", [one for one in IMPOSSIBLE if one.proof == "lp"], ids=lambda one: one.name)
def test_what_only_all_rules_together_refuse_is_refused_for_the_reason_said(one):
    problem = one.build()
    rules = constraints.bind(problem)
    assert not precheck(problem, rules).impossible
    found = added_up(School(problem, rules, Imported(problem, ())), seconds=60)
    assert (found.severity, found.proof, found.missing) == (Severity.RED, "lp", one.need - one.have)
    assert one.rule in found.rules


def test_only_limits_of_days_taken_together_refuse_the_uneven_days():
    problem = next(one for one in IMPOSSIBLE if one.name == "uneven_days_of_a_teacher").build()
    assert [red.id.split("/")[0] for red in precheck(problem, constraints.bind(problem)).reds] == ["together"]


def test_every_rule_of_the_catalogue_is_used_by_some_sample():
    used = {rule.id for one in SAMPLES for rule in constraints.bind(one.build())}
    assert used == {rule.id for rule in constraints.CATALOGUE}


def test_the_tight_sample_must_put_sport_into_the_first_period():
    tight = next(one for one in SAMPLES if one.name == "primary_36_tight").build()
    yellow = [(s.need, s.have) for s in precheck(tight, constraints.bind(tight)).yellows]
    assert (30, 28) in yellow


@pytest.mark.parametrize("one", SAMPLES, ids=lambda one: one.name)
def test_no_teacher_of_a_good_sample_is_over_or_under_the_agreed_load(one):
    problem = one.build()
    found = [(load.teacher, load.under, load.over) for load in progress(problem).loads]
    assert [load for load in found if load[1] or load[2]] == []
