"""Somebody keeps a class's homework in balance: subjects keep to their minutes, weekends bring no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from constraints.homework import HOMEWORK, WEEKDAYS, WEEKEND, Minutes, added, over_plan, rows_of
from scheduler.domain.planning_words import week_name
from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.time import WEEKDAYS as DAY_NAMES
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Key, Rule

OVER = Text("{week}, {day}: {n} minutes of {subject} more than planned", "{week}{day}{subject}比计划多 {n} 分钟")
LONG = Text("{week}: {n} minutes more at the weekend than on any weekday", "{week}：周末比平日最多的一天多 {n} 分钟")
NOT_FREE = Text(
    "{week}: {held} weekdays without homework, {wanted} wanted", "{week}：无作业日 {held} 天，应有 {wanted} 天"
)
NOBODY = Text("no class teacher to balance the homework", "没有班主任统筹作业")


class HomeworkQuota(Rule):
    """Subjects keep to the planned minutes, weekends are no longer than weekdays, a class teacher coordinates.

    In each week `no_homework_days` weekdays are free. Of parallel groups the worst counts. One unit is one minute,
    one free day missing, or one class that nobody coordinates.
    """

    id = "homework_quota"
    name = Text("Homework in balance", "作业统筹")
    says = Text("{0}: {what}.", "{0}：{what}。")
    source = Text(
        "School work plans: class teachers balance homework (homework-coordination), weekends too (holiday-homework)",
        "学校工作方案：各科作业由班主任统一调节（homework-coordination），周末的作业不比平日多（holiday-homework）",
    )
    unit = Text("minute, day or class", "分钟、天或班")
    of = Owners.CLASSES
    clauses = ("homework-coordination", "holiday-homework")
    judges_only = planning = True
    numbers = ("week", "weekday")

    level: Level = Level.SOFT
    no_homework_days: Annotated[
        int, Label("Weekdays without homework", "每周无作业日", Text("days", "天"), "higher")
    ] = Field(0, ge=0, le=5)

    def check(self, view: View) -> Iterator[Finding]:
        for home, rule in self.each(view):
            groups = rows_of(view.problem, home)
            if not any(groups):
                yield rule.not_checked((home, Weeks.ALL), HOMEWORK)
                continue
            worst: dict[Key, tuple[int, Text]] = {}
            for rows in groups:
                for key, amount, what in rule._found(view.problem, home, added(rows)):
                    worst[key] = max(worst.get(key, (0, what)), (amount, what), key=lambda one: one[0])
            if not view.problem.index.classes[home].class_teacher:
                worst[home, "coordinator", Weeks.ALL] = 1, NOBODY
            for key, (amount, what) in worst.items():
                yield rule.finding(key, amount, what=what)

    def _found(self, problem: Problem, home: str, told: Minutes) -> Iterator[tuple[Key, int, Text]]:
        """Key, amount above 0 and words of what is out of balance in the plan and in each logged week."""
        for number, day, subject, more in over_plan(told):
            where = {"week": week_name(number), "day": DAY_NAMES[day - 1], "subject": problem.index.title(subject)}
            yield (home, number, day, subject, Weeks.ALL), more, OVER.format(**where, n=more)
        for number, days in sorted(told.items()):
            totals = {day: subjects.total() for day, subjects in days.items()}
            weekdays, weekend = ([totals.get(day, 0) for day in some] for some in (WEEKDAYS, WEEKEND))
            if (more := sum(weekend) - max(weekdays)) > 0:
                yield (home, number, "weekend", Weeks.ALL), more, LONG.format(week=week_name(number), n=more)
            if (free := weekdays.count(0)) < self.no_homework_days:
                what = NOT_FREE.format(week=week_name(number), held=free, wanted=self.no_homework_days)
                yield (home, number, "free", Weeks.ALL), self.no_homework_days - free, what
