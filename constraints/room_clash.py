"""A room never holds more lessons than it has places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, joined, same
from scheduler.domain.time import Moment
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule


class RoomClash(Rule):
    """No more lessons are named into a room at one moment than it has places.

    An unknown room has one place, and a room that a row of a bell schedule fills has none. One unit is one lesson
    too many at one moment. The solver counts places (`room_capacity`) and names rooms later; this only judges.
    """

    id = "room_clash"
    name = Text("Rooms do not clash", "场地不冲突")
    says = Text(
        "{0} has {count} lessons on {1} at {2}, places for {places}: {what}.",
        "{0}{1}{2}有 {count} 节课，只容得下 {places} 节：{what}。",
    )
    source = Text("What a timetable is", "课表的基本要求")
    unit = Text("lesson", "节")
    of = Owners.ROOMS
    levels: ClassVar[tuple[Level, ...]] = (Level.HARD,)
    judges_only = True

    def owners(self, problem: Problem) -> tuple[str, ...]:
        return tuple(problem.index.rooms)

    def check(self, view: View) -> Iterator[Finding]:
        index, begins = view.problem.index, view.problem.timeline.lesson_starts
        for room, rule in self.each(view):
            known = [index.rooms[r] for r in index.rooms_in(room) if r in index.rooms]
            inside: dict[Moment, dict[int, Placed]] = defaultdict(dict)
            for placed in view.of_room.get(room, ()):
                for moment in placed.moments:
                    inside[moment][placed.at] = placed
            for (day, minute), there in inside.items():
                left = [r.places for r in known if (r.id, (day, minute)) not in index.occupied]
                counted = minute in begins.get(day, ()) or len(left) < len(known)
                places = sum(left) if known else 1
                for weeks in view.weeks(room) if counted and len(there) > places else ():
                    here = [placed for placed in there.values() if placed.lesson.weeks.meets(weeks)]
                    if len(here) > places:
                        what = joined([same(index.title(p.lesson.course or p.lesson.subject)) for p in here])
                        at = tuple(placed.at for placed in here)
                        facts = {"count": len(here), "places": places, "what": what}
                        yield rule.finding((room, day, minute, weeks), len(here) - places, at, **facts)
