"""FET's constraints on some times: how many of them are used, how many activities stand in each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from scheduler.io.fet.asked import Asked
from scheduler.io.fet.gather import Gathered


def counted(asked: Asked, out: Gathered, *, rule: str, name: str, field: str) -> None:
    """Of the selected times so many are used; in each of them so many stand at once."""
    courses, number = asked.courses(), asked.number_in(field)
    times = asked.slots("Selected_Time_Slot", "Selected_Day", "Selected_Hour")
    if number is None or not courses or not times:
        return
    row: dict[str, Any] = {"courses": courses, "times": [list(time) for time in times], name: number}
    if asked.truth("Allow_Empty_Slots"):
        row["or_none"] = True
    out.rows(asked, rule, row, [(asked.kind, asked.number)])


KINDS: dict[str, Callable[[Asked, Gathered], None]] = {
    "ConstraintActivitiesOccupyMaxTimeSlotsFromSelection": partial(
        counted, rule="slots_used", name="most", field="Max_Number_of_Occupied_Time_Slots"
    ),
    "ConstraintActivitiesOccupyMinTimeSlotsFromSelection": partial(
        counted, rule="slots_used", name="least", field="Min_Number_of_Occupied_Time_Slots"
    ),
    "ConstraintActivitiesMaxSimultaneousInSelectedTimeSlots": partial(
        counted, rule="lessons_at_once", name="most", field="Max_Number_of_Simultaneous_Activities"
    ),
    "ConstraintActivitiesMinSimultaneousInSelectedTimeSlots": partial(
        counted, rule="lessons_at_once", name="least", field="Min_Number_of_Simultaneous_Activities"
    ),
}
