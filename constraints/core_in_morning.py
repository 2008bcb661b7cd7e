"""Core subjects are taught in the morning, but protected ones keep some mornings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field

from constraints.lookups import course_periods, pupil_subjects, starts_in
from constraints.mornings import before_noon, held_before_noon
from scheduler.domain.policy import Level, Owners
from scheduler.domain.school import Subject
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context

IN_AFTERNOON = Text("{0} periods of {1} in the afternoon", "{1}有 {0} 节在下午")
KEPT = Text("{0} of {1} morning periods for protected subjects", "受保护科目上午 {0} 节，应有 {1} 节")


class CoreInMorning(Rule):
    """Core periods lie in the morning, and `protected_mornings` morning periods stay with protected subjects.

    One unit is one core period in the afternoon, or one morning period the protected subjects lack.
    """

    id = "core_in_morning"
    name = Text("Core subjects in the morning", "主科排上午")
    says = Text("{0}: {what}.", "{0}：{what}。")
    source = Text("School practice", "学校惯例")
    unit = Text("period", "节")
    of = Owners.PUPILS

    level: Level = Level.SOFT
    subjects: Annotated[tuple[str, ...], Label("Subjects", "科目（空：主科）", None, "union")] = ()
    protected_mornings: Annotated[int, Label("Kept mornings", "留给受保护科目", None, "higher")] = Field(2, ge=0)

    def post(self, ctx: Context) -> None:
        index = ctx.problem.index
        early = {course.id: index.bells[index.course_bell(course)].mornings for course in ctx.problem.courses}
        for leaf, subject, rule in pupil_subjects(self, ctx, _covers):
            for weeks in ctx.weeks(leaf):
                starts = starts_in(ctx, leaf, subject, weeks)
                late = [(s.literal, n) for s in starts if (n := s.duration - before_noon(early[s.course], s))]
                ctx.at_most(rule, (leaf, subject, weeks), late, 0)
        for leaf, weeks, kept, rule in self._keeping(ctx):
            found = [s for one in kept for s in starts_in(ctx, leaf, one, weeks)]
            terms = [(s.literal, n) for s in found if (n := before_noon(early[s.course], s))]
            ctx.at_least(rule, (leaf, "protected", weeks), terms, rule.protected_mornings)

    def check(self, view: View) -> Iterator[Finding]:
        for leaf, subject, rule in pupil_subjects(self, view, _covers):
            for weeks in view.weeks(leaf):
                lessons = view.pupil_subject(leaf, subject, weeks)
                held = [p for p in lessons if p.moments]
                if late := [(p.at, n) for p in held if (n := p.lesson.duration - held_before_noon(view, p))]:
                    at, count = tuple(at for at, _ in late), sum(n for _, n in late)
                    what = IN_AFTERNOON.format(count, view.problem.index.title(subject))
                    yield rule.finding((leaf, subject, weeks), count, at, what=what)
        for leaf, weeks, kept, rule in self._keeping(view):
            lessons = [placed for one in kept for placed in view.pupil_subject(leaf, one, weeks)]
            found = sum(held_before_noon(view, placed) for placed in lessons)
            if (short := rule.protected_mornings - found) > 0:
                yield rule.finding((leaf, "protected", weeks), short, what=KEPT.format(found, rule.protected_mornings))

    def _keeping(self, source: Context | View) -> Iterator[tuple[str, Weeks, list[str], Self]]:
        kept = [subject.id for subject in source.problem.subjects if subject.protected]
        for leaf, rule in self.each(source):
            for weeks in source.weeks(leaf):
                if 0 < rule.protected_mornings <= course_periods(source.problem, leaf, kept, weeks):
                    yield leaf, weeks, kept, rule


def _covers(rule: CoreInMorning, subject: Subject) -> bool:
    return subject.id in rule.subjects if rule.subjects else subject.core
