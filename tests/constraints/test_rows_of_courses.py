"""Rows of courses as scope and exceptions leave them, and the pairs made of them."""

from __future__ import annotations

from typing import Any

from constraints.course_rows import bound_rows, names
from constraints.lessons_spread import LessonsSpread
from scheduler.domain.curriculum import Course, Part
from scheduler.domain.policy import RuleException
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, SchoolClass, Subject
from scheduler.domain.time import BellPeriod, BellSchedule

SUBJECTS = ("语文", "数学", "英语", "体育")


def school() -> Problem:
    return Problem(
        bells=(BellSchedule(id="bell", days=((BellPeriod(),) * 4,) * 5),),
        grades=(Grade(id="g1", number=1, bell="bell"),),
        classes=tuple(SchoolClass(id=name, name=name, grade="g1") for name in ("1A", "1B")),
        subjects=tuple(Subject(id=one) for one in SUBJECTS),
        courses=tuple(
            Course(id=f"{cls}:{one}", subject=one, sets=(cls,), parts=(Part(count=2),))
            for cls in ("1A", "1B")
            for one in SUBJECTS
        ),
    )


def rows(*exceptions: RuleException, **more: Any) -> list[tuple[tuple[str, ...], int]]:
    given = ({"courses": ["1A:语文", "1B:语文"], "days": 2}, {"courses": ["1A:数学"], "days": 1})
    rule = LessonsSpread.model_validate({"rows": given, "exceptions": exceptions, **more})
    return [(row.courses, row.days) for row in bound_rows(rule, rule.rows, school())]


def test_without_scope_and_exceptions_the_rows_stand_as_they_are() -> None:
    assert rows() == [(("1A:语文", "1B:语文"), 2), (("1A:数学",), 1)]


def test_an_exception_that_is_off_takes_its_courses_out() -> None:
    assert rows(RuleException(who="1A", off=True)) == [(("1B:语文",), 2)]


def test_an_exception_with_other_rows_puts_its_courses_into_those_alone() -> None:
    other = RuleException(who="1A:语文", params={"rows": [{"courses": ["1A:语文", "1A:数学"], "days": 3}]})
    assert rows(other) == [(("1B:语文",), 2), (("1A:数学",), 1), (("1A:语文",), 3)]


def test_an_exception_that_says_something_else_leaves_the_rows() -> None:
    assert rows(RuleException(who="1A:语文", params={"weight": 7})) == rows()


def test_a_scope_leaves_its_classes_alone_in_the_rows() -> None:
    assert rows(scope={"classes": ["1B"]}) == [(("1B:语文",), 2)]


def test_a_sentence_names_three_courses_of_a_row() -> None:
    four = names(school(), [f"1A:{one}" for one in SUBJECTS])
    assert four.zh.count("、") == 3
    assert four.zh.endswith("、…")
    assert names(school(), [f"1A:{one}" for one in SUBJECTS[:3]]).zh.count("…") == 0
