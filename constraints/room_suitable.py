"""Lessons that need a special room are named into one that will do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from scheduler.domain.index import Index
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, joined, same
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule


class RoomSuitable(Rule):
    """A course with a strict room need is held in a room of that need, large enough for its pupils.

    Whoever is in a virtual room has one room of each set that it combines besides, all different. One unit is one
    lesson elsewhere or short of a room. The solver counts places (`room_capacity`) and names suitable rooms itself,
    so this rule only judges.
    """

    id = "room_suitable"
    name = Text("Suitable rooms", "专用场地")
    says = Text(
        "{0} on {1} in period {period} is in {where}; it needs {need}.",
        "{0}{1}第 {period} 节在 {where}，应在 {need}。",
    )
    source = Text(
        "School work plans: lessons for a laboratory or special room are held in one (facility-regular-use)",
        "学校工作方案：该在实验室、专用教室上的课就在那里上（facility-regular-use）",
    )
    unit = Text("lesson", "节")
    of = Owners.COURSES
    clauses = ("facility-regular-use",)
    judges_only = True

    def owners(self, problem: Problem) -> tuple[str, ...]:
        return _needing(problem.index)

    def check(self, view: View) -> Iterator[Finding]:
        index = view.problem.index
        for owner, rule in self.each(view):
            course, lessons = index.courses[owner], view.of_course.get(owner, [])
            strict = bool(course.room) and course.room_strict
            if strict and not any(placed.lesson.rooms for placed in lessons):
                missing = Text(f"the rooms of {index.title(owner)}", f"{index.title(owner)}的上课场地")
                yield rule.not_checked((owner, course.weeks), missing)
                continue
            suitable = index.lesson_needs(owner, ())
            elsewhere: dict[tuple[int, int], list[Placed]] = defaultdict(list)
            for placed in lessons:
                if (strict and suitable.isdisjoint(placed.lesson.rooms)) or index.short_of_rooms(placed.lesson.rooms):
                    elsewhere[placed.lesson.day, placed.lesson.period].append(placed)
            for (day, period), found in elsewhere.items():
                rooms = [same(index.title(room)) for placed in found for room in placed.lesson.rooms]
                yield rule.finding(
                    (owner, day, period, course.weeks),
                    len(found),
                    tuple(placed.at for placed in found),
                    period=period,
                    where=joined(rooms) if rooms else Text("no named room", "未注明的场地"),
                    need=index.title(course.room if strict else found[0].lesson.rooms[0]),
                )


@lru_cache(maxsize=4)
def _needing(index: Index) -> tuple[str, ...]:
    """Courses that need a room, all where rooms are combined; for the schools asked for last."""
    virtual = any(room.combines for room in index.rooms.values())
    return tuple(c.id for c in index.courses.values() if virtual or (c.room and c.room_strict))
