"""Every fault in a school's rules, word for word: where it stands, what is wrong, what would be right."""

from __future__ import annotations

from typing import Any

import pytest

from constraints import bind
from scheduler.domain.policy import Level, RuleException, RuleSetting, Scope
from scheduler.domain.problem import Problem
from scheduler.domain.text import FaultyInput
from tests.case_school import problem_of

Told = tuple[str, str, str]
"""(where, what is wrong, what would be right) in English."""


def told(*rules: RuleSetting, presets: tuple[str, ...] = (), **school: Any) -> list[Told]:
    """The faults of a small school with these rules."""
    small = problem_of(
        {
            "days": 2,
            "periods": 4,
            "grades": {"G1": {"number": 1}},
            "classes": ["1A"],
            "teachers": {"Wang": {}},
            "rooms": ["gym"],
            "teacher_groups": {"maths": {"members": ["Wang"]}},
            "courses": {"1A Maths": {"teachers": ["Wang"], "lessons": 2}},
            **school,
        }
    )
    problem = Problem(**{**dict(small), "rules": rules, "presets": presets})
    with pytest.raises(FaultyInput) as caught:
        bind(problem)
    return [(fault.where, fault.wrong.en, fault.right.en) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            RuleSetting(id="teacher_gap", instance="waits"),
            ("rules: waits", "no rule is called teacher_gap", "perhaps teacher_gaps, teachers_apart, teacher_days"),
        ),
        (
            RuleSetting(id="teacher_gaps", params={"limits": 2}),
            ("rules: teacher_gaps", "no setting is called limits", "perhaps limit"),
        ),
        (
            RuleSetting(id="subject_days", params={"subjects": ("@sport",)}),
            ("rules: subject_days", "nothing in the school is @sport", ""),
        ),
        (
            RuleSetting(id="subject_days", scope=Scope(grades=("@7-9",))),
            ("rules: subject_days", "nothing in the school is @7-9", ""),
        ),
        (
            RuleSetting(id="subject_days", scope=Scope(subjects=("@core", "@protected"))),
            ("rules: subject_days", "nothing in the school is @core、@protected", ""),
        ),
        (
            RuleSetting(id="teacher_gaps", scope=Scope(grades=("G7",))),
            ("rules: teacher_gaps", "no grade is called G7", "perhaps G1"),
        ),
        (
            RuleSetting(id="teacher_gaps", scope=Scope(classes=("1B",))),
            ("rules: teacher_gaps", "no class is called 1B", "perhaps 1A"),
        ),
        (
            RuleSetting(id="teacher_gaps", scope=Scope(teachers=("Wong",))),
            ("rules: teacher_gaps", "no teacher is called Wong", "perhaps Wang"),
        ),
        (
            RuleSetting(id="teacher_gaps", scope=Scope(groups=("math",))),
            ("rules: teacher_gaps", "no group is called math", "perhaps maths"),
        ),
        (
            RuleSetting(id="teacher_gaps", scope=Scope(subjects=("Math",))),
            ("rules: teacher_gaps", "no subject is called Math", "perhaps Maths"),
        ),
        (
            RuleSetting(id="teacher_gaps", exceptions=(RuleException(who="gymn", off=True, reason="new"),)),
            ("rules: teacher_gaps", "no one is called gymn", "perhaps gym"),
        ),
        (
            RuleSetting(id="subject_days", params={"subjects": ("Sums",)}),
            ("rules: subject_days", "no subject is called Sums", ""),
        ),
        (
            RuleSetting(id="lesson_order", params={"then": ["Sums"]}),
            ("rules: lesson_order", "no subject is called Sums", ""),
        ),
        (
            RuleSetting(
                id="subject_days", exceptions=(RuleException(who="1A", params={"subjects": ("Matsh",)}, reason="new"),)
            ),
            ("rules: subject_days", "no subject is called Matsh", "perhaps Maths"),
        ),
        (
            RuleSetting(id="same_time", params={"courses": ("1A Math",)}),
            ("rules: same_time", "no course is called 1A Math", "perhaps 1A Maths"),
        ),
        (
            RuleSetting(id="teachers_apart", params={"teachers": ["Wong"]}),
            ("rules: teachers_apart", "no teacher is called Wong", "perhaps Wang"),
        ),
        (
            RuleSetting(id="teacher_gaps", params={"limit": 30}),
            (
                "rules: teacher_gaps",
                "“Free periods allowed between lessons” cannot be 30",
                "a whole number from 0 to 20",
            ),
        ),
        (
            RuleSetting(id="core_in_morning", params={"protected_mornings": -1}),
            ("rules: core_in_morning", "“Kept mornings” cannot be -1", "a whole number, at least 0"),
        ),
        (
            RuleSetting(id="daily_activity", params={"counts": "all"}),
            ("rules: daily_activity", "“Lessons that count” cannot be all", "sport, sport_and_extension"),
        ),
        (
            RuleSetting(id="activity_table", params={"kinds": ("party",)}),
            ("rules: activity_table", "“Kinds every grade has” cannot be party", "a list"),
        ),
        (
            RuleSetting(id="daily_activity", params={"count_breaks": 7}),
            ("rules: daily_activity", "“Count ordinary breaks” cannot be 7", "yes or no"),
        ),
        (
            RuleSetting(id="subject_days", params={"subjects": 5}),
            ("rules: subject_days", "“Subjects” cannot be 5", "a list"),
        ),
        (
            RuleSetting(id="teacher_gaps", exceptions=(RuleException(who="Wang", params={"limit": 99}, reason="new"),)),
            (
                "rules: teacher_gaps, Wang",
                "“Free periods allowed between lessons” cannot be 99",
                "a whole number from 0 to 20",
            ),
        ),
        (
            RuleSetting(id="room_stability", instance="rooms", level=Level.RELAXABLE),
            ("rules: rooms", "“Few rooms for a course” cannot be should", "wish"),
        ),
        (
            RuleSetting(id="class_clash", off=True, level=Level.SOFT, reason="because"),
            (
                "rules: class_clash",
                "“Pupils in one lesson at a time” is always hard and holds for everyone; "
                "not possible: switched off, a lower level",
                "divide the class into groups, or make the course a pull-out",
            ),
        ),
    ],
    ids=lambda one: one.id if isinstance(one, RuleSetting) else "",
)
def test_a_fault_says_where_it_stands_what_is_wrong_and_what_would_be_right(rule: RuleSetting, expected: Told) -> None:
    assert told(rule) == [expected]


