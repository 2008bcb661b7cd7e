"""Every lesson a course owes stands in the timetable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from scheduler.domain.curriculum import Course
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import BOTH_WEEKS, Placed, View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


class EveryLessonPlaced(Rule):
    """No period of a course is left out; a lesson in a period the day does not have is left out too.

    One unit is one missing period.
    """

    id = "every_lesson_placed"
    name = Text("Every lesson placed", "课时排满")
    says = Text(
        "{0}: {missing} of {owed} weekly periods are not in the timetable.",
        "{0}：每周应排 {owed} 节，缺 {missing} 节。",
    )
    source = Text("What a timetable is: no planned lesson is missing", "课表的基本要求：计划里的课一节不少")
    unit = Text("period", "节")
    of = Owners.COURSES
    levels: ClassVar[tuple[Level, ...]] = (Level.HARD,)

    def post(self, ctx: Context) -> None:
        for owner, rule in self.each(ctx):
            course = ctx.problem.index.courses[owner]
            terms = [(start.literal, start.duration) for start in ctx.starts(owner)]
            ctx.at_least(rule, (owner, course.weeks), terms, course.periods)

    def check(self, view: View) -> Iterator[Finding]:
        for owner, rule in self.each(view):
            course = view.problem.index.courses[owner]
            placed = [p for p in view.of_course.get(owner, ()) if p.moments]
            for weeks, owed, held in by_week(course, placed):
                if held < owed:
                    yield rule.finding((owner, weeks), owed - held, missing=owed - held, owed=owed)


def by_week(course: Course, lessons: list[Placed]) -> list[tuple[Weeks, int, int]]:
    """(weeks, periods owed, held): once where every lesson keeps the course's weeks, else week by week."""
    held, alike = 0, True
    for placed in lessons:
        held += placed.lesson.duration
        alike = alike and placed.lesson.weeks is course.weeks
    if alike:
        return [(course.weeks, course.periods, held)]
    out = []
    for week in BOTH_WEEKS:
        owed = course.periods if course.weeks.meets(week) else 0
        out.append((week, owed, sum(p.lesson.duration for p in lessons if p.lesson.weeks.meets(week))))
    return out
