"""Teachers or pupils have lessons on neither too many nor too few days, or parts of days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from constraints import people
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal

DAYS = Text("days", "天")


class DaysUsed(Rule):
    """Lessons in periods `first` to `last` (0: to the end of the day) on at most `most`, at least `least` days a week.

    Whoever has no lessons need not come. One unit is one day.
    """

    id = "days_used"
    name = Text("Days with lessons", "有课天数")
    says = Text(
        "{0} has lessons{span} on {count} days ({bound} {limit}).", "{0} {span}有课 {count} 天（{bound} {limit} 天）。"
    )
    source = Text("School practice", "学校惯例")
    unit = Text("day", "天")
    of = Owners.PEOPLE

    who: Annotated[people.Who, people.WHOSE] = "teachers"
    most: Annotated[int | None, Label("At most", "最多", DAYS, "lower")] = Field(None, ge=0, le=35)
    least: Annotated[int | None, Label("At least", "最少", DAYS, "higher")] = Field(None, ge=0, le=35)
    first: Annotated[int, Label("From period", "起始节次")] = Field(1, ge=1, le=100)
    last: Annotated[int, Label("To period (0: the last)", "终止节次（0 末节）")] = Field(0, ge=0, le=100)

    def post(self, ctx: Context) -> None:
        for person, rule in people.people(self, self.who, ctx):
            for weeks in ctx.weeks(person):
                days = [ctx.any_of(rule.lessons(ctx, person, day, weeks)) for day in ctx.days]
                if rule.most is not None and len(days) > rule.most:
                    ctx.at_most(rule, (person, "most", weeks), days, rule.most)
                if rule.least and people.courses(ctx.problem, self.who, person, weeks):
                    ctx.at_least(rule, (person, "least", weeks), days, rule.least)

    def lessons(self, ctx: Context, person: str, day: int, weeks: Weeks) -> list[Literal]:
        """What makes a day one with lessons: any lesson, or a period of those in question."""
        if self.first > 1 or self.last:
            return ctx.busy_periods(person, day, weeks)[self.first - 1 : self.last or None]
        return [start.literal for start in people.starts(ctx, self.who, person, day, weeks)]

    def counts(self, periods: list[int]) -> bool:
        """Whether a lesson in these periods makes its day one with lessons."""
        whole = self.first == 1 and not self.last
        return whole or any(self.first <= period <= (self.last or period) for period in periods)

    def check(self, view: View) -> Iterator[Finding]:
        for person, rule in people.people(self, self.who, view):
            for weeks in view.weeks(person):
                count, places = 0, list[int]()
                for day in view.days:
                    held = people.held(view, self.who, person, day, weeks)
                    lessons = [one for one in held if rule.counts(people.periods(view, self.who, person, [one]))]
                    count, places = count + bool(lessons), [*places, *(one.at for one in lessons)]
                facts = {"count": count, "span": people.span_words(rule.first, rule.last)}
                if rule.most is not None and count > rule.most:
                    facts |= {"bound": people.MOST, "limit": rule.most}
                    yield rule.finding((person, "most", weeks), count - rule.most, tuple(places), **facts)
                asked = places or people.courses(view.problem, self.who, person, weeks)
                if rule.least is not None and count < rule.least and asked:
                    facts |= {"bound": people.LEAST, "limit": rule.least}
                    yield rule.finding((person, "least", weeks), rule.least - count, tuple(places), **facts)
