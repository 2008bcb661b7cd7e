"""Teachers or pupils have few free periods between two lessons, a day or a week."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from constraints import people
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import FALSE, Context, Literal

ON, WEEKLY = Text("on {0}", "{0}"), Text("in a week", "一周")


class IdlePeriods(Rule):
    """At most `daily` free periods between the first and last lesson of a day, and `weekly` in all days of a week.

    Periods in which the person is away or the schedule is closed are not free. One unit is one free period more.
    """

    id = "idle_periods"
    name = Text("Free periods between lessons", "课间空节")
    says = Text(
        "{0} has {gaps} free periods between lessons {when} (limit {limit}).",
        "{0} {when}首末节之间有 {gaps} 个空节（上限 {limit}）。",
    )
    source = Text("School practice", "学校惯例")
    unit = Text("free period", "空节")
    of = Owners.PEOPLE

    who: Annotated[people.Who, people.WHOSE] = "teachers"
    daily: Annotated[int | None, Label("A day at most", "每天最多", people.PERIODS, "lower")] = Field(
        None, ge=0, le=100
    )
    weekly: Annotated[int | None, Label("A week at most", "每周最多", people.PERIODS, "lower")] = Field(
        None, ge=0, le=1000
    )

    def post(self, ctx: Context) -> None:
        closed = people.shut(ctx.problem, self.who)
        for person, rule in people.people(self, self.who, ctx):
            for weeks in ctx.weeks(person):
                week = list[Literal]()
                for day in ctx.days:
                    idle = _idle(ctx, ctx.busy_periods(person, day, weeks), closed(person, weeks)[day])
                    if rule.daily is not None and len(idle) > rule.daily:
                        ctx.at_most(rule, (person, day, weeks), idle, rule.daily)
                    week += idle
                if rule.weekly is not None and len(week) > rule.weekly:
                    ctx.at_most(rule, (person, "week", weeks), week, rule.weekly)

    def check(self, view: View) -> Iterator[Finding]:
        closed = people.shut(view.problem, self.who)
        for person, rule in people.people(self, self.who, view):
            for weeks in view.weeks(person):
                total, places = 0, list[int]()
                for day, busy, at in people.days_of(view, self.who, person, weeks):
                    between = set(range(busy[0], busy[-1])) if busy else set[int]()
                    gaps = len(between.difference(busy, closed(person, weeks)[day]))
                    total, places = total + gaps, [*places, *at]
                    if rule.daily is not None and gaps > rule.daily:
                        facts = {"gaps": gaps, "limit": rule.daily, "when": ON.format(view.problem.index.day_name(day))}
                        yield rule.finding((person, day, weeks), gaps - rule.daily, at, **facts)
                if rule.weekly is not None and total > rule.weekly:
                    facts = {"gaps": total, "limit": rule.weekly, "when": WEEKLY}
                    yield rule.finding((person, "week", weeks), total - rule.weekly, tuple(places), **facts)


def _idle(ctx: Context, busy: list[Literal], closed: frozenset[int]) -> list[Literal]:
    """For each open period that can lie between two lessons: is it a free one of them? At least true then."""
    begun, unfinished = ctx.any_until(busy[:-2], upper=True), ctx.any_from(busy[2:], upper=True)
    middle = [at for at in range(len(begun)) if at + 2 not in closed]
    found = (ctx.both(begun[at], unfinished[at], unless=busy[at + 1]) for at in middle)
    return [literal for literal in found if literal != FALSE]
