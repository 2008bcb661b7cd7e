"""Check 8: the bell schedule by itself."""

from __future__ import annotations

from constraints.breaks_protected import BreaksProtected
from constraints.daily_hours_cap import DailyHoursCap
from constraints.long_break_free import LongBreakFree
from constraints.school_day_bounds import SchoolDayBounds
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.time import BellPeriod, BellSchedule, PeriodKind
from tests.precheck.small import count, course, red, school


def day(break_minutes: int, long_minutes: int) -> Problem:
    first = BellPeriod(start=510, end=550)
    second = BellPeriod(start=550 + break_minutes, end=590 + break_minutes)
    end = 590 + break_minutes
    rest = BellPeriod(kind=PeriodKind.LONG_BREAK, start=end, end=end + long_minutes)
    pause = BellPeriod(kind=PeriodKind.BREAK, start=550, end=550 + break_minutes)
    bells = (BellSchedule(id="main", days=((first, pause, second, rest),)),)
    return school([course("1A", "Art")], bells=bells)


def test_a_bell_schedule_that_keeps_its_rules_is_green() -> None:
    found = count(day(10, 30), LongBreakFree(), BreaksProtected(), DailyHoursCap(), SchoolDayBounds())
    assert not found.impossible
    assert [one.reason.zh for one in found.greens if one.id == "bell"] == ["作息表本身符合 4 条规则。"]


def test_a_short_long_break_is_impossible_in_every_timetable() -> None:
    found = red(count(day(10, 25), LongBreakFree()), "bell")
    assert (found.need, found.owners, found.rules) == (5, ("G1",), ("long_break_free",))
    assert "大课间" in found.reason.zh


def test_a_day_above_the_cap_is_impossible() -> None:
    assert red(count(day(10, 30), DailyHoursCap(cap=109)), "bell").need == 1
    assert not count(day(10, 30), DailyHoursCap(cap=110)).impossible


def test_a_cap_that_may_be_relaxed_is_yellow() -> None:
    found = count(day(10, 30), DailyHoursCap(cap=100, level=Level.RELAXABLE))
    assert not found.impossible
    assert [one.id.split("/")[1] for one in found.yellows if one.id.startswith("relax")] == ["bell"]
