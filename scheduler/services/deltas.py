"""What a change of a few lessons does to the judge's report: only the owners it touches are judged again. No solver."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

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


class Judged(NamedTuple):
    """A rule and the amounts it found, by owner and key."""

    rule: Rule
    amounts: dict[str, dict[Key, int]]


class Step(NamedTuple):
    """One rule before and after a change: units more in all, findings that grew, units less of those that shrank."""

    more: int
    grown: tuple[Found, ...]
    mended: int


NOTHING = Step(0, (), 0)


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
    def _judged(self) -> tuple[Judged, ...]:
        """The rules that look at placements, and what they found."""
        view, reports = self._view, self.report.rules
        kept = [one for one in reports if not one.rule.judges_input or looks_at_lessons(one.rule, view)]
        return tuple(Judged(one.rule, by_owner(one.findings)) for one in kept)

    @cached_property
    def _hard(self) -> tuple[Judged, ...]:
        return tuple(one for one in self._judged if one.rule.level is Level.HARD)

    @cached_property
    def _others(self) -> tuple[Judged, ...]:
        return tuple(one for one in self._judged if one.rule.level is not Level.HARD)

    @cached_property
    def _turn(self) -> tuple[Judged, ...]:
        """Hard rules in the order in which they are asked: whichever was broken last is asked first."""
        return self._hard

    def changed(self, changes: Mapping[int, Lesson]) -> Timetable:
        """The timetable with some lessons replaced, and those at positions beyond its end added."""
        lessons = dict(enumerate(self.timetable.lessons)) | dict(sorted(changes.items()))
        return self.timetable.model_copy(update={"lessons": tuple(lessons.values())})

    def of(self, changes: Mapping[int, Lesson]) -> Delta:
        """What replacing some lessons (by their positions), or adding some, does."""
        view = self._shifted(changes)
        hard = [step_of(one, view) for one in self._hard]
        broken = tuple(found for step in hard for found in step.grown)
        return self._points(view, broken, sum(step.mended for step in hard))

    def broken(self, changes: Mapping[int, Lesson]) -> tuple[Found, ...]:
        """What the change breaks of hard rules: findings whose amount grows."""
        view = self._shifted(changes)
        return tuple(found for one in self._hard for found in step_of(one, view).grown)

    def legal(self, changes: Mapping[int, Lesson]) -> Delta | None:
        """The same as `of` where nothing hard is broken more than before, else None, as soon as that is known."""
        view, mended = self._shifted(changes), 0
        for turn, one in enumerate(self._turn):
            step = step_of(one, view)
            if step.grown:
                self._turn = (one, *self._turn[:turn], *self._turn[turn + 1 :])
                return None
            mended += step.mended
        return self._points(view, (), mended)

    def _shifted(self, changes: Mapping[int, Lesson]) -> Shifted:
        old = self.timetable.lessons
        lessons = [*changes.values(), *(old[at] for at in changes if at < len(old))]
        return Shifted(self._view, changes, self._reach.of(lessons))

    def _points(self, view: Shifted, broken: tuple[Found, ...], mended: int) -> Delta:
        points = dict.fromkeys(Level, 0)
        dearer: list[Found] = []
        for one in self._others:
            step = step_of(one, view)
            points[one.rule.level] += one.rule.weight * step.more
            dearer += step.grown
        return Delta((points[Level.RELAXABLE], points[Level.SOFT]), broken, tuple(dearer), mended)


def by_owner(findings: Iterable[Finding]) -> dict[str, dict[Key, int]]:
    """Amounts of each owner by key."""
    out: dict[str, dict[Key, int]] = {}
    for finding in findings:
        mine = out.setdefault(str(finding.key[0]), {})
        mine[finding.key] = mine.get(finding.key, 0) + finding.amount
    return out


def step_of(judged: Judged, view: View) -> Step:
    """How one rule's amounts differ from what it found before, for the owners in focus."""
    found, owners = found_by(judged.rule, view), view.focus or frozenset()
    before = {key: n for owner in owners & judged.amounts.keys() for key, n in judged.amounts[owner].items()}
    if not found and not before:
        return NOTHING
    after: dict[Key, int] = {}
    for finding in found:
        after[finding.key] = after.get(finding.key, 0) + finding.amount
    grown = tuple((judged.rule, one) for one in found if after[one.key] > before.get(one.key, 0))
    mended = sum(max(0, amount - after.get(key, 0)) for key, amount in before.items())
    return Step(sum(after.values()) - sum(before.values()), grown, mended)


class Watched(View):
    """A view that remembers whether anybody asked where lessons stand."""

    def __init__(self, base: View) -> None:
        self.problem, self.placing, self._base = base.problem, base.placing, base
        self.look_at(None)
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
