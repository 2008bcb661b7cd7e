"""No more lessons need some rooms at one time than those rooms hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import Moment
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Start

NOWHERE: frozenset[str] = frozenset()


class RoomCapacity(Rule):
    """At every moment the lessons that can only be in some rooms find places there; closed rooms hold none.

    One unit is one lesson without a place at one moment.
    """

    id = "room_capacity"
    name = Text("Enough places in rooms", "场地容量")
    says = Text(
        "{0} on {1} at {2}: {held} in need of a place, {places} there.",
        "{0}{1}{2}有 {held} 节课，只容得下 {places} 节。",
    )
    source = Text("Places the school states for its rooms and fields", "学校登记的场地容量")
    unit = Text("lesson", "节")
    of = Owners.ROOMS

    def owners(self, problem: Problem) -> tuple[str, ...]:
        return tuple(problem.index.room_needs)

    def post(self, ctx: Context) -> None:
        index = ctx.problem.index
        asked = {course.id: index.lesson_needs(course.id, ()) for course in ctx.problem.courses}
        for need, rule in self.each(ctx):
            held = index.room_needs.get(need, frozenset())
            inside: dict[Moment, list[Start]] = defaultdict(list)
            for course, rooms in asked.items():
                if rooms and rooms <= held:
                    for start in ctx.starts(course):
                        for moment in start.moments:
                            inside[moment].append(start)
            for weeks in ctx.weeks(need):
                for (day, minute), starts in inside.items():
                    here = [start.literal for start in starts if start.weeks.meets(weeks)]
                    places = index.places(held, (day, minute), weeks)
                    ctx.at_most(rule, (need, day, minute, weeks), here, places)

    def check(self, view: View) -> Iterator[Finding]:
        index, bound = view.problem.index, dict(self.each(view))
        inside: dict[str, dict[Moment, list[Placed]]] = defaultdict(lambda: defaultdict(list))
        for rooms, lessons in view.of_need.items() if bound else ():
            for need in (need for need in bound if rooms <= index.room_needs.get(need, NOWHERE)):
                for placed in lessons:
                    for moment in placed.moments:
                        inside[need][moment].append(placed)
        for need, rule in bound.items():
            for (day, minute), lessons in inside[need].items() if need in inside else ():
                for weeks in view.weeks(need):
                    here = [placed.at for placed in lessons if placed.lesson.weeks.meets(weeks)]
                    places = index.places(index.room_needs[need], (day, minute), weeks) if here else 0
                    if len(here) > places:
                        key = (need, day, minute, weeks)
                        yield rule.finding(key, len(here) - places, tuple(here), held=len(here), places=places)
