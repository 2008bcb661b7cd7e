"""Courses are taught in the rooms wished for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from constraints.course_rows import ROWS, Row, bound_rows
from scheduler.domain.base import Id
from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, joined, same
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Key, RoomQuestion, Rule, Source
from scheduler.rules.context import Context


class RoomsRow(Row):
    """Courses, and the rooms any of which will do for them."""

    rooms: tuple[Id, ...] = Field(min_length=1)


class PreferredRooms(Rule):
    """Each lesson of a row's courses is in one of the row's rooms; a virtual room is one of its own.

    A course that needs no room, or merely prefers some, is given one of them where there is a place; of a course in
    several rows every row counts. One unit is one lesson in another room or in none.
    """

    id = "preferred_rooms"
    name = Text("Rooms wished for", "优先场地")
    says = Text("{0}: {count} lessons not in {rooms}.", "{0} 有 {count} 节不在 {rooms}。")
    source = Text("School practice", "学校惯例")
    unit = Text("lesson", "节")
    of = Owners.COURSES
    names_rooms = True

    level: Level = Level.SOFT
    rows: Annotated[tuple[RoomsRow, ...], ROWS] = ()

    def room_questions(self, problem: Problem) -> Iterable[RoomQuestion]:
        rows = bound_rows(self, self.rows, problem)
        return (RoomQuestion(one, frozenset(row.rooms), offers=True) for row in rows for one in row.courses)

    def post(self, ctx: Context) -> None:
        for key, course, rooms in self._asked(ctx):
            elsewhere = [x for start in ctx.starts(course) for x in ctx.start_outside(start, frozenset(rooms))]
            ctx.at_most(self, key, elsewhere, 0)

    def check(self, view: View) -> Iterator[Finding]:
        index = view.problem.index
        for key, course, rooms in self._asked(view):
            mine = view.of_course.get(course, ())
            wrong = tuple(p.at for p in mine if not set(rooms).intersection(index.own_rooms(p.lesson.rooms)))
            if wrong:
                told = joined([same(index.title(room)) for room in rooms])
                yield self.finding(key, len(wrong), wrong, count=len(wrong), rooms=told)

    def _asked(self, source: Source) -> Iterator[tuple[Key, str, tuple[str, ...]]]:
        """(key, course, rooms) of every course of every row; the course's second row has #2 in its key."""
        times: Counter[str] = Counter()
        for row in bound_rows(self, self.rows, source.problem):
            for course in row.courses:
                times[course] += 1
                if source.has(course):
                    number = () if times[course] == 1 else (f"#{times[course]}",)
                    yield (course, *number, source.problem.index.courses[course].weeks), course, row.rooms
