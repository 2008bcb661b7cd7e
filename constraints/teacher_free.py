"""Every day leaves teachers a free period to prepare, to mark and to rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from constraints.lookups import PERIODS
from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import FALSE, Context

HALVES = {"morning": Text("morning", "上午"), "afternoon": Text("afternoon", "下午"), "day": Text("whole day", "全天")}


class TeacherFree(Rule):
    """In each half of a day (or each day) at least `minimum` periods without a lesson or meeting.

    A half (or day) with fewer periods is to be free as a whole, one without any is none. Periods and noon are those of
    the schedule most of the teacher's lessons follow. One unit is one free period short.
    """

    id = "teacher_free"
    name = Text("Free periods for teachers", "教师留白时间")
    says = Text(
        "{0}, {half} of {1}: {free} free periods, at least {minimum} wanted.",
        "{0} {1}{half}有 {free} 节空堂，至少应有 {minimum} 节。",
    )
    source = Text(
        "School work plans: teachers have time to prepare what they teach (no-skip-prepared)",
        "学校工作方案：教师有时间备好课再上课（no-skip-prepared）",
    )
    unit = Text("period", "节")
    of = Owners.TEACHERS
    clauses = ("no-skip-prepared",)

    level: Level = Level.SOFT
    minimum: Annotated[int, Label("Free periods at least", "至少空堂", PERIODS, "higher")] = Field(1, ge=0, le=20)
    span: Annotated[Literal["half_day", "day"], Label("In each", "按")] = "half_day"

    def post(self, ctx: Context) -> None:
        for teacher, rule in self.each(ctx):
            for day, half, periods in rule.halves(ctx.problem, teacher):
                most = max(0, len(periods) - rule.minimum)
                for weeks in ctx.weeks(teacher):
                    busy = ctx.busy_periods(teacher, day, weeks)[periods.start - 1 : periods.stop - 1]
                    if len(busy) - busy.count(FALSE) > most:
                        ctx.at_most(rule, (teacher, day, half, weeks), busy, most)

    def check(self, view: View) -> Iterator[Finding]:
        for teacher, rule in self.each(view):
            for weeks in view.weeks(teacher):
                for day, half, periods in rule.halves(view.problem, teacher):
                    free = len(set(periods) - set(view.busy_periods(teacher, day, weeks)))
                    if free < (wanted := min(rule.minimum, len(periods))):
                        at = tuple(placed.at for placed in view.teacher_day(teacher, day, weeks))
                        facts = {"half": HALVES[half], "free": free, "minimum": wanted}
                        yield rule.finding((teacher, day, half, weeks), wanted - free, at, **facts)

    def halves(self, problem: Problem, teacher: str) -> Iterator[tuple[int, str, range]]:
        """(day, which part, its periods) of every part of a day in which the teacher is to have free periods."""
        home = problem.index.home_bell(teacher)
        for day in home.teaching_days if self.minimum else ():
            noon, end = home.mornings[day - 1] + 1, home.periods(day) + 1
            parts = {"day": range(1, end)} if self.span == "day" else {}
            parts = parts or {"morning": range(1, noon), "afternoon": range(noon, end)}
            yield from ((day, half, periods) for half, periods in parts.items() if periods)
