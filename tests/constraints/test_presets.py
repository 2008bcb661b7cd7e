"""Presets fit themselves to a school and merge to the strictest."""

from __future__ import annotations

from typing import Any

from constraints import CATALOGUE, bind
from constraints.presets import PRESETS, QUALITY
from scheduler.domain.curriculum import PlanRow
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, Subject
from scheduler.domain.time import BellPeriod, BellSchedule
from scheduler.rules.base import Rule

SUBJECTS = (Subject(id="语文", core=True), Subject(id="体育", sport=True, protected=True))


def school(*presets: str, numbers: tuple[int, ...] = (1, 6, 7, 9), subjects: tuple[Subject, ...] = SUBJECTS) -> Problem:
    return Problem(
        bells=(BellSchedule(id="bell", days=((BellPeriod(),) * 6,) * 5),),
        grades=tuple(Grade(id=f"g{number}", number=number, bell="bell") for number in numbers),
        subjects=subjects,
        plan=tuple(
            PlanRow(grade=f"g{n}", subject="语文", odd=8 if n < 7 else 4, even=5 if n < 7 else 4) for n in numbers
        ),
        presets=presets,
    )


def bound(*presets: str, **more: Any) -> dict[str, Rule]:
    return {rule.label: rule for rule in bind(school(*presets, **more))}


def params(rule: Rule) -> dict[str, Any]:
    return {name: value for name, value in rule if name not in Rule.model_fields}


def test_every_setting_of_a_preset_is_one_its_rule_has() -> None:
    known = {rule.id: rule for rule in CATALOGUE}
    for preset in PRESETS:
        for one in preset.table:
            assert set(one.params) <= set(known[one.id].model_fields) - set(Rule.model_fields), (preset.id, one)


def test_every_preset_binds_and_holds_the_default_wishes() -> None:
    for preset in PRESETS:
        rules = bound(preset.id)
        wishes = {one.instance or one.id: one.weight for one in QUALITY}
        assert {label: rules[label].weight for label in wishes} == wishes
        assert all(rules[label].level is Level.SOFT for label in wishes)


def test_the_default_wishes_have_the_weights_that_were_measured() -> None:
    assert {one.instance or one.id: one.weight for one in QUALITY} == {
        "core_in_morning": 2,
        "period_ban#core_last": 4,
        "days_between": 2,
        "subject_days#often": 3,
        "teacher_gaps": 1,
        "teacher_daily_load#even": 2,
        "teacher_daily_load#floor": 1,
        "teacher_in_step": 1,
        "preferred_times": 1,
    }


def test_figures_of_a_grade_go_by_its_number() -> None:
    rules = bound("national-2021")
    assert rules["daily_hours_cap#primary"].scope.grades == ("g1", "g6")
    assert rules["daily_hours_cap#junior"].scope.grades == ("g7", "g9")
    assert params(rules["daily_hours_cap#primary"])["cap"] == 360
    assert params(rules["daily_hours_cap#junior"])["cap"] == 420
    assert params(rules["school_day_bounds#primary"])["earliest"] == 8 * 60 + 20
    assert params(rules["school_day_bounds#secondary"])["earliest"] == 8 * 60


def test_what_a_school_does_not_have_is_left_out_not_bound_to_all() -> None:
    rules = bound("national-2025", numbers=(2,), subjects=SUBJECTS[:1])
    assert "daily_hours_cap#junior" not in rules
    assert "period_ban#pe_first" not in rules
    assert "subject_days#daily_pe" not in rules
    assert "period_ban#core_last" in rules


def test_a_grade_without_a_number_is_held_to_the_primary_figures() -> None:
    assert bound("national-2021", numbers=(0,))["daily_hours_cap#primary"].scope.grades == ("g0",)


def test_the_plain_preset_holds_no_policy() -> None:
    policy = {"daily_hours_cap", "school_day_bounds", "daily_activity", "long_break_free", "breaks_protected"}
    policy |= {"protected_subjects", "qualified_teachers", "plan_hours"}
    assert policy.isdisjoint(rule.id for rule in bound("plain").values())
    assert policy <= {rule.id for rule in bound("national-2021").values()}


def test_often_taught_subjects_are_found_grade_by_grade() -> None:
    often = bound("plain")["subject_days#often"]
    assert often.scope.grades == ("g1", "g6")
    assert params(often)["subjects"] == ("语文",)


def test_merged_presets_take_the_strictest_value_and_keep_its_source() -> None:
    for together in (bound("national-2021", "national-2025"), bound("national-2025")):
        breaks = together["breaks_protected"]
        assert params(breaks)["break_min"] == 15
        assert params(breaks)["noon_min"] == 60
        assert "national-2021" in breaks.provenance or "national-2025" in breaks.provenance
        assert "15" in breaks.provenance
        assert params(together["long_break_free"])["per_day"] == 2


def test_the_order_of_presets_changes_no_value() -> None:
    def values(*presets: str) -> dict[str, Any]:
        return {label: (rule.level, rule.weight, params(rule)) for label, rule in bound(*presets).items()}

    assert values("national-2021", "national-2025") == values("national-2025", "national-2021")
    assert values("plain", "national-2021") == values("national-2021", "plain")


def test_two_hours_with_breaks_do_not_replace_one_hour_without() -> None:
    rules = bound("national-2025")
    assert params(rules["daily_activity"]) == {"minimum": 60, "counts": "sport", "count_breaks": False}
    assert params(rules["daily_activity#two_hours"]) == {"minimum": 120, "counts": "sport", "count_breaks": True}


def test_no_pe_in_the_first_period_is_a_wish_in_2021_and_relaxable_in_2025() -> None:
    assert bound("national-2021")["period_ban#pe_first"].level is Level.SOFT
    assert bound("national-2025")["period_ban#pe_first"].level is Level.RELAXABLE
    assert bound("national-2025", "national-2021")["period_ban#pe_first"].level is Level.RELAXABLE
