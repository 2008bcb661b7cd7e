"""Lessons the school has fixed stand where it fixed them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from scheduler.domain.index import Index
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


class FixedLessons(Rule):
    """At each fixed time a lesson of the course begins, in the fixed room where one is named.

    One unit is one fixed time without its lesson.
    """

    id = "fixed_lessons"
    name = Text("Fixed lessons", "固定课")
    says = Text(
        "{0} is fixed on {1} in period {period}{room}, but does not stand there.",
        "{0}固定在{1}第 {period} 节{room}，未照此安排。",
    )
    source = Text("Times the school has settled before the timetable", "学校排课前确定的固定时间")
    unit = Text("fixed lesson", "节")
    of = Owners.COURSES

    def owners(self, problem: Problem) -> tuple[str, ...]:
        return _fixed(problem.index)

    def post(self, ctx: Context) -> None:
        for owner, rule in self.each(ctx):
            course = ctx.problem.index.courses[owner]
            for day, period in dict.fromkeys((fixed.day, fixed.period) for fixed in course.fixed):
                here = [start.literal for start in ctx.starts(owner, day) if start.period == period]
                ctx.at_least(rule, (owner, day, period, course.weeks), here, 1)

    def check(self, view: View) -> Iterator[Finding]:
        for owner, rule in self.each(view):
            course = view.problem.index.courses[owner]
            standing: dict[tuple[int, int], list[str]] = {}
            for placed in view.of_course.get(owner, ()):
                if placed.moments:
                    spot = (placed.lesson.day, placed.lesson.period)
                    standing.setdefault(spot, []).extend(placed.lesson.rooms)
            wanted = {(fixed.day, fixed.period): fixed.room for fixed in course.fixed}
            for (day, period), room in wanted.items():
                rooms = standing.get((day, period))
                fitting = view.problem.index.rooms_in(room)
                if rooms is None or (room and rooms and set(fitting).isdisjoint(rooms)):
                    place = view.problem.index.title(room)
                    told = Text(f" in {place}", f"（{place}）") if room else Text("", "")
                    yield rule.finding((owner, day, period, course.weeks), 1, period=period, room=told)


@lru_cache(maxsize=4)
def _fixed(index: Index) -> tuple[str, ...]:
    """Courses with fixed lessons, for the schools asked for last: every judgement asks again."""
    return tuple(course.id for course in index.courses.values() if course.fixed)
