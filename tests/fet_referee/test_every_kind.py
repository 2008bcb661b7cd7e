"""What a constraint of FET means, by FET's own word: small timetables it accepts or not, and what they cost.

For each kind timetables of one small school are drawn at random until some keep it and some break it; FET must accept
those that break nothing hard, at the cost we count, and no other.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import constraints
from scheduler.bench.fet.referee import referee
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.io.fet.alike import courses_by_activity
from scheduler.io.fet.read import read_fet
from scheduler.rules.base import Verdict
from scheduler.verify import judge
from tests.fet.mini import DAY, activity, asks, at, away, filtered, school, selected, slots, starts, year
from tests.fet_referee.test_referee import ABSENT

pytestmark = [
    pytest.mark.skipif(ABSENT, reason="the command fet-cl is not installed"),
    pytest.mark.skipif(not os.environ.get("QINGKE_REFEREE"), reason="part of `make witness`"),
]

DAYS, HOURS = ("Mon", "Tue", "Wed"), DAY[:5]
TAUGHT = {
    1: ("Maths", "Ann", "7A", 1, ["loud"]),
    2: ("Maths", "Ann", "7A", 2, []),
    3: ("Maths", "Ann", "7B", 1, ["loud"]),
    4: ("Music", "Ben", "girls", 1, ["quiet"]),
    5: ("Music", "Ben", "7B", 2, ["quiet"]),
    6: ("Sport", "Cai", "boys", 1, ["loud"]),
    7: ("Sport", "Cai+Ben", "7B", 1, []),
}
"""Activity → subject, teachers, students, hours, tags."""
PUPILS = {"7A": ("girls", "boys")}
SHUT = {"": (2, 3), "Ann": (1, 2), "7B": (3, 1)}
"""Whom a (day, hour) is closed for; the break is for everyone."""
DRAWS, ACCEPTED, REFUSED = 300, 3, 1
"""Timetables drawn at most; of those FET is asked, with costs or none and with something hard broken."""


def about(kind: str, weight: float, *ids: int, **more: Any) -> str:
    """A constraint on a list of activities."""
    return asks(kind, weight, **{"Number_of_Activities": len(ids), "Activity_Id": list(ids), **more})


def among(kind: str, *ids: int, **more: Any) -> str:
    """A constraint on activities at some of the times."""
    times = "Mon 1st, Mon 4th, Tue 1st, Wed 2nd"
    ids_of: dict[str, Any] = {
        "Number_of_Activities": len(ids),
        "Activity_Id": list(ids),
        "Number_of_Selected_Time_Slots": 4,
    }
    return selected(f"Activities{kind}SelectedTimeSlots", times, **ids_of, **more)


ANN: dict[str, Any] = {"Teacher_Name": "Ann"}
GIRLS: dict[str, Any] = {"Students": "girls"}
TAGS: dict[str, Any] = {"First_Activity_Tag": "loud", "Second_Activity_Tag": "quiet"}
EARLY = "Mon 1st, Mon 2nd, Tue 1st, Tue 2nd, Wed 1st, Wed 2nd"
OF_FIRST: dict[str, Any] = {"First_Activity_Id": 1, "Second_Activity_Id": 5}
SIX_STARTS: dict[str, Any] = {"Number_of_Preferred_Starting_Times": 6}
SIX_SLOTS: dict[str, Any] = {"Number_of_Preferred_Time_Slots": 6}
OCCUPY: dict[str, Any] = {
    "Number_of_Selected_Time_Slots": 6,
    "Number_of_Activities": 2,
    "Activity_Id": [1, 2],
    "Max_Number_of_Occupied_Time_Slots": 1,
}
KINDS = (
    about("MinDaysBetweenActivities", 50, 1, 2, 3, Consecutive_If_Same_Day="false", MinDays=2),
    about("MinDaysBetweenActivities", 50, 1, 2, 3, Consecutive_If_Same_Day="true", MinDays=1),
    about("MinDaysBetweenActivities", 0, 4, 5, 6, 7, Consecutive_If_Same_Day="false", MinDays=1),
    about("MaxDaysBetweenActivities", 50, 1, 2, 5, MaxDays=1),
    about("MinGapsBetweenActivities", 50, 1, 2, 4, MinGaps=2),
    about("ActivitiesSameStartingTime", 50, 1, 5, 6),
    about("ActivitiesSameStartingDay", 50, 1, 5, 6),
    about("ActivitiesSameStartingHour", 50, 1, 5, 6),
    about("ActivitiesNotOverlapping", 50, 2, 5, 6),
    asks("ActivityTagsNotOverlapping", 50, Number_of_Activity_Tags=2, Activity_Tag=["loud", "quiet"]),
    asks("TwoActivitiesConsecutive", 50, **OF_FIRST),
    asks("TwoActivitiesGrouped", 50, **OF_FIRST),
    asks("TwoActivitiesOrdered", 50, **OF_FIRST),
    asks("TwoActivitiesOrderedIfSameDay", 50, **OF_FIRST),
    asks("ThreeActivitiesGrouped", 50, **OF_FIRST, Third_Activity_Id=4),
    asks("ActivityEndsStudentsDay", Activity_Id=3),
    asks("ActivitiesEndStudentsDay", **filtered(subject="Maths", students="7B")),
    selected("ActivitiesOccupyMaxTimeSlotsFromSelection", EARLY, **OCCUPY),
    starts("ActivityPreferredStartingTimes", EARLY, 50, Activity_Id=2, **SIX_STARTS),
    slots("ActivityPreferredTimeSlots", EARLY, 50, Activity_Id=2, **SIX_SLOTS),
    starts("ActivitiesPreferredStartingTimes", EARLY, 50, **filtered(teacher="Ann"), **SIX_STARTS),
    slots("ActivitiesPreferredTimeSlots", EARLY, 50, **filtered(students="7A", tag="loud"), **SIX_SLOTS),
    asks("ActivityPreferredDay", 50, Activity_Id=3, Preferred_Day="Mon"),
    among("MaxSimultaneousIn", 1, 4, 5, 6, Max_Number_of_Simultaneous_Activities=1),
    among("MinSimultaneousIn", 1, 5, 6, Min_Number_of_Simultaneous_Activities=2, Allow_Empty_Slots="true"),
    asks("TeacherMaxHoursDaily", 50, **ANN, Maximum_Hours_Daily=2),
    asks("TeacherMinHoursDaily", **ANN, Minimum_Hours_Daily=2, Allow_Empty_Days="true"),
    asks("StudentsSetMinHoursDaily", **GIRLS, Minimum_Hours_Daily=1, Allow_Empty_Days="false"),
    asks("StudentsActivityTagMaxHoursDaily", 50, Activity_Tag="loud", Maximum_Hours_Daily=1),
    asks("StudentsMaxHoursContinuously", 50, Maximum_Hours_Continuously=2),
    asks("StudentsActivityTagMaxHoursContinuously", 50, Activity_Tag="loud", Maximum_Hours_Continuously=1),
    asks("TeacherMaxGapsPerDay", **ANN, Max_Gaps=0),
    asks("StudentsSetMaxGapsPerWeek", **GIRLS, Max_Gaps=1),
    asks("StudentsSetMaxDaysPerWeek", **GIRLS, Max_Days_Per_Week=2),
    asks("TeacherMinDaysPerWeek", **ANN, Minimum_Days_Per_Week=3),
    asks(
        "TeacherIntervalMaxDaysPerWeek", **ANN, Interval_Start_Hour="2nd", Interval_End_Hour="4th", Max_Days_Per_Week=1
    ),
    asks("TeachersIntervalMaxDaysPerWeek", Interval_Start_Hour="4th", Interval_End_Hour="", Max_Days_Per_Week=1),
    asks("StudentsSetEarlyMaxBeginningsAtSecondHour", Students="7B", Max_Beginnings_At_Second_Hour=1),
    asks("TeacherMaxSpanPerDay", **ANN, Max_Span=2, Allow_One_Day_Exception_of_Plus_One="true"),
    asks("StudentsSetMaxSpanPerDay", **GIRLS, Max_Span=3),
    asks("TeacherMinRestingHours", **ANN, Minimum_Resting_Hours=3, Circular="true"),
    asks("StudentsMinGapsBetweenOrderedPairOfActivityTags", **TAGS, MinGaps=2),
    asks("StudentsMinGapsBetweenActivityTag", Activity_Tag="loud", MinGaps=2),
)


def drawn(draw: random.Random, problem: Problem) -> Timetable:
    """A timetable in which nobody is in two places or at work when away; at times with few days in use."""
    while True:
        taken, lessons = set[tuple[str, int, int]](), list[Lesson]()
        courses = courses_by_activity(problem.courses)
        for an_id, (_, who, sets, long, _) in TAUGHT.items():
            people = ("", *who.split("+"), sets, *PUPILS.get(sets, ()))
            closed = {SHUT[one] for one in people if one in SHUT}
            inside = [(day, first) for day in (1, 2, 3) for first in range(1, 7 - long)]
            free = [
                (day, first)
                for day, first in inside
                for hours in [range(first, first + long)]
                if not any((day, hour) in closed or (one, day, hour) in taken for hour in hours for one in people[1:])
            ]
            if not free:
                break
            day, first = draw.choice(free)
            taken.update((one, day, hour) for one in people[1:] for hour in range(first, first + long))
            course = courses[str(an_id)]
            said: dict[str, Any] = {
                "subject": course.subject,
                "sets": course.sets,
                "teachers": course.teachers,
                "course": course.id,
            }
            lessons.append(Lesson(**said, day=day, period=first, duration=long))
        else:
            return Timetable(lessons=tuple(lessons))


def counted(problem: Problem, kind: str) -> Iterator[tuple[Timetable, bool, float]]:
    """Timetables FET is asked about, whether something hard is broken there, and their cost."""
    rules = constraints.bind(problem)
    weights = {rule.label: rule.weight / 10_000 for rule in rules}
    draw, left = random.Random(kind), {True: REFUSED, False: ACCEPTED}
    costs = set[float]()
    mild = "<Weight_Percentage>50<" in kind and "MinDays" not in kind  # of those a part is hard whatever they weigh
    for _ in range(DRAWS):
        if not left[False] and (mild or not left[True]):
            break
        timetable = drawn(draw, problem)
        found = judge(problem, timetable, rules).findings
        hard = any(one.verdict is Verdict.BROKEN for one in found)
        cost = sum(one.amount * weights[one.instance] for one in found if one.verdict is Verdict.NOTICE)
        if left[hard] and (hard or cost not in costs or len(costs) > 1):
            left[hard] -= 1
            costs.add(cost)
            yield timetable, hard, cost
    assert len(costs) > 1 or left[True] < REFUSED, "nothing breaks it"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.split(">")[0].removeprefix("<Constraint"))
def test_fet_says_of_a_timetable_what_we_say(kind: str, tmp_path: Path) -> None:
    parts = [
        activity(an_id, subject, who, sets, long=long, Activity_Tag=tags)
        for an_id, (subject, who, sets, long, tags) in TAUGHT.items()
    ]
    shut = [
        at("BreakTimes", "Break_Time", "Day", "Hour", "Tue 3rd", Number_of_Break_Times=1),
        away("Teacher", "Mon 2nd", Teacher="Ann", Number_of_Not_Available_Times=1),
        away("StudentsSet", "Wed 1st", Students="7B", Number_of_Not_Available_Times=1),
    ]
    file = tmp_path / "asked.fet"
    years = (year("7A", {"girls": [], "boys": []}), year("7B"))
    week: dict[str, Any] = {"days": DAYS, "hours": HOURS, "years": years, "tags": ("loud", "quiet")}
    file.write_bytes(school(parts, [*shut, kind], **week))
    imported = read_fet(file)
    assert not imported.unknown
    for timetable, hard, cost in counted(imported.problem, kind):
        said = referee(file, imported.problem, timetable, seconds=3 if hard else 20)
        assert said.accepted != hard, said.said
        assert hard or said.soft == pytest.approx(cost)
