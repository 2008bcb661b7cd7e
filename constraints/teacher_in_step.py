"""A teacher's parallel classes go forward in step through the week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate, combinations
from typing import Annotated

from pydantic import Field

from constraints.gathering import periods_so_far
from scheduler.domain.curriculum import Course
from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal


class TeacherInStep(Rule):
    """Two classes of one grade with one teacher and subject are at most `limit` periods apart after each day.

    Courses of the same pupils are not compared. One unit is one period more.
    """

    id = "teacher_in_step"
    name = Text("Parallel classes in step", "平行班进度一致")
    says = Text(
        "{0}, periods by the end of {3}: {1} {held_a}, {2} {held_b} (at most {limit} apart).",
        "{0}：到{3}为止，{1}上了 {held_a} 节，{2}上了 {held_b} 节（最多相差 {limit}）。",
    )
    source = Text("School practice", "学校惯例")
    unit = Text("period", "节")
    of = Owners.TEACHERS

    level: Level = Level.SOFT
    subjects: Annotated[tuple[str, ...], Label("Subjects (none named: all)", "科目（不填为全部）")] = ()
    limit: Annotated[int, Label("Apart at most", "最多相差", Text("periods", "节"), "lower")] = Field(1, ge=0, le=20)

    def post(self, ctx: Context) -> None:
        so_far: dict[str, list[list[Literal]]] = {}
        for teacher, rule in self.each(ctx):
            for a, b in parallel(ctx.problem, teacher, rule):
                for course in (a.id, b.id):
                    if course not in so_far:
                        days = ([s.literal for s in ctx.starts(course, d) for _ in range(s.duration)] for d in ctx.days)
                        so_far[course] = list(accumulate(days))
                for weeks in ctx.weeks(teacher):
                    for day, held_a, held_b in zip(ctx.days, so_far[a.id], so_far[b.id], strict=True):
                        ctx.spread(rule, (teacher, a.id, b.id, day, weeks), held_a, held_b, rule.limit)

    def check(self, view: View) -> Iterator[Finding]:
        held: dict[tuple[str, Weeks], list[int]] = {}
        for teacher, rule in self.each(view):
            for a, b in parallel(view.problem, teacher, rule):
                for weeks in view.weeks(teacher):
                    for course in (one.id for one in (a, b) if (one.id, weeks) not in held):
                        held[course, weeks] = periods_so_far(view, course, weeks)
                    for day, held_a, held_b in zip(view.days, held[a.id, weeks], held[b.id, weeks], strict=True):
                        if (over := abs(held_a - held_b) - rule.limit) > 0:
                            lessons = (placed for one in (a.id, b.id) for placed in view.of_course.get(one, ()))
                            at = tuple(placed.at for placed in lessons if placed.lesson.day <= day)
                            facts = {"held_a": held_a, "held_b": held_b, "limit": rule.limit}
                            yield rule.finding((teacher, a.id, b.id, day, weeks), over, at, **facts)


def parallel(problem: Problem, teacher: str, rule: TeacherInStep) -> Iterator[tuple[Course, Course]]:
    """Pairs of the teacher's courses that can come further apart than the limit, in the school's order."""
    alike: dict[tuple[str, str, int], list[Course]] = defaultdict(list)
    for course in problem.index.courses_of_teacher.get(teacher, ()):
        grade = problem.index.grade_of(course.sets[0]) if course.sets else None
        wanted = not rule.subjects or course.subject in rule.subjects
        if grade and wanted and course.weeks is Weeks.ALL and course.periods > rule.limit:
            alike[course.subject, grade.id, course.periods].append(course)
    for courses in alike.values():
        pupils = {c.id: set(problem.index.leaves(c.sets)) for c in courses}
        yield from (pair for pair in combinations(courses, 2) if pupils[pair[0].id] != pupils[pair[1].id])
