"""The term's calendar: weeks, dates, and which weekday's timetable is taught."""

from __future__ import annotations

from datetime import date

import pytest

from scheduler.domain.planning import Calendar

TERM = Calendar(first=date(2026, 9, 2), last=date(2026, 9, 25))
"""From a Wednesday to a Friday."""


@pytest.mark.parametrize(
    ("week", "day", "on"),
    [(1, 3, date(2026, 9, 2)), (1, 1, date(2026, 8, 31)), (2, 7, date(2026, 9, 13)), (4, 5, date(2026, 9, 25))],
)
def test_a_week_and_a_day_are_a_date_and_the_date_is_in_that_week(week: int, day: int, on: date) -> None:
    assert TERM.date_of(week, day) == on
    assert TERM.week_of(on) == week
    assert (on in TERM.dates(week)) == (TERM.first <= on <= TERM.last)


@pytest.mark.parametrize("day", [0, 8, 21])
def test_a_week_of_the_term_has_seven_days(day: int) -> None:
    assert TERM.date_of(2, day) is None
