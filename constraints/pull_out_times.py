"""Pupils are not taken out of PE, music and other protected lessons, nor out of their long break."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated

from constraints.lookups import periods_over, runs_over
from scheduler.domain.curriculum import Course, CourseKind
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text, joined, same
from scheduler.domain.time import Moment, PeriodKind
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule, Source
from scheduler.rules.context import FALSE, Context, Literal

BREAK, LONG = "", (PeriodKind.LONG_BREAK,)
LONG_BREAK = Text("the long break", "大课间")


class PullOutTimes(Rule):
    """No pull-out lesson overlaps one its pupils have in a protected subject (or a named one), or their long break.

    One unit is one lesson of the pull-out course that does.
    """

    id = "pull_out_times"
    name = Text("Not taken out of protected lessons", "抽离不占受保护的课")
    says = Text("{0} takes pupils out of {lost} in {held} lessons.", "{0} 有 {held} 节占用了学生的{lost}。")
    source = Text("School practice", "学校惯例：抽离不占体音美劳、班队会和大课间")
    unit = Text("lesson", "节")
    of = Owners.COURSES

    subjects: Annotated[tuple[str, ...], Label("Subjects (none: the protected ones)", "科目（不填：受保护的）")] = ()

    def post(self, ctx: Context) -> None:
        index, breaks = ctx.problem.index, periods_over(ctx.problem, LONG)
        for course, kept, homes, rule in self._measured(ctx):
            there: dict[Moment, set[Literal]] = defaultdict(set)
            for leaf in index.leaves(course.sets):
                for start in ctx.pupil_starts(leaf, None, course.weeks):
                    for moment in start.moments if index.courses[start.course].subject in kept else ():
                        there[moment].add(start.literal)
            lost, bell = [], index.course_bell(course)
            for start in ctx.starts(course.id):
                held = ctx.any_of((literal for moment in start.moments for literal in there[moment]), upper=True)
                if runs_over(breaks, homes, bell, start.day, start.period, start.duration):
                    lost.append(start.literal)
                elif held != FALSE:
                    lost.append(ctx.both(start.literal, held))
            if lost:
                ctx.at_most(rule, (course.id, course.weeks), lost, 0)

    def check(self, view: View) -> Iterator[Finding]:
        index, breaks = view.problem.index, periods_over(view.problem, LONG)
        for course, kept, homes, rule in self._measured(view):
            at: list[int] = []
            lost: dict[str, None] = {}
            for placed in (placed for placed in view.of_course.get(course.id, ()) if placed.moments):
                lesson, moments = placed.lesson, set(placed.moments)
                days = (view.pupil_day(leaf, lesson.day, lesson.weeks) for leaf in index.leaves(lesson.sets))
                met = [p.lesson.subject for day in days for p in day if not moments.isdisjoint(p.moments)]
                met = [subject for subject in met if subject in kept]
                met += [BREAK] * runs_over(breaks, homes, placed.bell, lesson.day, lesson.period, lesson.duration)
                at += [placed.at] if met else []
                lost.update(dict.fromkeys(met))
            if at:
                told = joined([same(index.title(one)) if one else LONG_BREAK for one in lost])
                yield rule.finding((course.id, course.weeks), len(at), tuple(at), held=len(at), lost=told)

    def _measured(self, source: Source) -> Iterator[tuple[Course, frozenset[str], set[str], PullOutTimes]]:
        """Every pull-out course with the subjects it must not meet, its pupils' schedules and the rule."""
        index = source.problem.index
        for owner, rule in self.each(source):
            course = index.courses[owner]
            if course.kind is CourseKind.PULL_OUT:
                kept = frozenset(rule.subjects) or frozenset(s.id for s in source.problem.subjects if s.protected)
                yield course, kept, {index.bell_of_pupil(leaf).id for leaf in index.leaves(course.sets)}, rule
