"""A school's presets and settings become rules, or every fault is told at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import constraints
from constraints import CATALOGUE, bind
from constraints.merging import looser
from constraints.presets import STRUCTURE
from constraints.structural import INSTEAD
from scheduler.domain.policy import Level, RuleException, RuleSetting, Scope
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, SchoolClass, Subject, Teacher
from scheduler.domain.text import Fault, FaultyInput
from scheduler.domain.time import BellPeriod, BellSchedule
from scheduler.rules.base import Rule

NO_RULES = {
    "__init__",
    "binding",
    "clauses",
    "course_order",
    "course_rows",
    "gathering",
    "homework",
    "hours",
    "lookups",
    "meetings",
    "merging",
    "mornings",
    "named_periods",
    "neighbours",
    "notice",
    "patrol",
    "people",
    "preset_rows",
    "preset_tables",
    "presets",
    "rain",
    "records",
    "room_sites",
    "row_counts",
    "same_spot",
    "setting_faults",
    "shorthand",
    "side_by_side",
    "sites",
    "slot_rows",
    "structural",
    "teacher_weeks",
}


def school(*rules: RuleSetting, presets: tuple[str, ...] = ()) -> Problem:
    return Problem(
        bells=(BellSchedule(id="bell", days=((BellPeriod(),) * 6,) * 5),),
        grades=(Grade(id="二年级", number=2, bell="bell"), Grade(id="八年级", number=8, bell="bell")),
        classes=(SchoolClass(id="201", grade="二年级"), SchoolClass(id="801", grade="八年级")),
        teachers=(Teacher(id="王敏"),),
        subjects=(Subject(id="语文", core=True), Subject(id="体育", sport=True, protected=True), Subject(id="音乐")),
        presets=presets,
        rules=rules,
    )


def bound(*rules: RuleSetting, presets: tuple[str, ...] = ()) -> dict[str, Rule]:
    return {rule.label: rule for rule in bind(school(*rules, presets=presets))}


def faults(*rules: RuleSetting, presets: tuple[str, ...] = ()) -> list[Fault]:
    with pytest.raises(FaultyInput) as caught:
        bind(school(*rules, presets=presets))
    return caught.value.faults


def setting_of(rule: Rule, name: str) -> Any:
    return getattr(rule, name)


def test_every_rule_file_holds_the_one_rule_its_name_says() -> None:
    folder = Path(constraints.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - NO_RULES
    assert files == {rule.id for rule in CATALOGUE}
    assert all(rule.__module__ == f"constraints.{rule.id}" for rule in CATALOGUE)


def test_class_names_are_the_ids_in_camel_case() -> None:
    assert [rule.__name__ for rule in CATALOGUE] == [rule.id.title().replace("_", "") for rule in CATALOGUE]


def test_every_setting_has_a_label_in_both_languages() -> None:
    from constraints.merging import label_of

    for rule in CATALOGUE:
        for name in set(rule.model_fields) - set(Rule.model_fields):
            label = label_of(rule, name)
            assert label.en != name, (rule.id, name)
            assert label.zh != name, (rule.id, name)


def test_a_school_without_presets_keeps_the_structure_and_nothing_else() -> None:
    assert set(bound()) == {one.id for one in STRUCTURE}
    assert len(STRUCTURE) == 10
    assert all(rule.level is Level.HARD for rule in bound().values())


def test_rules_come_in_the_order_of_the_catalogue() -> None:
    order = [rule.id for rule in CATALOGUE]
    places = [order.index(rule.id) for rule in bind(school(presets=("national-2025",)))]
    assert places == sorted(places)


def test_a_rule_of_its_own_needs_no_reason() -> None:
    rule = bound(RuleSetting(id="teacher_gaps", params={"limit": 3}))["teacher_gaps"]
    assert (setting_of(rule, "limit"), rule.level) == (3, Level.SOFT)


def test_two_instances_of_a_rule_stand_side_by_side() -> None:
    rules = bound(
        RuleSetting(id="teacher_gaps"),
        RuleSetting(id="teacher_gaps", instance="teacher_gaps#2", scope=Scope(teachers=("王敏",)), params={"limit": 0}),
    )
    assert setting_of(rules["teacher_gaps"], "limit") == 1
    assert setting_of(rules["teacher_gaps#2"], "limit") == 0


def test_a_stricter_edit_of_a_preset_needs_no_reason() -> None:
    rules = bound(RuleSetting(id="daily_activity", params={"minimum": 75}), presets=("national-2021",))
    assert setting_of(rules["daily_activity"], "minimum") == 75


@pytest.mark.parametrize(
    "loose",
    [
        RuleSetting(id="daily_activity", params={"minimum": 45}),
        RuleSetting(id="daily_activity", level=Level.SOFT),
        RuleSetting(id="daily_activity", off=True),
        RuleSetting(id="daily_activity", scope=Scope(classes=("201",))),
        RuleSetting(id="daily_activity", exceptions=(RuleException(who="801", off=True),)),
        RuleSetting(id="protected_subjects", params={"subjects": ("音乐",)}),
        RuleSetting(id="daily_hours_cap", instance="daily_hours_cap#primary", params={"cap": 400}),
        RuleSetting(id="unavailable", level=Level.SOFT),
    ],
)
def test_loosening_needs_a_reason(loose: RuleSetting) -> None:
    (fault,) = faults(loose, presets=("national-2021",))
    assert "without a reason" in fault.wrong.en
    assert "没有理由" in fault.wrong.zh
    reason = loose.model_copy(update={"reason": "操场翻修"})
    rules = bound(reason, presets=("national-2021",))
    label = loose.instance or loose.id
    assert (label not in rules) if loose.off else (rules[label].reason == "操场翻修")


def test_an_empty_list_is_looser_only_where_it_asks_for_nothing() -> None:
    known = {rule.id: rule for rule in CATALOGUE}
    assert looser(known["attestations"], "items", (), ("no-ranking",))
    assert looser(known["attestations"], "items", ("audit-archive",), ("no-ranking",))
    assert not looser(known["attestations"], "items", ("audit-archive", "no-ranking"), ("no-ranking",))
    assert not looser(known["protected_subjects"], "subjects", (), ("音乐",))
    assert looser(known["protected_subjects"], "subjects", ("音乐",), ())


def test_an_exception_with_its_own_reason_is_enough() -> None:
    excepted = RuleException(who="801", params={"minimum": 40}, reason="操场翻修")
    rules = bound(RuleSetting(id="daily_activity", exceptions=(excepted,)), presets=("national-2021",))
    problem = school()
    relaxed = rules["daily_activity"].at(problem, "801")
    assert relaxed is not None
    assert setting_of(relaxed, "minimum") == 40
    assert rules["daily_activity"].at(problem, "201") == rules["daily_activity"]


@pytest.mark.parametrize("own", [{"level": Level.SOFT}, {"level": Level.RELAXABLE}, {"off": True}])
def test_a_hard_only_rule_stays_hard_whatever_the_reason(own: dict[str, Any]) -> None:
    (fault,) = faults(RuleSetting(id="class_clash", reason="合班", **own))
    assert "always hard" in fault.wrong.en


def test_a_level_a_rule_cannot_have_is_a_fault() -> None:
    (fault,) = faults(RuleSetting(id="room_stability", level=Level.HARD))
    assert (fault.where, fault.wrong.zh, fault.right.en) == ("rules: room_stability", "“场地固定”不能设为必须", "wish")
    assert bound(RuleSetting(id="room_stability", level=Level.SOFT))["room_stability"].level is Level.SOFT


@pytest.mark.parametrize("rule", sorted(INSTEAD))
@pytest.mark.parametrize(
    ("own", "zh"),
    [
        ({"off": True}, "停用"),
        ({"level": Level.RELAXABLE}, "降低级别"),
        ({"scope": Scope(grades=("八年级",))}, "适用范围"),
        ({"exceptions": (RuleException(who="八年级", off=True, reason="合班"),)}, "例外"),
    ],
)
def test_what_every_timetable_keeps_is_not_weakened_but_told_what_to_change(
    rule: str, own: dict[str, Any], zh: str
) -> None:
    (fault,) = faults(RuleSetting(id=rule, reason="合班", **own))
    assert fault.wrong.zh.endswith(f"不能设置：{zh}")
    assert fault.right == INSTEAD[rule]


def test_the_structural_rules_are_the_hard_only_ones_and_the_places_of_rooms() -> None:
    assert set(INSTEAD) == {rule.id for rule in CATALOGUE if rule.levels == (Level.HARD,)} | {"room_capacity"}
    assert set(INSTEAD) <= {one.id for one in STRUCTURE}
    assert bound(RuleSetting(id="room_capacity", level=Level.HARD))["room_capacity"].level is Level.HARD


def test_every_fault_is_told_at_once_in_both_languages() -> None:
    found = faults(
        RuleSetting(id="teacher_gap"),
        RuleSetting(id="teacher_gaps", params={"limit": -1}),
        RuleSetting(id="teacher_consecutive", params={"most": 2}),
        RuleSetting(id="room_clash", level=Level.SOFT),
        RuleSetting(id="days_between", scope=Scope(grades=("三年级",))),
        RuleSetting(id="period_ban", params={"subjects": ("体肓",)}),
        RuleSetting(id="core_in_morning", exceptions=(RuleException(who="李红", off=True, reason="产假"),)),
        presets=("national-2020",),
    )
    assert [fault.where for fault in found] == [
        "presets",
        "rules: teacher_gap",
        "rules: room_clash",
        "rules: days_between",
        "rules: period_ban",
        "rules: core_in_morning",
        "rules: teacher_consecutive",
        "rules: teacher_gaps",
    ]
    assert all(fault.wrong.en and fault.wrong.zh for fault in found)
    assert "teacher_gaps" in found[1].right.en
    assert "national-2021" in found[0].right.zh
    assert "三年级" in found[3].wrong.zh


@pytest.mark.parametrize(
    ("rule", "params", "label", "right"),
    [
        ("teacher_gaps", {"limit": 21}, "允许的空节", "0 到 20 的整数"),
        ("daily_hours_cap", {"definition": "everything"}, "计算口径", "learning、organised、on_campus"),
        ("daily_activity", {"count_breaks": "some"}, "计入课间", "是或否"),
        ("protected_subjects", {"subjects": 3}, "科目", "列表"),
    ],
)
def test_a_bad_value_is_told_with_its_label_and_what_it_may_be(
    rule: str, params: dict[str, Any], label: str, right: str
) -> None:
    (fault,) = faults(RuleSetting(id=rule, params=params))
    assert label in fault.wrong.zh
    assert fault.right.zh == right


def test_a_teacher_nobody_is_in_a_list_of_teachers_is_a_fault() -> None:
    (fault,) = faults(RuleSetting(id="teachers_apart", params={"teachers": ("王敏", "王明")}))
    assert fault.where == "rules: teachers_apart"
    assert "王明" in fault.wrong.zh
    assert "王敏" in fault.right.zh


def test_an_exception_is_checked_like_the_rule_itself() -> None:
    bad = RuleException(who="王敏", params={"limit": 99}, reason="支教")
    (fault,) = faults(RuleSetting(id="teacher_gaps", exceptions=(bad,)))
    assert fault.where == "rules: teacher_gaps, 王敏"


def test_two_rules_may_not_share_a_name() -> None:
    twice = faults(RuleSetting(id="teacher_gaps"), RuleSetting(id="teacher_gaps", params={"limit": 2}))
    assert [fault.wrong.en for fault in twice] == ["two rules are called teacher_gaps"]
    across = faults(RuleSetting(id="teacher_gaps", instance="x"), RuleSetting(id="days_between", instance="x"))
    assert [fault.wrong.en for fault in across] == ["two rules are called x"]


def test_subjects_and_grades_may_be_named_by_what_they_are() -> None:
    rules = bound(RuleSetting(id="period_ban", scope=Scope(grades=("@7-9",)), params={"subjects": ("@sport", "音乐")}))
    assert setting_of(rules["period_ban"], "subjects") == ("体育", "音乐")
    assert rules["period_ban"].scope.grades == ("八年级",)


def test_a_name_nothing_stands_for_is_a_fault_not_everything() -> None:
    (fault,) = faults(RuleSetting(id="period_ban", params={"subjects": ("@extension",)}))
    assert "@extension" in fault.wrong.zh


def test_what_a_rule_always_has_is_no_setting_of_it() -> None:
    (fault,) = faults(RuleSetting(id="teacher_gaps", params={"weight": 5}))
    assert "weight" in fault.wrong.en
