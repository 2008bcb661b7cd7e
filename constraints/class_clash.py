"""Pupils are in one lesson at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import ClassVar

from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Text, joined, same
from scheduler.domain.time import Moment, Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


class ClassClash(Rule):
    """No pupils have two lessons at once; a pull-out takes nobody from the class.

    One unit is one lesson too many at one moment.
    """

    id = "class_clash"
    name = Text("Pupils in one lesson at a time", "班级不冲突")
    says = Text("{0} has {count} lessons at once on {1} at {2}: {what}.", "{0} {1}{2}同时有 {count} 节课：{what}。")
    source = Text("What a timetable is", "课表的基本要求")
    unit = Text("lesson", "节")
    of = Owners.PUPILS
    levels: ClassVar[tuple[Level, ...]] = (Level.HARD,)

    def post(self, ctx: Context) -> None:
        starts = ctx.problem.timeline.lesson_starts
        for leaf, rule in self.each(ctx):
            for weeks in ctx.weeks(leaf):
                for day in ctx.days:
                    for minute in starts.get(day, ()):
                        here = ctx.covering(leaf, (day, minute), weeks)
                        if len(here) > 1:
                            ctx.at_most(rule, (leaf, day, minute, weeks), [s.literal for s in here], 1)

    def check(self, view: View) -> Iterator[Finding]:
        for leaf, rule in self.each(view):
            for weeks in view.weeks(leaf):
                for (day, minute), lessons in at_once(view, view.of_pupil.get(leaf, ()), weeks):
                    what = joined([same(view.problem.index.title(p.lesson.subject)) for p in lessons])
                    at = tuple(placed.at for placed in lessons)
                    count = len(lessons)
                    yield rule.finding((leaf, day, minute, weeks), count - 1, at, count=count, what=what)


def at_once(view: View, lessons: Iterable[Placed], weeks: Weeks) -> Iterator[tuple[Moment, list[Placed]]]:
    """Moments of these weeks at which a lesson period begins and several of the lessons are held."""
    held = [placed for placed in lessons if weeks is Weeks.ALL or placed.lesson.weeks.meets(weeks)]
    moments = [moment for placed in held for moment in placed.moments]
    if len(moments) == len(set(moments)):
        return
    begins = view.problem.timeline.lesson_starts
    found: dict[Moment, list[Placed]] = defaultdict(list)
    for placed in held:
        for moment in placed.moments:
            found[moment].append(placed)
    yield from ((m, here) for m, here in found.items() if len(here) > 1 and m[1] in begins.get(m[0], ()))
