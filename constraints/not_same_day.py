"""Some subjects do not come on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Annotated

from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal


class NotSameDay(Rule):
    """Of the named subjects a pupil has at most one a day, however many lessons of it.

    One unit is one more of the subjects on a day.
    """

    id = "not_same_day"
    name = Text("Subjects on different days", "科目不同天")
    says = Text(
        "{0} has {subjects} subjects on {1} of which one is enough.", "{0} {1}同时有 {subjects} 门只宜有一门的课。"
    )
    source = Text("School practice", "学校惯例")
    unit = Text("subject", "门")
    of = Owners.PUPILS

    level: Level = Level.SOFT
    subjects: Annotated[tuple[str, ...], Label("Subjects", "科目", None, "union")] = ()

    def post(self, ctx: Context) -> None:
        courses = ctx.problem.index.courses
        for leaf, rule in self.each(ctx):
            taught = [one for one in ctx.problem.index.taught.get(leaf, ()) if one in rule.subjects]
            for day, weeks in product(ctx.days if len(taught) > 1 else (), ctx.weeks(leaf)):
                held: dict[str, list[Literal]] = {subject: [] for subject in taught}
                for start in ctx.pupil_starts(leaf, day, weeks):
                    if (subject := courses[start.course].subject) in held:
                        held[subject].append(start.literal)
                present = [ctx.any_of(literals, upper=True) for literals in held.values()]
                ctx.at_most(rule, (leaf, day, weeks), present, 1)

    def check(self, view: View) -> Iterator[Finding]:
        for leaf, rule in self.each(view):
            if len(view.subjects_of(leaf).keys() & set(rule.subjects)) < 2:
                continue
            for day, weeks in product(view.days, view.weeks(leaf)):
                lessons = [p for p in view.pupil_day(leaf, day, weeks) if p.lesson.subject in rule.subjects]
                subjects: dict[str, list[int]] = defaultdict(list)
                for placed in lessons:
                    if placed.moments:
                        subjects[placed.lesson.subject].append(placed.at)
                if len(subjects) > 1:
                    at = tuple(position for found in subjects.values() for position in found)
                    yield rule.finding((leaf, day, weeks), len(subjects) - 1, at, subjects=len(subjects))
