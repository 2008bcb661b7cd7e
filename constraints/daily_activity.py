"""Every pupil moves enough on every school day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from constraints.lookups import CLOCK_TIMES, MINUTES, bell_of_course, lesson_minutes
from scheduler.domain.policy import Owners
from scheduler.domain.school import Subject
from scheduler.domain.text import Label, Text
from scheduler.domain.time import BellSchedule, Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


class DailyActivity(Rule):
    """At least `minimum` minutes of sport, in bells and lessons, on each day with lessons; a unit is a minute short."""

    id = "daily_activity"
    name = Text("Activity every day", "每天体育活动")
    says = Text("{0}, {1}: {minutes} of {minimum} minutes active.", "{0} {1}活动 {minutes} 分钟，应有 {minimum}。")
    source = Text("School plans (daily-activity-1h); policy of 2025", "学校工作方案（daily-activity-1h）；2025 政策")
    unit = Text("minute", "分钟")
    of = Owners.PUPILS
    clauses = ("daily-activity-1h",)

    minimum: Annotated[int, Label("At least", "每天至少", MINUTES, "higher")] = Field(60, ge=0, le=600)
    counts: Annotated[Literal["sport", "sport_and_extension"], Label("Lessons that count", "计入的课")] = "sport"
    count_breaks: Annotated[bool, Label("Count ordinary breaks", "计入课间")] = False

    def post(self, ctx: Context) -> None:
        for leaf, rule in self.each(ctx):
            bell = ctx.problem.index.bell_of_pupil(leaf)
            for day in ctx.days if bell.timed else ():
                short = rule.minimum - rule._in_bells(bell, day)
                for weeks in ctx.weeks(leaf) if short > 0 and bell.periods(day) else ():
                    terms = []
                    moving = [s.id for s in ctx.problem.subjects if rule._moves(s)]
                    for start in (s for one in moving for s in ctx.pupil_starts(leaf, day, weeks, one)):
                        own = bell_of_course(ctx.problem, start.course)
                        terms.append((start.literal, lesson_minutes(own, day, start.period, start.duration)))
                    ctx.at_least(rule, (leaf, day, weeks), terms, short)

    def check(self, view: View) -> Iterator[Finding]:
        for leaf, rule in self.each(view):
            if not view.problem.index.bell_of_pupil(leaf).timed:
                yield rule.not_checked((leaf, Weeks.ALL), CLOCK_TIMES)
            for day, weeks, bells, lessons in rule._days(view, leaf):
                if (short := rule.minimum - bells - lessons) > 0:
                    yield rule.finding((leaf, day, weeks), short, minutes=bells + lessons, minimum=rule.minimum)

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:
        index = view.problem.index
        for leaf, rule in self.each(view):
            for day, weeks, bells, lessons in rule._days(view, leaf):
                minutes = {"weeks": weeks, "bells": bells, "lessons": lessons}
                yield {"class": index.title(leaf), "day": index.day_name(day), **minutes}

    def _days(self, view: View, leaf: str) -> Iterator[tuple[int, Weeks, int, int]]:
        """(day, weeks, active minutes in the bells, in lessons) of every day with lesson periods."""
        index, moving = view.problem.index, [s.id for s in view.problem.subjects if self._moves(s)]
        bell = index.bell_of_pupil(leaf)
        held = [p for one in moving for p in view.pupil_subject(leaf, one, Weeks.ALL) if p.moments]
        for day, weeks in ((d, w) for d in view.days for w in view.weeks(leaf) if bell.timed and bell.periods(d)):
            lessons = [p for p in held if p.lesson.day == day and p.lesson.weeks.meets(weeks)]
            spots = ((index.bells[p.bell], day, p.lesson.period, p.lesson.duration) for p in lessons)
            yield day, weeks, self._in_bells(bell, day), sum(lesson_minutes(*spot) for spot in spots)

    def _moves(self, subject: Subject) -> bool:
        return subject.sport or (subject.extension and self.counts == "sport_and_extension")

    def _in_bells(self, bell: BellSchedule, day: int) -> int:
        return bell.active_minutes[day - 1][self.count_breaks] if day <= len(bell.days) else 0
