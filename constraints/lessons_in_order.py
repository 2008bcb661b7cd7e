"""Lessons of some courses follow at once, stand side by side, or come in an order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, product
from typing import Annotated

from constraints.course_order import WAYS, How, Next, OrderRow, apart, late, orders, side_by_side
from constraints.course_rows import ROWS, held
from constraints.neighbours import next_open
from scheduler.domain.policy import Owners
from scheduler.domain.text import Text, joined, same
from scheduler.domain.time import Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


class LessonsInOrder(Rule):
    """Each lesson of a course stands to those of the course named before it as its row asks.

    Consecutive: it begins in the open period after one of them; grouped: it is side by side with one of each other
    course of the row, in any order; ordered: it begins when all of them (of that day) are over. Noon parts lessons, a
    closed period does not. Nothing is asked while a course before has no lesson. One unit is one lesson out of place.
    """

    id = "lessons_in_order"
    name = Text("Order of lessons", "课的先后与相连")
    says = Text("{last} should stand {way}; {out} of its lessons do not.", "{last}应{way}，有 {out} 节没有做到。")
    source = Text("School practice", "学校惯例")
    unit = Text("lesson", "节")
    of = Owners.COURSES

    rows: Annotated[tuple[OrderRow, ...], ROWS] = ()

    def post(self, ctx: Context) -> None:
        next_of = {weeks: next_open(ctx.problem, weeks) for weeks in Weeks}
        for order in orders(self, self.rows, ctx):
            *others, last = order.courses
            if order.how in ("consecutive", "grouped"):
                out = apart(ctx, others, last, next_of[order.weeks], around=order.how == "grouped")
            else:
                out = late(ctx, others[0], last, by_day=order.how == "ordered_on_a_day")
            ctx.at_most(self, order.key, out, 0)

    def check(self, view: View) -> Iterator[Finding]:
        next_of, title = {weeks: next_open(view.problem, weeks) for weeks in Weeks}, view.problem.index.title
        for order in orders(self, self.rows, view):
            *others, last = order.courses
            choices = list(product(*(held(view, course) for course in others)))
            out = [one for one in held(view, last) if not stands(one, choices, order.how, next_of[order.weeks])]
            if choices and out:
                way = WAYS[order.how].format(joined([same(title(course)) for course in others]))
                yield self.finding(
                    order.key, len(out), tuple(p.at for p in out), last=title(last), out=len(out), way=way
                )


def stands(one: Placed, choices: Sequence[tuple[Placed, ...]], how: How, next_of: Next) -> bool:
    """Whether a lesson stands so to those of the other courses, told as every choice of one of each."""
    if how == "consecutive":
        return any(side_by_side((*others, one), next_of) for others in choices)
    if how == "grouped":
        blocks = (sorted((*others, one), key=lambda p: (p.lesson.day, p.lesson.period)) for others in choices)
        return any(side_by_side(block, next_of) for block in blocks)
    before = chain.from_iterable(choices)
    asked = (p for p in before if how == "ordered" or p.lesson.day == one.lesson.day)
    return all(p.moments[-1] < one.moments[0] for p in asked)
