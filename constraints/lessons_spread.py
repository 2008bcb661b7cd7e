"""Lessons that belong together are spread over the week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Annotated

from constraints.course_rows import ROWS, DaysRow, bound_rows, by_weeks, met, pairs, who
from constraints.row_counts import counts, weighed
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Text, joined
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal

DIFFERENT = Text("on different days", "分在不同的日子")
APART = Text("{days} or more days apart", "相隔 {days} 天以上（含）")


class LessonsSpread(Rule):
    """Every two lessons of the courses of a row, two of one course too, are `days` or more days apart.

    One day apart means: on different days. One unit is one day too few between two lessons.
    """

    id = "lessons_spread"
    name = Text("Days between lessons of some courses", "任课之间的间隔天数")
    says = Text("{who}: on {days}, not {wanted}.", "{who}：排在{days}，没有{wanted}。")
    source = Text("School practice: split lessons on different days", "学校惯例：拆开的课分散在不同的日子")
    unit = Text("day", "天")
    of = Owners.COURSES

    rows: Annotated[tuple[DaysRow, ...], ROWS] = ()

    def post(self, ctx: Context) -> None:
        if self.level is Level.HARD:
            self._one_in_each_window(ctx)
            return
        days_of = cache(lambda course: counts(ctx, course, lambda start: start.day))
        for pair in pairs(self, self.rows, ctx):
            a, b = days_of(pair.a), days_of(pair.b)
            near = [(d, e, pair.asked - abs(d - e)) for d in a for e in b if abs(d - e) < pair.asked]
            ctx.at_most(self, pair.key, weighed(ctx, pair, a, b, near), 0)

    def _one_in_each_window(self, ctx: Context) -> None:
        """Of all lessons of a row at most one in so many days on end: one sum instead of one for every pair."""
        asked: dict[tuple[str, ...], int] = defaultdict(int)
        for row in bound_rows(self, self.rows, ctx.problem):
            asked[row.courses] = max(asked[row.courses], row.days)
        for row_courses, days in asked.items():
            for weeks, courses in by_weeks(ctx.problem, row_courses):
                by_day: dict[int, list[Literal]] = defaultdict(list)
                for start in (start for course in courses for start in ctx.starts(course)):
                    by_day[start.day].append(start.literal)
                for first in range(1, max(1, len(ctx.days) - days + 1) + 1):
                    window = [literal for day in range(first, first + days) for literal in by_day[day]]
                    ctx.at_most(self, (*row_courses, first, weeks), window, 1)

    def check(self, view: View) -> Iterator[Finding]:
        for pair in pairs(self, self.rows, view):
            gaps = [(abs(a.lesson.day - b.lesson.day), a, b) for a, b in met(view, pair)]
            near = [one for one in gaps if one[0] < pair.asked]
            if near:
                lessons = sorted({placed for _, *two in near for placed in two})
                on = dict.fromkeys(placed.lesson.day for placed in lessons)
                days = joined([view.problem.index.day_name(day) for day in sorted(on)])
                amount, at = sum(pair.asked - gap for gap, *_ in near), tuple(placed.at for placed in lessons)
                wanted = APART.format(days=pair.asked) if pair.asked > 1 else DIFFERENT
                yield self.finding(pair.key, amount, at, who=who(view.problem, pair), days=days, wanted=wanted)
