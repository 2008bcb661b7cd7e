"""Where one teacher has maths and PE of a class, the two do not stand side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Annotated

from constraints.neighbours import by_period, course_bells, followed, following, nearness, spots
from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


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
            close = near[rule.across_breaks]
            for teacher, sides in torn(ctx.problem, leaf).items():
                for day, weeks in product(ctx.days, ctx.weeks(leaf)):
                    starts = ([s for c in side for s in ctx.starts(c, day) if s.weeks.meets(weeks)] for side in sides)
                    main, protected = (by_period(ctx, found, bells) for found in starts)
                    pairs = following(ctx, main, protected, close, day) + following(ctx, protected, main, close, day)
                    ctx.at_most(rule, (leaf, teacher, day, weeks), pairs, 0)

    def check(self, view: View) -> Iterator[Finding]:
        near = nearness(view.problem)
        for leaf, rule in self.each(view):
            close = near[rule.across_breaks]
            for day, weeks in product(view.days, view.weeks(leaf)):
                held: dict[str, tuple[list[Placed], list[Placed]]] = defaultdict(lambda: ([], []))
                for placed in view.pupil_day(leaf, day, weeks):
                    if (side := side_of(view.problem, placed.lesson.subject)) is not None:
                        for teacher in dict.fromkeys(placed.lesson.teachers):
                            held[teacher][side].append(placed)
                for teacher, sides in held.items():
                    main, protected = map(spots, sides)
                    pairs = followed(main, protected, close, day) + followed(protected, main, close, day)
                    if pairs:
                        at = tuple(placed.at for side in sides for placed in side)
                        yield rule.finding((leaf, teacher, day, weeks), pairs, at, pairs=pairs)


def side_of(problem: Problem, subject: str) -> int | None:
    """0 for a main subject, 1 for a protected one."""
    known = problem.index.subjects.get(subject)
    return None if known is None else 0 if known.core else 1 if known.protected else None


def torn(problem: Problem, leaf: str) -> dict[str, tuple[list[str], list[str]]]:
    """Teachers of a leaf who have both kinds of subject there, with their courses in main and in protected ones."""
    out: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for course in problem.index.courses_of_pupil.get(leaf, ()):
        if (side := side_of(problem, course.subject)) is not None:
            for teacher in dict.fromkeys(course.teachers):
                out[teacher][side].append(course.id)
    return {teacher: sides for teacher, sides in out.items() if all(sides)}
