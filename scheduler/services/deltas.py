"""What a change of a few lessons does to the judge's report: only the owners it touches are judged again. No solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.rules.base import Finding, Key, Rule
from scheduler.services.reach import Reach
from scheduler.verify import Report, judge

Found = tuple[Rule, Finding]


@dataclass(frozen=True, slots=True)
class Delta:
    """What a change does: points (relaxable, soft) added, and what it breaks of hard rules that was not broken so far.

    `broken` holds only findings whose amount grew, `dearer` those of other rules that did; `mended` is by how many
    units hard rules are broken less elsewhere.
    """

    points: tuple[int, int]
    broken: tuple[Found, ...] = ()
    dearer: tuple[Found, ...] = ()
    mended: int = 0


class Deltas:
    """A judged timetable, and the judge's word on changes of it; equal to judging the changed one whole."""

    def __init__(self, problem: Problem, rules: Sequence[Rule], timetable: Timetable) -> None:
        self.problem = problem
        self.rules = tuple(rule for rule in rules if not rule.planning)
        self.timetable = timetable
        self._reach = Reach(problem, self.rules)

    @cached_property
    def report(self) -> Report:
        """What the judge says of the timetable as it stands."""
        return judge(self.problem, self.timetable, self.rules)

    @cached_property
    def _base(self) -> dict[str, dict[str, dict[Key, int]]]:
        """Amounts by rule, owner and key."""
        out: dict[str, dict[str, dict[Key, int]]] = {rule.label: defaultdict(dict) for rule in self.rules}
        for finding in self.report.findings:
            mine = out[finding.instance][str(finding.key[0])]
            mine[finding.key] = mine.get(finding.key, 0) + finding.amount
        return out

    def changed(self, changes: Mapping[int, Lesson]) -> Timetable:
        """The timetable with some lessons replaced."""
        lessons = tuple(changes.get(at, lesson) for at, lesson in enumerate(self.timetable.lessons))
        return self.timetable.model_copy(update={"lessons": lessons})

    def of(self, changes: Mapping[int, Lesson]) -> Delta:
        """What replacing some lessons (by their positions) does."""
        lessons = [*changes.values(), *(self.timetable.lessons[at] for at in changes)]
        focus = self._reach.of(lessons)
        report = judge(self.problem, self.changed(changes), self.rules, focus=focus)
        points = dict.fromkeys(Level, 0)
        grown: dict[bool, list[Found]] = {True: [], False: []}
        mended = 0
        for one in report.rules:
            hard = one.rule.level is Level.HARD
            before: dict[Key, int] = {}
            for owner in focus:
                before.update(self._base[one.rule.label].get(owner, {}))
            after: dict[Key, int] = defaultdict(int)
            for finding in one.findings:
                after[finding.key] += finding.amount
            grown[hard] += [(one.rule, f) for f in one.findings if after[f.key] > before.get(f.key, 0)]
            mended += sum(max(0, amount - after[key]) for key, amount in before.items()) if hard else 0
            points[one.rule.level] += one.rule.weight * (one.amount - sum(before.values()))
        return Delta((points[Level.RELAXABLE], points[Level.SOFT]), tuple(grown[True]), tuple(grown[False]), mended)
