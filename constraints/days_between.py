"""The few lessons of a small subject are spread over the week."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated

from pydantic import Field

from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal


class DaysBetween(Rule):
    """Lessons of a subject with two to `max_lessons` a week are at least `gap` days from one to the next.

    One unit is one pair of days that are too near each other.
    """

    id = "days_between"
    name = Text("Days between lessons of a subject", "同科间隔天数")
    says = Text(
        "{0} has {1} on {2} and on {other}; the next lesson should come {gap} days later or more.",
        "{0} {1}排在{2}和{other}，两次课应至少相隔 {gap} 天。",
    )
    source = Text("School practice", "学校惯例")
    unit = Text("pair of days", "处")
    of = Owners.PUPILS
    numbers = ("day", "day")

    level: Level = Level.SOFT
    subjects: Annotated[tuple[str, ...], Label("Subjects (none named: all)", "科目（不填为全部）")] = ()
    gap: Annotated[
        int, Label("Days from one lesson to the next at least", "两次课至少相隔", Text("days", "天"), "higher")
    ] = Field(2, ge=1, le=34)
    max_lessons: Annotated[
        int, Label("Only subjects with at most", "只管周课次不超过", Text("lessons a week", "次"), "higher")
    ] = Field(3, ge=2, le=34)

    def post(self, ctx: Context) -> None:
        for leaf in filter(ctx.has, self.owners(ctx.problem)):
            for subject, courses in ctx.problem.index.taught.get(leaf, {}).items():
                rule = self.at(ctx.problem, leaf, subject)
                for weeks in ctx.weeks(leaf) if rule else ():
                    mine = [course for course in courses if course.weeks.meets(weeks)]
                    if rule is None or not rule.means(subject, sum(course.lessons for course in mine)):
                        continue
                    by_day: dict[int, list[Literal]] = {day: [] for day in ctx.days}
                    for start in (start for course in mine for start in ctx.starts(course.id)):
                        by_day[start.day].append(start.literal)
                    held = {day: ctx.any_of(literals, upper=True) for day, literals in by_day.items()}
                    for a, b in combinations(ctx.days, 2):
                        if b - a < rule.gap:
                            ctx.at_most(rule, (leaf, subject, a, b, weeks), [held[a], held[b]], 1)

    def check(self, view: View) -> Iterator[Finding]:
        for leaf in filter(view.has, (*self.owners(view.problem), *view.strangers(self.of))):
            taught = view.problem.index.taught.get(leaf, {})
            for weeks in view.weeks(leaf):
                several = {s: those for s, those in view.subjects_of(leaf, weeks).items() if len(those) > 1}
                for subject, lessons in several.items():
                    planned = sum([c.lessons for c in taught.get(subject, ()) if c.weeks.meets(weeks)])
                    rule = self.at(view.problem, leaf, subject)
                    if rule is None or not rule.means(subject, planned or len(lessons)):
                        continue
                    for a, b in combinations(sorted({placed.lesson.day for placed in lessons}), 2):
                        if b - a < rule.gap:
                            at = tuple(placed.at for placed in lessons if placed.lesson.day in (a, b))
                            facts = {"other": view.problem.index.day_name(b), "gap": rule.gap}
                            yield rule.finding((leaf, subject, a, b, weeks), 1, at, **facts)

    def means(self, subject: str, lessons: int) -> bool:
        """Whether the rule speaks of a subject with so many lessons a week."""
        return 2 <= lessons <= self.max_lessons and (not self.subjects or subject in self.subjects)
