"""Theory comes before the laboratory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Key, Rule
from scheduler.rules.context import Context
from scheduler.rules.context import Literal as Yes

Within = Literal["day", "week"]


class LessonOrder(Rule):
    """A pupil's lessons in `then` begin after those in `first` of the same day, or of the same week.

    One unit is one pair of lessons in the wrong order; lessons that begin together are.
    """

    id = "lesson_order"
    name = Text("Order of subjects", "科目先后")
    says = Text("{0}: {pairs} pairs of lessons in the wrong order.", "{0} 有 {pairs} 处先后颠倒。")
    source = Text("School practice", "学校惯例")
    unit = Text("pair of lessons", "处")
    of = Owners.PUPILS

    level: Level = Level.SOFT
    first: Annotated[tuple[str, ...], Label("First", "先上")] = ()
    then: Annotated[tuple[str, ...], Label("Then", "后上")] = ()
    within: Annotated[Within, Label("In the same day or week", "同一天或同一周内")] = "day"

    def post(self, ctx: Context) -> None:
        courses = ctx.problem.index.courses
        for leaf, rule in self.each(ctx):
            first, then = rule._sides(ctx.problem.index.taught.get(leaf, ()))
            for weeks in ctx.weeks(leaf) if first and then else ():
                starts = [(courses[start.course].subject, start) for start in ctx.pupil_starts(leaf, None, weeks)]
                late = [start for subject, start in starts if subject in first]
                wrong: dict[Key, list[Yes]] = defaultdict(list)
                for early in (start for subject, start in starts if subject in then):
                    key = rule._key(leaf, early.day, weeks)
                    for other in late:
                        if other.moments[0] >= early.moments[0] and rule._key(leaf, other.day, weeks) == key:
                            wrong[key].append(ctx.both(early.literal, other.literal))
                for key, pairs in wrong.items():
                    ctx.at_most(rule, key, pairs, 0)

    def check(self, view: View) -> Iterator[Finding]:
        for leaf, rule in self.each(view):
            first, then = rule._sides(view.subjects_of(leaf))
            for weeks in view.weeks(leaf) if first and then else ():
                spans: dict[Key, list[Placed]] = defaultdict(list)
                for subject in (*then, *first):  # so that of lessons that begin together those of `then` stand first
                    for placed in view.pupil_subject(leaf, subject, weeks):
                        if placed.moments:
                            spans[rule._key(leaf, placed.lesson.day, weeks)].append(placed)
                for key, lessons in spans.items():
                    early = pairs = 0
                    for placed in sorted(lessons, key=lambda one: one.moments[0]):
                        early += placed.lesson.subject in then
                        pairs += early * (placed.lesson.subject in first)
                    if pairs:
                        yield rule.finding(key, pairs, tuple(placed.at for placed in lessons), pairs=pairs)

    def _sides(self, taught: Iterable[str]) -> tuple[list[str], list[str]]:
        """The subjects taught that come first, and those that come then; one named on both sides comes first."""
        known = list(taught)
        first = [subject for subject in known if subject in self.first]
        return first, [subject for subject in known if subject in self.then and subject not in first]

    def _key(self, leaf: str, day: int, weeks: Weeks) -> Key:
        return (leaf, weeks) if self.within == "week" else (leaf, day, weeks)
