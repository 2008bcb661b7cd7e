"""Some subjects are kept out of some periods of the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import BellSchedule
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Key, Rule
from scheduler.rules.context import Context

Period = Annotated[int, Field(ge=-1, le=40)]


class PeriodBan(Rule):
    """The subjects have no lesson in the banned periods of the banned days; -1 is the last period of the day.

    One unit is one lesson that covers a banned period.
    """

    id = "period_ban"
    name = Text("Periods closed to subjects", "科目不排节次")
    says = Text("{0}: {1} should not be on {2} in period {period}.", "{0} {1}不应排在{2}第 {period} 节。")
    source = Text("School practice: no PE in the first period", "学校惯例：如体育不排第一节")
    unit = Text("lesson", "节")
    of = Owners.PUPILS
    prunes = True

    subjects: Annotated[tuple[str, ...], Label("Subjects (none named: all)", "科目（不填为全部）")] = ()
    periods: Annotated[
        tuple[Period, ...], Label("Periods (-1: the last of the day)", "节次（-1 为末节）", None, "union")
    ] = (1,)
    days: Annotated[tuple[int, ...], Label("Days (none named: all)", "星期（不填为每天）")] = ()

    def post(self, ctx: Context) -> None:
        index = ctx.problem.index
        for leaf in filter(ctx.has, self.owners(ctx.problem)):
            closed: dict[Key, list[tuple[str, int, int, int]]] = defaultdict(list)
            for course in index.courses_of_pupil.get(leaf, ()):
                rule, bell = self.at(ctx.problem, leaf, course.subject), index.bells[index.course_bell(course)]
                if rule is None or (rule.subjects and course.subject not in rule.subjects):
                    continue
                banned = {(day, period) for day in ctx.days for period in rule.banned(bell, day)}
                for part, day, period, duration, _ in ctx.candidates(course.id):
                    if any((day, p) in banned for p in range(period, period + duration)):
                        for weeks in ctx.weeks(leaf):
                            if weeks.meets(course.weeks):
                                closed[leaf, course.subject, day, weeks].append((course.id, part, day, period))
            for key, starts in closed.items():
                ctx.forbid(self, key, starts)

    def check(self, view: View) -> Iterator[Finding]:
        bells = view.problem.index.bells
        for leaf in filter(view.has, (*self.owners(view.problem), *view.strangers(self.of))):
            held: dict[Key, list[tuple[Placed, int]]] = defaultdict(list)
            for subject, lessons in view.subjects_of(leaf).items():
                rule = self.at(view.problem, leaf, subject)
                if rule is None or (rule.subjects and subject not in rule.subjects):
                    continue
                for placed in lessons:
                    lesson = placed.lesson
                    covers = range(lesson.period, lesson.period + lesson.duration)
                    hit = [p for p in rule.banned(bells[placed.bell], lesson.day) if p in covers]
                    for weeks in view.weeks(leaf) if hit and placed.moments else ():
                        if lesson.weeks.meets(weeks):
                            held[leaf, subject, lesson.day, weeks].append((placed, min(hit)))
            for key, found in held.items():
                period = "+".join(str(p) for p in sorted({first for _, first in found}))
                yield self.finding(key, len(found), tuple(placed.at for placed, _ in found), period=period)

    def banned(self, bell: BellSchedule, day: int) -> set[int]:
        """Period numbers of a day that the subjects may not have."""
        here = self.periods if not self.days or day in self.days else ()
        return {bell.periods(day) if period == -1 else period for period in here}
