"""A day of teachers or pupils is neither too long nor too short."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Annotated

from pydantic import Field

from constraints import people
from constraints.gathering import reached
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import TRUE, Context


class DayLength(Rule):
    """A teacher's or pupil's day has at most `most` and at least `least` periods of lessons (with the `tag`).

    A day without any is not too short unless `empty_days` is off. One unit is one day, however much is wrong.
    """

    id = "day_length"
    name = Text("Length of a day", "每日节数")
    says = Text(
        "{0} has {count} {periods} on {2} ({bound} {limit}).", "{0} {2}有 {count} {periods}（{bound} {limit} 节）。"
    )
    source = Text("School practice", "学校惯例")
    unit = Text("day", "天")
    of = Owners.PEOPLE

    who: Annotated[people.Who, people.WHOSE] = "teachers"
    most: Annotated[int | None, Label("At most", "最多", people.PERIODS, "lower")] = Field(None, ge=0, le=100)
    least: Annotated[int | None, Label("At least", "最少", people.PERIODS, "higher")] = Field(None, ge=0, le=100)
    empty_days: Annotated[bool, Label("A day may be free of them", "可整天无课")] = True
    tag: Annotated[str, people.TAG] = ""

    def post(self, ctx: Context) -> None:
        hard = self.level is Level.HARD  # a soft one counts days, whatever is wrong with them
        for person, rule in people.people(self, self.who, ctx):
            only = people.tagged(ctx.problem, rule.tag)
            for weeks, day in product(ctx.weeks(person), ctx.days):
                busy = ctx.busy_periods(person, day, weeks, courses=only)
                if rule.most is not None and len(busy) > rule.most:
                    over = busy if hard else reached(ctx, busy, rule.most + 1)[-1:]
                    ctx.at_most(rule, (person, "most", day, weeks), over, rule.most if hard else 0)
                if not (rule.least and busy and people.courses(ctx.problem, self.who, person, weeks, only)):
                    continue
                comes, key = ctx.any_of(busy) if rule.empty_days else TRUE, (person, "least", day, weeks)
                if hard:
                    ctx.at_least(rule, key, [*busy, (comes, -rule.least)], 0)
                else:
                    enough = reached(ctx, busy, rule.least)[-1]
                    ctx.at_most(rule, key, [ctx.both(comes, TRUE, unless=enough)], 0)

    def check(self, view: View) -> Iterator[Finding]:
        for person, rule in people.people(self, self.who, view):
            only, schedule = people.tagged(view.problem, rule.tag), people.home(view.problem, self.who, person)
            for weeks in view.weeks(person):
                asked = not rule.empty_days and people.courses(view.problem, self.who, person, weeks, only)
                for day, busy, at in people.days_of(view, self.who, person, weeks, only):
                    count, facts = len(busy), {"count": len(busy), "periods": people.tagged_periods(rule.tag)}
                    if rule.most is not None and count > rule.most:
                        key = (person, "most", day, weeks)
                        yield rule.finding(key, 1, at, **facts, bound=people.MOST, limit=rule.most)
                    if rule.least is not None and count < rule.least and (count or (asked and schedule.periods(day))):
                        key = (person, "least", day, weeks)
                        yield rule.finding(key, 1, at, **facts, bound=people.LEAST, limit=rule.least)
