"""Teachers or pupils are at school for few periods from their first lesson of a day to the last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from constraints import people
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal

DAY = Text(
    "{1} periods on {0} from the first lesson to the last (limit {2})", "{0}从首节到末节共 {1} 节（上限 {2} 节）"
)
WEEK = Text("{0} days are longer than {1} periods (one may be)", "有 {0} 天超过 {1} 节（只可有一天）")


class DaySpan(Rule):
    """From the first lesson of a day to the last, both counted, at most `most` periods, free or not.

    With `one_longer` one day a week may have one more. One unit is one period more, or one longer day more.
    """

    id = "day_span"
    name = Text("Span of a day", "每日在校跨度")
    says = Text("{0}: {what}.", "{0}：{what}。")
    source = Text("School practice", "学校惯例")
    unit = Text("period or day", "节或天")
    of = Owners.PEOPLE

    who: Annotated[people.Who, people.WHOSE] = "teachers"
    most: Annotated[int, Label("At most", "最多", people.PERIODS, "lower")] = Field(8, ge=1, le=100)
    one_longer: Annotated[bool, Label("One day may be a period longer", "允许一天多一节")] = False

    def post(self, ctx: Context) -> None:
        for person, rule in people.people(self, self.who, ctx):
            for weeks in ctx.weeks(person):
                longer = list[Literal]()
                for day in ctx.days:
                    busy = ctx.busy_periods(person, day, weeks)
                    begun, unfinished = ctx.any_until(busy, upper=True), ctx.any_from(busy, upper=True)
                    # a day of n periods too many has n periods by which it has begun and that lie `most` before its end
                    if beyond := list(zip(begun, unfinished[rule.most + rule.one_longer :], strict=False)):
                        ctx.at_most(rule, (person, day, weeks), [ctx.both(*pair) for pair in beyond], 0)
                    longer.append(ctx.any_both(zip(begun, unfinished[rule.most :], strict=False)))
                if rule.one_longer:
                    ctx.at_most(rule, (person, "week", weeks), longer, 1)

    def check(self, view: View) -> Iterator[Finding]:
        for person, rule in people.people(self, self.who, view):
            for weeks in view.weeks(person):
                longer, places = 0, list[int]()
                for day, busy, at in people.days_of(view, self.who, person, weeks):
                    span, limit = busy[-1] - busy[0] + 1 if busy else 0, rule.most + rule.one_longer
                    if span > rule.most:
                        longer, places = longer + 1, [*places, *at]
                    if span > limit:
                        what = DAY.format(view.problem.index.day_name(day), span, limit)
                        yield rule.finding((person, day, weeks), span - limit, at, what=what)
                if rule.one_longer and longer > 1:
                    what = WEEK.format(longer, rule.most)
                    yield rule.finding((person, "week", weeks), longer - 1, tuple(places), what=what)
