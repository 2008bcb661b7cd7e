"""A course does not wander from room to room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text, joined, same
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule


class RoomStability(Rule):
    """A course's lessons use at most `limit` different rooms; several rooms at once count as one.

    One unit is one room more. Lessons without a named room are not counted. Rooms are named after the search, which
    keeps a course in one room as far as it can: the solver is not told.
    """

    id = "room_stability"
    name = Text("Few rooms for a course", "场地固定")
    says = Text(
        "{0} uses {count} rooms (at most {limit}): {rooms}.", "{0} 用了 {count} 个场地（上限 {limit}）：{rooms}。"
    )
    source = Text("School practice", "学校惯例")
    unit = Text("room", "个场地")
    of = Owners.COURSES
    levels: ClassVar[tuple[Level, ...]] = (Level.SOFT,)
    judges_only = True
    reads_rooms = True

    level: Level = Level.SOFT
    limit: Annotated[int, Label("Rooms at most", "最多场地数", Text("rooms", "个"), "lower")] = Field(1, ge=1, le=40)

    def check(self, view: View) -> Iterator[Finding]:
        index = view.problem.index
        for owner, rule in self.each(view):
            held = [placed for placed in view.of_course.get(owner, ()) if placed.lesson.rooms]
            used = sorted({tuple(sorted(set(placed.lesson.rooms))) for placed in held})
            if (over := len(used) - rule.limit) > 0:
                rooms = joined([same("+".join(map(index.title, rooms))) for rooms in used])
                facts = {"count": len(used), "limit": rule.limit, "rooms": rooms}
                yield rule.finding((owner, index.courses[owner].weeks), over, tuple(p.at for p in held), **facts)
