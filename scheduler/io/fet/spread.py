"""FET's distances between activities: days apart, days near, gaps on a day."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from scheduler.io.fet.asked import Asked
from scheduler.io.fet.gather import Gathered


def min_days(asked: Asked, out: Gathered) -> None:
    """MinDaysBetweenActivities.

    Whatever the weight, FET puts two of them at most on one day, and those side by side if so asked.
    """
    courses, days = asked.courses(), asked.number_in("MinDays", most=35)
    if days is None or len(courses) < 2:
        return
    if days:
        out.rows(asked, "lessons_spread", {"courses": courses, "days": days}, combinations(sorted(courses), 2))
    apart = days > 0 and asked.weight is None
    if apart:
        return
    if asked.truth("Consecutive_If_Same_Day", asked.truth("Consecutive_If_same_day")):
        out.rows(asked, "lessons_adjoin", {"courses": courses}, combinations(sorted(courses), 2), hard=True)
    elif len(courses) > 2:
        out.rows(asked, "lessons_a_day", {"courses": courses, "most": 2}, [tuple(courses)], hard=True)


def max_days(asked: Asked, out: Gathered) -> None:
    """MaxDaysBetweenActivities."""
    courses, days = asked.courses(), asked.number_in("MaxDays", most=35)
    if days is not None and len(courses) > 1:
        out.rows(asked, "lessons_near", {"courses": courses, "days": days}, combinations(sorted(courses), 2))


def min_gaps(asked: Asked, out: Gathered) -> None:
    """MinGapsBetweenActivities."""
    courses, periods = asked.courses(), asked.number_in("MinGaps", most=60)
    if periods and len(courses) > 1:
        out.rows(asked, "lessons_gap", {"courses": courses, "periods": periods}, combinations(sorted(courses), 2))


KINDS: dict[str, Callable[[Asked, Gathered], None]] = {
    "ConstraintMinDaysBetweenActivities": min_days,
    "ConstraintMaxDaysBetweenActivities": max_days,
    "ConstraintMinGapsBetweenActivities": min_gaps,
}
