"""What a change of a few lessons does to the judge's report: only the owners it touches are judged again. No solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.shifted import Shifted
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Key, Rule
from scheduler.services.reach import Reach
from scheduler.verify import Report, found_by, judge_view

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
        self._view = View(problem, timetable)
        self._reach = Reach(problem, self.rules)

    @cached_property
    def report(self) -> Report:
        """What the judge says of the timetable as it stands."""
        return judge_view(self._view, self.rules)

    @cached_property
    def _base(self) -> tuple[tuple[Rule, dict[str, dict[Key, int]]], ...]:
        """Rules that look at placements, each with the amounts of every owner by key."""
        out = []
        for one in self.report.rules:
            if one.rule.judges_input and not looks_at_lessons(one.rule, self._view):
                continue
            amounts: dict[str, dict[Key, int]] = defaultdict(dict)
            for finding in one.findings:
                mine = amounts[str(finding.key[0])]
                mine[finding.key] = mine.get(finding.key, 0) + finding.amount
            out.append((one.rule, dict(amounts)))
        return tuple(out)

    def changed(self, changes: Mapping[int, Lesson]) -> Timetable:
        """The timetable with some lessons replaced."""
        lessons = tuple(changes.get(at, lesson) for at, lesson in enumerate(self.timetable.lessons))
        return self.timetable.model_copy(update={"lessons": lessons})

    def of(self, changes: Mapping[int, Lesson]) -> Delta:
        """What replacing some lessons (by their positions) does."""
        focus = self._reach.of([*changes.values(), *(self.timetable.lessons[at] for at in changes)])
        base, view = self._base, Shifted(self._view, changes, focus)
        points = dict.fromkeys(Level, 0)
        grown: dict[bool, list[Found]] = {True: [], False: []}
        mended = 0
        for rule, amounts in base:
            hard = rule.level is Level.HARD
            before = {key: amount for owner in focus & amounts.keys() for key, amount in amounts[owner].items()}
            found = found_by(rule, view)
            if not found and not before:
                continue
            after: dict[Key, int] = defaultdict(int)
            for finding in found:
                after[finding.key] += finding.amount
            grown[hard] += [(rule, f) for f in found if after[f.key] > before.get(f.key, 0)]
            mended += sum(max(0, amount - after[key]) for key, amount in before.items()) if hard else 0
            points[rule.level] += rule.weight * (sum(after.values()) - sum(before.values()))
        return Delta((points[Level.RELAXABLE], points[Level.SOFT]), tuple(grown[True]), tuple(grown[False]), mended)


class Watched(View):
    """A view that remembers whether anybody asked where lessons stand."""

    def __init__(self, base: View) -> None:
        self.problem, self.focus, self._base = base.problem, base.focus, base
        self._strangers, self._busy = {}, {}
        self.asked = False

    @property
    def lessons(self) -> tuple[Placed, ...]:  # type: ignore[override]
        """All lessons."""
        self.asked = True
        return self._base.lessons

    @property
    def timetable(self) -> Timetable:  # type: ignore[override]
        """The timetable."""
        self.asked = True
        return self._base.timetable


def looks_at_lessons(rule: Rule, base: View) -> bool:
    """Whether a rule's word on this school depends on any lesson; one that asks for none never will."""
    view = Watched(base)
    for _ in rule.check(view):
        pass
    return view.asked
