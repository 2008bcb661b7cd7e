"""FET's limits of people: a teacher, all teachers, a set of students, all students; each kind in four forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from scheduler.domain.text import Text
from scheduler.io.fet.asked import Asked
from scheduler.io.fet.gather import Gathered


@dataclass(frozen=True, slots=True)
class Limit:
    """A kind of limit: the rule, its numbers and switches by the field that gives them, what is always so.

    `tags` are settings that name activity tags, each with the fields that may name it; `span` says that the fields
    of an interval of hours give its first and last period.
    """

    rule: str
    numbers: Mapping[str, str] = field(default_factory=dict)
    switches: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    span: bool = False


TAG = {"tag": ("Activity_Tag_Name", "Activity_Tag")}
PAIR = {"first_tag": ("First_Activity_Tag",), "second_tag": ("Second_Activity_Tag",)}
TWICE = {"first_tag": TAG["tag"], "second_tag": TAG["tag"]}
LEAST = {"least": "Minimum_Hours_Daily"}
MOST = {"most": "Maximum_Hours_Daily"}
EMPTY = {"empty_days": "Allow_Empty_Days"}

LIMITS: dict[str, Limit] = {
    "MaxGapsPerDay": Limit("idle_periods", {"daily": "Max_Gaps"}),
    "MaxGapsPerWeek": Limit("idle_periods", {"weekly": "Max_Gaps"}),
    "MaxHoursDaily": Limit("day_length", MOST),
    "MinHoursDaily": Limit("day_length", LEAST, EMPTY),
    "MaxHoursContinuously": Limit("run_length", {"limit": "Maximum_Hours_Continuously"}),
    "ActivityTagMaxHoursDaily": Limit("day_length", MOST, tags=TAG),
    "ActivityTagMinHoursDaily": Limit("day_length", LEAST, EMPTY, tags=TAG),
    "ActivityTagMaxHoursContinuously": Limit("run_length", {"limit": "Maximum_Hours_Continuously"}, tags=TAG),
    "MaxDaysPerWeek": Limit("days_used", {"most": "Max_Days_Per_Week"}),
    "MinDaysPerWeek": Limit("days_used", {"least": "Minimum_Days_Per_Week"}),
    "IntervalMaxDaysPerWeek": Limit("days_used", {"most": "Max_Days_Per_Week"}, span=True),
    "EarlyMaxBeginningsAtSecondHour": Limit("early_start", {"seconds": "Max_Beginnings_At_Second_Hour"}),
    "MaxSpanPerDay": Limit("day_span", {"most": "Max_Span"}, {"one_longer": "Allow_One_Day_Exception_of_Plus_One"}),
    "MinRestingHours": Limit("rest_hours", {"least": "Minimum_Resting_Hours"}, {"circular": "Circular"}),
    "MinGapsBetweenOrderedPairOfActivityTags": Limit(
        "tag_gaps", {"periods": "MinGaps"}, tags=PAIR, fixed={"ordered": True}
    ),
    "MinGapsBetweenActivityTag": Limit("tag_gaps", {"periods": "MinGaps"}, tags=TWICE),
    "MaxBuildingChangesPerDay": Limit("site_changes", {"daily": "Max_Building_Changes_Per_Day"}),
    "MaxBuildingChangesPerWeek": Limit("site_changes", {"weekly": "Max_Building_Changes_Per_Week"}),
    "MinGapsBetweenBuildingChanges": Limit("site_changes", {"gap": "Min_Gaps_Between_Building_Changes"}),
}
"""By the end of the constraint's name; before it stands whom it limits."""
WHO = {"Teacher": "teachers", "Teachers": "teachers", "StudentsSet": "pupils", "Students": "pupils"}


def limit(asked: Asked, out: Gathered, *, kind: Limit, who: str) -> None:
    """A limit of one teacher, of the smallest groups in a set, or of everyone."""
    desk, faults = asked.desk, len(asked.desk.faults)
    params: dict[str, Any] = {"who": WHO[who]}
    for name, source in kind.numbers.items():
        params[name] = asked.number_in(source)
    for name, source in kind.switches.items():
        params[name] = asked.truth(source, otherwise=name == "empty_days")
    for name, fields in kind.tags.items():
        written = next((word for one in fields if (word := asked.raw(one))), "")
        params[name] = desk.find(desk.tags, written, Text("activity tag", "标记"), asked.where)
    if kind.span:
        params.update(_span(asked))
    people: tuple[str, ...] | None = None
    if who == "Teacher":
        name = asked.raw("Teacher_Name") or asked.raw("Teacher")
        one = desk.find(desk.teachers, name, Text("teacher", "教师"), asked.where)
        people = () if one is None else (one,)
    elif who == "StudentsSet":
        people = desk.find(desk.leaves, asked.raw("Students"), Text("set of students", "学生组"), asked.where)
    if len(desk.faults) == faults and asked.weight != 0:
        out.people(asked, kind.rule, {**params, **kind.fixed}, people)


def _span(asked: Asked) -> dict[str, int | None]:
    """Periods of an interval: the hour that ends it is no part of it; none means the end of the day."""
    desk, what = asked.desk, Text("hour", "节次")
    first = desk.find(desk.hours, asked.raw("Interval_Start_Hour"), what, asked.where)
    ending = asked.raw("Interval_End_Hour")
    end = len(desk.hours) + 1 if not ending.strip() else desk.find(desk.hours, ending, what, asked.where)
    if first is not None and end is not None and end <= first:
        wrong = Text("the interval ends before it begins", "时段的结束不晚于开始")
        desk.fault(asked.where, wrong, Text("name a later hour", "请写更晚的节次"))
    return {"first": first, "last": None if end is None else end - 1}


KINDS: dict[str, Callable[[Asked, Gathered], None]] = {
    f"Constraint{who}{name}": partial(limit, kind=kind, who=who) for name, kind in LIMITS.items() for who in WHO
}
