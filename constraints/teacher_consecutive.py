"""No teacher teaches too many periods on end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import BellSchedule
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


class TeacherConsecutive(Rule):
    """At most `limit` periods of teaching without a free one, counted in the teacher's usual schedule.

    One unit is one run of `limit` + 1 periods, by its first period. Meetings are not teaching.
    """

    id = "teacher_consecutive"
    name = Text("Teaching on end", "教师连上节数")
    says = Text(
        "{0} teaches periods {first}-{last} on {1} without a free one (limit {limit}).",
        "{0} {1}第 {first}—{last} 节连上（上限 {limit} 节）。",
    )
    source = Text("School practice", "学校惯例")
    unit = Text("run of periods", "处")
    of = Owners.TEACHERS

    limit: Annotated[int, Label("Periods on end at most", "最多连上节数", Text("periods", "节"), "lower")] = Field(
        3, ge=1, le=30
    )
    across_noon: Annotated[bool, Label("Noon does not end a run", "午休前后连算")] = False

    def post(self, ctx: Context) -> None:
        for teacher, rule in self.each(ctx):
            home = ctx.problem.index.home_bell(teacher)
            for day in ctx.days:
                windows = rule.windows(home, day)
                for weeks in ctx.weeks(teacher) if windows else ():
                    busy = ctx.busy_periods(teacher, day, weeks, meetings=False)
                    for first in windows:
                        run = busy[first - 1 : first + rule.limit]
                        ctx.at_most(rule, (teacher, day, first, weeks), run, rule.limit)

    def check(self, view: View) -> Iterator[Finding]:
        timeline = view.problem.timeline
        for teacher, rule in self.each(view):
            home = view.problem.index.home_bell(teacher)
            for weeks in view.weeks(teacher):
                for day in view.days:
                    busy = view.busy_periods(teacher, day, weeks, meetings=False)
                    if len(busy) <= rule.limit:
                        continue
                    windows = rule.windows(home, day)
                    for first, last in zip(busy, busy[rule.limit :], strict=False):
                        if last - first == rule.limit and first in windows:
                            moments = set(timeline.covered(home.id, day, first, rule.limit + 1))
                            lessons = [p for p in view.teacher_day(teacher, day, weeks) if p.lesson.sets]
                            at = tuple(p.at for p in lessons if not moments.isdisjoint(p.moments))
                            facts = {"first": first, "last": last, "limit": rule.limit}
                            yield rule.finding((teacher, day, first, weeks), 1, at, **facts)

    def windows(self, home: BellSchedule, day: int) -> list[int]:
        """First periods of the runs that would be too long."""
        firsts = range(1, home.periods(day) - self.limit + 1)
        if self.across_noon or not firsts:
            return list(firsts)
        noons = home.noons[day - 1]
        return [first for first in firsts if not any(first <= noon < first + self.limit for noon in noons)]
