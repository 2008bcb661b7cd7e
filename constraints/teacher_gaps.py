"""Teachers do not wait long between two lessons of a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


class TeacherGaps(Rule):
    """At most `limit` free periods between a teacher's first and last lesson or meeting of a day.

    One unit is one free period above the limit, counted in the schedule most of the teacher's lessons follow.
    """

    id = "teacher_gaps"
    name = Text("Teacher waiting time", "教师空节")
    says = Text(
        "{0} waits {gaps} periods on {1} (limit {limit}).",
        "{0} {1}首末节之间有 {gaps} 个空节（上限 {limit}）。",
    )
    source = Text("School practice", "学校惯例")
    unit = Text("free period", "空节")
    of = Owners.TEACHERS

    level: Level = Level.SOFT
    limit: Annotated[
        int,
        Label("Free periods allowed between lessons", "首末节之间允许的空节", Text("periods", "节"), "lower"),
    ] = Field(1, ge=0, le=20)

    def post(self, ctx: Context) -> None:
        for teacher, rule in self.each(ctx):
            for weeks in ctx.weeks(teacher):
                for day in ctx.days:
                    busy = ctx.busy_periods(teacher, day, weeks)
                    if len(busy) - 2 <= rule.limit:  # the first and last period are never between two lessons
                        continue
                    begun, unfinished = ctx.any_until(busy[:-2], upper=True), ctx.any_from(busy[2:], upper=True)
                    between = zip(begun, unfinished, busy[1:-1], strict=True)
                    waits = [ctx.both(before, after, unless=here) for before, after, here in between]
                    ctx.at_most(rule, (teacher, day, weeks), waits, rule.limit)

    def check(self, view: View) -> Iterator[Finding]:
        for teacher, rule in self.each(view):
            for weeks in view.weeks(teacher):
                for day in view.days:
                    busy = view.busy_periods(teacher, day, weeks)
                    gaps = busy[-1] - busy[0] + 1 - len(busy) if busy else 0
                    if gaps > rule.limit:
                        at = tuple(placed.at for placed in view.teacher_day(teacher, day, weeks))
                        key = (teacher, day, weeks)
                        yield rule.finding(key, gaps - rule.limit, at, gaps=gaps, limit=rule.limit)
