"""Lessons that follow each other at once stay in one room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Annotated

from constraints.course_rows import ROWS, Row, bound_rows, met, pairs, who
from constraints.neighbours import course_bells, near_periods
from constraints.side_by_side import Span, adjoin, span_of
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, RoomQuestion, Rule
from scheduler.rules.context import Context, Literal, Start


class SameRoomNext(Rule):
    """Two lessons of a row's courses of which one follows the other at once are in the same room.

    Two of one course are looked at too; a closed period or noon parts lessons, and one without a room is in no other
    room. A virtual room is one of its own. One unit is two such lessons in different rooms.
    """

    id = "same_room_next"
    name = Text("One room for lessons in a row", "连着的课不换场地")
    says = Text("{who}: one right after the other, in different rooms.", "{who}：一节接一节，却不在同一场地。")
    source = Text("School practice", "学校惯例")
    unit = Text("pair of lessons", "处")
    of = Owners.COURSES
    names_rooms = True

    rows: Annotated[tuple[Row, ...], ROWS] = ()

    def room_questions(self, problem: Problem) -> Iterable[RoomQuestion]:
        courses = {one for row in bound_rows(self, self.rows, problem) for one in row.courses}
        return (RoomQuestion(one, frozenset((room.id,))) for one in sorted(courses) for room in problem.rooms)

    def post(self, ctx: Context) -> None:
        near, bells = near_periods(ctx.problem, True), course_bells(ctx.problem)
        for pair in pairs(self, self.rows, ctx):
            by_day: dict[int, list[Start]] = defaultdict(list)
            for start in ctx.starts(pair.b):
                by_day[start.day].append(start)
            apart: list[Literal] = []
            for one in ctx.starts(pair.a):
                span = Span(bells[pair.a], one.period, one.duration)
                for two in by_day[one.day]:
                    if pair.a == pair.b and two.period < one.period:
                        continue
                    if adjoin(near, one.day, span, Span(bells[pair.b], two.period, two.duration)):
                        apart += self._apart(ctx, one, two)
            ctx.at_most(self, pair.key, apart, 0)

    def _apart(self, ctx: Context, one: Start, two: Start) -> Iterator[Literal]:
        """For each room whether one lesson is there and the other in another."""
        choices = ctx.room_choices(one.course)
        with_room = ctx.any_of(ctx.start_within(two, frozenset(ctx.room_choices(two.course))))
        for room in choices:
            for here in ctx.start_within(one, frozenset((room,))):
                yield ctx.both(here, with_room, unless=ctx.any_of(ctx.start_within(two, frozenset((room,)))))

    def check(self, view: View) -> Iterator[Finding]:
        near, own = near_periods(view.problem, True), view.problem.index.own_rooms

        def apart(one: Placed, two: Placed) -> bool:
            rooms = set(own(one.lesson.rooms)), set(own(two.lesson.rooms))
            follow = one.lesson.day == two.lesson.day and adjoin(near, one.lesson.day, span_of(one), span_of(two))
            return follow and all(rooms) and rooms[0] != rooms[1]

        for pair in pairs(self, self.rows, view):
            if wrong := [two for two in met(view, pair) if apart(*two)]:
                at = tuple(sorted({placed.at for two in wrong for placed in two}))
                yield self.finding(pair.key, len(wrong), at, who=who(view.problem, pair))
