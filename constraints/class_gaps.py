"""A class has no free periods in the middle of its day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Annotated

from pydantic import Field

from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import TRUE, Context, Literal


class ClassGaps(Rule):
    """At most `limit` free periods of a pupil's own schedule before the last lesson of a day and after the first.

    With `from_first` those before the first lesson count too. One unit is one free period above the limit.
    """

    id = "class_gaps"
    name = Text("No free periods between lessons", "班级不空堂")
    says = Text("{0} has {gaps} free periods on {1} (limit {limit}).", "{0} {1}有 {gaps} 节空堂（上限 {limit}）。")
    source = Text("School practice", "学校惯例")
    unit = Text("free period", "空堂")
    of = Owners.PUPILS

    limit: Annotated[int, Label("Free periods allowed", "允许的空堂", Text("periods", "节"), "lower")] = Field(
        0, ge=0, le=20
    )
    from_first: Annotated[bool, Label("Also before the first lesson", "首课之前也算")] = False

    def post(self, ctx: Context) -> None:
        for leaf, rule in self.each(ctx):
            courses = ctx.problem.index.courses_of_pupil.get(leaf, ())
            for day, weeks in product(ctx.days if courses else (), ctx.weeks(leaf)):
                busy = self._busy(ctx, leaf, day, weeks)
                ends = 1 if rule.from_first else 2  # the last period is never before another, the first never after
                if len(busy) - ends <= rule.limit:
                    continue
                unfinished = ctx.any_from(busy[ends:], upper=True)
                begun = [TRUE] * len(unfinished) if rule.from_first else ctx.any_until(busy[:-2], upper=True)
                between = zip(begun, unfinished, busy[ends - 1 : -1], strict=True)
                free = [ctx.both(before, after, unless=here) for before, after, here in between]
                ctx.at_most(rule, (leaf, day, weeks), free, rule.limit)

    def check(self, view: View) -> Iterator[Finding]:
        for leaf, rule in self.each(view):
            home = view.problem.index.bell_of_pupil(leaf).id
            for day, weeks in product(view.days, view.weeks(leaf)):
                lessons, busy = view.pupil_day(leaf, day, weeks), set[int]()
                for placed in lessons:
                    if placed.bell != home:
                        busy.update(view.home_periods(home, placed.moments))
                    elif placed.moments:
                        busy.update(range(placed.lesson.period, placed.lesson.period + placed.lesson.duration))
                first = 1 if rule.from_first else min(busy, default=1)
                gaps = max(busy) - first + 1 - len(busy) if busy else 0
                if gaps > rule.limit:
                    at = tuple(placed.at for placed in lessons)
                    yield rule.finding((leaf, day, weeks), gaps - rule.limit, at, gaps=gaps, limit=rule.limit)

    def _busy(self, ctx: Context, leaf: str, day: int, weeks: Weeks) -> list[Literal]:
        """For each period of the leaf's schedule: is there a lesson in it? Exact."""
        home, covered = ctx.problem.index.bell_of_pupil(leaf), ctx.problem.timeline.covered
        periods = (covered(home.id, day, period) for period in range(1, home.periods(day) + 1))
        return [ctx.any_of({s.literal for m in moments for s in ctx.covering(leaf, m, weeks)}) for moments in periods]
