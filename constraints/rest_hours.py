"""Teachers or pupils rest long enough from the last lesson of a day to the first of the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from constraints import people
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


class RestHours(Rule):
    """At least `least` periods of the schedule after the last lesson of a day and before the first of the next.

    Closed periods are rest too; a day without lessons is rest enough. With `circular` the first day follows the
    last. One unit is one period of rest short.
    """

    id = "rest_hours"
    name = Text("Rest between two days", "两天之间的休息")
    says = Text(
        "{0} has {rest} periods of rest between {1} and {next} (at least {limit}).",
        "{0} {1}到{next}之间只有 {rest} 节休息（至少 {limit} 节）。",
    )
    source = Text("School practice", "学校惯例")
    unit = Text("period", "节")
    of = Owners.PEOPLE

    who: Annotated[people.Who, people.WHOSE] = "teachers"
    least: Annotated[int, Label("At least", "最少", people.PERIODS, "higher")] = Field(2, ge=0, le=100)
    circular: Annotated[bool, Label("From the last day to the first too", "末日到首日也算")] = False

    def post(self, ctx: Context) -> None:
        for person, rule in people.people(self, self.who, ctx):
            for weeks in ctx.weeks(person):
                for day, following in rule.nights(ctx.problem):
                    late, early = ctx.busy_periods(person, day, weeks), ctx.busy_periods(person, following, weeks)
                    # n periods short: n ways to split the rest in which the evening and the morning are too short
                    short = [
                        ctx.both(
                            ctx.any_of(late[max(0, len(late) - evening - 1) :], upper=True),
                            ctx.any_of(early[: rule.least - evening], upper=True),
                        )
                        for evening in range(rule.least)
                    ]
                    ctx.at_most(rule, (person, day, weeks), short, 0)

    def check(self, view: View) -> Iterator[Finding]:
        for person, rule in people.people(self, self.who, view):
            schedule = people.home(view.problem, self.who, person)
            for weeks in view.weeks(person):
                days = {day: (busy, at) for day, busy, at in people.days_of(view, self.who, person, weeks)}
                for day, following in rule.nights(view.problem):
                    (late, evening), (early, morning) = days[day], days[following]
                    rest = schedule.periods(day) - late[-1] + early[0] - 1 if late and early else rule.least
                    if rest < rule.least:
                        at = tuple(dict.fromkeys((*evening, *morning)))
                        facts = {"rest": rest, "limit": rule.least, "next": view.problem.index.day_name(following)}
                        yield rule.finding((person, day, weeks), rule.least - rest, at, **facts)

    def nights(self, problem: Problem) -> list[tuple[int, int]]:
        """Each day with the next one."""
        around = [(problem.days[-1], problem.days[0])] if self.circular else []
        return [*pairwise(problem.days), *around]
