"""Check 12: what must be held every week is among the courses."""

from __future__ import annotations

from datetime import date

import pytest

from constraints.weekly_must_have import WeeklyMustHave
from scheduler.domain.curriculum import PlanRow
from scheduler.domain.planning import Calendar, CalendarEntry, DayKind
from scheduler.domain.policy import Level, RuleException
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, SchoolClass, Subject
from scheduler.domain.time import Weeks
from tests.precheck.small import count, course, red, reds, school, yellows

LABOUR = WeeklyMustHave(subjects=("Labour",))
SUBJECTS = (Subject(id="Labour"), Subject(id="Team"), Subject(id="Maths"))


def classes(count: int, grade: str = "G1") -> tuple[SchoolClass, ...]:
    return tuple(SchoolClass(id=f"{grade[1]}{c}", grade=grade) for c in "ABCDEF"[:count])


def test_a_class_without_the_course_cannot_have_it() -> None:
    found = red(count(school([course("1A", "Maths", 2)], 4, subjects=SUBJECTS), LABOUR), "must_have")
    assert (found.need, found.have, found.owners) == (1, 0, ("1A", "Labour"))
    assert found.reason.zh == "1A每周至少要有 1 节Labour，任课里没有这门课。"
    assert found.reason.en == "1A: at least 1 periods of Labour a week, but there is no course of it."
    assert set(found.rules) == {"weekly_must_have", "course_hours"}
    assert found.remedy.zh


def test_one_period_is_enough_and_two_are_asked_for_in_vain() -> None:
    problem = school([course("1A", "Labour"), course("1A", "Maths")], 4, subjects=SUBJECTS)
    assert not count(problem, LABOUR).impossible
    found = red(count(problem, WeeklyMustHave(subjects=("Labour", "Team"), minimum=2)), "must_have")
    assert (found.need, found.have) == (2, 1)
    assert found.reason.zh == "1A每周至少要有 2 节Labour、Team，任课里只有 1 节。"


def test_several_subjects_count_together() -> None:
    problem = school([course("1A", "Labour"), course("1A", "Team")], 4, subjects=SUBJECTS)
    assert not count(problem, WeeklyMustHave(subjects=("Labour", "Team"), minimum=2)).impossible


def test_a_grade_is_one_line() -> None:
    grades = (Grade(id="G1", number=1, bell="main"), Grade(id="G2", number=2, bell="main"))
    homes = (*classes(6), *classes(3, "G2"))
    lessons = [course(home.id, "Maths") for home in homes] + [course("2A", "Labour")]
    problem = school(lessons, 4, subjects=SUBJECTS, classes=homes, grades=grades)
    first, second = count(problem, LABOUR).reds
    assert first.reason.zh == "G1（全部 6 个班）每周至少要有 1 节Labour，任课里没有这门课。"
    assert second.reason.zh == "G2（2 个班：2B、2C）每周至少要有 1 节Labour，任课里没有这门课。"
    assert [one.facts["classes"] for one in (first, second)] == [6, 2]


def test_what_the_plan_gives_and_nobody_has_yet_is_no_fault() -> None:
    plan = (PlanRow(grade="G1", subject="Labour", odd=1, even=1),)
    problem = school([course("1A", "Maths")], 4, subjects=SUBJECTS, plan=plan)
    assert "must_have" not in reds(count(problem, LABOUR))
    assert red(count(problem, WeeklyMustHave(subjects=("Labour",), minimum=2)), "must_have").have == 1


def test_the_plan_does_not_pay_for_the_group_that_has_less() -> None:
    plan = (PlanRow(grade="G1", subject="Labour", odd=1, even=1),)
    homes = (SchoolClass(id="1A", grade="G1", leaves=("girls", "boys")),)
    problem = school([course("girls", "Labour")], 4, subjects=SUBJECTS, classes=homes, plan=plan)
    assert red(count(problem, LABOUR), "must_have").owners == ("1A", "Labour")


def test_odd_weeks_alone_do_for_a_fortnight_only() -> None:
    problem = school([course("1A", "Labour", weeks=Weeks.ODD)], 4, subjects=SUBJECTS)
    found = red(count(problem, LABOUR), "must_have")
    assert found.reason.zh == "双周：1A每周至少要有 1 节Labour，任课里没有这门课。"
    fortnight = WeeklyMustHave(subjects=("Labour",), every="fortnight")
    assert not count(problem, fortnight).impossible
    two = WeeklyMustHave(subjects=("Labour",), every="fortnight", minimum=2)
    assert red(count(problem, two), "must_have").reason.zh == "1A每两周至少要有 2 节Labour，任课里只有 1 节。"


def test_a_period_of_every_week_counts_twice_in_a_fortnight() -> None:
    two = WeeklyMustHave(subjects=("Labour",), every="fortnight", minimum=2)
    assert not count(school([course("1A", "Labour")], 4, subjects=SUBJECTS), two).impossible


@pytest.mark.parametrize(("of", "allowed"), [(("G1",), True), (("G2",), False), ((), True)])
def test_a_practice_week_takes_its_place_in_its_grades(of: tuple[str, ...], allowed: bool) -> None:
    days = (CalendarEntry(first=date(2026, 10, 12), last=date(2026, 10, 16), kind=DayKind.PRACTICE, grades=of),)
    term = Calendar(first=date(2026, 9, 7), last=date(2027, 1, 15), entries=days)
    grades = (Grade(id="G1", number=1, bell="main"), Grade(id="G2", number=2, bell="main"))
    problem = school([course("1A", "Maths")], 4, subjects=SUBJECTS, calendar=term, grades=grades)
    rule = WeeklyMustHave(subjects=("Labour",), or_practice_week=True)
    assert count(problem, rule).impossible is not allowed


def short(level: Level, *exceptions: RuleException) -> tuple[Problem, WeeklyMustHave]:
    problem = school([course("1A", "Maths")], 4, subjects=SUBJECTS)
    return problem, WeeklyMustHave(subjects=("Labour",), level=level, exceptions=exceptions)


def test_a_wish_proves_nothing_and_a_relaxable_rule_gives_way() -> None:
    problem, rule = short(Level.SOFT)
    assert not count(problem, rule).impossible
    problem, rule = short(Level.RELAXABLE)
    found = count(problem, rule)
    assert not found.impossible
    assert [one.id for one in yellows(found, "relax")] == ["relax/must_have/Labour/1/1A/all"]


def test_an_excepted_class_needs_none() -> None:
    problem, rule = short(Level.HARD, RuleException(who="1A", off=True, reason="abroad"))
    assert not count(problem, rule).impossible


def test_a_rule_that_names_no_subject_asks_for_nothing() -> None:
    assert not count(school([course("1A", "Maths")], 4), WeeklyMustHave()).impossible
