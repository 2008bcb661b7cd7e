"""Some courses keep out of some rooms at some times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from constraints.course_rows import ROWS, Row, bound_rows
from scheduler.domain.base import Id
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, joined, same
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Key, RoomQuestion, Rule, Source
from scheduler.rules.context import Context

Time = tuple[int, int]
"""(day, period of the course's own schedule)"""


class RoomTimesRow(Row):
    """Courses, rooms, and the times at which their lessons should not be there."""

    rooms: tuple[Id, ...] = Field(min_length=1)
    times: tuple[Time, ...] = ()

    def inside(self, day: int, period: int, duration: int) -> int:
        """How many periods of a lesson are at one of the times."""
        return sum((day, p) in self.times for p in range(period, period + duration))


class RoomTimes(Rule):
    """No lesson of a row's courses is in one of the row's rooms at one of its times; a virtual room is one of its own.

    For times at which a room is merely better left free. One unit is one period of a lesson.
    """

    id = "room_times"
    name = Text("Rooms better left free at some times", "场地尽量空出的时间")
    says = Text("{0}: {count} periods in {rooms} at such times.", "{0} 有 {count} 节在这些时间占用 {rooms}。")
    source = Text("School practice", "学校惯例")
    unit = Text("period", "节")
    of = Owners.COURSES
    names_rooms = True

    rows: Annotated[tuple[RoomTimesRow, ...], ROWS] = ()

    def room_questions(self, problem: Problem) -> Iterable[RoomQuestion]:
        rows = bound_rows(self, self.rows, problem)
        return (RoomQuestion(one, frozenset(row.rooms)) for row in rows for one in row.courses)

    def post(self, ctx: Context) -> None:
        for key, course, row in self._asked(ctx):
            rooms = frozenset(row.rooms)
            starts = ((s, row.inside(s.day, s.period, s.duration)) for s in ctx.starts(course))
            terms = [(x, periods) for start, periods in starts if periods for x in ctx.start_within(start, rooms)]
            ctx.at_most(self, key, terms, 0)

    def check(self, view: View) -> Iterator[Finding]:
        index = view.problem.index
        for key, course, row in self._asked(view):
            there = [p for p in view.of_course.get(course, ()) if p.moments]
            there = [p for p in there if not set(row.rooms).isdisjoint(index.own_rooms(p.lesson.rooms))]
            found = {p.at: row.inside(p.lesson.day, p.lesson.period, p.lesson.duration) for p in there}
            if count := sum(found.values()):
                told = joined([same(index.title(room)) for room in row.rooms])
                yield self.finding(key, count, tuple(at for at, n in found.items() if n), count=count, rooms=told)

    def _asked(self, source: Source) -> Iterator[tuple[Key, str, RoomTimesRow]]:
        """(key, course, row) of every course of every row; the course's second row has #2 in its key."""
        seen: Counter[str] = Counter()
        for row in bound_rows(self, self.rows, source.problem):
            for course in row.courses:
                seen[course] += 1
                if source.has(course):
                    number = () if seen[course] == 1 else (f"#{seen[course]}",)
                    yield (course, *number, source.problem.index.courses[course].weeks), course, row
