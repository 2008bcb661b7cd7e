"""Some courses together use few rooms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from pydantic import Field

from constraints.course_rows import ROWS, Row, bound_rows, by_weeks
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text, joined, same
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Key, RoomQuestion, Rule, Source
from scheduler.rules.context import Context, Literal


class MostRow(Row):
    """Courses, and how many rooms they may use together."""

    most: Annotated[int, Label("Rooms at most", "最多场地数", Text("rooms", "个"), "lower")] = Field(1, ge=1, le=100)


class FewRooms(Rule):
    """The lessons of a row's courses use at most `most` different rooms; a virtual room is one of its own.

    Lessons without a room use none. One unit is one room more.
    """

    id = "few_rooms"
    name = Text("Few rooms for some courses", "几门课共用少数场地")
    says = Text(
        "{who}: {count} rooms, at most {most}: {rooms}.", "{who} 用了 {count} 个场地（最多 {most} 个）：{rooms}。"
    )
    source = Text("School practice", "学校惯例")
    unit = Text("room", "个场地")
    of = Owners.COURSES
    names_rooms = True

    rows: Annotated[tuple[MostRow, ...], ROWS] = ()

    def room_questions(self, problem: Problem) -> Iterable[RoomQuestion]:
        courses = {one for row in bound_rows(self, self.rows, problem) for one in row.courses}
        return (RoomQuestion(one, frozenset((room.id,))) for one in sorted(courses) for room in problem.rooms)

    def post(self, ctx: Context) -> None:
        for key, courses, most in self._asked(ctx):
            used: dict[str, list[Literal]] = defaultdict(list)
            for course in courses:
                for room in ctx.room_choices(course):
                    for start in ctx.starts(course):
                        used[room] += ctx.start_within(start, frozenset((room,)))
            ctx.at_most(self, key, [ctx.any_of(literals, upper=True) for literals in used.values()], most)

    def check(self, view: View) -> Iterator[Finding]:
        index = view.problem.index
        for key, courses, most in self._asked(view):
            mine = [placed for course in courses for placed in view.of_course.get(course, ()) if placed.lesson.rooms]
            used = dict.fromkeys(room for placed in mine for room in index.own_rooms(placed.lesson.rooms))
            if len(used) > most:
                named, who = (joined([same(index.title(one)) for one in those]) for those in (used, courses))
                facts = {"who": who, "count": len(used), "most": most, "rooms": named}
                yield self.finding(key, len(used) - most, tuple(placed.at for placed in mine), **facts)

    def _asked(self, source: Source) -> Iterator[tuple[Key, Sequence[str], int]]:
        """(key, courses, most) of every row; a second row that begins with the same course has #2 in its key."""
        times: Counter[str] = Counter()
        for row in bound_rows(self, self.rows, source.problem):
            times[first := row.courses[0]] += 1
            number = () if times[first] == 1 else (f"#{times[first]}",)
            for weeks, courses in by_weeks(source.problem, row.courses) if source.has(first) else ():
                yield (first, *number, weeks), courses, row.most
