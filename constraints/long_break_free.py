"""The long activity break is there, long enough, and free of lessons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from constraints.lookups import CLOCK_TIMES, MINUTES, grades, lessons_over, periods_over, starts_over
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import PeriodKind, Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


class LongBreakFree(Rule):
    """Each day with lessons has `per_day` long breaks of `minutes`, and no lesson overlaps one.

    One unit is one minute missing from a long break, or one lesson in it.
    """

    id = "long_break_free"
    name = Text("Long break kept", "保证大课间")
    says = Text("{0} on {1}: {what}.", "{0} {1}：{what}。")
    source = Text(
        "School work plans: the long break is for activity and holds no lesson (dakejian-protected)",
        "学校工作方案：大课间留给活动，其间没有课（dakejian-protected）",
    )
    unit = Text("minute or lesson", "分钟或节")
    of = Owners.PUPILS
    clauses = ("dakejian-protected",)

    minutes: Annotated[int, Label("Length", "每次时长", MINUTES, "higher")] = Field(30, ge=0, le=240)
    per_day: Annotated[int, Label("Long breaks a day", "每天次数", None, "higher")] = Field(1, ge=0, le=4)

    def post(self, ctx: Context) -> None:
        table = periods_over(ctx.problem, {PeriodKind.LONG_BREAK})
        for leaf, rule in self.each(ctx) if table else ():
            for key, starts in starts_over(ctx, leaf, table).items():
                ctx.forbid(rule, key, starts)

    def check(self, view: View) -> Iterator[Finding]:
        yield from self._bells(view)
        table = periods_over(view.problem, {PeriodKind.LONG_BREAK})
        for leaf, rule in self.each(view) if table else ():
            for key, lessons in lessons_over(view, leaf, table).items():
                at = tuple(placed.at for placed in lessons)
                what = Text(f"{len(at)} lessons in the long break", f"大课间有 {len(at)} 节课")
                yield rule.finding(key, len(at), at, what=what)

    def _bells(self, view: View) -> Iterator[Finding]:
        for grade, bell, rule in grades(self, view):
            if not bell.timed:
                yield rule.not_checked((grade, Weeks.ALL), CLOCK_TIMES)
                continue
            for day in (d for d in view.days if bell.periods(d)):
                long = sorted((r.minutes for r in bell.rows(day) if r.kind is PeriodKind.LONG_BREAK), reverse=True)
                held = [*long, *[0] * rule.per_day][: rule.per_day]
                if short := sum(max(0, rule.minutes - length) for length in held):
                    what = Text(
                        "long breaks of {0} minutes, {1} of {2} wanted", "大课间 {0} 分钟，应有 {1} 次、每次 {2} 分钟"
                    )
                    told = what.format("+".join(map(str, long)) or "0", rule.per_day, rule.minutes)
                    yield rule.finding((grade, day, Weeks.ALL), short, what=told)
