"""Some lessons begin at the same time, are on the same day, or in the same period of the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from operator import or_
from typing import Annotated

from constraints.course_rows import ROWS, bound_rows, by_weeks, met, pairs, who
from constraints.row_counts import counts, single, weighed
from constraints.same_spot import NOT_SAME, SameRow, spot_of_lesson, spot_of_start
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Text
from scheduler.domain.time import Moment
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal


class LessonsTogether(Rule):
    """All lessons of the courses of a row begin at the same time, or are on the same day, or in the same period.

    Periods are numbered by each course's own schedule. One unit is two lessons that differ.
    """

    id = "lessons_together"
    name = Text("Lessons at the same time or day", "几门课同时或同日")
    says = Text("{who}: {what}.", "{who}：{what}。")
    source = Text("School practice: options and parallel groups", "学校惯例：选修与平行分组")
    unit = Text("pair of lessons", "处")
    of = Owners.COURSES

    rows: Annotated[tuple[SameRow, ...], ROWS] = ()

    def post(self, ctx: Context) -> None:
        if self.level is Level.HARD:
            self._one_for_all(ctx)
            return
        spots = cache(lambda course, asked: counts(ctx, course, lambda start: spot_of_start(start, asked)))
        for pair in pairs(self, self.rows, ctx, or_):
            a, b = spots(pair.a, pair.asked), spots(pair.b, pair.asked)
            if single(ctx, pair):
                used = [ctx.any_of((*a.get(one, ()), *b.get(one, ())), upper=True) for one in {**a, **b}]
                ctx.at_most(self, pair.key, used, 1)
            else:
                apart = [(one, other, 1) for one in a for other in b if one != other]
                ctx.at_most(self, pair.key, weighed(ctx, pair, a, b, apart), 0)

    def _one_for_all(self, ctx: Context) -> None:
        """All lessons of a row use one time (day, period) at most: a yes/no for each time, however many the pairs."""
        asked: dict[tuple[str, ...], int] = defaultdict(int)
        for row in bound_rows(self, self.rows, ctx.problem):
            asked[row.courses] |= row.asked
        for row_courses, what in asked.items():
            for weeks, courses in by_weeks(ctx.problem, row_courses):
                used: dict[Moment, list[Literal]] = defaultdict(list)
                for start in (start for course in courses for start in ctx.starts(course)):
                    used[spot_of_start(start, what)].append(start.literal)
                every = [ctx.any_of(literals, upper=True) for literals in used.values()]
                ctx.at_most(self, (*row_courses, weeks), every, 1)

    def check(self, view: View) -> Iterator[Finding]:
        for pair in pairs(self, self.rows, view, or_):
            spots = (((a, b), {spot_of_lesson(one, pair.asked) for one in (a, b)}) for a, b in met(view, pair))
            apart = [two for two, where in spots if len(where) > 1]
            if apart:
                at = tuple(sorted({placed.at for two in apart for placed in two}))
                yield self.finding(pair.key, len(apart), at, who=who(view.problem, pair), what=NOT_SAME[pair.asked])
