"""Core subjects are taught in the morning, but protected ones keep some mornings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field

from constraints.lookups import course_periods, pupil_subjects
from constraints.mornings import held_mornings, mornings, split
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
        early = mornings(ctx.problem)
        for leaf, subject, rule in pupil_subjects(self, ctx, _covers):
            for weeks in ctx.weeks(leaf):
                starts = [split(ctx, early, start) for start in ctx.pupil_starts(leaf, None, weeks, subject)]
                ctx.at_most(rule, (leaf, subject, weeks), [(x, late) for x, _, late in starts if late], 0)
        for leaf, weeks, kept, rule in self._keeping(ctx):
            starts = [split(ctx, early, s) for one in kept for s in ctx.pupil_starts(leaf, None, weeks, one)]
            terms = [(x, held) for x, held, _ in starts if held]
            ctx.at_least(rule, (leaf, "protected", weeks), terms, rule.protected_mornings)

    def check(self, view: View) -> Iterator[Finding]:
        held = held_mornings(view)
        for leaf, subject, rule in pupil_subjects(self, view, _covers):
            for weeks in view.weeks(leaf):
                lessons = view.pupil_subject(leaf, subject, weeks)
                late = [(p.at, n) for p in lessons if p.moments and (n := p.lesson.duration - held[p.at])]
                if late:
                    at, count = tuple(at for at, _ in late), sum(n for _, n in late)
                    what = IN_AFTERNOON.format(count, view.problem.index.title(subject))
                    yield rule.finding((leaf, subject, weeks), count, at, what=what)
        for leaf, weeks, kept, rule in self._keeping(view):
            week = (p for p in view.of_pupil.get(leaf, ()) if p.lesson.weeks.meets(weeks))
            found = sum(held[placed.at] for placed in week if placed.lesson.subject in kept)
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
