"""Rows: the hard rules of a school as plain sums, each with the rule and the key that posted it.

The same context posts them as for a search, only into a model that keeps sums instead of a solver's constraints.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.engine.context import ModelContext, Terms, post_all
from scheduler.engine.model import Model
from scheduler.engine.tighten import keep_counts
from scheduler.rules.base import Key, Rule
from scheduler.rules.context import FALSE, Literal, Start

Origin = tuple[str, Key]
"""(label of the rule, key it posted); the label is empty for what is no rule's but how the model is built."""

Spot = tuple[str, int, int, int]
"""(course, part, day, period)"""

BUILT: Origin = ("", ())


@dataclass(frozen=True, slots=True)
class Row:
    """Σ coeff × var is at least (or with `upper` at most) `bound`, because `origin` says so."""

    vars: tuple[int, ...]
    coeffs: tuple[int, ...]
    bound: int
    upper: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class Rows:
    """A school's hard rules as rows over variables from `lows` to `highs`; `starts` are those that place a lesson."""

    rows: tuple[Row, ...]
    lows: tuple[int, ...]
    highs: tuple[int, ...]
    starts: Mapping[int, Start] = field(default_factory=dict)


class RowModel(Model):
    """A model that keeps every sum with what is being posted at the time."""

    def __init__(self) -> None:
        super().__init__()
        self.origin: Origin = BUILT
        self.rows: list[Row] = []

    def contradiction(self) -> None:
        self.rows.append(Row((), (), 1, False, self.origin))

    def clause(self, literals: Sequence[Literal]) -> None:
        vars_, coeffs, constant = self.weighed(literals)
        self.rows.append(Row(vars_, coeffs, 1 - constant, False, BUILT))

    def none_unless(self, literal: Literal, literals: Sequence[Literal]) -> None:
        for other in literals:
            vars_, coeffs, constant = self.weighed(((literal, 1), (other, -1)))
            self.rows.append(Row(vars_, coeffs, -constant, False, BUILT))

    def choose(self, literal: Literal, literals: Sequence[Literal]) -> None:
        vars_, coeffs, constant = self.weighed(((literal, 1), *((other, -1) for other in literals)))
        self.rows.append(Row(vars_, coeffs, -constant, False, BUILT))
        self.rows.append(Row(vars_, coeffs, -constant, True, BUILT))

    def bound(self, vars_: tuple[int, ...], coeffs: tuple[int, ...], low: int | None, high: int | None) -> None:
        if low is not None and vars_:
            self.rows.append(Row(vars_, coeffs, low, False, self.origin))
        if high is not None and vars_:
            self.rows.append(Row(vars_, coeffs, high, True, self.origin))


class RowContext(ModelContext):
    """The context of a search, writing rows. A start that a search leaves out is here one that a row keeps at 0."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.model: RowModel = RowModel()
        self.shut: dict[Origin, set[Spot]] = defaultdict(set)
        self._dead: set[Literal] = set()

    def at_most(self, rule: Rule, key: Key, terms: Terms, limit: int) -> None:
        found = list(terms)  # what they are built of belongs to no rule
        self.model.origin = (rule.label, key)
        super().at_most(rule, key, found, limit)
        self.model.origin = BUILT

    def at_least(self, rule: Rule, key: Key, terms: Terms, limit: int) -> None:
        found = list(terms)
        self.model.origin = (rule.label, key)
        super().at_least(rule, key, found, limit)
        self.model.origin = BUILT

    def spread(self, rule: Rule, key: Key, a: Iterable[Literal], b: Iterable[Literal], limit: int) -> None:
        one, two = list(a), list(b)
        self.model.origin = (rule.label, key)
        super().spread(rule, key, one, two, limit)
        self.model.origin = BUILT

    def forbid(self, rule: Rule, key: Key, starts: Iterable[Spot]) -> None:
        found = list(starts)
        if not self._made:
            self.remove(found, (rule.label, key))
            found = []
        super().forbid(rule, key, found)

    def remove(self, spots: Iterable[Spot], why: Origin) -> None:
        self.shut[why].update(spots)

    def make_starts(self) -> None:
        if self._made:
            return
        super().make_starts()
        shut = set[Spot]().union(*self.shut.values())
        found = (start for starts in self._starts.values() for start in starts)
        self._dead.update(s.literal for s in found if (s.course, s.part, s.day, s.period) in shut)

    def any_of(self, literals: Iterable[Literal], *, upper: bool = False) -> Literal:
        found = list(literals)
        either = super().any_of(found, upper=upper)
        if self._dead.issuperset(found):
            self._dead.add(either)
        return either

    def both(self, a: Literal, b: Literal, *, unless: Literal = FALSE) -> Literal:
        """As in a search, where what is shut is no variable: this only limits what rules count, so it may be less."""
        return FALSE if a in self._dead or b in self._dead else super().both(a, b, unless=unless)

    def any_both(self, pairs: Iterable[tuple[Literal, Literal]]) -> Literal:
        """As in a search, where what is shut is no variable."""
        return super().any_both(pair for pair in pairs if self._dead.isdisjoint(pair))

    def gathered(self) -> Rows:
        """All that was posted."""
        starts = {s.literal: s for course in self.problem.courses for s in self.starts(course.id)}
        at = {(s.course, s.part, s.day, s.period): var for var, s in starts.items()}
        for why, spots in self.shut.items():
            vars_ = tuple(sorted(at[spot] for spot in spots))
            self.model.rows.append(Row(vars_, (1,) * len(vars_), 0, True, why))
        lows, highs = zip(*self.model.domains, strict=True)
        return Rows(tuple(self.model.rows), lows, highs, starts)


def rows_of(problem: Problem, rules: Sequence[Rule]) -> Rows:
    """The hard ones of some rules as rows."""
    hard = [rule for rule in rules if rule.level is Level.HARD]
    context = RowContext(problem)
    post_all(context, hard)
    keep_counts(context)
    return context.gathered()
