"""Some courses have few lessons on one day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Annotated

from pydantic import Field

from constraints.course_rows import ROWS, Row, bound_rows, held, names
from scheduler.domain.policy import Owners
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule, Source
from scheduler.rules.context import Context


class ManyRow(Row):
    """Courses with at most so many lessons together on one day."""

    most: int = Field(2, ge=1, le=100)


class LessonsADay(Rule):
    """The courses of a row have at most `most` lessons together on one day; a block is one lesson.

    One unit is one lesson more.
    """

    id = "lessons_a_day"
    name = Text("Lessons of some courses a day", "任课每天合计课次")
    says = Text("{who}: {held} lessons on {day}, {most} at most.", "{who}：{day}共 {held} 次课，至多 {most} 次。")
    source = Text("School practice: split lessons not heaped on one day", "学校惯例：拆开的课不堆在同一天")
    unit = Text("lesson", "次")
    of = Owners.COURSES
    numbers = ("day",)

    rows: Annotated[tuple[ManyRow, ...], ROWS] = ()

    def post(self, ctx: Context) -> None:
        for every, courses, most, weeks in self._asks(ctx):
            for day in ctx.days:
                there = [start.literal for course in courses for start in ctx.starts(course, day)]
                if len(there) > most:
                    ctx.at_most(self, (*every, day, weeks), there, most)

    def check(self, view: View) -> Iterator[Finding]:
        for (every, courses, most, weeks), day in product(self._asks(view), view.days):
            lessons = [placed for course in courses for placed in held(view, course) if placed.lesson.day == day]
            if len(lessons) > most:
                facts = {"held": len(lessons), "day": view.problem.index.day_name(day), "most": most}
                at = tuple(sorted(placed.at for placed in lessons))
                who = names(view.problem, every)
                yield self.finding((*every, day, weeks), len(lessons) - most, at, who=who, **facts)

    def _asks(self, source: Source) -> Iterator[tuple[tuple[str, ...], list[str], int, Weeks]]:
        """(courses of a row, those of them that meet in the weeks, lessons at most, weeks); of alike rows the least."""
        index, limits = source.problem.index, dict[tuple[str, ...], int]()
        for row in bound_rows(self, self.rows, source.problem):
            limits[row.courses] = min(row.most, limits.get(row.courses, row.most))
        for every, most in limits.items():
            alike = all(index.courses[one].weeks is Weeks.ALL for one in every)
            for weeks in (Weeks.ALL,) if alike else (Weeks.ODD, Weeks.EVEN):
                if source.has(every[0]):
                    yield every, [one for one in every if index.courses[one].weeks.meets(weeks)], most, weeks
