"""No teacher teaches too many periods on one day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from constraints.teacher_weeks import even_share, open_days, weekly_parts
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context

ABOVE, BELOW, ANY = Text("limit", "上限"), Text("at least", "应不少于"), 1000


class TeacherDailyLoad(Rule):
    """At most `limit` periods a day; `even` asks for an even share of the week over the days not away instead.

    The share is at least the longest lesson; a teacher's own limit only tightens; meetings are not teaching. One
    unit is one period above; with `floor`, also one period below an even share on a day not away.
    """

    id = "teacher_daily_load"
    name = Text("Teacher's periods per day", "教师每日节数")
    says = Text("{0}, periods on {1}: {periods} ({bound} {limit}).", "{0} {1}上 {periods} 节课（{bound} {limit}）。")
    source = Text("School practice", "学校惯例")
    unit = Text("period", "节")
    of = Owners.TEACHERS

    limit: Annotated[int, Label("Periods a day at most", "每天最多节数", Text("periods", "节"), "lower")] = Field(
        5, ge=0, le=30
    )
    even: Annotated[bool, Label("An even share of the week instead", "改为按周课时均分")] = False
    floor: Annotated[bool, Label("No day far below an even share", "每天也不少于均分")] = False

    def post(self, ctx: Context) -> None:
        courses = ctx.problem.index.courses
        for teacher, rule in self.each(ctx):
            for weeks in ctx.weeks(teacher):
                most, least = rule.bounds(ctx.problem, teacher, weeks)
                for day in ctx.days:
                    starts = ctx.teacher_starts(teacher, day, weeks)
                    terms = [(s.literal, s.duration) for s in starts if courses[s.course].sets]
                    ctx.at_most(rule, (teacher, day, weeks), terms, most)
                    if day in least:
                        ctx.at_least(rule, (teacher, day, "under", weeks), terms, least[day])

    def check(self, view: View) -> Iterator[Finding]:
        for teacher, rule in self.each(view):
            for weeks in view.weeks(teacher):
                most, least = rule.bounds(view.problem, teacher, weeks, view)
                for day in view.days:
                    lessons, few = view.teaching_day(teacher, day, weeks), least.get(day, 0)
                    periods = sum([placed.lesson.duration for placed in lessons])
                    at = tuple(placed.at for placed in lessons) if not few <= periods <= most else ()
                    if periods > most:
                        facts = {"periods": periods, "limit": most, "bound": ABOVE}
                        yield rule.finding((teacher, day, weeks), periods - most, at, **facts)
                    if periods < few:
                        facts = {"periods": periods, "limit": few, "bound": BELOW}
                        yield rule.finding((teacher, day, "under", weeks), few - periods, at, **facts)

    def bounds(
        self, problem: Problem, teacher: str, weeks: Weeks, view: View | None = None
    ) -> tuple[int, dict[int, int]]:
        """Most periods on any day, and the fewest on each day with a lower end; a teacher's own limit caps both."""
        known = problem.index.teachers.get(teacher)
        own = known.day_max if known is not None and known.day_max is not None else ANY
        if not self.even and not self.floor:
            return min(self.limit, own), {}
        parts, days = weekly_parts(problem, teacher, weeks, view), open_days(problem, teacher, weeks)
        most = even_share(parts, max(1, len(days))) if self.even else self.limit
        least = min(sum(duration * count for duration, count in parts) // max(1, len(days)), own)
        return min(most, own), dict.fromkeys(days, least) if self.floor and least else {}
