"""Presets of the work plans and of the state: their figures, how they meet, and that they fit every school."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest

from constraints import CATALOGUE, bind
from constraints.clauses import CLAUSES
from constraints.presets import PRESETS
from scheduler.domain.planning import Exam, Homework, Organiser
from scheduler.domain.policy import Level, RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, SchoolClass, Subject
from scheduler.domain.text import FaultyInput
from scheduler.domain.time import BellPeriod, BellSchedule
from scheduler.domain.timetable import Timetable
from scheduler.rules.base import Rule, Verdict
from scheduler.samples import names, sample
from scheduler.verify import judge

NAMES = tuple(preset.id for preset in PRESETS)
SUBJECTS = (
    Subject(id="语文", core=True),
    Subject(id="数学", core=True),
    Subject(id="英语", core=True),
    Subject(id="体育", sport=True, protected=True),
    Subject(id="劳动", protected=True),
    Subject(id="综合实践", protected=True),
    Subject(id="班会"),
)


def school(*presets: str, numbers: tuple[int, ...] = tuple(range(1, 10)), **more: Any) -> Problem:
    fields = {
        "bells": (BellSchedule(id="bell", days=((BellPeriod(),) * 6,) * 5),),
        "grades": tuple(Grade(id=f"g{number}", number=number, bell="bell") for number in numbers),
        "classes": tuple(SchoolClass(id=f"{number}(1)", grade=f"g{number}", size=40) for number in numbers),
        "subjects": SUBJECTS,
        "presets": presets,
    }
    return Problem(**{**fields, **more})


def bound(*presets: str, **more: Any) -> dict[str, Rule]:
    return {rule.label: rule for rule in bind(school(*presets, **more))}


def caps(rules: dict[str, Rule], rule: str, setting: str) -> dict[str, Any]:
    """Grade → the value of its own instance."""
    own = {label: one for label, one in rules.items() if re.fullmatch(rf"{rule}#\d", label)}
    return {grade: getattr(one, setting) for one in own.values() for grade in one.scope.grades}


def told(rules: dict[str, Rule]) -> dict[str, Any]:
    return {label: rule.model_dump() for label, rule in rules.items()}


# -- figures -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("preset", "minutes"),
    [
        ("D0-3", (0, 0, 30, 30, 45, 60)),
        ("D0-4", (0, 30, 30, 45, 60, 60)),
        ("D0-5", (0, 0, 30, 30, 60, 60)),
        ("D2-2", (0, 0, 60, 60, 60, 60)),
        ("national-2021", (0, 0)),
    ],
)
def test_homework_a_day_by_grade(preset: str, minutes: tuple[int, ...]) -> None:
    expected = {f"g{grade}": cap for grade, cap in enumerate(minutes, start=1)}
    assert caps(bound(preset), "homework_cap", "cap") == expected


def test_the_states_homework_is_an_average_from_grade_three() -> None:
    rules = bound("national-2021")
    averages = {label: one for label, one in rules.items() if label.startswith("homework_cap#average")}
    assert {(one.scope.grades, one.cap, one.average) for one in averages.values()} == {  # type: ignore[attr-defined]
        (("g3", "g4", "g5", "g6"), 60, True),
        (("g7", "g8", "g9"), 90, True),
    }


@pytest.mark.parametrize(
    ("preset", "limits"),
    [
        ("D0-3", (2,) * 6),
        ("D2-1", (1,) * 6),
        ("D2-2", (1,) * 6),
        ("D2-county", (1, 1, 1, 1, 1, 1, 2, 2, 2)),
        ("national-2021", (0, 0, 1, 1, 1, 1, 2, 2, 4)),
        ("D0-4", ()),
        ("D0-5", ()),
    ],
)
def test_exams_a_term_by_grade(preset: str, limits: tuple[int, ...]) -> None:
    expected = {f"g{grade}": limit for grade, limit in enumerate(limits, start=1)}
    assert caps(bound(preset), "exam_count", "limit") == expected


def test_the_three_six_hours_do_not_merge_each_has_its_own_cap() -> None:
    rules = bound("D0-5", "D2-1", "D2-2", "national-2021", "graded-learning-cap")
    hours = {
        (one.definition, one.cap, one.scope.grades, one.level)  # type: ignore[attr-defined]
        for one in rules.values()
        if one.id == "daily_hours_cap"
    }
    primary, junior = tuple(f"g{n}" for n in range(1, 7)), ("g7", "g8", "g9")
    assert hours == {
        ("organised", 360, primary, Level.HARD),
        ("on_campus", 360, primary, Level.HARD),
        ("learning", 360, primary, Level.HARD),
        ("organised", 420, junior, Level.HARD),
        ("learning", 240, ("g1", "g2"), Level.SOFT),
        ("learning", 300, ("g3", "g4"), Level.SOFT),
        ("learning", 360, ("g5", "g6"), Level.SOFT),
        ("learning", 420, junior, Level.SOFT),
    }


def test_a_week_must_have_pe_labour_practice_and_team_time() -> None:
    must = {
        label.partition("#")[2]: (one.subjects, one.minimum, one.or_practice_week)  # type: ignore[attr-defined]
        for label, one in bound("curriculum-2022").items()
        if one.id == "weekly_must_have"
    }
    assert must == {
        "pe_1_2": (("体育",), 4, False),
        "pe_3_9": (("体育",), 3, False),
        "labour": (("劳动",), 1, False),
        "practice": (("综合实践",), 1, True),
        "team": (("班会",), 1, False),
    }


def test_a_school_without_a_subject_of_the_kind_is_told_so_and_not_passed() -> None:
    problem = school("curriculum-2022", subjects=SUBJECTS[:4])
    rules = [rule for rule in bind(problem) if rule.id == "weekly_must_have"]
    missing = [one for one in judge(problem, Timetable(), rules).findings if one.verdict is Verdict.NOT_CHECKED]
    assert [one.instance for one in missing] == [f"weekly_must_have#{name}" for name in ("labour", "practice", "team")]
    assert all(one.key[0] == "1(1)" for one in missing)
    assert "劳动" in missing[0].facts["missing"].zh


def test_what_is_taught_decides_whose_load_is_meant() -> None:
    rules = bound("workload")
    assert rules["teacher_weekly_load#primary_main"].scope.subjects == ("语文", "数学")
    assert rules["teacher_weekly_load#junior_main"].scope.subjects == ("语文", "数学", "英语")
    assert all(rules[label].level is Level.SOFT for label in rules if label.startswith("teacher_weekly_load"))


def test_a_day_without_homework_is_encouraged_in_2025() -> None:
    assert bound("national-2021")["homework_quota"].no_homework_days == 0  # type: ignore[attr-defined]
    quota = bound("national-2021", "national-2025")["homework_quota"]
    assert (quota.no_homework_days, quota.level) == (1, Level.SOFT)  # type: ignore[attr-defined]
    assert quota.provenance.startswith("national-2025")


# -- how presets meet ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [("D0-3", "D0-4"), ("D0-4", "D0-3")])
def test_of_two_plans_each_grade_has_the_stricter_minutes_and_their_source(order: tuple[str, str]) -> None:
    rules = bound(*order)
    assert caps(rules, "homework_cap", "cap") == {"g1": 0, "g2": 0, "g3": 30, "g4": 30, "g5": 45, "g6": 60}
    sources = {grade: rules[f"homework_cap#{grade}"].provenance for grade in range(1, 7)}
    both, third = "D0-3：D0:L101；D0-4：D0:L123", "D0-3：D0:L101"
    assert sources == {1: both, 2: third, 3: both, 4: third, 5: third, 6: both}


@pytest.mark.parametrize("order", [("D2-county", "D2-1"), ("D2-1", "D2-county")])
def test_of_two_plans_one_final_remains_and_the_bureaus_exams_count(order: tuple[str, str]) -> None:
    rules = bound(*order)
    assert caps(rules, "exam_count", "limit") == {f"g{n}": 1 if n < 7 else 2 for n in range(1, 10)}
    assert set(rules["exam_count#3"].organisers) == set(Organiser)  # type: ignore[attr-defined]
    assert rules["exam_count#3"].provenance == "D2-county：D2:L74-75 小学期末一次，初中期中、期末"
    assert rules["exam_count#main_subjects"].subjects == ("语文", "数学")  # type: ignore[attr-defined]


@pytest.mark.parametrize(("one", "other"), list(combinations(NAMES, 2)))
def test_two_presets_make_the_same_rules_in_either_order(one: str, other: str) -> None:
    together = told(bound(one, other))
    assert together == told(bound(other, one))
    assert {*told(bound(one)), *told(bound(other))} == set(together)


def test_all_presets_together_are_the_strictest_of_each() -> None:
    rules = bound(*NAMES)
    assert rules == bound(*reversed(NAMES))
    assert caps(rules, "homework_cap", "cap") == {"g1": 0, "g2": 0, "g3": 30, "g4": 30, "g5": 45, "g6": 60}
    assert caps(rules, "exam_count", "limit")["g1"] == 0
    assert rules["long_break_free"].minutes == 30  # type: ignore[attr-defined]
    assert rules["breaks_protected"].break_min == 15  # type: ignore[attr-defined]


def test_to_loosen_a_plans_figure_needs_a_reason() -> None:
    loose = RuleSetting(id="homework_cap", instance="homework_cap#5", params={"cap": 60})
    with pytest.raises(FaultyInput) as caught:
        bind(school("D0-3", rules=(loose,)))
    assert [fault.where for fault in caught.value.faults] == ["rules: homework_cap#5"]
    allowed = bound("D0-3", rules=(loose.model_copy(update={"reason": "毕业年级"}),))["homework_cap#5"]
    assert (allowed.cap, allowed.reason) == (60, "毕业年级")  # type: ignore[attr-defined]
    assert allowed.provenance.startswith("D0-3")


# -- sources -------------------------------------------------------------------------------------------------


def lines(where: str) -> set[tuple[str, int]]:
    """Every line a place names: D2:L74-75 is two."""
    found = re.findall(r"(D[02]):L(\d+)(?:-(\d+))?", where)
    return {(book, n) for book, first, last in found for n in range(int(first), int(last or first) + 1)}


def test_a_line_a_preset_cites_is_one_its_rules_clauses_stand_in() -> None:
    kept = {rule.id: rule.clauses for rule in CATALOGUE}
    where = {clause.id: lines(clause.where) for clause in CLAUSES}
    cited = 0
    for preset in PRESETS:
        for row in preset.asks:
            known = set().union(*(where[clause] for clause in kept[row.id]))
            assert lines(row.source) <= known, (preset.id, row.id, row.source)
            cited += bool(lines(row.source))
    assert cited > 40


def test_a_preset_names_a_source_for_all_it_asks_in_its_rule() -> None:
    known = {rule.id: rule for rule in CATALOGUE}
    for preset in PRESETS:
        assert preset.about.en.endswith(".")
        assert preset.about.zh.endswith("。")
        for row in preset.asks:
            assert row.source.strip()
            assert row.level is None or row.level in known[row.id].levels


def test_figures_of_practice_say_that_they_are_to_be_confirmed() -> None:
    rules = {**bound("practice"), **bound("workload"), **bound("graded-learning-cap")}
    figures = ("balanced_classes#primary", "balanced_classes#junior", "teacher_weekly_load#primary")
    for label in (*figures, "daily_hours_cap#learning_1_2"):
        assert "待确认" in rules[label].provenance, label


# -- schools -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", names())
def test_every_preset_fits_every_sample_school(name: str) -> None:
    problem = sample(name)
    for preset in (*NAMES, ""):
        chosen = (preset,) if preset else NAMES
        rules = bind(problem.model_copy(update={"presets": chosen, "rules": ()}))
        grades = {grade for rule in rules for grade in rule.scope.grades}
        assert grades <= set(problem.index.grades)
        subjects = {one for rule in rules for one in (*rule.scope.subjects, *getattr(rule, "subjects", ()))}
        assert subjects <= set(problem.index.subjects)


@pytest.mark.parametrize("numbers", [(), (0,), (10, 11, 12), (13,)])
def test_every_preset_fits_a_school_without_grades_one_to_nine(numbers: tuple[int, ...]) -> None:
    for preset in NAMES:
        rules = bound(preset, numbers=numbers, subjects=())
        assert all(rule.scope.everyone or rule.scope.grades for rule in rules.values())
    seniors = bound(*NAMES, numbers=(10, 11, 12))
    assert not any(one.id in ("homework_cap", "exam_count", "daily_hours_cap") for one in seniors.values())


def test_a_grade_without_classes_is_asked_nothing() -> None:
    grades = school().grades
    rules = told(
        {rule.label: rule for rule in bind(school("D0-3", numbers=(3,), grades=grades)) if rule.id == "homework_cap"}
    )
    assert list(rules) == ["homework_cap#3"]


@pytest.mark.parametrize("name", [name for name in names() if "/" not in name])
def test_the_default_presets_find_nothing_in_a_sample_that_has_no_records(name: str) -> None:
    problem = sample(name)
    planning = [rule for rule in bind(problem) if rule.planning]
    bare = {"calendar": None, "homework": (), "exams": (), "activities": (), "publication": (), "attestations": ()}
    problem = problem.model_copy(update={**bare, "taught": (), "earlier": ()})
    found = judge(problem, Timetable(), planning).findings
    assert {one.verdict for one in found} <= {Verdict.NOT_CHECKED, Verdict.ASK}
    assert bool(found) == bool(planning)


def test_homework_and_exams_above_the_plan_are_found() -> None:
    problem = school(
        "D0-3",
        homework=(Homework(sets="5(1)", subject="语文", minutes=50), Homework(sets="6(1)", subject="语文", minutes=60)),
        exams=tuple(Exam(grade="g5", subject="语文", name=name) for name in ("期中", "期末", "月考")),
    )
    rules = [rule for rule in bind(problem) if rule.planning]
    amounts = judge(problem, Timetable(), rules).amounts()
    assert {(instance, key[0]): amount for (instance, key), amount in amounts.items()} == {
        ("homework_cap#5", "5(1)"): 5,
        ("exam_count#5", "g5"): 1,
    }
