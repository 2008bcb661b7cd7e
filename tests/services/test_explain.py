"""Why not: the conflict is one, each member is needed, and a dean can read it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

import constraints
from scheduler.answers import Explained
from scheduler.domain.problem import Problem
from scheduler.engine.settings import Settings
from scheduler.events import Event
from scheduler.io.imported import Imported
from scheduler.rules.base import Rule
from scheduler.samples import impossible, sample
from scheduler.services.explain import Explaining
from scheduler.services.explain_restrict import restricted
from scheduler.services.load import School
from tests.precheck.solver import solvable

SETTINGS = Settings(seconds=120, workers=1)
SMALL = {
    "teacher_overloaded": ("counting", {"unavailable"}),
    "fixed_at_one_time": ("counting", {"fixed_lessons"}),
    "more_days_than_open": ("counting", {"unavailable", "subject_per_day"}),
    "uneven_days_of_a_teacher": ("flow", {"unavailable", "subject_per_day", "fixed_lessons"}),
    "mornings_full": ("lp", {"fixed_lessons", "period_ban#main_in_the_morning"}),
}
"""Sample → how it is shown, and which rules clash."""
OF_THE_SOLVER = re.compile(
    r"\b(LP|linear|dual|slack|bound|row|rows|solver|relax\w*|core|assumption|multiplier|guard)\b"
    r"|线性|松弛|对偶|求解|乘子|守卫|假设",
    re.I,
)


def school(problem: Problem, rules: Sequence[Rule] | None = None) -> School:
    return School(problem, tuple(rules or constraints.bind(problem)), Imported(problem, ()))


def explained(problem: Problem, rules: Sequence[Rule] | None = None, ways: int = 0) -> Explained:
    last = list[Event](Explaining(school(problem, rules), SETTINGS, ways=ways))[-1]
    assert isinstance(last, Explained)
    return last


@pytest.mark.parametrize("name", SMALL)
def test_the_members_clash_and_without_any_one_of_them_the_others_do_not(name: str) -> None:
    problem = getattr(impossible, name)()
    rules = constraints.bind(problem)
    proof, clashing = SMALL[name]
    found = explained(problem)
    assert (found.status, found.proof, found.confirmed) == ("impossible", proof, True)
    assert {member.rule for member in found.conflict} == clashing
    members = [(member.rule, member.owner) for member in found.conflict]
    assert not solvable(problem, restricted(problem, rules, members))
    for member in members:
        assert solvable(problem, restricted(problem, rules, [m for m in members if m != member])), member


def test_where_lessons_alone_are_too_many_the_class_is_named() -> None:
    found = explained(impossible.class_of_31_lessons())
    (member,) = found.conflict
    assert (member.rule, member.owner, found.confirmed) == ("class_clash", "四(1)", True)
    assert "与规定的松紧无关" in found.words.zh
    assert "31" in member.words.zh


def test_a_bell_schedule_that_breaks_a_rule_is_a_conflict_of_one() -> None:
    found = explained(impossible.day_over_six_hours())
    (member,) = found.conflict
    assert (member.rule, found.confirmed) == ("daily_hours_cap#primary", True)
    assert found.also is not None


def test_a_school_that_has_a_timetable_hears_so() -> None:
    found = explained(sample("tiny"))
    assert (found.status, found.conflict, found.ways_out) == ("feasible", (), ())


def test_the_words_are_a_deans() -> None:
    found = explained(impossible.uneven_days_of_a_teacher())
    assert found.words.zh.startswith("排不出来：以下 3 条规定不能同时满足。")
    assert "周一 1 + 周二 3 + 周三 1 = 5 节" in found.words.zh
    for text in (found.words, found.checked, *(member.words for member in found.conflict)):
        assert not OF_THE_SOLVER.search(text.en + text.zh), text
        assert "{" not in text.en + text.zh


def test_what_is_stopped_before_it_began_claims_nothing() -> None:
    explaining = Explaining(school(sample("tiny")), SETTINGS)
    explaining.cancel()
    last = list(explaining)[-1]
    assert isinstance(last, Explained)
    assert (last.status, last.conflict, last.confirmed) == ("unknown", (), False)
