"""Some teachers are not busy at the same time: a couple with a small child, the only two who can take a call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated

from constraints.lookups import joint_weeks
from constraints.named_periods import Period, starts_taken
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text, joined, same
from scheduler.domain.time import Moment
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal


class TeachersApart(Rule):
    """At no moment are two of the teachers in a lesson or a meeting, in `periods` of its schedule (none named: ever).

    One unit is one teacher too many at one moment.
    """

    id = "teachers_apart"
    name = Text("Teachers not busy at once", "教师错开")
    says = Text("{1} at {2}: {who} are busy at once.", "{1}{2} {who} 同时有课或会议。")
    source = Text("Wishes of teachers", "教师意愿")
    unit = Text("teacher", "人")
    of = Owners.SCHOOL

    level: Level = Level.SOFT
    teachers: Annotated[tuple[str, ...], Label("Teachers (two or more)", "教师（两人以上）")] = ()
    periods: Annotated[tuple[Period, ...], Label("Periods (none: all)", "节次（不填为全部，-1 为末节）")] = ()

    def post(self, ctx: Context) -> None:
        index = ctx.problem.index
        for owner, rule in self.each(ctx):
            for weeks in joint_weeks(ctx, rule.teachers) if len(set(rule.teachers)) > 1 else ():
                busy: dict[Moment, list[Literal]] = defaultdict(list)
                for teacher in dict.fromkeys(rule.teachers):
                    held: dict[Moment, list[Literal]] = defaultdict(list)
                    for start in ctx.teacher_starts(teacher, None, weeks):
                        bell = index.bells[index.course_bell(index.courses[start.course])]
                        for moment in starts_taken(ctx.problem, rule.periods, bell, start):
                            held[moment].append(start.literal)
                    for moment, literals in held.items():
                        busy[moment].append(ctx.any_of(literals, upper=True))
                for (day, minute), there in busy.items():
                    if len(there) > 1:
                        ctx.at_most(rule, (owner, day, minute, weeks), there, 1)

    def check(self, view: View) -> Iterator[Finding]:
        index = view.problem.index
        for owner, rule in self.each(view):
            for weeks in joint_weeks(view, rule.teachers) if len(set(rule.teachers)) > 1 else ():
                busy: dict[Moment, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
                for teacher in dict.fromkeys(rule.teachers):
                    held = (p for p in view.of_teacher.get(teacher, ()) if p.moments and p.lesson.weeks.meets(weeks))
                    for placed in held:
                        bell = index.bells[placed.bell]
                        for moment in starts_taken(view.problem, rule.periods, bell, placed.lesson):
                            busy[moment][teacher].append(placed.at)
                for (day, minute), there in busy.items():
                    if len(there) > 1:
                        at = tuple(dict.fromkeys(one for lessons in there.values() for one in lessons))
                        who = joined([same(index.title(teacher)) for teacher in there])
                        yield rule.finding((owner, day, minute, weeks), len(there) - 1, at, who=who)
