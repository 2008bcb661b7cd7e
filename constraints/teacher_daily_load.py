"""No teacher teaches too many periods on one day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


class TeacherDailyLoad(Rule):
    """At most `limit` periods a day, or the teacher's own limit; `even` asks for an even share of the week.

    One unit is one period above the limit; with `floor`, also one period below an even share. Meetings are not
    teaching.
    """

    id = "teacher_daily_load"
    name = Text("Teacher's periods per day", "教师每日节数")
    says = Text(
        "{0} on {1}: teaching periods {periods} ({bound} {limit}).", "{0} {1}上 {periods} 节课（{bound} {limit}）。"
    )
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
                    if least:
                        ctx.at_least(rule, (teacher, day, "under", weeks), terms, least)

    def check(self, view: View) -> Iterator[Finding]:
        above, below = Text("limit", "上限"), Text("at least", "应不少于")
        for teacher, rule in self.each(view):
            for weeks in view.weeks(teacher):
                most, least = rule.bounds(view.problem, teacher, weeks)
                for day in view.days:
                    lessons = [p for p in view.teacher_day(teacher, day, weeks) if p.lesson.sets]
                    periods = sum(placed.lesson.duration for placed in lessons)
                    at = tuple(placed.at for placed in lessons) if periods > most or periods < least else ()
                    if periods > most:
                        facts = {"periods": periods, "limit": most, "bound": above}
                        yield rule.finding((teacher, day, weeks), periods - most, at, **facts)
                    if periods < least:
                        facts = {"periods": periods, "limit": least, "bound": below}
                        yield rule.finding((teacher, day, "under", weeks), least - periods, at, **facts)

    def bounds(self, problem: Problem, teacher: str, weeks: Weeks) -> tuple[int, int]:
        """Most and fewest periods a day."""
        known = problem.index.teachers.get(teacher)
        own = self.limit if known is None or known.day_max is None else known.day_max
        if not (self.even or self.floor):
            return own, 0
        courses = problem.index.courses_of_teacher.get(teacher, ())
        week, days = sum(c.periods for c in courses if c.sets and c.weeks.meets(weeks)), len(problem.days)
        return (-(-week // days) if self.even else own), (week // days if self.floor else 0)
