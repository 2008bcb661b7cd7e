"""Teachers have time to get from one campus to the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from constraints.lookups import CLOCK_TIMES, MINUTES
from constraints.sites import Stop, followed, over_noon, possible_stops, stops_made, torn_halves
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context

CHANGES = Text("{0} changes of campus, at most {1}", "换校区 {0} 次，最多 {1} 次")
RUSH = Text("{0} changes of campus without time for the way", "有 {0} 次换校区来不及")


class Travel(Rule):
    """At most `changes` of campus a day, each over noon, or with `minutes` between the lessons (0: only over noon).

    One unit is one change too many or one change too quick; lessons on no known campus are left out.
    """

    id = "travel"
    name = Text("Time to change campus", "跨校区走教")
    says = Text("{0} on {1}: {what}.", "{0} {1}：{what}。")
    source = Text("School practice", "学校惯例")
    unit = Text("change of campus", "次")
    of = Owners.TEACHERS

    changes: Annotated[int, Label("Changes a day at most", "每天最多换", Text("times", "次"), "lower")] = Field(
        1, ge=0, le=20
    )
    minutes: Annotated[
        int, Label("Minutes that suffice (0: only over noon)", "够用的间隔（0 为只在午间换）", MINUTES)
    ] = Field(0, ge=0, le=600)

    def post(self, ctx: Context) -> None:
        for teacher, rule in self.each(ctx):
            for day, weeks, stops in possible_stops(ctx, teacher):
                by_halves = rule.level is Level.HARD and not rule.minutes
                if by_halves and (torn := torn_halves(ctx, stops, rule.changes)) is not None:
                    ctx.at_most(rule, (teacher, day, "rush", weeks), torn, 0)  # says more strongly that both are none
                    continue
                if len(stops) - 1 > rule.changes:
                    moves = followed(ctx, stops, lambda one, two: one.site != two.site)
                    ctx.at_most(rule, (teacher, day, "changes", weeks), moves, rule.changes)
                ctx.at_most(rule, (teacher, day, "rush", weeks), followed(ctx, stops, rule.too_quick), 0)

    def check(self, view: View) -> Iterator[Finding]:
        for teacher, rule in self.each(view) if len(view.problem.campuses) > 1 else ():
            for day, weeks, stops, at in stops_made(view, teacher):
                ways = [(one, two) for one, two in pairwise(stops) if one.site != two.site]
                quick = sum(rule.too_quick(one, two) for one, two in ways)
                if len(ways) > rule.changes:
                    told = CHANGES.format(len(ways), rule.changes)
                    yield rule.finding((teacher, day, "changes", weeks), len(ways) - rule.changes, at, what=told)
                if quick:
                    yield rule.finding((teacher, day, "rush", weeks), quick, at, what=RUSH.format(quick))
                if rule.minutes and not all((one.timed and two.timed) or over_noon(one, two) for one, two in ways):
                    yield rule.not_checked((teacher, day, "rush", weeks), CLOCK_TIMES)

    def too_quick(self, one: Stop, two: Stop) -> bool:
        """Whether two lessons after each other leave no time for the way; where minutes are asked, by the clock."""
        if one.site == two.site or over_noon(one, two):
            return False
        return not self.minutes or (one.timed and two.timed and two.start - one.end < self.minutes)
