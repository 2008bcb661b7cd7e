"""Teachers come on neither too many nor too few days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context

DAYS = Text("days", "天")
MOST, LEAST = Text("at most", "最多"), Text("at least", "最少")


class TeacherDays(Rule):
    """A teacher has lessons on at most `most` and on at least `least` days of a week; one unit is one day.

    Whoever has no lessons need not come. Meetings are lessons only where `meetings` says so.
    """

    id = "teacher_days"
    name = Text("Days a teacher comes", "教师到校天数")
    says = Text("{0} has lessons on {count} days ({bound} {limit}).", "{0} 有 {count} 天有课（{bound} {limit} 天）。")
    source = Text("School practice; agreements with part-time and visiting teachers", "学校惯例；兼课、外聘教师的约定")
    unit = Text("day", "天")
    of = Owners.TEACHERS

    level: Level = Level.SOFT
    most: Annotated[int, Label("At most", "最多", DAYS, "lower")] = Field(5, ge=0, le=35)
    least: Annotated[int, Label("At least", "最少", DAYS, "higher")] = Field(0, ge=0, le=35)
    meetings: Annotated[bool, Label("Meetings count too", "会议也算")] = False

    def post(self, ctx: Context) -> None:
        index = ctx.problem.index
        for teacher, rule in self.each(ctx):
            courses = {c.id: c for c in index.courses_of_teacher[teacher] if c.sets or rule.meetings}
            for weeks in ctx.weeks(teacher):
                days = []
                for day in ctx.days:
                    here = [s.literal for s in ctx.teacher_starts(teacher, day, weeks) if s.course in courses]
                    days.append(ctx.any_of(here, upper=not rule.least))
                if len(days) > rule.most:
                    ctx.at_most(rule, (teacher, "most", weeks), days, rule.most)
                if rule.least and any(course.weeks.meets(weeks) for course in courses.values()):
                    ctx.at_least(rule, (teacher, "least", weeks), days, rule.least)

    def check(self, view: View) -> Iterator[Finding]:
        for teacher, rule in self.each(view):
            courses = [c for c in view.problem.index.courses_of_teacher.get(teacher, ()) if c.sets or rule.meetings]
            for weeks in view.weeks(teacher):
                held = [p for p in view.of_teacher.get(teacher, ()) if p.lesson.weeks.meets(weeks)]
                lessons = [placed for placed in held if placed.lesson.sets or rule.meetings]
                count, at = len({placed.lesson.day for placed in lessons}), tuple(placed.at for placed in lessons)
                if count > rule.most:
                    facts = {"count": count, "limit": rule.most, "bound": MOST}
                    yield rule.finding((teacher, "most", weeks), count - rule.most, at, **facts)
                if count < rule.least and (lessons or any(course.weeks.meets(weeks) for course in courses)):
                    facts = {"count": count, "limit": rule.least, "bound": LEAST}
                    yield rule.finding((teacher, "least", weeks), rule.least - count, at, **facts)
