"""Lessons that belong together stand within a few days of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated

from constraints.course_rows import FAR, ROWS, NearRow, bound_rows, by_weeks, met, pairs, who
from constraints.row_counts import counts, weighed
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Text, joined
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal


class LessonsNear(Rule):
    """Every two lessons of the courses of a row, two of one course too, are at most `days` days apart.

    0 days apart means: on one day. One unit is one day too many between two lessons.
    """

    id = "lessons_near"
    name = Text("Most days between lessons of some courses", "任课之间最多相隔天数")
    says = Text("{who}: lessons on {days}, to be {most} days apart at most.", "{who}：排在{days}，至多应隔 {most} 天。")
    source = Text("School practice: lessons that build on each other", "学校惯例：前后衔接的课")
    unit = Text("day", "天")
    of = Owners.COURSES

    rows: Annotated[tuple[NearRow, ...], ROWS] = ()

    def post(self, ctx: Context) -> None:
        if self.level is Level.HARD:
            self._none_after(ctx)
            return
        days_of = cache(lambda course: counts(ctx, course, lambda start: start.day))
        for pair in pairs(self, self.rows, ctx):
            a, b, most = days_of(pair.a), days_of(pair.b), FAR - pair.asked
            far = [(d, e, abs(d - e) - most) for d in a for e in b if abs(d - e) > most]
            ctx.at_most(self, pair.key, weighed(ctx, pair, a, b, far), 0)

    def _none_after(self, ctx: Context) -> None:
        """Nothing of a row both up to a day and too long after that day: two chains over the days, not every pair."""
        rows: dict[tuple[str, ...], int] = {}
        for row in bound_rows(self, self.rows, ctx.problem):
            rows[row.courses] = min(rows.get(row.courses, FAR), row.days)
        for every, most in rows.items():
            for weeks, courses in by_weeks(ctx.problem, every):
                by_day: dict[int, list[Literal]] = {day: [] for day in ctx.days}
                for start in (start for course in courses for start in ctx.starts(course)):
                    by_day[start.day].append(start.literal)
                held = list(by_day.values())
                until, beyond = chain(ctx, held[: -most - 1]), chain(ctx, held[:most:-1])[::-1]
                ctx.at_most(self, (*every, weeks), [ctx.any_both(zip(until, beyond, strict=True))], 0)

    def check(self, view: View) -> Iterator[Finding]:
        for pair in pairs(self, self.rows, view):
            most = FAR - pair.asked
            gaps = [(abs(a.lesson.day - b.lesson.day), a, b) for a, b in met(view, pair)]
            far = [one for one in gaps if one[0] > most]
            if far:
                lessons = sorted({placed for _, *two in far for placed in two})
                on = dict.fromkeys(placed.lesson.day for placed in lessons)
                days = joined([view.problem.index.day_name(day) for day in sorted(on)])
                amount, at = sum(gap - most for gap, *_ in far), tuple(placed.at for placed in lessons)
                yield self.finding(pair.key, amount, at, who=who(view.problem, pair), days=days, most=most)


def chain(ctx: Context, steps: Iterable[list[Literal]]) -> list[Literal]:
    """For each step: at least true where something of it or of an earlier one is."""
    out: list[Literal] = []
    for literals in steps:
        out.append(ctx.any_of([*out[-1:], *literals], upper=True))
    return out
