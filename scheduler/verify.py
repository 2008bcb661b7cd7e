"""The judge: any timetable of a school against its rules, from placements alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Key, Rule, Verdict, times

__all__ = ["Diff", "Report", "RuleReport", "View", "judge"]


@dataclass(frozen=True, slots=True)
class RuleReport:
    """One rule's verdict: how many owners were judged, what was found, rows of evidence."""

    rule: Rule
    judged: int
    findings: tuple[Finding, ...]
    evidence: tuple[Mapping[str, Any], ...] = ()

    @property
    def amount(self) -> int:
        """Everything found, in the rule's unit, over the cycle; of tables and records as they say."""
        return sum(finding.amount for finding in self.findings)

    @property
    def verdict(self) -> Verdict | None:
        """The gravest verdict of its findings; None where the rule is kept."""
        found = {finding.verdict for finding in self.findings}
        return next((v for v in Verdict if v in found), None)


@dataclass(frozen=True, slots=True)
class Report:
    """What the judge says of one timetable.

    `relaxed` and `penalty` are sums of weight × amount over the relaxable and the soft rules; `broken` is the
    sum of amounts over hard rules. `unchecked` is how many conditions of the school's file no rule can say.
    """

    rules: tuple[RuleReport, ...]
    placed: int
    broken: int = 0
    relaxed: int = 0
    penalty: int = 0
    unchecked: int = 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, rule by rule."""
        return tuple(finding for rule in self.rules for finding in rule.findings)

    @property
    def keeps_hard_rules(self) -> bool:
        """Whether no hard rule is broken."""
        return self.broken == 0

    @property
    def of_timetable(self) -> Report:
        """What the timetable answers for: without the rules no timetable can break."""
        part = _summed([one for one in self.rules if not one.rule.planning], self.placed)
        return replace(part, unchecked=self.unchecked)

    @property
    def beside(self) -> Report:
        """What stands beside the timetable: planning tables and records alone."""
        return _summed([one for one in self.rules if one.rule.planning], self.placed)

    @property
    def value(self) -> tuple[int, int]:
        """(relaxed, penalty): lower is better, compared in this order."""
        return self.relaxed, self.penalty

    def amounts(self) -> dict[tuple[str, Key], int]:
        """Amount by (instance, key), over the cycle; only what counts."""
        return {(f.instance, f.key): f.amount for f in self.findings if f.amount}

    def diff(self, other: Report) -> Diff:
        """What changed from this report to another, amount by amount."""
        mine, theirs = self.amounts(), other.amounts()
        keys = sorted({*mine, *theirs}, key=str)
        changed = {k: (mine.get(k, 0), theirs.get(k, 0)) for k in keys if mine.get(k, 0) != theirs.get(k, 0)}
        return Diff(changed, other.relaxed - self.relaxed, other.penalty - self.penalty)


@dataclass(frozen=True, slots=True)
class Diff:
    """Two reports compared: amounts (before, after) that differ, and the change of value."""

    changed: dict[tuple[str, Key], tuple[int, int]] = field(default_factory=dict)
    relaxed: int = 0
    penalty: int = 0


def judge(
    problem: Problem,
    timetable: Timetable,
    rules: Sequence[Rule],
    *,
    focus: Iterable[str] | None = None,
    evidence: bool = False,
) -> Report:
    """Judge a timetable against rules; with `focus`, only amounts owned by these ids.

    A focused report equals the full one restricted to findings whose key starts with a focused id. Amounts are
    per cycle, those of planning tables, records and dates as they are. Evidence rows are gathered only when asked for.
    """
    return judge_view(View(problem, timetable, focus), rules, evidence=evidence)


def judge_view(view: View, rules: Sequence[Rule], *, evidence: bool = False) -> Report:
    """Judge the timetable of a view, within its focus."""
    reports = []
    for rule in rules:
        rows = tuple(rule.evidence(view)) if evidence else ()
        judged = sum(1 for _ in _whole(rule).each(view)) if evidence else 0
        reports.append(RuleReport(rule, judged, found_by(rule, view), rows))
    return _summed(reports, len(view.lessons))


def found_by(rule: Rule, view: View) -> tuple[Finding, ...]:
    """What one rule finds in a view, its amounts over the cycle."""
    return tuple(_over_cycle(rule, found, view.cycle) for found in rule.check(view))


def _over_cycle(rule: Rule, found: Finding, cycle: int) -> Finding:
    amount = found.amount * (1 if rule.planning else times(found.key, cycle))
    if amount == found.amount:
        return found
    return Finding(found.instance, found.key, found.verdict, amount, found.facts, found.lessons)


def _summed(reports: Iterable[RuleReport], placed: int) -> Report:
    """The report of some rules, with its sums."""
    found = tuple(reports)
    sums = dict.fromkeys(Level, 0)
    for one in found:
        sums[one.rule.level] += one.amount * (1 if one.rule.level is Level.HARD else one.rule.weight)
    return Report(found, placed, sums[Level.HARD], sums[Level.RELAXABLE], sums[Level.SOFT])


def _whole(rule: Rule) -> Rule:
    """The rule as it counts whom it judges: a scope of subjects narrows what is measured, not which pupils."""
    if rule.of not in (Owners.PUPILS, Owners.CLASSES) or not rule.scope.subjects:
        return rule
    return rule.model_copy(update={"scope": rule.scope.model_copy(update={"subjects": ()})})
