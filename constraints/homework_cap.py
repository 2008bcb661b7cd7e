"""Pupils sit at their homework no longer than the day's cap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from constraints.homework import HOMEWORK, WEEKDAYS, spent
from constraints.lookups import MINUTES
from scheduler.domain.planning import HomeworkKind
from scheduler.domain.planning_words import week_name
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import WEEKDAYS as DAY_NAMES
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule

WEEKLY = Text("the five days together", "周一至周五合计")


class HomeworkCap(Rule):
    """A class has at most `cap` minutes of homework a day, in the plan and in each logged week.

    With `average` the days from Monday to Friday are held together to five caps. Of parallel groups the longest
    counts. One unit is one minute above the cap.
    """

    id = "homework_cap"
    name = Text("Homework a day", "每日作业时长上限")
    says = Text(
        "{0} ({1}), {when}: {minutes} minutes of homework, at most {cap}.",
        "{0}（{1}）{when}作业 {minutes} 分钟，上限 {cap} 分钟。",
    )
    source = Text(
        "School work plans: most minutes for each grade (homework-cap); national opinion on two reductions, 2021",
        "学校工作方案：每个年级的作业有分钟数上限（homework-cap）；2021 年“双减”意见",
    )
    unit = Text("minute", "分钟")
    of = Owners.CLASSES
    clauses = ("homework-cap",)
    judges_only: ClassVar[bool] = True
    planning: ClassVar[bool] = True
    numbers = ("week", "weekday")

    cap: Annotated[int, Label("At most a day", "每天上限", MINUTES, "lower")] = Field(60, ge=0, le=600)
    kinds: Annotated[tuple[HomeworkKind, ...], Label("Kinds that count", "计入的类型", None, "union")] = (
        HomeworkKind.WRITTEN,
    )
    average: Annotated[bool, Label("On the average of five days", "按五天平均")] = False

    def check(self, view: View) -> Iterator[Finding]:
        for home, rule in self.each(view):
            told = spent(view.problem, home, rule.kinds, average=rule.average)
            if not told:
                yield rule.not_checked((home, Weeks.ALL), HOMEWORK)
            for (week, day), minutes in told.items():
                cap = rule.cap if isinstance(day, int) else rule.cap * len(WEEKDAYS)
                if minutes > cap:
                    when = DAY_NAMES[day - 1] if isinstance(day, int) else WEEKLY
                    key = (home, week, day, Weeks.ALL)
                    yield rule.finding(key, minutes - cap, (), when=when, minutes=minutes, cap=cap)

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:
        for home, rule in self.each(view):
            told = spent(view.problem, home, rule.kinds, average=rule.average)
            for week in sorted({week for week, _ in told}):
                longest = max(minutes for (one, _), minutes in told.items() if one == week)
                row = {"class": view.problem.index.title(home), "week": week_name(week), "minutes": longest}
                yield {**row, "cap": rule.cap * (len(WEEKDAYS) if rule.average else 1)}
