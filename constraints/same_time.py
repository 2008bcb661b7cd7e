"""Courses of one block stand at the same times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated

from scheduler.domain.curriculum import Course
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Moment
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import FALSE, TRUE, Context, Literal


class SameTime(Rule):
    """The lessons of a block's courses begin when lessons of its first course do (走班, parallel options).

    A block is the named `courses`, or in each grade all courses of the named `subjects`; the school's order says which
    is first. A course with more lessons than the first can never match. One unit is one lesson at another time.
    """

    id = "same_time"
    name = Text("Courses at the same times", "同一时段上课")
    says = Text("{0}: {held} lessons at times when {first} has none.", "{0} 有 {held} 节不在{first}的上课时间。")
    source = Text("School practice: moving classes and options", "学校惯例：走班、并行选修")
    unit = Text("lesson", "节")
    of = Owners.COURSES

    courses: Annotated[tuple[str, ...], Label("Courses of one block", "同一时段的任课")] = ()
    subjects: Annotated[tuple[str, ...], Label("Or subjects, a block in each grade", "或科目（每个年级一个时段）")] = ()

    def post(self, ctx: Context) -> None:
        firsts, begun = self.firsts(ctx.problem), {}
        for owner, rule in self.each(ctx):
            course = ctx.problem.index.courses[owner]
            first = (firsts if rule is self else rule.firsts(ctx.problem)).get(owner)
            if first is None:
                continue
            if first.id not in begun:
                begun[first.id] = beginnings(ctx, first.id)
            there = begun[first.id]
            away = [ctx.both(s.literal, TRUE, unless=there[s.moments[0]]) for s in ctx.starts(owner)]
            ctx.at_most(rule, (owner, course.weeks), away, 0)

    def check(self, view: View) -> Iterator[Finding]:
        firsts, index = self.firsts(view.problem), view.problem.index
        for owner, rule in self.each(view):
            first = (firsts if rule is self else rule.firsts(view.problem)).get(owner)
            if first is None:
                continue
            there = {placed.moments[:1] for placed in view.of_course.get(first.id, ())}
            lessons = [p for p in view.of_course.get(owner, ()) if p.moments and p.moments[:1] not in there]
            if lessons:
                at, facts = tuple(p.at for p in lessons), {"held": len(lessons), "first": index.title(first.id)}
                yield rule.finding((owner, index.courses[owner].weeks), len(lessons), at, **facts)

    def firsts(self, problem: Problem) -> dict[str, Course]:
        """Courses that are not the first of their block, with the first, as far as they share a week with it."""
        blocks: dict[str, list[Course]] = defaultdict(list)
        for course in problem.courses:
            grade = problem.index.grade_of(course.sets[0]) if course.sets else None
            if self.courses:
                blocks["" if course.id in self.courses else course.id].append(course)
            elif grade is not None and course.subject in self.subjects:
                blocks[grade.id].append(course)
        pairs = ((block[0], other) for block in blocks.values() for other in block[1:])
        return {other.id: first for first, other in pairs if first.weeks.meets(other.weeks)}


def beginnings(ctx: Context, course: str) -> dict[Moment, Literal]:
    """For each moment: does a lesson of the course begin then? Exact; false where it cannot."""
    found: dict[Moment, list[Literal]] = defaultdict(list)
    for start in ctx.starts(course):
        found[start.moments[0]].append(start.literal)
    return defaultdict(lambda: FALSE, {moment: ctx.any_of(literals) for moment, literals in found.items()})