def test_an_unknown_preset_is_told_and_those_after_it_are_still_read() -> None:
    loose = RuleSetting(id="daily_activity", params={"minimum": 10})
    found = told(loose, presets=("national-202", "national-2021"))
    assert found[0][:2] == ("presets", "no preset is called national-202")
    assert set(found[0][2].removeprefix("perhaps ").split(", ")) >= {"national-2025", "national-2021"}
    reason = ("rules: daily_activity", "loosens “Activity every day” without a reason: At least")
    assert found[1:] == [(*reason, "write the reason; it is printed")]


def test_every_way_of_asking_less_is_named_in_one_line() -> None:
    loose = RuleSetting(
        id="daily_activity",
        off=True,
        level=Level.SOFT,
        params={"minimum": 10},
        scope=Scope(classes=("1A",)),
        exceptions=(RuleException(who="1A", off=True),),
    )
    what = "switched off, a lower level, At least, fewer are bound, an exception"
    wrong = f"loosens “Activity every day” without a reason: {what}"
    assert told(loose, presets=("national-2021",)) == [
        ("rules: daily_activity", wrong, "write the reason; it is printed")
    ]


def test_two_rules_of_one_name_are_told_once() -> None:
    right = "give each an instance name of its own"
    twice = RuleSetting(id="teacher_gaps", instance="waits")
    assert told(twice, twice) == [("rules: waits", "two rules are called waits", right)]
    assert told(RuleSetting(id="teacher_gaps"), RuleSetting(id="teacher_gaps")) == [
        ("rules: teacher_gaps", "two rules are called teacher_gaps", right)
    ]
    assert told(twice, RuleSetting(id="teacher_days", instance="waits")) == [
        ("rules: waits", "two rules are called waits", right)
    ]
    assert told(RuleSetting(id="teacher_gaps", instance="teacher_days"), RuleSetting(id="teacher_days")) == [
        ("rules: teacher_days", "two rules are called teacher_days", right)
    ]
