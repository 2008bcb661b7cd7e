"""Check 4: what every class must have on a day fits into that day."""

from __future__ import annotations

import pytest

from constraints.daily_activity import DailyActivity
from constraints.period_ban import PeriodBan
from constraints.subject_days import SubjectDays
from constraints.subject_per_day import SubjectPerDay
from constraints.teacher_daily_load import TeacherDailyLoad
from scheduler.domain.curriculum import Course
from scheduler.domain.problem import Problem
from scheduler.domain.school import Room
from scheduler.domain.time import BellPeriod, BellSchedule, PeriodKind
from scheduler.rules.base import Rule
from tests.precheck.small import at, count, course, red, reds, school

EACH_DAY: tuple[Rule, ...] = (SubjectDays(subjects=("PE",)), SubjectPerDay(subjects=("PE",), limit=1))


def daily(classes: int, places: int, *others: Course, teachers: str = "ABCDEF") -> Problem:
    """PE on two days of two periods."""
    named = "ABCDEF"[:classes]
    courses = [course(f"1{c}", "PE", 2, f"T{t}", room="field") for c, t in zip(named, teachers, strict=False)]
    return school([*courses, *others], 2, 2, rooms=(Room(id="field", places=places),))


@pytest.mark.parametrize("rule", EACH_DAY)
def test_a_day_with_a_banned_period_has_too_few_places(rule: Rule) -> None:
    ban = PeriodBan(subjects=("PE",), periods=(1,), days=(1,))
    found = red(count(daily(3, 2), rule, ban), "each_day")
    assert (found.need, found.have, found.facts["day"]) == (3, 2, 1)
    assert found.reason.zh == "周一能上PE的只有 1 节 × 2 块场地 = 2，但有 3 个班。"
    assert {rule.id, "period_ban", "room_capacity"} <= set(found.rules)


@pytest.mark.parametrize("rule", EACH_DAY)
def test_exactly_enough_places_on_the_day_is_possible(rule: Rule) -> None:
    ban = PeriodBan(subjects=("PE",), periods=(1,), days=(1,))
    assert not count(daily(2, 2), rule, ban).impossible


def test_without_a_rule_for_each_day_nothing_must_be_on_it() -> None:
    assert not count(daily(3, 2), PeriodBan(subjects=("PE",), periods=(1,), days=(1,))).impossible


def test_too_few_free_teachers_bind_before_the_places() -> None:
    ban = PeriodBan(subjects=("PE",), periods=(1,), days=(1,))
    found = [one for one in count(daily(3, 9, teachers="AAB"), EACH_DAY[0], ban).reds if one.id.startswith("each_day")]
    assert [(one.need, one.have) for one in found] == [(3, 2), (2, 1)]
    assert found[0].reason.zh == "周一能上PE的只有 1 节 × 2 位教师 = 2，但有 3 个班。"
    assert found[1].owners[0] == "TA"


def test_a_fixed_lesson_of_others_takes_its_place() -> None:
    other = course("2A", "Club", 1, "Xu", room="field", fixed=at((2, 1)))
    assert reds(count(daily(4, 2), EACH_DAY[0])) == []
    assert reds(count(daily(4, 2, other), EACH_DAY[0])) == ["room_places", "each_day"]


def test_a_teachers_daily_limit_binds() -> None:
    problem = daily(2, 2, teachers="AA")
    assert not count(problem, EACH_DAY[0], TeacherDailyLoad(limit=2)).impossible
    assert "each_day" in reds(count(problem, EACH_DAY[0], TeacherDailyLoad(limit=1)))


def active(lessons: int, *rows: BellPeriod, places: int = 9) -> Problem:
    """Two days of two lessons of 40 minutes and 30 minutes of long break."""
    rest = BellPeriod(kind=PeriodKind.LONG_BREAK, start=540, end=570, sport=True)
    day = (BellPeriod(start=500, end=540), rest, BellPeriod(start=570, end=610), *rows)
    courses = [course(f"1{c}", "PE", lessons, f"T{c}", room="field") for c in "ABC"]
    bells = (BellSchedule(id="main", days=(day, day)),)
    return school(courses, bells=bells, rooms=(Room(id="field", places=places),))


def test_activity_minutes_force_a_sport_lesson_on_each_day() -> None:
    assert not count(active(2, places=2), DailyActivity(minimum=60)).impossible
    found = count(active(2, places=1), DailyActivity(minimum=60))
    day = [one for one in found.reds if one.id.startswith("each_day")]
    assert [(one.need, one.have) for one in day] == [(3, 2), (3, 2)]
    assert "daily_activity" in day[0].rules


def test_fewer_sport_lessons_than_days_that_need_one_is_impossible() -> None:
    found = count(active(1), DailyActivity(minimum=60))
    assert [(one.need, one.have) for one in found.reds if one.id.startswith("day_spread/active")] == [(2, 1)] * 3
    assert not count(active(1), DailyActivity(minimum=30)).impossible


def test_a_second_break_with_sport_does_instead() -> None:
    rest = BellPeriod(kind=PeriodKind.LONG_BREAK, start=610, end=640, sport=True)
    assert not count(active(1, rest), DailyActivity(minimum=60)).impossible


def test_classes_taught_together_need_one_place() -> None:
    together = course("1A+1B+1C", "PE", 2, "TA", room="field")
    problem = school([together], 1, 1, rooms=(Room(id="field", places=1),))
    assert not count(problem, *EACH_DAY).impossible
