"""Where one teacher has maths and PE of a class, the two do not stand side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Annotated, TypeVar

from constraints.neighbours import by_period, course_bells, followed, following, nearness, spots
from scheduler.domain.curriculum import Course
from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.timetable import Lesson
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context

T = TypeVar("T")


class SameTeacherApart(Rule):
    """In a class, a teacher's lessons in a main and in a protected subject are not in neighbouring periods.

    Noon lies between neighbours, the long break does not unless `across_breaks` is off. One unit is one such pair.
    """

    id = "same_teacher_apart"
    name = Text("One teacher's main and protected lessons apart", "同一教师主科与受保护科目不相邻")
    says = Text(
        "{0}, {2}: {1} has a main subject right beside a protected one ({pairs} times).",
        "{0} {2}：{1}的主科课与受保护科目的课相邻（{pairs} 处）。",
    )
    source = Text("School practice: the likeliest encroachment", "学校惯例：最容易发生挤占的排法")
    unit = Text("pair of periods", "处")
    of = Owners.PUPILS

    level: Level = Level.SOFT
    across_breaks: Annotated[bool, Label("Also across the long break", "隔大课间也算相邻")] = True

    def post(self, ctx: Context) -> None:
        near, bells = nearness(ctx.problem), course_bells(ctx.problem)
        for leaf, rule in self.each(ctx):
            close, courses = near[rule.across_breaks], ctx.problem.index.courses_of_pupil.get(leaf, ())
            for teacher, sides in torn(ctx.problem, ((course, course.id) for course in courses)).items():
                for day, weeks in product(ctx.days, ctx.weeks(leaf)):
                    starts = ([s for c in side for s in ctx.starts(c, day) if s.weeks.meets(weeks)] for side in sides)
                    main, protected = (by_period(ctx, found, bells) for found in starts)
                    pairs = following(ctx, main, protected, close, day) + following(ctx, protected, main, close, day)
                    ctx.at_most(rule, (leaf, teacher, day, weeks), pairs, 0)

    def check(self, view: View) -> Iterator[Finding]:
        near = nearness(view.problem)
        for leaf, rule in self.each(view):
            close, lessons = near[rule.across_breaks], view.of_pupil.get(leaf, ())
            for teacher, sides in torn(view.problem, ((placed.lesson, placed) for placed in lessons)).items():
                both = set.intersection(*({placed.lesson.day for placed in side} for side in sides))
                for day, weeks in product(sorted(both), view.weeks(leaf)):
                    here = [[p for p in side if p.lesson.day == day and p.lesson.weeks.meets(weeks)] for side in sides]
                    main, protected = map(spots, here)
                    pairs = followed(main, protected, close, day) + followed(protected, main, close, day)
                    if pairs:
                        at = tuple(placed.at for side in here for placed in side)
                        yield rule.finding((leaf, teacher, day, weeks), pairs, at, pairs=pairs)


def torn(problem: Problem, taught: Iterable[tuple[Course | Lesson, T]]) -> dict[str, tuple[list[T], list[T]]]:
    """Teachers who have both kinds of subject, with what they teach in main and what in protected ones."""
    out: dict[str, tuple[list[T], list[T]]] = defaultdict(lambda: ([], []))
    for one, item in taught:
        subject = problem.index.subjects.get(one.subject)
        if subject is not None and (subject.core or subject.protected):
            for teacher in dict.fromkeys(one.teachers):
                out[teacher][not subject.core].append(item)
    return {teacher: sides for teacher, sides in out.items() if all(sides)}
