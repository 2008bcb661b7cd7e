"""Proofs by the linear relaxation: hard rules that cannot all be kept, shown by adding them up.

Rows, prices, certificate, reduction: the hard rules as sums (rows.py); the prices of slack where even fractions of
lessons cannot keep them all (linear.py); whole multipliers from the prices, checked exactly (certificate.py); and as
few rows as the time allows (reduce.py). Only a checked certificate is a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scheduler.domain.problem import Problem
from scheduler.engine.relaxation.certificate import Times, gap, rounded
from scheduler.engine.relaxation.linear import prices
from scheduler.engine.relaxation.reduce import Reduction, stages
from scheduler.engine.relaxation.rows import Row, Rows, rows_of
from scheduler.engine.relaxation.watch import Watch
from scheduler.rules.base import Rule

__all__ = ["BACKGROUND", "Outcome", "Proof", "Watch", "prove"]

BACKGROUND = ("every_lesson_placed", "course_hours", "class_clash", "teacher_clash", "room_clash")
"""Ids of rules that are facts of every timetable: never the reason, only what reasons clash with."""

REDUCTION_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Proof:
    """Rows of a school's hard rules, each taken so many times, that add up to what no timetable can meet.

    `shortest` says that of no rule the rows of any owner can be left out.
    """

    rows: Rows
    times: Times
    shortest: bool

    @property
    def parts(self) -> list[tuple[Row, int]]:
        """The rows with how many times each is taken."""
        return [(self.rows.rows[at], count) for at, count in sorted(self.times.items())]

    @property
    def missing(self) -> int:
        """By how much they ask for more than there can be, worked out anew; only above 0 is it a proof."""
        return gap(self.rows, self.times)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A proof, or none: then `fits` says that fractions keep all rules, else nothing is known."""

    proof: Proof | None
    fits: bool


def prove(problem: Problem, rules: Sequence[Rule], watch: Watch, found: Callable[[], None] | None = None) -> Outcome:
    """Look for a proof that no timetable keeps the hard ones of these rules; `found` hears of it before it is short."""
    rows = rows_of(problem, rules)
    hint = prices(rows, range(len(rows.rows)), watch)
    times = rounded(rows, hint) if hint else None
    if times is None:
        return Outcome(None, hint == {})
    if found is not None:
        found()
    watch.until = min(watch.until, watch.now() + REDUCTION_SECONDS)
    return Outcome(_shortened(rows, times, rules, watch), False)


def _shortened(rows: Rows, times: Times, rules: Sequence[Rule], watch: Watch) -> Proof:
    reduction = Reduction(rows, times, watch)
    by_rule, by_owner, *brief = stages({rule.label for rule in rules if rule.id in BACKGROUND})
    reduction.without(by_rule)
    reduction.without(by_owner)
    shortest = reduction.finished
    for grouping in brief:
        reduction.without(grouping)
    return Proof(rows, reduction.times, shortest)
