"""The day of pupils or teachers begins in its first period, on few days in the second, never later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from constraints import people
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import TRUE, Context, Literal

LATER = Text("on {0} the day begins with period {1}", "{0}从第 {1} 节才开始上课")
SECOND = Text("{0} days begin with the second period (limit {1})", "有 {0} 天从第二节开始上课（上限 {1} 天）")


class EarlyStart(Rule):
    """A day with lessons begins in the first open period, at most `seconds` days a week in the second, none later.

    Open is a period in which the person is not away and the schedule is not closed. One unit is one day.
    """

    id = "early_start"
    name = Text("Early start of the day", "从第一节开始上课")
    says = Text("{0}: {what}.", "{0}：{what}。")
    source = Text("School practice", "学校惯例")
    unit = Text("day", "天")
    of = Owners.PEOPLE

    who: Annotated[people.Who, people.WHOSE] = "pupils"
    seconds: Annotated[int, Label("In the second at most", "第二节开始最多", Text("days", "天"), "lower")] = Field(
        0, ge=0, le=35
    )

    def post(self, ctx: Context) -> None:
        closed, hard = people.shut(ctx.problem, self.who), self.level is Level.HARD
        for person, rule in people.people(self, self.who, ctx):
            for weeks in ctx.weeks(person):
                seconds = list[Literal]()
                for day in ctx.days:
                    busy = ctx.busy_periods(person, day, weeks)
                    open_ones = sorted(set(range(1, len(busy) + 1)) - closed(person, weeks)[day])
                    first, second = (*open_ones, len(busy), len(busy))[:2]
                    if after := busy[second:]:
                        later = ctx.both(ctx.any_of(after, upper=True), TRUE, unless=ctx.any_of(busy[:second]))
                        ctx.at_most(rule, (person, day, weeks), [later], 0)
                    # where no day may begin later than in the second, any lesson after the first period tells as much
                    here = ctx.any_of(busy[first : None if hard else second], upper=True)
                    seconds.append(ctx.both(here, TRUE, unless=ctx.any_of(busy[:first])))
                if len(seconds) > rule.seconds:
                    ctx.at_most(rule, (person, "week", weeks), seconds, rule.seconds)

    def check(self, view: View) -> Iterator[Finding]:
        closed, day_name = people.shut(view.problem, self.who), view.problem.index.day_name
        for person, rule in people.people(self, self.who, view):
            for weeks in view.weeks(person):
                seconds, places = 0, list[int]()
                for day, busy, at in people.days_of(view, self.who, person, weeks):
                    first, *_ = *busy, 1
                    before = len(set(range(1, first)) - closed(person, weeks)[day])
                    if before == 1:
                        seconds, places = seconds + 1, [*places, *at]
                    elif before:
                        what = LATER.format(day_name(day), first)
                        yield rule.finding((person, day, weeks), 1, at, what=what)
                if seconds > rule.seconds:
                    what = SECOND.format(seconds, rule.seconds)
                    yield rule.finding((person, "week", weeks), seconds - rule.seconds, tuple(places), what=what)
