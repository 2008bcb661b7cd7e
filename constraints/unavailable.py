"""Nobody and nothing has a lesson at a time the school has closed for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from constraints.gathering import closed_times, periods_in
from scheduler.domain.curriculum import Course
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, joined, same
from scheduler.domain.time import Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Key, Rule
from scheduler.rules.context import Context


class Unavailable(Rule):
    """No lesson overlaps a closed time of its teachers, pupils, bell schedule, subject, course or named room.

    One unit is one lesson that overlaps. The solver keeps closed rooms empty through `room_capacity` and when it
    names rooms, not here.
    """

    id = "unavailable"
    name = Text("Times that are not available", "不排课时间")
    says = Text("{0} is away or closed on {1} at {2}, yet has {what} then.", "{0} {1}{2}不排课，却排了{what}。")
    source = Text("Leave, duties and closures the school states", "学校登记的请假、公务与停用时间")
    unit = Text("lesson", "节")
    of = Owners.TEACHERS
    prunes = True

    def owners(self, problem: Problem) -> tuple[str, ...]:
        return tuple(dict.fromkeys(owner for _, owner, _ in closed_times(problem)))

    def post(self, ctx: Context) -> None:
        index, courses = ctx.problem.index, ctx.problem.courses
        known: dict[str, Mapping[str, tuple[Course, ...]]] = {
            "teacher": index.courses_of_teacher,
            "pupil": index.courses_of_pupil,
            "course": {course.id: (course,) for course in courses},
            "subject": {s.id: tuple(c for c in courses if c.subject == s.id) for s in ctx.problem.subjects},
            "room": {},
            "bell": {b.id: tuple(c for c in courses if index.course_bell(c) == b.id) for b in ctx.problem.bells},
        }
        bound = {owner for owner, _ in self.each(ctx)}
        closed: dict[Key, dict[tuple[str, int, int, int], None]] = defaultdict(dict)  # one id may name two kinds
        for kind, owner, ranges in closed_times(ctx.problem):
            shut = {weeks: periods_in(ctx.problem, ranges, weeks) for weeks in Weeks}
            for course in known[kind].get(owner, ()) if owner in bound else ():
                bell = index.course_bell(course)
                for part, day, period, duration, moments in ctx.candidates(course.id):
                    if any((bell, day, p) in shut[course.weeks] for p in range(period, period + duration)):
                        closed[owner, day, moments[0][1], course.weeks][course.id, part, day, period] = None
        for key, starts in closed.items():
            ctx.forbid(self, key, starts)

    def check(self, view: View) -> Iterator[Finding]:
        index = view.problem.index
        known: dict[str, Mapping[Any, list[Placed]]] = {"teacher": view.of_teacher, "pupil": view.of_pupil}
        known |= {"room": view.of_room, "course": view.of_course}
        known["subject"] = {
            s.id: [placed for placed in view.lessons if placed.lesson.subject == s.id]
            for s in view.problem.subjects
            if s.unavailable
        }
        known["bell"] = {b.id: [p for p in view.lessons if p.bell == b.id] for b in view.problem.bells if b.closed}
        bound = {owner for owner, _ in self.each(view)}
        held: dict[Key, dict[int, Placed]] = defaultdict(dict)
        for kind, owner, ranges in closed_times(view.problem):
            for placed in known[kind].get(owner, ()) if owner in bound else ():
                if view.hits(ranges, placed):
                    lesson = placed.lesson
                    held[owner, lesson.day, placed.moments[0][1], lesson.weeks][placed.at] = placed
        for key, lessons in held.items():
            what = joined([same(index.title(p.lesson.course or p.lesson.subject)) for p in lessons.values()])
            yield self.finding(key, len(lessons), tuple(lessons), what=what)
