"""Breaks and noon rest are long enough and are not teaching time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from constraints.lookups import CLOCK_TIMES, MINUTES, grades, lessons_over, periods_over, starts_over
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import BellSchedule, Weeks
from scheduler.domain.time import PeriodKind as K
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context

REST = frozenset({K.BREAK, K.NOON})
TAKEN = frozenset({K.EYE_EXERCISES, K.ASSEMBLY, K.ACTIVITY, K.READING, K.SELF_STUDY})


class BreaksProtected(Rule):
    """At least `break_min` minutes between two lessons, `noon_min` at noon, and no lesson in a break or at noon.

    One unit is one minute short, or one lesson in a break.
    """

    id = "breaks_protected"
    name = Text("Breaks and noon kept", "保证课间午休")
    says = Text("{0} on {1}: {what}.", "{0} {1}：{what}。")
    source = Text(
        "School work plans: breaks and noon belong to the pupils (breaks-protected)",
        "学校工作方案：课间和中午留给学生，不用来上课（breaks-protected）",
    )
    unit = Text("minute or lesson", "分钟或节")
    of = Owners.PUPILS
    clauses = ("breaks-protected",)

    break_min: Annotated[int, Label("Least break", "课间至少", MINUTES, "higher")] = Field(10, ge=0, le=120)
    noon_min: Annotated[int, Label("Least noon rest", "午休至少", MINUTES, "higher")] = Field(60, ge=0, le=300)
    eye_exercises_count: Annotated[bool, Label("Eye exercises count as break", "眼保健操算课间")] = False

    def post(self, ctx: Context) -> None:
        table = periods_over(ctx.problem, REST)
        for leaf, rule in self.each(ctx) if table else ():
            for key, starts in starts_over(ctx, leaf, table).items():
                ctx.forbid(rule, key, starts)

    def check(self, view: View) -> Iterator[Finding]:
        for grade, bell, rule in grades(self, view):
            if not bell.timed:
                yield rule.not_checked((grade, Weeks.ALL), CLOCK_TIMES)
            for day in view.days if bell.timed else ():
                yield from rule._bells(grade, bell, day)
        table = periods_over(view.problem, REST)
        for leaf, rule in self.each(view) if table else ():
            for key, lessons in lessons_over(view, leaf, table).items():
                at = tuple(placed.at for placed in lessons)
                what = Text(f"{len(at)} lessons in a break or at noon", f"课间或午休有 {len(at)} 节课")
                yield rule.finding(key, len(at), at, what=what)

    def _bells(self, grade: str, bell: BellSchedule, day: int) -> Iterator[Finding]:
        taken = TAKEN - {K.EYE_EXERCISES} if self.eye_exercises_count else TAKEN
        lessons = [bell.lesson_row(day, p) for p in range(1, bell.periods(day) + 1)]
        for p, (one, following) in enumerate(pairwise(lessons), start=1):
            rest = (following.start or 0) - (one.end or 0)
            rest -= sum(row.minutes for row in bell.between(day, p) if row.kind in taken)
            if rest < self.break_min:
                what = Text("{0} minutes of break after period {1}, at least {2}", "第 {1} 节后休息 {0} 分钟，应有 {2}")
                told = what.format(rest, p, self.break_min)
                yield self.finding((grade, day, p, Weeks.ALL), self.break_min - rest, what=told)
        noon = sum(row.minutes for row in bell.rows(day) if row.kind is K.NOON)
        both = any((r.start or 0) < 720 for r in lessons) and any((r.end or 0) > 780 for r in lessons)
        if both and noon < self.noon_min:
            what = Text("{0} minutes of noon rest, at least {1}", "午休 {0} 分钟，应有 {1} 分钟")
            told = what.format(noon, self.noon_min)
            yield self.finding((grade, day, "noon", Weeks.ALL), self.noon_min - noon, what=told)
