"""Check 15: subjects that may not share a day."""

from __future__ import annotations

import pytest

from constraints.class_clash import ClassClash
from constraints.not_same_day import NotSameDay
from constraints.subject_days import SubjectDays
from constraints.subject_per_day import SubjectPerDay
from scheduler.domain.curriculum import Course
from scheduler.domain.policy import Level
from scheduler.domain.time import Weeks
from scheduler.precheck import precheck
from scheduler.precheck.apart_days import fewest
from scheduler.rules.base import Rule
from tests.precheck.small import STRUCTURE, closed, count, course, red, school

APART = NotSameDay(subjects=("PE", "Dance", "Swimming"), level=Level.HARD)


def three(*counts: int) -> list[Course]:
    return [course("1A", s, n) for s, n in zip(("PE", "Dance", "Swimming"), counts, strict=True) if n]


def test_three_subjects_do_not_find_three_days_in_two() -> None:
    found = red(count(school(three(1, 1, 1), 3, 3), APART), "apart_days")
    assert (found.need, found.have) == (3, 2)
    assert found.reason.zh == (
        "1A：PE（至少 1 天）、Dance（至少 1 天）、Swimming（至少 1 天）不能在同一天，合起来要 3 天，能排的只有 2 天。"
    )
    assert {"not_same_day", "every_lesson_placed"} <= set(found.rules)


def test_two_subjects_find_two_days() -> None:
    assert not count(school(three(3, 3, 0), 3, 3), APART).impossible


def test_more_lessons_than_a_day_has_periods_take_two_days() -> None:
    found = red(count(school(three(4, 1, 0), 3, 3), APART), "apart_days")
    assert (found.need, found.have) == (3, 2)
    assert "class_clash" in found.rules
    assert not count(school(three(4, 1, 0), 3, 3, 1), APART).impossible


@pytest.mark.parametrize("rule", [SubjectPerDay(limit=1), SubjectDays(subjects=("PE",))])
def test_a_limit_a_day_and_wanted_days_take_days(rule: Rule) -> None:
    problem = school(three(2, 1, 0), 3, 3)
    assert not count(problem, APART).impossible
    found = red(count(problem, APART, rule), "apart_days")
    assert (found.need, found.have) == (3, 2)
    assert rule.id in found.rules


def test_only_days_open_to_one_of_them_count() -> None:
    lessons = [course("1A", s, 1, forbidden=closed((1, 1))) for s in ("PE", "Dance")]
    found = red(count(school([*lessons, course("1A", "Maths", 1)], 1, 2), APART), "apart_days")
    assert (found.need, found.have) == (2, 1)


def test_odd_and_even_weeks_are_apart() -> None:
    lessons = [course("1A", "PE", weeks=Weeks.ODD), course("1A", "Dance", weeks=Weeks.EVEN)]
    assert not count(school(lessons, 3), APART).impossible
    lessons = [course("1A", "PE"), course("1A", "Dance", weeks=Weeks.EVEN)]
    assert red(count(school(lessons, 3), APART), "apart_days").reason.zh.startswith("双周：")


def test_a_wish_proves_nothing() -> None:
    assert not count(school(three(1, 1, 1), 3, 3), NotSameDay(subjects=APART.subjects)).impossible


def test_pupils_who_may_be_in_two_lessons_need_one_day_for_each() -> None:
    problem = school(three(4, 1, 0), 3, 3)
    assert not precheck(problem, [*(r for r in STRUCTURE if not isinstance(r, ClassClash)), APART]).impossible


def test_the_fewest_days_take_the_longest_first() -> None:
    assert [fewest([1, 3, 2], need) for need in (0, 1, 3, 4, 6, 7)] == [0, 1, 1, 2, 3, 3]
