"""Pupils are at school no longer than the law lets them be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from constraints.lookups import CLOCK_TIMES, MINUTES, grades
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import VOLUNTARY, BellPeriod, Weeks
from scheduler.domain.time import PeriodKind as K
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule

LEARNING = frozenset({K.LESSON, K.READING, K.SELF_STUDY})
ORGANISED = LEARNING | {K.ASSEMBLY, K.FLAG, K.LONG_BREAK, K.EYE_EXERCISES, K.ACTIVITY}
DEFINITIONS = {
    "learning": Text("learning", "学习时间"),
    "organised": Text("organised activity", "教育教学活动时间"),
    "on_campus": Text("at school without noon rest", "在校时间（不含午休）"),
}


class DailyHoursCap(Rule):
    """A grade's day has at most `cap` minutes under one of three definitions; judged from the bell schedule.

    One unit is one minute above the cap.
    """

    id = "daily_hours_cap"
    name = Text("Hours a day", "每日时长上限")
    says = Text(
        "{0} on {1}: {minutes} minutes ({definition}), at most {cap}.",
        "{0} {1}：{definition} {minutes} 分钟，上限 {cap} 分钟。",
    )
    source = Text("Work plans (daily-hours-cap); GB/T 17223", "学校工作方案（daily-hours-cap）；GB/T 17223")
    unit = Text("minute", "分钟")
    of = Owners.GRADES
    clauses = ("daily-hours-cap",)
    judges_only: ClassVar[bool] = True
    judges_input: ClassVar[bool] = True

    cap: Annotated[int, Label("At most", "每日上限", MINUTES, "lower")] = Field(360, ge=0, le=1440)
    definition: Annotated[Literal["learning", "organised", "on_campus"], Label("What counts", "计算口径")] = "organised"
    count_after_school: Annotated[bool, Label("Count after-school service", "计入课后服务")] = False

    def check(self, view: View) -> Iterator[Finding]:
        for grade, bell, rule in grades(self, view):
            if not bell.timed:
                yield rule.not_checked((grade, Weeks.ALL), CLOCK_TIMES)
            for day, rows in enumerate(bell.days if bell.timed else (), start=1):
                spent = minutes(rows, rule.count_after_school)[rule.definition]
                if spent > rule.cap:
                    key, called = (grade, day, Weeks.ALL), DEFINITIONS[rule.definition]
                    yield rule.finding(key, spent - rule.cap, minutes=spent, cap=rule.cap, definition=called)

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:
        index = view.problem.index
        for grade, bell, rule in grades(self, view):
            for day, rows in enumerate(bell.days if bell.timed else (), start=1):
                spent = minutes(rows, rule.count_after_school)
                where = {"grade": index.title(grade), "day": index.day_name(day)}
                yield {**where, **spent, "cap": rule.cap, "margin": rule.cap - spent[rule.definition]}


def minutes(rows: tuple[BellPeriod, ...], after_school: bool) -> dict[str, int]:
    """Minutes of a day under each definition."""
    bound = [row for row in rows if row.kind not in VOLUNTARY]
    first, last = min((r.start or 0 for r in bound), default=0), max((r.end or 0 for r in bound), default=0)
    extra = sum(row.minutes for row in rows if after_school and row.kind is K.AFTER_SCHOOL)
    noon = sum(row.minutes for row in rows if row.kind is K.NOON)
    return {
        "learning": extra + sum(row.minutes for row in rows if row.kind in LEARNING),
        "organised": extra + sum(row.minutes for row in rows if row.kind in ORGANISED),
        "on_campus": extra + last - first - noon,
    }
