"""Lessons of some courses on one day leave some periods between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Annotated

from constraints.course_rows import ROWS, PeriodsRow, bound_rows, by_weeks, met, pairs, who
from constraints.neighbours import course_bells
from constraints.row_counts import counts, weighed
from constraints.side_by_side import Span, between, span_of
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal


class LessonsGap(Rule):
    """Two lessons of the courses of a row, two of one course too, that stand on one day have periods between them.

    Every period between counts, closed ones too. One unit is one period too few; lessons that overlap lack those they
    share as well.
    """

    id = "lessons_gap"
    name = Text("Periods between lessons of one day", "同日两课之间的间隔节数")
    says = Text(
        "{who}: {short} periods too few between lessons of one day.", "{who}：同一天的课之间共少 {short} 节间隔。"
    )
    source = Text("School practice: a rest, a change of place or clothes", "学校惯例：休息、换场地、换衣服")
    unit = Text("period", "节")
    of = Owners.COURSES

    rows: Annotated[tuple[PeriodsRow, ...], ROWS] = ()

    def post(self, ctx: Context) -> None:
        if self.level is Level.HARD:
            self._one_in_each_stretch(ctx)
            return
        bells = course_bells(ctx.problem)
        places = cache(lambda course: counts(ctx, course, lambda s: (s.day, Span(bells[course], s.period, s.duration))))
        for pair in pairs(self, self.rows, ctx):
            a, b = places(pair.a), places(pair.b)
            same_day = ((one, two, pair.asked - between(one[1], two[1])) for one in a for two in b if one[0] == two[0])
            near = [(one, two, short) for one, two, short in same_day if short > 0]
            ctx.at_most(self, pair.key, weighed(ctx, pair, a, b, near), 0)

    def _one_in_each_stretch(self, ctx: Context) -> None:
        """In every period one lesson of a row at most is held or has been over for less than is asked."""
        rows: dict[tuple[str, ...], int] = defaultdict(int)
        for row in bound_rows(self, self.rows, ctx.problem):
            rows[row.courses] = max(rows[row.courses], row.periods)
        for every, asked in rows.items():
            for weeks, courses in by_weeks(ctx.problem, every):
                there: dict[tuple[int, int], list[Literal]] = defaultdict(list)
                starts = [start for course in courses for start in ctx.starts(course)]
                for start in starts:
                    for period in range(start.period, start.period + start.duration + asked):
                        there[start.day, period].append(start.literal)
                for spot in dict.fromkeys((start.day, start.period) for start in starts):
                    ctx.at_most(self, (*every, *spot, weeks), there[spot], 1)

    def check(self, view: View) -> Iterator[Finding]:
        for pair in pairs(self, self.rows, view):
            same_day = [two for two in met(view, pair) if two[0].lesson.day == two[1].lesson.day]
            short = {two: pair.asked - between(*map(span_of, two)) for two in same_day}
            near = [two for two in same_day if short[two] > 0]
            if near:
                amount, at = sum(short[two] for two in near), tuple(sorted({one.at for two in near for one in two}))
                yield self.finding(pair.key, amount, at, who=who(view.problem, pair), short=amount)
