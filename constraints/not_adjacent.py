"""Some subjects do not follow each other at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Annotated

from constraints.neighbours import by_period, course_bells, followed, following, nearness, spots
from scheduler.domain.policy import Level, Owners
from scheduler.domain.text import Label, Text
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context, Start


class NotAdjacent(Rule):
    """A pupil's lesson in one of `subjects` is not beside one in another of `others` (of `subjects` where none named).

    Noon always lies between, the long break unless `across_breaks`. One unit is one period with such a period after it.
    """

    id = "not_adjacent"
    name = Text("Subjects not side by side", "科目不相邻")
    says = Text("{0}, {1}: {pairs} times side by side what should be apart.", "{0} {1}有 {pairs} 处不宜相邻的课相邻。")
    source = Text("School practice", "学校惯例")
    unit = Text("pair of periods", "处")
    of = Owners.PUPILS

    level: Level = Level.SOFT
    subjects: Annotated[tuple[str, ...], Label("Subjects", "科目", None, "union")] = ()
    others: Annotated[tuple[str, ...], Label("Not beside (none named: each other)", "不与之相邻（不填：彼此）")] = ()
    across_breaks: Annotated[bool, Label("Also across the long break", "隔大课间也算相邻")] = False

    def post(self, ctx: Context) -> None:
        near, bells, index = nearness(ctx.problem), course_bells(ctx.problem), ctx.problem.index
        for leaf, rule in self.each(ctx):
            apart = rule.apart(index.taught.get(leaf, ()))
            for day, weeks in product(ctx.days if apart else (), ctx.weeks(leaf)):
                found: dict[str, list[Start]] = defaultdict(list)
                for start in ctx.pupil_starts(leaf, day, weeks):
                    found[index.courses[start.course].subject].append(start)
                pairs = []
                for subject, others in apart.items():
                    before = by_period(ctx, found[subject], bells)
                    after = by_period(ctx, [s for other in others for s in found[other]], bells)
                    pairs += following(ctx, before, after, near[rule.across_breaks], day)
                ctx.at_most(rule, (leaf, day, weeks), pairs, 0)

    def check(self, view: View) -> Iterator[Finding]:
        near = nearness(view.problem)
        for leaf, rule in self.each(view):
            apart = rule.apart(view.subjects_of(leaf))
            for day, weeks in product(view.days if apart else (), view.weeks(leaf)):
                here: dict[str, list[Placed]] = defaultdict(list)
                for placed in view.pupil_day(leaf, day, weeks):
                    if placed.lesson.subject in apart:
                        here[placed.lesson.subject].append(placed)
                held = {subject: spots(lessons) for subject, lessons in here.items()}
                afters = [{spot for other in apart[one] for spot in held.get(other, ())} for one in held]
                sides = zip(held.values(), afters, strict=True)
                if pairs := sum(followed(before, after, near[rule.across_breaks], day) for before, after in sides):
                    at = tuple(placed.at for lessons in here.values() for placed in lessons)
                    yield rule.finding((leaf, day, weeks), pairs, at, pairs=pairs)

    def apart(self, taught: Iterable[str]) -> dict[str, list[str]]:
        """For each subject that may not stand beside all others of those taught: which ones."""
        mine, others = set(self.subjects), set(self.others or self.subjects)
        meant = [subject for subject in taught if subject in mine | others]

        def clash(a: str, b: str) -> bool:
            return a != b and ((a in mine and b in others) or (b in mine and a in others))

        found = {subject: [other for other in meant if clash(subject, other)] for subject in meant}
        return {subject: those for subject, those in found.items() if those}
