"""A subject is taught on as many days as it should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from constraints.lookups import pupil_subjects, starts_in
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.school import Subject
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal


class SubjectDays(Rule):
    """The named subjects are taught on `days` different days, or on as many as their lessons allow.

    One unit is one day short.
    """

    id = "subject_days"
    name = Text("Days with the subject", "科目上课天数")
    says = Text("{0} has {1} on {held} days, {wanted} are possible.", "{0} {1}只有 {held} 天有课，应有 {wanted} 天。")
    source = Text("Daily PE and regular practice (pe-hours); school practice", "每天一节体育课（pe-hours）；学校惯例")
    unit = Text("day", "天")
    of = Owners.PUPILS

    subjects: Annotated[tuple[str, ...], Label("Subjects", "科目", None, "union")] = ()
    days: Annotated[int, Label("Days (0: as many as possible)", "天数（0 为尽量多）", Text("days", "天"), None)] = (
        Field(0, ge=0, le=35)
    )

    def post(self, ctx: Context) -> None:
        for leaf, subject, rule in pupil_subjects(self, ctx, type(self).covers):
            for weeks in ctx.weeks(leaf):
                if wanted := rule.wanted(ctx.problem, leaf, subject, weeks):
                    by_day: dict[int, list[Literal]] = {day: [] for day in ctx.days}
                    for start in starts_in(ctx, leaf, subject, weeks):
                        by_day[start.day].append(start.literal)
                    taught = [ctx.any_of(literals) for literals in by_day.values() if literals]
                    ctx.at_least(rule, (leaf, subject, weeks), taught, wanted)

    def check(self, view: View) -> Iterator[Finding]:
        for leaf, subject, rule in pupil_subjects(self, view, type(self).covers):
            for weeks in view.weeks(leaf):
                wanted = rule.wanted(view.problem, leaf, subject, weeks)
                lessons = [p for p in view.pupil_subject(leaf, subject, weeks) if not p.off_grid]
                held = len({placed.lesson.day for placed in lessons})
                if held < wanted:
                    at = tuple(placed.at for placed in lessons)
                    yield rule.finding((leaf, subject, weeks), wanted - held, at, held=held, wanted=wanted)

    def wanted(self, problem: Problem, leaf: str, subject: str, weeks: Weeks) -> int:
        """Days asked for, at most the lessons of the leaf's courses that week."""
        courses = problem.index.taught.get(leaf, {}).get(subject, ())
        lessons = sum(c.lessons for c in courses if c.weeks.meets(weeks))
        return min(self.days or len(problem.index.bell_of_pupil(leaf).teaching_days), lessons)

    def covers(self, subject: Subject) -> bool:
        """Whether the rule is about the subject."""
        return subject.id in self.subjects
