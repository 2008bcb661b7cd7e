"""Teachers or pupils do not have too many periods of lessons on end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product
from typing import Annotated

from pydantic import Field

from constraints import people
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import FALSE, TRUE, Context


class RunLength(Rule):
    """At most `limit` periods of lessons (with the `tag`) on end; any period without such a lesson ends the run.

    One unit is one run that is too long, however long it is.
    """

    id = "run_length"
    name = Text("Lessons on end", "连上节数")
    says = Text(
        "{0} has {longest} {periods} on end on {1} (limit {limit}).",
        "{0} {1}连上 {longest} {periods}（上限 {limit} 节）。",
    )
    source = Text("School practice", "学校惯例")
    unit = Text("run of periods", "处")
    of = Owners.PEOPLE

    who: Annotated[people.Who, people.WHOSE] = "teachers"
    limit: Annotated[int, Label("Periods on end at most", "最多连上节数", people.PERIODS, "lower")] = Field(
        3, ge=1, le=100
    )
    tag: Annotated[str, people.TAG] = ""

    def post(self, ctx: Context) -> None:
        for person, rule in people.people(self, self.who, ctx):
            only = people.tagged(ctx.problem, rule.tag)
            for weeks, day in product(ctx.weeks(person), ctx.days):
                busy = ctx.busy_periods(person, day, weeks, courses=only)
                free = [ctx.negated(one) for one in busy]
                windows = [free[at : at + rule.limit + 1] for at in range(len(busy) - rule.limit)]
                runs = [ctx.negated(ctx.any_of(window)) for window in windows]
                if self.level is not Level.HARD:  # a long run is many windows, but one run where it begins
                    runs = [
                        ctx.both(run, TRUE, unless=before) for run, before in zip(runs, [FALSE, *busy], strict=False)
                    ]
                if runs:
                    ctx.at_most(rule, (person, day, weeks), runs, 0)

    def check(self, view: View) -> Iterator[Finding]:
        for person, rule in people.people(self, self.who, view):
            only = people.tagged(view.problem, rule.tag)
            for weeks in view.weeks(person):
                for day, busy, at in people.days_of(view, self.who, person, weeks, only):
                    runs = list[int]()
                    for before, period in pairwise((0, *busy)):
                        runs = [*runs[:-1], runs[-1] + 1] if runs and period == before + 1 else [*runs, 1]
                    if long := [run for run in runs if run > rule.limit]:
                        facts = {"longest": max(long), "periods": people.tagged_periods(rule.tag), "limit": rule.limit}
                        yield rule.finding((person, day, weeks), len(long), at, **facts)
