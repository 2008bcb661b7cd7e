"""A class does not have too much of one subject on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from constraints.teacher_weeks import even_share
from scheduler.domain.curriculum import Course
from scheduler.domain.policy import Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Literal


class SubjectPerDay(Rule):
    """At most `limit` periods of one subject a day; automatic: an even share of the week, at least one block.

    One unit is one period above the limit.
    """

    id = "subject_per_day"
    name = Text("Periods of a subject per day", "同科每日节数")
    says = Text("{0}: {periods} periods of {1} on {2} (limit {limit}).", "{0} {2}有 {periods} 节{1}（上限 {limit}）。")
    source = Text("School practice", "学校惯例")
    unit = Text("period", "节")
    of = Owners.PUPILS

    subjects: Annotated[tuple[str, ...], Label("Subjects (none named: all)", "科目（不填为全部）")] = ()
    limit: Annotated[
        int, Label("Periods a day at most (0: automatic)", "每天最多节数（0 为自动）", Text("periods", "节"))
    ] = Field(0, ge=0, le=20)

    def post(self, ctx: Context) -> None:
        courses = ctx.problem.index.courses
        for leaf in filter(ctx.has, self.owners(ctx.problem)):
            taught = ctx.problem.index.taught.get(leaf, {})
            rules = {subject: self.at(ctx.problem, leaf, subject) for subject in taught}
            for weeks in ctx.weeks(leaf):
                most = {s: r.most(taught[s], (), weeks, len(ctx.days)) for s, r in rules.items() if r}
                for day in ctx.days:
                    terms: dict[str, list[tuple[Literal, int]]] = defaultdict(list)
                    for start in ctx.pupil_starts(leaf, day, weeks):
                        terms[courses[start.course].subject].append((start.literal, start.duration))
                    for subject, found in terms.items():
                        if (rule := rules[subject]) and (not rule.subjects or subject in rule.subjects):
                            ctx.at_most(rule, (leaf, subject, day, weeks), found, most[subject])

    def check(self, view: View) -> Iterator[Finding]:
        for leaf in filter(view.has, (*self.owners(view.problem), *view.strangers(self.of))):
            taught = view.problem.index.taught.get(leaf, {})
            for weeks in view.weeks(leaf):
                for subject, lessons in view.subjects_of(leaf, weeks).items():
                    rule = self.at(view.problem, leaf, subject)
                    if rule is None or (rule.subjects and subject not in rule.subjects):
                        continue
                    by_day: dict[int, list[Placed]] = defaultdict(list)
                    held = 0
                    for placed in lessons:
                        by_day[placed.lesson.day].append(placed)
                        held += placed.lesson.duration
                    if len(by_day) == held:
                        continue  # one period a day is never too much
                    most = rule.most(taught.get(subject, ()), lessons, weeks, len(view.days))
                    for day, here in by_day.items():
                        if (periods := sum(placed.lesson.duration for placed in here)) > most:
                            key, at = (leaf, subject, day, weeks), tuple(placed.at for placed in here)
                            yield rule.finding(key, periods - most, at, periods=periods, limit=most)

    def most(self, courses: Iterable[Course], lessons: Iterable[Placed], weeks: Weeks, days: int) -> int:
        """The limit; where automatic by the courses, or as placed where there is none."""
        if self.limit:
            return self.limit
        parts = [(p.duration, p.count) for c in courses if c.weeks.meets(weeks) for p in c.parts]
        return even_share(parts or [(placed.lesson.duration, 1) for placed in lessons], days)
