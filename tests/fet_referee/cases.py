"""Small schools, each with one sort of FET's constraints: what our rules make of it must be what FET makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from tests.fet.mini import DAY, WEEK, activity, asks, fields, room, school

SOFT = 50.0


class Case(NamedTuple):
    """A file with one constraint, or several of one sort. `hard` says that FET takes it with 100 % only."""

    name: str
    time: tuple[str, ...] = ()
    space: tuple[str, ...] = ()
    hard: bool = False
    more: tuple[tuple[str, Any], ...] = ()

    def file(self) -> bytes:
        """The whole file."""
        return school(ACTIVITIES, self.time, self.space, **{**BASE, **dict(self.more)})


ACTIVITIES = (
    activity(1, "Maths", "Ann", "7A", group=1, Activity_Tag="Lab"),
    activity(2, "Maths", "Ann", "7A", group=1, Activity_Tag="Lab"),
    activity(3, "Maths", "Ann", "7A", group=1),
    activity(4, "Music", "Ben", "7B", Activity_Tag="Loud"),
    activity(5, "Music", "Ben", "7B", Activity_Tag="Loud"),
    activity(6, "Sport", "Cai", "7A+7B"),
    activity(7, "Sport", "Cai", "7A", long=2, Activity_Tag="Lab"),
    activity(8, "Maths", "Ann", "7B", Activity_Tag="Loud"),
    activity(9, "Music", "Ben", "7A"),
)
DAYS, HOURS = WEEK[:3], DAY[:4]
BASE: dict[str, Any] = {
    "days": DAYS,
    "hours": HOURS,
    "tags": ("Lab", "Loud"),
    "rooms": (room("Hall", building="East"), room("Attic", building="West"), room("Yard", building="West")),
    "buildings": ("East", "West"),
}
THREE = ["1", "2", "3"]


def times(tag: str, day: str, hour: str, *slots: tuple[int, int]) -> dict[str, Any]:
    """Times as a constraint lists them, their number first."""
    listed = [fields(**{day: DAYS[d - 1], hour: HOURS[h - 1]}) for d, h in slots]
    return {f"Number_of_{tag}s": len(slots), tag: listed}


def of(*ids: int) -> dict[str, Any]:
    """Activities as a constraint lists them, their number first."""
    return {"Number_of_Activities": len(ids), "Activity_Id": list(map(str, ids))}


def both(kind: str, /, **said: Any) -> list[Case]:
    """A constraint with 100 % and as a wish."""
    return [Case(kind, (asks(kind, 100, **said),), hard=True), Case(f"{kind} 50", (asks(kind, SOFT, **said),))]


def must(kind: str, /, **said: Any) -> list[Case]:
    """A constraint that FET takes with 100 % only."""
    return [Case(kind, (asks(kind, 100, **said),), hard=True)]


START = times("Preferred_Starting_Time", "Preferred_Starting_Day", "Preferred_Starting_Hour", (1, 1), (2, 2), (3, 1))
SLOTS = times("Preferred_Time_Slot", "Preferred_Day", "Preferred_Hour", (1, 1), (1, 2), (2, 1), (2, 2), (2, 3))
CHOSEN = times("Selected_Time_Slot", "Selected_Day", "Selected_Hour", (1, 1), (1, 2), (2, 1), (3, 4))
AWAY = times("Not_Available_Time", "Day", "Hour", (1, 1), (1, 2), (2, 4))
ANY = {"Teacher_Name": "", "Students_Name": "", "Subject_Name": "", "Activity_Tag_Name": "", "Duration": ""}


def min_days(weight: float, days: int, together: str, *ids: int) -> str:
    """MinDaysBetweenActivities."""
    return asks("MinDaysBetweenActivities", weight, Consecutive_If_Same_Day=together, **of(*ids), MinDays=days)


CLOSED: Sequence[Case] = (
    *must("BreakTimes", **times("Break_Time", "Day", "Hour", (1, 2), (2, 2), (3, 2))),
    *must("TeacherNotAvailableTimes", Teacher="Ann", **AWAY),
    *must("StudentsSetNotAvailableTimes", Students="7B", **AWAY),
)
SPREAD: Sequence[Case] = (
    Case("MinDays hard", (min_days(100, 1, "true", 1, 2, 3),), hard=True),
    Case("MinDays 95", (min_days(95, 1, "true", 1, 2, 3),)),
    Case("MinDays apart", (min_days(SOFT, 2, "false", 1, 2, 8),)),
    Case("MinDays twice", (min_days(95, 1, "true", 1, 2, 3), min_days(95, 2, "false", 1, 2))),
    *both("MaxDaysBetweenActivities", **of(1, 2, 8), MaxDays=1),
    *both("MinGapsBetweenActivities", **of(1, 7, 9), MinGaps=1),
)
STARTS: Sequence[Case] = (
    *both(
        "ActivityPreferredStartingTime",
        Activity_Id=3,
        Preferred_Day=DAYS[1],
        Preferred_Hour=HOURS[2],
        Permanently_Locked="true",
    ),
    *both("ActivityPreferredStartingTimes", Activity_Id=7, **START),
    *both("ActivityPreferredTimeSlots", Activity_Id=7, **SLOTS),
    *both("ActivitiesPreferredStartingTimes", **{**ANY, "Subject_Name": "Sport"}, **START),
    *both("ActivitiesPreferredTimeSlots", **{**ANY, "Students_Name": "7A", "Activity_Tag_Name": "Lab"}, **SLOTS),
    *both("SubactivitiesPreferredStartingTimes", Component_Number=2, **ANY, **START),
    *both("SubactivitiesPreferredTimeSlots", Component_Number=1, **{**ANY, "Teacher_Name": "Ann"}, **SLOTS),
    *both("ActivityPreferredDay", Activity_Id=2, Preferred_Day=DAYS[1]),
)
TOGETHER: Sequence[Case] = (
    *both("ActivitiesSameStartingTime", **of(1, 4)),
    *both("ActivitiesSameStartingDay", **of(1, 2, 5)),
    *both("ActivitiesSameStartingHour", **of(1, 3, 5)),
    *both("ActivitiesNotOverlapping", **of(1, 4, 5)),
    *both("ActivityTagsNotOverlapping", Number_of_Activity_Tags=2, Activity_Tag=["Lab", "Loud"]),
    *both("TwoActivitiesConsecutive", First_Activity_Id=1, Second_Activity_Id=7),
    *both("TwoActivitiesGrouped", First_Activity_Id=7, Second_Activity_Id=9),
    *both("ThreeActivitiesGrouped", First_Activity_Id=1, Second_Activity_Id=7, Third_Activity_Id=9),
    *both("TwoActivitiesOrdered", First_Activity_Id=7, Second_Activity_Id=1),
    *both("TwoActivitiesOrderedIfSameDay", First_Activity_Id=7, Second_Activity_Id=1),
    *must("ActivityEndsStudentsDay", Activity_Id=3),
    *must("ActivitiesEndStudentsDay", **{k: v for k, v in ANY.items() if k != "Duration"} | {"Subject_Name": "Sport"}),
    *must("ActivitiesOccupyMaxTimeSlotsFromSelection", **of(1, 4, 6, 7), **CHOSEN, Max_Number_of_Occupied_Time_Slots=1),
    *must("ActivitiesOccupyMinTimeSlotsFromSelection", **of(1, 4, 6, 7), **CHOSEN, Min_Number_of_Occupied_Time_Slots=3),
    *must(
        "ActivitiesMaxSimultaneousInSelectedTimeSlots",
        **of(1, 2, 4, 5),
        **CHOSEN,
        Max_Number_of_Simultaneous_Activities=1,
    ),
    *must(
        "ActivitiesMinSimultaneousInSelectedTimeSlots",
        **of(1, 2, 4, 5),
        **CHOSEN,
        Min_Number_of_Simultaneous_Activities=2,
        Allow_Empty_Slots="true",
    ),
    *both("MaxTotalActivitiesFromSetInSelectedTimeSlots", **of(1, 4, 6, 7), **CHOSEN, Max_Total_Number_of_Activities=1),
)
PEOPLE: Sequence[Case] = (
    *both("TeacherMaxHoursDaily", Teacher_Name="Ann", Maximum_Hours_Daily=2),
    *both("TeachersMaxHoursDaily", Maximum_Hours_Daily=2),
    *both("StudentsMaxHoursDaily", Maximum_Hours_Daily=3),
    *both("StudentsSetMaxHoursDaily", Maximum_Hours_Daily=2, Students="7B"),
    *must("TeacherMinHoursDaily", Teacher_Name="Ann", Minimum_Hours_Daily=2, Allow_Empty_Days="true"),
    *must("StudentsSetMinHoursDaily", Minimum_Hours_Daily=2, Students="7A", Allow_Empty_Days="true"),
    *must("StudentsMinHoursDaily", Minimum_Hours_Daily=1, Allow_Empty_Days="false"),
    *both("TeacherMaxHoursContinuously", Teacher_Name="Ann", Maximum_Hours_Continuously=1),
    *both("TeachersMaxHoursContinuously", Maximum_Hours_Continuously=2),
    *both("StudentsMaxHoursContinuously", Maximum_Hours_Continuously=2),
    *both("StudentsSetMaxHoursContinuously", Maximum_Hours_Continuously=2, Students="7A"),
    *both("TeacherActivityTagMaxHoursDaily", Teacher_Name="Ann", Activity_Tag_Name="Lab", Maximum_Hours_Daily=1),
    *both("StudentsActivityTagMaxHoursDaily", Activity_Tag="Lab", Maximum_Hours_Daily=2),
    *both("StudentsSetActivityTagMaxHoursDaily", Maximum_Hours_Daily=2, Students="7A", Activity_Tag="Lab"),
    *both("StudentsActivityTagMaxHoursContinuously", Activity_Tag="Lab", Maximum_Hours_Continuously=1 + 1),
    *must("TeacherMaxGapsPerDay", Teacher_Name="Ann", Max_Gaps=0),
    *must("TeachersMaxGapsPerDay", Max_Gaps=1),
    *must("TeacherMaxGapsPerWeek", Teacher_Name="Ann", Max_Gaps=1),
    *must("TeachersMaxGapsPerWeek", Max_Gaps=1),
    *must("StudentsMaxGapsPerDay", Max_Gaps=1),
    *must("StudentsSetMaxGapsPerDay", Max_Gaps=0, Students="7A"),
    *must("StudentsMaxGapsPerWeek", Max_Gaps=1),
    *must("StudentsSetMaxGapsPerWeek", Max_Gaps=0, Students="7B"),
    *must("TeacherMaxDaysPerWeek", Teacher_Name="Ann", Max_Days_Per_Week=2),
    *must("TeachersMaxDaysPerWeek", Max_Days_Per_Week=2),
    *must("TeacherMinDaysPerWeek", Teacher_Name="Ann", Minimum_Days_Per_Week=3),
    *must(
        "TeacherIntervalMaxDaysPerWeek",
        Teacher_Name="Ann",
        Interval_Start_Hour=HOURS[0],
        Interval_End_Hour=HOURS[2],
        Max_Days_Per_Week=1,
    ),
    *must(
        "StudentsSetIntervalMaxDaysPerWeek",
        Students="7B",
        Interval_Start_Hour=HOURS[2],
        Interval_End_Hour="",
        Max_Days_Per_Week=1,
    ),
    *must("StudentsEarlyMaxBeginningsAtSecondHour", Max_Beginnings_At_Second_Hour=1),
    *must("StudentsSetEarlyMaxBeginningsAtSecondHour", Max_Beginnings_At_Second_Hour=0, Students="7A"),
    *must("TeacherMaxSpanPerDay", Teacher_Name="Ann", Max_Span=2, Allow_One_Day_Exception_of_Plus_One="false"),
    *must("TeachersMaxSpanPerDay", Max_Span=2, Allow_One_Day_Exception_of_Plus_One="true"),
    *must("StudentsMaxSpanPerDay", Max_Span=3),
    *must("TeacherMinRestingHours", Teacher_Name="Ann", Minimum_Resting_Hours=2, Circular="true"),
    *must("StudentsSetMinRestingHours", Minimum_Resting_Hours=2, Students="7A", Circular="false"),
)
ROOMS: Sequence[Case] = ()
CASES: tuple[Case, ...] = (*CLOSED, *SPREAD, *STARTS, *TOGETHER, *PEOPLE, *ROOMS)
