"""Lessons are when teachers and the school would like them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from constraints.gathering import inside, moments_in, periods_in
from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Key, Rule
from scheduler.rules.context import Context

DISLIKED = Text("at disliked times", "排在不愿排课的时间")
ELSEWHERE = Text("outside the preferred times", "不在希望的时间")


class PreferredTimes(Rule):
    """Times a teacher dislikes (the first `quota`), times a teacher or a course prefers; a unit is one lesson.

    A teacher's lesson counts by all its minutes, a course's by its start.
    """

    id = "preferred_times"
    name = Text("Wished-for times", "意愿时间")
    says = Text("{0}: lessons {where}: {count}.", "{0}：{count} 节{where}。")
    source = Text("Wishes of teachers and of the school", "教师与学校的排课意愿")
    unit = Text("lesson", "节")
    of = Owners.TEACHERS

    level: Level = Level.SOFT
    quota: Annotated[int, Label("Disliked times heard", "采纳的不愿时间", Text("times", "条"))] = Field(5, ge=0)

    def owners(self, problem: Problem) -> tuple[str, ...]:
        teachers = (t.id for t in problem.teachers if t.disliked or t.preferred)
        return (*teachers, *(c.id for c in problem.courses if c.preferred))

    def post(self, ctx: Context) -> None:
        index = ctx.problem.index
        for owner, rule in self.each(ctx):
            if (course := index.courses.get(owner)) and (wish := course.preferred):
                late = [s.literal for s in ctx.starts(owner) if not ctx.hits(wish, s.moments[:1], course.weeks)]
                ctx.at_most(rule, (owner, "preferred", course.weeks), late, 0)
            if teacher := index.teachers.get(owner):
                bell = {course.id: index.course_bell(course) for course in index.courses_of_teacher[owner]}
                for weeks in ctx.weeks(owner):
                    starts = ctx.teacher_starts(owner, None, weeks)
                    if wish := teacher.disliked[: rule.quota]:
                        bad = periods_in(ctx.problem, wish, weeks)
                        late = [s.literal for s in starts if inside(bad, bell[s.course], s)]
                        ctx.at_most(rule, (owner, "disliked", weeks), late, 0)
                    if teacher.preferred:
                        good = periods_in(ctx.problem, teacher.preferred, weeks)
                        late = [s.literal for s in starts if not inside(good, bell[s.course], s)]
                        ctx.at_most(rule, (owner, "preferred", weeks), late, 0)

    def check(self, view: View) -> Iterator[Finding]:
        problem = view.problem
        for owner, rule in self.each(view):
            if (course := problem.index.courses.get(owner)) and course.preferred:
                good = moments_in(problem, course.preferred, course.weeks)
                lessons = [p for p in view.of_course.get(owner, ()) if p.moments and p.moments[0] not in good]
                yield from rule._told((owner, "preferred", course.weeks), lessons)
            if teacher := problem.index.teachers.get(owner):
                for weeks in view.weeks(owner):
                    held = [p for p in view.of_teacher.get(owner, ()) if p.moments and p.lesson.weeks.meets(weeks)]
                    disliked, wished = teacher.disliked[: rule.quota], teacher.preferred
                    lessons = [p for p in held if problem.index.hits(disliked, p.moments, weeks)]
                    yield from rule._told((owner, "disliked", weeks), lessons)
                    lessons = [p for p in held if wished and not problem.index.hits(wished, p.moments, weeks)]
                    yield from rule._told((owner, "preferred", weeks), lessons)

    def _told(self, key: Key, lessons: list[Placed]) -> Iterator[Finding]:
        if lessons:
            where = DISLIKED if "disliked" in key else ELSEWHERE
            yield self.finding(key, len(lessons), tuple(p.at for p in lessons), count=len(lessons), where=where)
