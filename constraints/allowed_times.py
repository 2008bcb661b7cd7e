"""Some courses have their lessons at certain times only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated

from constraints.course_rows import ROWS, Row, bound_rows, held
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule, Source
from scheduler.rules.context import Context

Time = tuple[int, int]
"""(day, period of the course's own schedule)"""
WHAT = {
    "start": Text("lessons that begin at no allowed time: {n}", "{n} 节不在允许的时间开始"),
    "whole": Text("periods outside the allowed times: {n}", "{n} 节在允许的时间之外"),
}


class TimesRow(Row):
    """A row that says at which times its lessons may begin, or with `whole` at which they may be at all."""

    times: tuple[Time, ...] = ()
    whole: bool = False


class AllowedTimes(Rule):
    """Each lesson of the courses of a row begins at one of its times; with `whole` each of its periods is one of them.

    What several rows ask of a course is added up. One unit is one lesson that begins at another time; with `whole` it
    is one period at another time.
    """

    id = "allowed_times"
    name = Text("Times of some courses", "任课限定时间")
    says = Text("{0}: {what}.", "{0}：{what}。")
    source = Text("School practice: visiting teachers, hired halls", "学校惯例：外聘教师、租用场地")
    unit = Text("lesson or period", "节")
    of = Owners.COURSES
    prunes = True

    rows: Annotated[tuple[TimesRow, ...], ROWS] = ()

    def post(self, ctx: Context) -> None:
        for (course, kind), allowed in self._asked(ctx).items():
            key = (course, kind, ctx.problem.index.courses[course].weeks)
            if self.level is Level.HARD:
                every = ctx.candidates(course)
                wrong = [(course, c[0], c[1], c[2]) for c in every if outside(kind, allowed, *c[1:4])]
                ctx.forbid(self, key, wrong)
            else:
                starts = ((s.literal, outside(kind, allowed, s.day, s.period, s.duration)) for s in ctx.starts(course))
                ctx.at_most(self, key, [term for term in starts if term[1]], 0)

    def check(self, view: View) -> Iterator[Finding]:
        for (course, kind), allowed in self._asked(view).items():
            lessons = ((p.at, p.lesson) for p in held(view, course))
            found = [(at, outside(kind, allowed, one.day, one.period, one.duration)) for at, one in lessons]
            if n := sum(amount for _, amount in found):
                key = (course, kind, view.problem.index.courses[course].weeks)
                yield self.finding(key, n, tuple(at for at, amount in found if amount), what=WHAT[kind].format(n=n))

    def _asked(self, source: Source) -> dict[tuple[str, str], list[frozenset[Time]]]:
        """What each course in question is asked, by where it must begin and where it must be: the times of each row."""
        asked: dict[tuple[str, str], list[frozenset[Time]]] = defaultdict(list)
        for row in bound_rows(self, self.rows, source.problem):
            times, kind = frozenset(row.times), "whole" if row.whole else "start"
            for course in filter(source.has, row.courses):
                asked[course, kind].append(times)
        return asked


def outside(kind: str, allowed: list[frozenset[Time]], day: int, period: int, duration: int) -> int:
    """How many periods of a lesson (or whether its first) are at none of the times, over all rows."""
    periods = range(period, period + (duration if kind == "whole" else 1))
    return sum((day, p) not in times for times in allowed for p in periods)
