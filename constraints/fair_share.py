"""First and last periods are shared fairly among the teachers of a group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from typing import Annotated, Any

from pydantic import Field

from constraints.gathering import reached
from constraints.lookups import PERIODS, joint_weeks
from constraints.meetings import teaching
from constraints.named_periods import Period, taken
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import BellSchedule, Slot
from scheduler.domain.timetable import Lesson
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import FALSE, Context, Literal, Start


class FairShare(Rule):
    """The members of a teachers' group have these periods about equally often: at most `limit` apart.

    A period counts once, by its number in the pupils' schedule. Members who may miss the group's meetings or have no
    pupils are not compared. One unit is one period more apart.
    """

    id = "fair_share"
    name = Text("Unpopular periods shared fairly", "不受欢迎节次的均衡")
    says = Text("{0}: {high} has {most} such periods, {low} {least}.", "{0}：{high} {most} 节，{low} {least} 节。")
    source = Text("School practice", "学校惯例")
    unit = Text("period", "节")
    of = Owners.GROUPS

    level: Level = Level.SOFT
    periods: Annotated[tuple[Period, ...], Label("Periods (-1: the last of the day)", "节次（-1 为末节）")] = (-1,)
    days: Annotated[tuple[int, ...], Label("Days (none named: all)", "星期（不填为每天）")] = ()
    limit: Annotated[int, Label("Apart at most", "最多相差", PERIODS, "lower")] = Field(1, ge=0, le=40)

    def post(self, ctx: Context) -> None:
        index, groups = ctx.problem.index, {group.id: group for group in ctx.problem.teacher_groups}
        for owner, rule in self.each(ctx):
            members = teaching(ctx.problem, groups[owner])
            for weeks in joint_weeks(ctx, members) if len(members) > 1 else ():
                had: list[list[Literal]] = []
                for member in members:
                    held: dict[Slot, list[Literal]] = defaultdict(list)
                    for start in ctx.teacher_starts(member, None, weeks):
                        course = index.courses[start.course]
                        for named in rule._named(index.bells[index.course_bell(course)], start) if course.sets else ():
                            held[named].append(start.literal)
                    had.append(reached(ctx, map(ctx.any_of, held.values()), len(held)))
                apart = []
                for step in zip_longest(*had, fillvalue=FALSE):  # step k: which members have more than k
                    fewer = ctx.any_of(ctx.negated(more) for more in step)
                    apart.append(ctx.both(ctx.any_of(step), fewer))
                ctx.at_most(rule, (owner, weeks), apart, rule.limit)

    def check(self, view: View) -> Iterator[Finding]:
        index, groups = view.problem.index, {group.id: group for group in view.problem.teacher_groups}
        for owner, rule in self.each(view):
            members = teaching(view.problem, groups[owner])
            for weeks in joint_weeks(view, members) if len(members) > 1 else ():
                had = {}
                for one in members:
                    lessons = [p for p in view.of_teacher.get(one, ()) if p.lesson.sets and p.moments]
                    here = (p for p in lessons if p.lesson.weeks.meets(weeks))
                    had[one] = len({named for p in here for named in rule._named(index.bells[p.bell], p.lesson)})
                high, low = max(had, key=had.__getitem__), min(had, key=had.__getitem__)
                if (over := had[high] - had[low] - rule.limit) > 0:
                    facts: dict[str, Any] = {"high": index.title(high), "most": had[high]}
                    facts |= {"low": index.title(low), "least": had[low]}
                    yield rule.finding((owner, weeks), over, **facts)

    def _named(self, bell: BellSchedule, held: Start | Lesson) -> list[Slot]:
        return taken(self.periods, bell, held) if not self.days or held.day in self.days else []
