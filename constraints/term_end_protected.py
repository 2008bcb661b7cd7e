"""Protected subjects go on to the last week of the term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, ClassVar, Self

from constraints.lookups import first_bound
from constraints.records import Day, given, in_force, term_days, undated, versions
from scheduler.domain.policy import Owners
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule


class TermEndProtected(Rule):
    """In every week the version in force gives a class as many protected periods as the term's first version did.

    Days without lessons (holidays, exams) count for neither. One unit is one period fewer; of parallel groups the
    one that loses most counts.
    """

    id = "term_end_protected"
    name = Text("Protected subjects to the term's end", "期末不停课")
    says = Text(
        "{0}, {1}: {held} protected periods, {wanted} at first.",
        "{0} {1}：受保护的课 {held} 节，学期初 {wanted} 节。",
    )
    source = Text(
        "Practice of inspection: PE, music and art go on until the exams (follows from protect-subjects)",
        "督导惯例：体育、艺术等课上到学期末（由 protect-subjects 推出）",
    )
    unit = Text("period", "节")
    of = Owners.CLASSES
    numbers = ("week",)
    judges_only: ClassVar[bool] = True
    planning: ClassVar[bool] = True

    def check(self, view: View) -> Iterator[Finding]:
        if missing := undated(view):
            yield from (rule.not_checked((home, Weeks.ALL), missing) for home, rule in first_bound(self, view))
        for home, week, held, wanted, rule in self._weeks(view) if view.problem.earlier else ():
            if held < wanted:
                yield rule.finding((home, week, Weeks.ALL), wanted - held, held=held, wanted=wanted)

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:
        for home, week, held, wanted, _ in self._weeks(view) if view.problem.earlier else ():
            if held != wanted:
                yield {"class": view.problem.index.title(home), "week": week, "planned": wanted, "scheduled": held}

    def _weeks(self, view: View) -> Iterator[tuple[str, int, int, int, Self]]:
        """(class, week, protected periods of the version in force, of the first one, the rule), days taught alone."""
        problem, known = view.problem, versions(view)

        @cache
        def protected(version: View, leaf: str, day: Day) -> int:
            return sum(any(one in kept for one in those) for those in given(version, (leaf,), day).values())

        kept = {subject.id for subject in problem.subjects if subject.protected}
        for home, rule in self.each(view):
            first: View | None = None
            for week, days in term_days(problem, problem.index.classes[home].grade):
                held = [(day._replace(on=None), now) for day in days if (now := in_force(known, day.on)) is not None]
                first = first or next((now for _, now in held), None)
                if first is None or all(now is first for _, now in held):
                    continue
                of_leaves = [
                    (
                        sum(protected(now, leaf, day) for day, now in held),
                        sum(protected(first, leaf, day) for day, _ in held),
                    )
                    for leaf in problem.index.leaves((home,))
                ]
                yield home, week, *max(of_leaves, key=lambda sums: sums[1] - sums[0]), rule
