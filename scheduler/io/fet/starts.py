"""FET's preferred starting times and time slots, of one activity or of all that a filter means."""

from __future__ import annotations

from collections.abc import Callable

from scheduler.domain.text import Text
from scheduler.io.fet.asked import Asked
from scheduler.io.fet.filters import matching
from scheduler.io.fet.gather import Gathered

RULE = "allowed_times"


def _rows(asked: Asked, out: Gathered, courses: list[str], path: str, prefix: str, *, whole: bool) -> None:
    faults = len(asked.desk.faults)
    times = asked.slots(path, f"{prefix}_Day", f"{prefix}_Hour")
    if len(asked.desk.faults) > faults:
        return
    if not times:
        wrong = Text("it names no time", "没有写时间")
        asked.desk.fault(asked.where, wrong, Text("name the times it allows", "请写明允许的时间"))
    elif courses:
        out.rows(asked, RULE, {"courses": courses, "times": [list(t) for t in times], "whole": whole}, courses)


def one_start(asked: Asked, out: Gathered) -> None:
    """ActivityPreferredStartingTime, ActivityPreferredDay: one day and hour, or one of the two."""
    _rows(asked, out, asked.courses(), "", "Preferred", whole=False)


def starts_of_one(asked: Asked, out: Gathered) -> None:
    """ActivityPreferredStartingTimes."""
    _rows(asked, out, asked.courses(), "Preferred_Starting_Time", "Preferred_Starting", whole=False)


def starts_of_many(asked: Asked, out: Gathered) -> None:
    """ActivitiesPreferredStartingTimes, SubactivitiesPreferredStartingTimes."""
    _rows(asked, out, matching(asked), "Preferred_Starting_Time", "Preferred_Starting", whole=False)


def slots_of_one(asked: Asked, out: Gathered) -> None:
    """ActivityPreferredTimeSlots."""
    _rows(asked, out, asked.courses(), "Preferred_Time_Slot", "Preferred", whole=True)


def slots_of_many(asked: Asked, out: Gathered) -> None:
    """ActivitiesPreferredTimeSlots, SubactivitiesPreferredTimeSlots."""
    _rows(asked, out, matching(asked), "Preferred_Time_Slot", "Preferred", whole=True)


KINDS: dict[str, Callable[[Asked, Gathered], None]] = {
    "ConstraintActivityPreferredStartingTime": one_start,
    "ConstraintActivityPreferredDay": one_start,
    "ConstraintActivityPreferredStartingTimes": starts_of_one,
    "ConstraintActivitiesPreferredStartingTimes": starts_of_many,
    "ConstraintSubactivitiesPreferredStartingTimes": starts_of_many,
    "ConstraintActivityPreferredTimeSlots": slots_of_one,
    "ConstraintActivitiesPreferredTimeSlots": slots_of_many,
    "ConstraintSubactivitiesPreferredTimeSlots": slots_of_many,
}
