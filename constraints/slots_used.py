"""Some courses use at most, or at least, so many of some periods of the week."""

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


class SlotsUsed(Rule):
    """Of the periods of a row, at most and at least so many have a lesson of its courses, one or several at once.

    One unit is one period too many or too few.
    """

    id = "slots_used"
    name = Text("Periods that some courses use", "任课占用的时段数")
    says = Text(
        "{who}: {used} of the periods named are used, {asked} wanted.", "{who}占用所列时段中的 {used} 个，应{asked}。"
    )
    source = Text("School practice: a part-time specialist, a shared hall", "学校惯例：外聘教师、合用场地")
    unit = Text("period", "节")
    of = Owners.COURSES

    rows: Annotated[tuple[SlotRow, ...], ROWS] = ()

    def post(self, ctx: Context) -> None:
        for ask in asks(self, self.rows, ctx):
            row = ask.row
            used = [ctx.any_of(there, upper=row.least is None) for there in ask.starts(ctx).values()]
            if row.most is not None:
                ctx.at_most(self, ask.key("most"), used, row.most)
            if row.least is not None:
                ctx.at_least(self, ask.key("least"), used, row.least)

    def check(self, view: View) -> Iterator[Finding]:
        for ask in asks(self, self.rows, view):
            taken = [lessons for lessons in ask.lessons(view).values() if lessons]
            at = tuple(sorted({placed.at for lessons in taken for placed in lessons}))
            for miss in misses(ask.row, len(taken), Text("", "个")):
                facts = {"who": ask.names(view.problem), "used": len(taken), "asked": miss.asked}
                yield self.finding(ask.key(miss.limit), miss.amount, at, **facts)
