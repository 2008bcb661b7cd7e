"""At some periods of the week at most, or at least, so many lessons of some courses are held at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from constraints.course_rows import ROWS
from constraints.slot_rows import SlotRow, asks, misses
from scheduler.domain.policy import Owners
from scheduler.domain.text import Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


class TogetherRow(SlotRow):
    """With `or_none`, a period without any lesson of the courses is well where at least some are asked."""

    or_none: bool = False


class LessonsAtOnce(Rule):
    """In each period of a row at most and at least so many lessons of its courses are held; or none, if so said.

    One unit is one lesson too many or too few.
    """

    id = "lessons_at_once"
    name = Text("Lessons at once", "同时上课的节数")
    says = Text(
        "{who}, {day}, period {period}: {held} at once, {asked} wanted.",
        "{who}{day}第{period}节同时有 {held} 节，应{asked}。",
    )
    source = Text("School practice: halls, equipment, joint lessons", "学校惯例：合用场地与器材、合班活动")
    unit = Text("lesson", "节")
    of = Owners.COURSES

    rows: Annotated[tuple[TogetherRow, ...], ROWS] = ()

    def post(self, ctx: Context) -> None:
        for ask in asks(self, self.rows, ctx):
            row = ask.row
            for time, there in ask.starts(ctx).items():
                if row.most is not None:
                    ctx.at_most(self, ask.key("most", *time), there, row.most)
                if row.least is not None:
                    spared = [(ctx.negated(ctx.any_of(there)), row.least)] if row.or_none else []
                    ctx.at_least(self, ask.key("least", *time), [*there, *spared], row.least)

    def check(self, view: View) -> Iterator[Finding]:
        for ask in asks(self, self.rows, view):
            for (day, period), lessons in ask.lessons(view).items():
                for miss in misses(ask.row, len(lessons), Text("", "节")) if lessons or not ask.row.or_none else ():
                    at, facts = tuple(placed.at for placed in lessons), {"held": len(lessons), "asked": miss.asked}
                    facts |= {"who": ask.names(view.problem), "day": view.problem.index.day_name(day), "period": period}
                    yield self.finding(ask.key(miss.limit, day, period), miss.amount, at, **facts)
