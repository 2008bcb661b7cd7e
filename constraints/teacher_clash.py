"""A teacher is in one lesson or meeting at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from constraints.class_clash import at_once
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Text, joined, same
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


class TeacherClash(Rule):
    """No teacher has two lessons or meetings at once.

    One unit is one lesson too many at one moment.
    """

    id = "teacher_clash"
    name = Text("Teacher in one lesson at a time", "教师不冲突")
    says = Text("{0} has {count} lessons at once on {1} at {2}: {what}.", "{0} {1}{2}同时有 {count} 节课：{what}。")
    source = Text("What a timetable is", "课表的基本要求")
    unit = Text("lesson", "节")
    of = Owners.TEACHERS
    levels: ClassVar[tuple[Level, ...]] = (Level.HARD,)

    def post(self, ctx: Context) -> None:
        starts = ctx.problem.timeline.lesson_starts
        for teacher, rule in self.each(ctx):
            for weeks in ctx.weeks(teacher):
                for day in ctx.days:
                    for minute in starts.get(day, ()):
                        here = ctx.covering(teacher, (day, minute), weeks)
                        if len(here) > 1:
                            ctx.at_most(rule, (teacher, day, minute, weeks), [s.literal for s in here], 1)

    def check(self, view: View) -> Iterator[Finding]:
        for teacher, rule in self.each(view):
            for weeks in view.weeks(teacher):
                for (day, minute), lessons in at_once(view, view.of_teacher.get(teacher, ()), weeks):
                    what = joined([same(_title(view, placed)) for placed in lessons])
                    at = tuple(placed.at for placed in lessons)
                    count = len(lessons)
                    yield rule.finding((teacher, day, minute, weeks), count - 1, at, count=count, what=what)


def _title(view: View, placed: Placed) -> str:
    title = view.problem.index.title
    sets = "+".join(title(one) for one in placed.lesson.sets)
    return f"{sets} {title(placed.lesson.subject)}".strip()
