"""A course's lessons do not always stand in the same period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal


class PeriodVariety(Rule):
    """At most `limit` lessons of a course, or a quarter of its lessons, begin in one period of the day.

    The greater of the two counts, the quarter rounded up. One unit is one lesson more.
    """

    id = "period_variety"
    name = Text("Lessons in different periods", "课时分散在不同节次")
    says = Text(
        "{0} has {held} lessons in {1} (limit {most}).",
        "{0} 有 {held} 次在{1}（上限 {most}）。",
    )
    source = Text("School practice", "学校惯例")
    unit = Text("lesson", "次")
    of = Owners.COURSES
    numbers = ("time",)

    level: Level = Level.SOFT
    limit: Annotated[int, Label("Lessons in one period at most", "同一节次最多", Text("lessons", "次"), "lower")] = (
        Field(2, ge=1, le=20)
    )

    def post(self, ctx: Context) -> None:
        for owner, rule in self.each(ctx):
            course = ctx.problem.index.courses[owner]
            most = rule.most(course.lessons)
            by_period: dict[int, list[Literal]] = defaultdict(list)
            for start in ctx.starts(owner) if course.lessons > most else ():
                by_period[start.period].append(start.literal)
            for period, literals in by_period.items():
                ctx.at_most(rule, (owner, period, course.weeks), literals, most)

    def check(self, view: View) -> Iterator[Finding]:
        for owner, rule in self.each(view):
            course = view.problem.index.courses[owner]
            most = rule.most(course.lessons)
            lessons = view.of_course.get(owner, ())
            if len(lessons) <= most:
                continue
            by_period: dict[int, list[int]] = defaultdict(list)
            for placed in lessons:
                if placed.moments:
                    by_period[placed.lesson.period].append(placed.at)
            for period, at in by_period.items():
                if len(at) > most:
                    key = (owner, period, course.weeks)
                    yield rule.finding(key, len(at) - most, tuple(at), held=len(at), most=most)

    def most(self, lessons: int) -> int:
        """How many of so many weekly lessons may begin in one period."""
        return max(self.limit, -(-lessons // 4))
