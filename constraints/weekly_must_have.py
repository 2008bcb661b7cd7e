"""Team time, labour and the like take place every week."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from constraints.lookups import first_bound, starts_in
from scheduler.domain.planning import DayKind
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Key, Rule
from scheduler.rules.context import Context

Every = Literal["week", "fortnight"]
NO_SUBJECT = Text("a subject for “{what}”", "“{what}”所指的科目")
OFTEN = {"week": Text("a week", "每周"), "fortnight": Text("in two weeks", "每两周")}


class WeeklyMustHave(Rule):
    """Every pupil has at least `minimum` periods of the named subjects together, each week or in two weeks.

    In two weeks a period of every week counts twice. A subject that a preset means and the school lacks is told as
    not checked. One unit is one period short.
    """

    id = "weekly_must_have"
    name = Text("Held every week", "每周必有")
    says = Text("{0} has {held} of {minimum} periods {often}.", "{0} {often}应有 {minimum} 节，只有 {held} 节。")
    source = Text("School work plans: PE, team and clubs have their time", "学校工作方案：体育、班队会和社团各有时间")
    unit = Text("period", "节")
    of = Owners.PUPILS
    clauses = ("pe-hours", "young-pioneers-club")

    subjects: Annotated[tuple[str, ...], Label("Subjects, together", "科目（合计）", None, "union")] = ()
    minimum: Annotated[int, Label("At least", "至少", Text("periods", "节"), "higher")] = Field(1, ge=0, le=40)
    every: Annotated[Every, Label("How often", "频次")] = "week"
    or_practice_week: Annotated[bool, Label("Or a practice week in the term", "集中实践周可代替")] = False

    def post(self, ctx: Context) -> None:
        for leaf, rule in self.each(ctx):
            for key, weeks in rule._measures(ctx, leaf):
                starts = [s for one in dict.fromkeys(rule.subjects) for s in starts_in(ctx, leaf, one, weeks)]
                terms = [(s.literal, s.duration * rule._times(s.weeks)) for s in starts]
                ctx.at_least(rule, key, terms, rule.minimum)

    def check(self, view: View) -> Iterator[Finding]:
        for leaf, rule in first_bound(self, view) if self.provenance and not self.subjects else ():
            yield rule.not_checked((leaf, Weeks.ALL), NO_SUBJECT.format(what=self.provenance))
        for leaf, rule in self.each(view):
            for key, weeks in rule._measures(view, leaf):
                lessons = [p for one in dict.fromkeys(rule.subjects) for p in view.pupil_subject(leaf, one, weeks)]
                held = sum(p.lesson.duration * rule._times(p.lesson.weeks) for p in lessons if p.moments)
                if held < rule.minimum:
                    at = tuple(placed.at for placed in lessons)
                    facts = {"held": held, "minimum": rule.minimum, "often": OFTEN[rule.every]}
                    yield rule.finding(key, rule.minimum - held, at, **facts)

    def _measures(self, source: Context | View, leaf: str) -> list[tuple[Key, Weeks]]:
        """Keys of a leaf's amounts and the weeks whose lessons count; none with a practice week in their place."""
        if not self.subjects or (self.or_practice_week and practises(source.problem, leaf)):
            return []
        if self.every == "fortnight":
            return [((leaf, self.every, Weeks.EVEN), Weeks.ALL)]
        return [((leaf, weeks), weeks) for weeks in source.weeks(leaf)]

    def _times(self, weeks: Weeks) -> int:
        return 2 if self.every == "fortnight" and weeks is Weeks.ALL else 1


def practises(problem: Problem, leaf: str) -> bool:
    """Whether the calendar has practice days for a leaf's grade."""
    grade = problem.index.grade_of(leaf)
    entries = problem.calendar.entries if problem.calendar and grade else ()
    return any(e.kind is DayKind.PRACTICE and (not e.grades or (grade and grade.id in e.grades)) for e in entries)
