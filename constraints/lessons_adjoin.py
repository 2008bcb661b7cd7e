"""Lessons that belong together and stand on one day follow each other at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Annotated

from constraints.course_rows import ROWS, Row, bound_rows, by_weeks, met, pairs, who
from constraints.neighbours import Near, course_bells, near_periods
from constraints.row_counts import counts, weighed
from constraints.side_by_side import Span, adjoin, day_spans, kept_apart, span_of
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal


class LessonsAdjoin(Rule):
    """Two lessons of the courses of a row that stand on one day follow each other at once.

    Two of one course are looked at too. Between them is no other period, open or closed, and no noon. So a day has
    at most two of a row. One unit is two lessons of a day that do not.
    """

    id = "lessons_adjoin"
    name = Text("Lessons of one day side by side", "同日的课连着上")
    says = Text("{who}: on one day, but not one right after the other.", "{who}：排在同一天，却没有连着上。")
    source = Text("School practice: on one day only as a double", "学校惯例：排在同一天就要连堂")
    unit = Text("pair of lessons", "处")
    of = Owners.COURSES
    numbers = ("day",)

    rows: Annotated[tuple[Row, ...], ROWS] = ()

    def post(self, ctx: Context) -> None:
        near, bells = near_periods(ctx.problem, True), course_bells(ctx.problem)
        if self.level is Level.HARD:
            self._one_in_each_set(ctx, near, bells)
            return
        places = cache(lambda course: counts(ctx, course, lambda s: (s.day, Span(bells[course], s.period, s.duration))))
        for pair in pairs(self, self.rows, ctx):
            a, b = places(pair.a), places(pair.b)
            same_day = ((one, two) for one in a for two in b if one[0] == two[0])
            wrong = [(one, two, 1) for one, two in same_day if not adjoin(near, *one, two[1])]
            ctx.at_most(self, pair.key, weighed(ctx, pair, a, b, wrong), 0)

    def _one_in_each_set(self, ctx: Context, near: Near, bells: dict[str, str]) -> None:
        """Of places that do not adjoin one lesson of the row at most: few sums for all pairs together."""
        sets = cache(lambda day, lengths: kept_apart(near, day, day_spans(ctx.problem, day, lengths)))
        rows = dict.fromkeys(row.courses for row in bound_rows(self, self.rows, ctx.problem))
        groups = ((every, group) for every in rows for group in by_weeks(ctx.problem, every))
        for row, (weeks, courses) in groups:
            held: dict[int, dict[Span, list[Literal]]] = defaultdict(lambda: defaultdict(list))
            for start in (start for course in courses for start in ctx.starts(course)):
                held[start.day][Span(bells[start.course], start.period, start.duration)].append(start.literal)
            for day, there in held.items():
                for number, spans in enumerate(sets(day, frozenset((span.bell, span.duration) for span in there))):
                    literals = [literal for span in spans for literal in there.get(span, ())]
                    ctx.at_most(self, (*row, day, number, weeks), literals, 1)

    def check(self, view: View) -> Iterator[Finding]:
        near = near_periods(view.problem, True)
        for pair in pairs(self, self.rows, view):
            same_day = ((a, b) for a, b in met(view, pair) if a.lesson.day == b.lesson.day)
            wrong = [two for two in same_day if not adjoin(near, two[0].lesson.day, *map(span_of, two))]
            if wrong:
                at = tuple(sorted({placed.at for two in wrong for placed in two}))
                yield self.finding(pair.key, len(wrong), at, who=who(view.problem, pair))
