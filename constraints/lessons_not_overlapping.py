"""Some lessons never share a moment, though neither teachers nor pupils keep them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Annotated

from constraints.course_rows import ROWS, Row, bound_rows, by_weeks, met, pairs, who
from constraints.neighbours import course_bells
from constraints.row_counts import counts, weighed
from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import Moment
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal

Place = tuple[int, int, int]
"""(day, first period, length in periods)"""


class LessonsNotOverlapping(Rule):
    """No two lessons of the courses of a row share a moment, two of one course too.

    One unit is one period of a lesson in which another has begun or goes on.
    """

    id = "lessons_not_overlapping"
    name = Text("Lessons never at once", "几门课不同时上")
    says = Text("{who}: {n} periods at once.", "{who}：有 {n} 节同时上课。")
    source = Text("School practice: one assistant, one set of instruments", "学校惯例：共用助教或器材")
    unit = Text("period", "节")
    of = Owners.COURSES

    rows: Annotated[tuple[Row, ...], ROWS] = ()

    def post(self, ctx: Context) -> None:
        if self.level is Level.HARD:
            self._one_at_a_time(ctx)
            return
        bells = course_bells(ctx.problem)
        places = cache(lambda course: counts(ctx, course, lambda start: (start.day, start.period, start.duration)))
        common = cache(lambda a, one, b, other: shared(ctx.problem, a, one, ctx.problem.timeline.covered(b, *other)))
        for pair in pairs(self, self.rows, ctx):
            a, b = places(pair.a), places(pair.b)
            on_day = ((one, other) for one in a for other in b if one[0] == other[0])
            both = ((one, other, common(bells[pair.a], one, bells[pair.b], other)) for one, other in on_day)
            ctx.at_most(self, pair.key, weighed(ctx, pair, a, b, [found for found in both if found[2]]), 0)

    def _one_at_a_time(self, ctx: Context) -> None:
        """Of all lessons of a row one at each moment at most: a sum for each moment, however many the pairs."""
        for row in dict.fromkeys(row.courses for row in bound_rows(self, self.rows, ctx.problem)):
            for weeks, courses in by_weeks(ctx.problem, row):
                held: dict[Moment, list[Literal]] = defaultdict(list)
                for start in (start for course in courses for start in ctx.starts(course)):
                    for moment in start.moments:
                        held[moment].append(start.literal)
                for moment, literals in held.items():
                    ctx.at_most(self, (*row, *moment, weeks), literals, 1)

    def check(self, view: View) -> Iterator[Finding]:
        for pair in pairs(self, self.rows, view):
            found = []
            for a, b in met(view, pair):
                place = (a.lesson.day, a.lesson.period, a.lesson.duration)
                found.append((shared(view.problem, a.bell, place, b.moments), a.at, b.at))
            if n := sum(periods for periods, *_ in found):
                at = tuple(sorted({one for periods, *two in found if periods for one in two}))
                yield self.finding(pair.key, n, at, who=who(view.problem, pair), n=n)


def shared(problem: Problem, bell: str, place: Place, moments: tuple[Moment, ...]) -> int:
    """In how many periods of a lesson some moments are."""
    day, first, duration = place
    periods = (problem.timeline.covered(bell, day, p) for p in range(first, first + duration))
    return sum(not set(moments).isdisjoint(there) for there in periods)
