"""Lessons are on school days: none at the weekend, none on holidays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field

from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context

Day = Annotated[int, Field(ge=1, le=35)]
WEEKLY = Text("{0} periods, though it is no school day", "不是上课日，却有 {0} 节课")
LOGGED = Text("{0} lessons taught, though the calendar has none that day", "校历上不上课，却上了 {0} 节课")


class TeachingDays(Rule):
    """A class has lessons on school `days` alone, and by the log none was taught on a date without lessons.

    Which dates have none the calendar says; without one the weekly timetable is judged alone. One unit is one
    period of the timetable, or one entry of the log.
    """

    id = "teaching_days"
    name = Text("No lessons on weekends and holidays", "双休日节假日不上课")
    says = Text("{0} on {1}: {what}.", "{0} {1}：{what}。")
    source = Text(
        "School work plans: weekends, holidays and vacations are free of lessons (no-weekend-holiday)",
        "学校工作方案：周末、假日、寒暑假都没有课（no-weekend-holiday）",
    )
    unit = Text("period or entry of the log", "节")
    of = Owners.PUPILS
    clauses = ("no-weekend-holiday",)

    days: Annotated[tuple[Day, ...], Label("School days (1: Monday)", "上课日（1 为周一）")] = (1, 2, 3, 4, 5)

    def post(self, ctx: Context) -> None:
        for leaf, rule in self.each(ctx):
            for weeks in ctx.weeks(leaf):
                for day in (day for day in ctx.days if day not in rule.days):
                    if starts := ctx.pupil_starts(leaf, day, weeks):
                        ctx.at_most(rule, (leaf, day, weeks), [(s.literal, s.duration) for s in starts], 0)

    def check(self, view: View) -> Iterator[Finding]:
        for leaf, rule in self.each(view):
            for weeks in view.weeks(leaf):
                held: dict[int, list[Placed]] = {}
                for placed in view.of_pupil.get(leaf, ()):
                    if placed.lesson.day not in rule.days and placed.lesson.weeks.meets(weeks):
                        held.setdefault(placed.lesson.day, []).append(placed)
                for day, lessons in held.items():
                    periods, at = sum(p.lesson.duration for p in lessons), tuple(p.at for p in lessons)
                    yield rule.finding((leaf, day, weeks), periods, at, what=WEEKLY.format(periods))
        yield from self._logged(view)

    def _logged(self, view: View) -> Iterator[Finding]:
        problem, calendar = view.problem, view.problem.calendar
        found: Counter[tuple[str, date]] = Counter()
        for entry in problem.taught if calendar is not None else ():
            assert calendar is not None
            on, grade = entry.on or calendar.date_of(entry.week, entry.day), problem.index.grade_of(entry.sets)
            if on is not None and entry.taught and not calendar.runs(on, grade.id if grade else ""):
                found[entry.sets, on] += 1
        for (sets, on), count in found.items():
            if view.has(sets) and (rule := self.at(problem, sets)) is not None:
                yield rule.finding((sets, on.isoformat(), Weeks.ALL), count, what=LOGGED.format(count))
