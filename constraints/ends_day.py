"""Some courses end their pupils' day."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from typing import Annotated

from constraints.gathering import ends_from, taken_beside
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Moment, Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal


class EndsDay(Rule):
    """None of its pupils has a lesson after a lesson of one of these courses on the same day.

    One unit is one lesson after which some pupil of it has another.
    """

    id = "ends_day"
    name = Text("Lessons that end the day", "当天最后一节")
    says = Text(
        "{0} should be its pupils' last lesson of the day; {held} of its lessons are not.",
        "{0}应是学生当天的最后一节，有 {held} 节不是。",
    )
    source = Text("School practice: pupils who go home or to a club afterwards", "学校惯例：课后离校或参加社团")
    unit = Text("lesson", "节")
    of = Owners.COURSES

    courses: Annotated[tuple[str, ...], Label("Courses that end the day", "当天最后上的任课")] = ()

    def post(self, ctx: Context) -> None:
        index = ctx.problem.index
        days: dict[tuple[tuple[str, ...], Weeks, int], tuple[list[Moment], list[Literal]]] = {}
        for owner, rule in self.each(ctx):
            course, pairs = index.courses[owner], []
            leaves = index.leaves(course.sets)
            for start in ctx.starts(owner) if owner in rule.courses else ():
                known = (leaves, course.weeks, start.day)
                if known not in days:
                    days[known] = ends_of_day(ctx, *known)
                moments, still = days[known]
                pairs.append((start.literal, still[bisect(moments, start.moments[-1])]))
            if owner in rule.courses:
                ctx.at_most(rule, (owner, course.weeks), taken_beside(ctx, owner, pairs), 0)

    def check(self, view: View) -> Iterator[Finding]:
        index = view.problem.index
        for owner, rule in self.each(view):
            out = []
            for placed in view.of_course.get(owner, ()) if owner in rule.courses else ():
                leaves, day = index.leaves(placed.lesson.sets), placed.lesson.day
                others = (one for leaf in leaves for one in view.pupil_day(leaf, day, placed.lesson.weeks))
                if placed.moments and any(one.moments[-1:] > placed.moments[-1:] for one in others):
                    out.append(placed.at)
            if out:
                yield rule.finding((owner, index.courses[owner].weeks), len(out), tuple(out), held=len(out))


def ends_of_day(ctx: Context, leaves: tuple[str, ...], weeks: Weeks, day: int) -> tuple[list[Moment], list[Literal]]:
    """The last moments of what may occupy one of the pupils on a day, and for each: does one end then or later?"""
    starts = {start.literal: start for leaf in leaves for start in ctx.pupil_starts(leaf, day, weeks)}
    return ends_from(ctx, starts.values())
