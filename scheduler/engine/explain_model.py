"""The model that explains: every hard rule stands under a yes/no for each owner, so that it can be left out.

Clashes, hours and that every lesson is placed are facts of any timetable and stand as they are: under yes/noes of
their own they hid one overloaded teacher for minutes. What a search would leave out of the model beforehand is here a
placement that a rule forbids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.engine.context import ModelContext, Terms, post_all
from scheduler.engine.model import FAR, Model
from scheduler.engine.places import keep_places
from scheduler.engine.relaxation import BACKGROUND
from scheduler.engine.session import no_collecting
from scheduler.engine.tighten import fill_full_grids, keep_counts
from scheduler.rules.base import Key, Rule
from scheduler.rules.context import Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Guard = tuple[str, str]
"""(label of a rule, owner): a rule as it asks something of one owner."""

Spot = tuple[str, int, int, int]
"""(course, part, day, period)"""


class GuardModel(Model):
    """A model in which sums posted under a guard hold only while the guard is true."""

    def __init__(self) -> None:
        super().__init__()
        self.guard: Literal | None = None
        self._guarded: list[tuple[Literal, tuple[int, ...], tuple[int, ...], int | None, int | None]] = []

    @contextmanager
    def under(self, guard: Literal | None) -> Iterator[None]:
        """What is posted meanwhile holds only while the guard is true."""
        self.guard = guard
        try:
            yield
        finally:
            self.guard = None

    def contradiction(self) -> None:
        if self.guard is None:
            super().contradiction()
        else:
            self.none_of(self.guard, [self.guard])

    def none_of(self, guard: Literal, literals: Sequence[Literal]) -> None:
        """While the guard is true, none of these is."""
        constraint = self.proto.constraints.add()
        constraint.enforcement_literal.append(guard)
        constraint.bool_and.literals.extend([-literal - 1 for literal in literals])

    def bound(self, vars_: tuple[int, ...], coeffs: tuple[int, ...], low: int | None, high: int | None) -> None:
        if self.guard is None:
            super().bound(vars_, coeffs, low, high)
        elif vars_:
            self._guarded.append((self.guard, vars_, coeffs, low, high))

    def finish(self) -> None:
        if not self._finished:
            for one in self._guarded:
                self._hold(*one)
        super().finish()

    def _hold(
        self, guard: Literal, vars_: tuple[int, ...], coeffs: tuple[int, ...], low: int | None, high: int | None
    ) -> None:
        plain = coeffs.count(1) == len(coeffs) and self._integers.isdisjoint(vars_)
        if plain and low is None and high == 0:
            self.none_of(guard, vars_)
            return
        constraint = self.proto.constraints.add()
        constraint.enforcement_literal.append(guard)
        if plain and low == 1 and high is None:
            constraint.bool_or.literals.extend(vars_)
            return
        constraint.linear.vars.extend(vars_)
        constraint.linear.coeffs.extend(coeffs)
        constraint.linear.domain.extend([-FAR if low is None else low, FAR if high is None else high])


class GuardContext(ModelContext):
    """The context of a search, with a guard for each rule and owner; rules labelled in `facts` have none."""

    def __init__(self, problem: Problem, facts: Collection[str]) -> None:
        super().__init__(problem)
        self.model: GuardModel = GuardModel()
        self.facts = frozenset(facts)
        self.guards: dict[Guard, Literal] = {}
        self._shut: dict[Guard, dict[Spot, None]] = {}

    def guard(self, label: str, key: Key) -> Literal | None:
        """The guard of what a rule asks of the owner of a key; none of a fact."""
        if label in self.facts:
            return None
        name = (label, str(key[0]))
        if name not in self.guards:
            self.guards[name] = self.model.new_bool()
        return self.guards[name]

    def at_most(self, rule: Rule, key: Key, terms: Terms, limit: int) -> None:
        found = list(terms)  # what they are built of belongs to no rule
        with self.model.under(self.guard(rule.label, key)):
            super().at_most(rule, key, found, limit)

    def at_least(self, rule: Rule, key: Key, terms: Terms, limit: int) -> None:
        found = list(terms)
        with self.model.under(self.guard(rule.label, key)):
            super().at_least(rule, key, found, limit)

    def spread(self, rule: Rule, key: Key, a: Iterable[Literal], b: Iterable[Literal], limit: int) -> None:
        one, two = list(a), list(b)
        with self.model.under(self.guard(rule.label, key)):
            super().spread(rule, key, one, two, limit)

    def forbid(self, rule: Rule, key: Key, starts: Iterable[Spot]) -> None:
        found = list(starts)
        if not self._made:
            self.remove(found, (rule.label, key))
            found = []
        super().forbid(rule, key, found)

    def remove(self, spots: Iterable[Spot], why: tuple[str, Key]) -> None:
        if self.guard(*why) is None:
            super().remove(spots, why)
        else:
            self._shut.setdefault((why[0], str(why[1][0])), {}).update(dict.fromkeys(spots))

    def make_starts(self) -> None:
        if self._made:
            return
        super().make_starts()
        at = {(s.course, s.part, s.day, s.period): s.literal for found in self._starts.values() for s in found}
        for name, spots in self._shut.items():
            if literals := [at[spot] for spot in spots if spot in at]:
                self.model.none_of(self.guards[name], literals)


def guarded(problem: Problem, rules: Sequence[Rule], loose: Collection[str] = ()) -> GuardContext:
    """The model of the hard ones of some rules, finished; facts labelled in `loose` have guards too."""
    hard = [rule for rule in rules if rule.level is Level.HARD and not rule.planning]
    firm = [rule for rule in hard if rule.label not in loose]
    with no_collecting():
        context = GuardContext(problem, {rule.label for rule in firm if rule.id in BACKGROUND})
        post_all(context, hard)
        context.make_starts()
        keep_counts(context)
        fill_full_grids(context, firm)
        keep_places(context, firm)
        context.model.finish()
    return context
