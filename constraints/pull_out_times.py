"""Pupils are not taken out of PE, music and other protected lessons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated

from scheduler.domain.curriculum import Course, CourseKind
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Moment
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule, Source
from scheduler.rules.context import Context, Literal


class PullOutTimes(Rule):
    """No lesson of a pull-out course overlaps a lesson its pupils have in a protected subject or in a named one.

    One unit is one lesson of the pull-out course that does.
    """

    id = "pull_out_times"
    name = Text("Not taken out of protected lessons", "抽离不占受保护的课")
    says = Text("{0} takes pupils out of {lost} in {held} lessons.", "{0} 有 {held} 节占用了学生的{lost}。")
    source = Text("School practice", "学校惯例：抽离不占体音美劳、班队会")
    unit = Text("lesson", "节")
    of = Owners.COURSES

    subjects: Annotated[tuple[str, ...], Label("Subjects (none: the protected ones)", "科目（不填：受保护的）")] = ()

    def post(self, ctx: Context) -> None:
        index = ctx.problem.index
        for course, kept, rule in self._measured(ctx):
            there: dict[Moment, set[Literal]] = defaultdict(set)
            for leaf in index.leaves(course.sets):
                for start in ctx.pupil_starts(leaf, None, course.weeks):
                    for moment in start.moments if index.courses[start.course].subject in kept else ():
                        there[moment].add(start.literal)
            lost = []
            for start in ctx.starts(course.id) if there else ():
                held = ctx.any_of((literal for moment in start.moments for literal in there[moment]), upper=True)
                lost.append(ctx.both(start.literal, held))
            if lost:
                ctx.at_most(rule, (course.id, course.weeks), lost, 0)

    def check(self, view: View) -> Iterator[Finding]:
        index = view.problem.index
        for course, kept, rule in self._measured(view):
            at: list[int] = []
            lost: dict[str, None] = {}
            for placed in view.of_course.get(course.id, ()):
                lesson = placed.lesson
                others = (
                    p for leaf in index.leaves(lesson.sets) for p in view.pupil_day(leaf, lesson.day, lesson.weeks)
                )
                met = [p.lesson.subject for p in others if p.lesson.subject in kept and overlap(p, placed)]
                at += [placed.at] if met else []
                lost.update(dict.fromkeys(met))
            if at:
                told = "、".join(index.title(subject) for subject in lost)
                yield rule.finding((course.id, course.weeks), len(at), tuple(at), held=len(at), lost=told)

    def _measured(self, source: Source) -> Iterator[tuple[Course, frozenset[str], PullOutTimes]]:
        """Every pull-out course with the subjects it must not meet and the rule."""
        for owner, rule in self.each(source):
            course = source.problem.index.courses[owner]
            if course.kind is CourseKind.PULL_OUT:
                yield course, rule._kept(source.problem), rule

    def _kept(self, problem: Problem) -> frozenset[str]:
        return frozenset(self.subjects) or frozenset(one.id for one in problem.subjects if one.protected)


def overlap(one: Placed, other: Placed) -> bool:
    """Whether two lessons share a moment."""
    return not set(one.moments).isdisjoint(other.moments)
