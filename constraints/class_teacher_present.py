"""The class teacher is with the class every day, begins some days with it, and is at hand when it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from constraints.lookups import CLASS_TEACHER, PERIODS, class_teachers
from constraints.named_periods import Period, moments_of, overlapping
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import TRUE, Context

DAILY = Text("only {0} periods with the class teacher on {1}", "{1}班主任只上 {0} 节")
FIRST = Text("only {0} days begin with the class teacher", "只有 {0} 天首节是班主任的课")
NEAR = Text("the class teacher is elsewhere on {0} in period {1}", "{0}第 {1} 节班主任在别处")
DAYS = Text("days", "天")


class ClassTeacherPresent(Rule):
    """`daily` periods a day and the first one of `first_days` days with the class teacher, who is near in `periods`.

    Near is with any group of the class, or free. One unit is a period or a day short, or a period elsewhere.
    """

    id = "class_teacher_present"
    name = Text("Class teacher with the class", "班主任在岗")
    says = Text("{0}: {what}.", "{0}：{what}。")
    source = Text("School practice", "学校惯例")
    unit = Text("period or day", "节或天")
    of = Owners.CLASSES

    level: Level = Level.SOFT
    daily: Annotated[int, Label("Periods a day at least", "每天至少", PERIODS, "higher")] = Field(1, ge=0, le=20)
    first_days: Annotated[int, Label("Begins at least", "首节上课至少", DAYS, "higher")] = Field(0, ge=0, le=35)
    periods: Annotated[tuple[Period, ...], Label("Near in (-1: last)", "在岗节次（-1 末节）", None, "union")] = ()

    def post(self, ctx: Context) -> None:
        for owner, rule, teacher, leaves, weeks in class_teachers(self, ctx):
            own = {c.id for leaf in leaves for c in ctx.problem.index.courses_of_pupil.get(leaf, ())}
            begun = []
            for day, first, near in moments_of(ctx.problem, owner, rule.periods):
                starts = ctx.teacher_starts(teacher, day, weeks)
                mine = [start for start in starts if start.course in own]
                periods = [(start.literal, start.duration) for start in mine]
                ctx.at_least(rule, (owner, "daily", day, weeks), periods, rule.daily)
                begun += [ctx.any_of(s.literal for s in overlapping(mine, first))] if rule.first_days else []
                for period, moments in near:
                    if others := [s.literal for s in overlapping(starts, moments) if s.course not in own]:
                        here = ctx.any_of(start.literal for start in overlapping(mine, moments))
                        elsewhere = ctx.both(ctx.any_of(others, upper=True), TRUE, unless=here)
                        ctx.at_most(rule, (owner, "near", day, period, weeks), [elsewhere], 0)
            ctx.at_least(rule, (owner, "first", weeks), begun, rule.first_days)

    def check(self, view: View) -> Iterator[Finding]:
        day_name = view.problem.index.day_name
        for owner, rule in self.each(view):
            if not view.problem.index.classes[owner].class_teacher:
                yield rule.not_checked((owner, Weeks.ALL), CLASS_TEACHER)
        for owner, rule, teacher, leaves, weeks in class_teachers(self, view):
            begun = 0
            for day, first, near in moments_of(view.problem, owner, rule.periods):
                held = view.teacher_day(teacher, day, weeks)
                mine = [placed for placed in held if not leaves.isdisjoint(placed.leaves)]
                begun += bool(overlapping(mine, first))
                periods = sum(placed.lesson.duration for placed in mine if placed.moments)
                if (short := rule.daily - periods) > 0:
                    yield rule.finding((owner, "daily", day, weeks), short, what=DAILY.format(periods, day_name(day)))
                for period, moments in near:
                    away = tuple(placed.at for placed in overlapping(held, moments))
                    if away and not overlapping(mine, moments):
                        key = (owner, "near", day, period, weeks)
                        yield rule.finding(key, 1, away, what=NEAR.format(day_name(day), period))
            if (short := rule.first_days - begun) > 0:
                yield rule.finding((owner, "first", weeks), short, what=FIRST.format(begun))
