"""Rules about rows of courses written for FET: said exactly, or named as unsaid."""

from __future__ import annotations

from typing import Any

import pytest

from constraints import CATALOGUE
from scheduler.domain.policy import Level, Scope
from scheduler.io.fet.export import exported
from scheduler.io.fet.xml import Element, children, read_xml, said
from scheduler.rules.base import Rule
from tests.case_school import problem_of

SCHOOL = problem_of(
    {
        "days": 2,
        "periods": 4,
        "classes": ["1A"],
        "courses": {
            "1A Theory": {"lessons": 1},
            "1A Lab": {"lessons": 1},
            "1A Report": {"lessons": 1},
            "1A Maths": {"lessons": 2},
        },
    }
)
RULES: dict[str, type[Rule]] = {rule.id: rule for rule in CATALOGUE}


def written(rule: str, **settings: Any) -> tuple[dict[str, Element], bool]:
    """The constraints of activities in the file, by kind, and whether the rule is named as unsaid."""
    content, notes = exported(SCHOOL, [RULES[rule](**settings)])
    asked = {str(one.tag): one for one in children(read_xml(content), "Time_Constraints_List/*")}
    unsaid = any(RULES[rule].name.zh in note.text.zh for note in notes)
    return {kind: one for kind, one in asked.items() if "ctivities" in kind or "EndsStudents" in kind}, unsaid


@pytest.mark.parametrize(("or_none", "empty"), [(True, "true"), (False, "false")])
def test_an_empty_period_is_allowed_where_the_row_allows_none(or_none: bool, empty: str) -> None:
    row = {"courses": ["1A Theory", "1A Lab"], "times": [[1, 2]], "least": 2, "or_none": or_none}
    asked, unsaid = written("lessons_at_once", rows=[row])
    assert list(asked) == ["ConstraintActivitiesMinSimultaneousInSelectedTimeSlots"]
    assert said(asked["ConstraintActivitiesMinSimultaneousInSelectedTimeSlots"], "Allow_Empty_Slots") == empty
    assert not unsaid


@pytest.mark.parametrize(
    ("rule", "settings"),
    [
        ("ends_day", {"courses": ["1A Lab"]}),
        ("slots_used", {"rows": [{"courses": ["1A Lab"], "times": [[1, 1]], "most": 0}]}),
        ("lessons_at_once", {"rows": [{"courses": ["1A Lab"], "times": [[1, 1]], "most": 0}]}),
    ],
)
def test_what_fet_takes_as_a_certainty_only_is_no_wish_in_the_file(rule: str, settings: dict[str, Any]) -> None:
    asked, unsaid = written(rule, **settings)
    assert len(asked) == 1
    assert not unsaid
    assert written(rule, level=Level.SOFT, weight=500, **settings) == ({}, True)


@pytest.mark.parametrize(
    ("courses", "how", "kinds"),
    [
        (["1A Theory", "1A Lab"], "grouped", ["ConstraintTwoActivitiesGrouped"]),
        (["1A Theory", "1A Lab", "1A Report"], "grouped", ["ConstraintThreeActivitiesGrouped"]),
        (["1A Theory", "1A Maths"], "grouped", []),
        (["1A Theory", "1A Lab", "1A Report"], "ordered", []),
    ],
)
def test_an_order_is_one_of_single_lessons_or_unsaid(courses: list[str], how: str, kinds: list[str]) -> None:
    asked, unsaid = written("lessons_in_order", rows=[{"courses": courses, "how": how}])
    assert list(asked) == kinds
    assert unsaid == (not kinds)


def test_a_row_of_one_course_asks_nothing() -> None:
    assert written("lessons_in_order", rows=[{"courses": ["1A Maths"], "how": "consecutive"}]) == ({}, False)


def test_a_rule_that_binds_some_courses_only_is_unsaid() -> None:
    row = {"courses": ["1A Theory", "1A Lab"]}
    assert written("lessons_in_order", rows=[row], scope=Scope(subjects=("Lab",))) == ({}, True)


@pytest.mark.parametrize(
    ("most", "weight", "whole"), [(1, "100", True), (2, "0", True), (3, None, False), (5, None, True)]
)
def test_lessons_a_day_are_what_fet_asks_of_days_between_or_unsaid(most: int, weight: str | None, whole: bool) -> None:
    rows = [{"courses": ["1A Theory", "1A Lab", "1A Report", "1A Maths"], "most": most}]
    asked, unsaid = written("lessons_a_day", rows=rows)
    assert [said(one, "Weight_Percentage") for one in asked.values()] == ([weight] if weight else [])
    assert [said(one, "Consecutive_If_Same_Day") for one in asked.values()] == (["false"] if weight else [])
    assert unsaid != whole
    assert written("lessons_a_day", rows=rows, level=Level.SOFT, weight=500) == ({}, True)
