"""Between lessons of two tags on one day there are periods enough."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from typing import Annotated

from pydantic import Field

from constraints import people
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import FALSE, Context, Literal


class TagGaps(Rule):
    """At least `periods` periods from the end of a lesson with one tag to a later one with the other on a day.

    Whatever stands between counts. `ordered`: only the first tag before the second. One tag twice keeps its lessons
    apart. One unit is one period short, for each end and later beginning.
    """

    id = "tag_gaps"
    name = Text("Periods between marked lessons", "标记课之间的间隔")
    says = Text(
        "{0} has “{first}” and “{second}” {gap} periods apart on {1} (at least {limit}).",
        "{0} {1}“{first}”与“{second}”只隔 {gap} 节（至少 {limit} 节）。",
    )
    source = Text("School practice", "学校惯例")
    unit = Text("period", "节")
    of = Owners.PEOPLE

    who: Annotated[people.Who, people.WHOSE] = "pupils"
    first_tag: Annotated[str, Label("First tag", "标记一")] = ""
    second_tag: Annotated[str, Label("Second tag", "标记二")] = ""
    periods: Annotated[int, Label("At least", "最少", people.PERIODS, "higher")] = Field(1, ge=0, le=100)
    ordered: Annotated[bool, Label("Only the first before the second", "只算标记一在前")] = False

    def post(self, ctx: Context) -> None:
        courses = ctx.problem.index.tagged
        for person, rule in people.people(self, self.who, ctx):
            for weeks, day in product(ctx.weeks(person), ctx.days):
                near, here = list[tuple[Literal, int]](), (ctx, self.who, person, day, weeks)
                for earlier, later in rule.orders():
                    begins = people.edges(*here, courses.get(later, frozenset()), 0)
                    for end, ended in people.edges(*here, courses.get(earlier, frozenset()), -1).items():
                        for missing in range(1, rule.periods + 1):
                            begun = begins.get(end + 1 + rule.periods - missing, FALSE)
                            near.append((ctx.both(ended, begun), missing))
                if near:
                    ctx.at_most(rule, (person, day, weeks), near, 0)

    def orders(self) -> tuple[tuple[str, str], ...]:
        """(earlier, later) tags to keep apart."""
        both = (self.first_tag, self.second_tag)
        return (both,) if self.ordered else tuple(dict.fromkeys((both, both[::-1])))

    def check(self, view: View) -> Iterator[Finding]:
        tagged = view.problem.index.tagged
        for person, rule in people.people(self, self.who, view):
            for weeks, day in product(view.weeks(person), view.days):
                taken = [
                    (one, mine)
                    for one in people.held(view, self.who, person, day, weeks)
                    if (mine := people.periods(view, self.who, person, [one]))
                ]
                gaps, at = dict[tuple[int, int, tuple[str, str]], int](), set[int]()
                for (one, mine), (other, its) in permutations(taken, 2):
                    courses, gap = (one.lesson.course, other.lesson.course), its[0] - mine[-1] - 1
                    for order in rule.orders() if 0 <= gap < rule.periods else ():
                        if all(course in tagged.get(tag, ()) for course, tag in zip(courses, order, strict=True)):
                            gaps[mine[-1], its[0], order], at = gap, at | {one.at, other.at}
                if gaps:
                    amount = sum(rule.periods - gap for gap in gaps.values())
                    facts = {"first": rule.first_tag, "second": rule.second_tag, "limit": rule.periods}
                    key, nearest = (person, day, weeks), min(gaps.values())
                    yield rule.finding(key, amount, tuple(sorted(at)), **facts, gap=nearest)
