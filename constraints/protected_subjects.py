"""Protected subjects keep all their periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self

from constraints.hours import Hours, planned
from constraints.lookups import course_periods, pupil_subjects, starts_in
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.school import Subject
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context


class ProtectedSubjects(Rule):
    """Each class has every planned period of the subjects others might take over.

    One unit is one period short of the plan (of the courses, where the plan says nothing).
    """

    id = "protected_subjects"
    name = Text("Protected subjects", "不挤占课程")
    says = Text("{0} has {scheduled} of {planned} periods of {1}.", "{0} {1}应有 {planned} 节，排了 {scheduled} 节。")
    source = Text(
        "School work plans: PE, arts and the like give no period to main subjects (protect-subjects)",
        "学校工作方案：体育、艺术等课的节数不让给主科（protect-subjects）",
    )
    unit = Text("period", "节")
    of = Owners.PUPILS
    clauses = ("protect-subjects",)

    subjects: Annotated[tuple[str, ...], Label("Subjects", "科目（空：受保护的）", None, "union")] = ()

    def post(self, ctx: Context) -> None:
        plan = planned(ctx.problem)
        for leaf, subject, rule in pupil_subjects(self, ctx, type(self).covers):
            for weeks in ctx.weeks(leaf):
                if owed := _planned(ctx.problem, plan, leaf, subject, weeks):
                    starts = starts_in(ctx, leaf, subject, weeks)
                    ctx.at_least(rule, (leaf, subject, weeks), [(s.literal, s.duration) for s in starts], owed)

    def check(self, view: View) -> Iterator[Finding]:
        for leaf, subject, weeks, owed, held, rule in self._measured(view):
            if held < owed:
                yield rule.finding((leaf, subject, weeks), owed - held, planned=owed, scheduled=held)

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:
        title = view.problem.index.title
        for leaf, subject, weeks, owed, held, _ in self._measured(view):
            what = {"class": title(leaf), "subject": title(subject), "weeks": weeks}
            yield {**what, "planned": owed, "scheduled": held}

    def _measured(self, view: View) -> Iterator[tuple[str, str, Weeks, int, int, Self]]:
        """(leaf, subject, weeks, periods planned, periods scheduled, the rule)."""
        plan = planned(view.problem)
        for leaf, subject, rule in pupil_subjects(self, view, type(self).covers):
            for weeks in view.weeks(leaf):
                held = sum(p.lesson.duration for p in view.pupil_subject(leaf, subject, weeks) if p.moments)
                yield leaf, subject, weeks, _planned(view.problem, plan, leaf, subject, weeks), held, rule

    def covers(self, subject: Subject) -> bool:
        """Whether the rule is about the subject."""
        return subject.id in self.subjects if self.subjects else subject.protected


def _planned(problem: Problem, plan: dict[str, Hours], leaf: str, subject: str, weeks: Weeks) -> int:
    """What the plan gives the leaf's grade; the leaf's courses where it has no row."""
    grade = problem.index.grade_of(leaf)
    row = plan.get(grade.id if grade else "", {}).get(subject)
    return course_periods(problem, leaf, (subject,), weeks) if row is None else row[weeks]
