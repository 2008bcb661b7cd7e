"""Context on CP-SAT: what rules say becomes variables, constraints and remembered amounts.

Level and weight are decided here once: a hard rule's limit is a constraint, another's is an amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.time import Weeks
from scheduler.engine.choices import RoomChoices
from scheduler.engine.literals import UpperLiteral
from scheduler.engine.model import NOTHING, Amount
from scheduler.engine.tighten import settle
from scheduler.rules.base import Key, Rule, times
from scheduler.rules.context import Literal

Terms = Iterable[Literal | tuple[Literal, int]]


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount a rule named: level, weight per cycle, and how the model computes it."""

    level: Level
    weight: int
    amount: Amount


class ModelContext(RoomChoices):
    """The Context protocol on CP-SAT. `soften` turns named lower limits into amounts (drafts)."""

    def __init__(self, problem: Problem, *, soften: dict[str, int] | None = None) -> None:
        super().__init__(problem)
        self.measured: dict[tuple[str, Key], Measured] = {}
        self.posted: set[str] = set()
        self.soften = soften or {}
        self.only: frozenset[str] | None = None

    # -- who ---------------------------------------------------------------------------------------------

    def has(self, owner: str) -> bool:
        """Whether the owner's lessons may move: every one's where the model holds the whole school."""
        return self.only is None or owner in self.only

    def strangers(self, kind: Owners) -> tuple[str, ...]:  # noqa: ARG002
        """None: only the school's own courses are placed."""
        return ()

    def weeks(self, owner: str) -> tuple[Weeks, ...]:
        """(ALL,) or (ODD, EVEN)."""
        return (Weeks.ODD, Weeks.EVEN) if owner in self.index.parity_owners else (Weeks.ALL,)

    # -- what rules ask ----------------------------------------------------------------------------------

    def _note(self, rule: Rule, key: Key, amount: Amount) -> None:
        name = (rule.label, key)
        if name in self.measured:
            raise ValueError(f"{rule.label} posts {key} twice")
        weight = rule.weight * times(key, self.index.cycle)
        self.measured[name] = Measured(rule.level, weight, amount)

    def _refuse_upper(self, rule: Rule, terms: Terms) -> None:
        if self._upper and any((t[0] if isinstance(t, tuple) else t) in self._upper for t in terms):
            raise UpperLiteral(f"{rule.label} needs exact literals")

    def forbid(self, rule: Rule, key: Key, starts: Iterable[tuple[str, int, int, int]]) -> None:
        """No lesson at these starts; hard ones are removed while nothing has been built on them."""
        found = list(starts)
        if rule.level is Level.HARD and not self._made:
            self._removed.update(found)
            self._note(rule, key, NOTHING)
            return
        wanted = set(found)
        literals = [
            s.literal
            for course in dict.fromkeys(course for course, *_ in found)
            for s in self.starts(course)
            if (s.course, s.part, s.day, s.period) in wanted
        ]
        self.at_most(rule, key, literals, 0)

    def at_most(self, rule: Rule, key: Key, terms: Terms, limit: int) -> None:
        """The sum may not exceed `limit`; the amount is what exceeds it."""
        found = list(terms)
        self._refuse_upper(rule, (t for t in found if isinstance(t, tuple) and t[1] < 0))
        vars_, coeffs, constant = self.model.weighed(found)
        if rule.level is Level.HARD:
            self.model.bound(vars_, coeffs, None, limit - constant)
            if not vars_ and constant > limit:
                self.model.contradiction()
            self._note(rule, key, NOTHING)
            return
        self._note(rule, key, self.model.excess(vars_, coeffs, constant - limit))

    def at_least(self, rule: Rule, key: Key, terms: Terms, limit: int) -> None:
        """The sum must reach `limit`; the amount is what is missing."""
        found = list(terms)
        self._refuse_upper(rule, found)
        vars_, coeffs, constant = self.model.weighed(found)
        price = self.soften.get(rule.label, self.soften.get("*", 0)) if rule.level is Level.HARD else 0
        if rule.level is Level.HARD and not price:
            self.model.bound(vars_, coeffs, limit - constant, None)
            if not vars_ and constant < limit:
                self.model.contradiction()
            self._note(rule, key, NOTHING)
            return
        amount = self.model.excess(vars_, tuple(-c for c in coeffs), limit - constant)
        if price:
            self.measured[rule.label, key] = Measured(Level.HARD, price * times(key, self.index.cycle), amount)
        else:
            self._note(rule, key, amount)

    def spread(self, rule: Rule, key: Key, a: Iterable[Literal], b: Iterable[Literal], limit: int) -> None:
        """Two sums may differ by at most `limit`; the amount is what exceeds it."""
        found = [*((x, 1) for x in a), *((x, -1) for x in b)]
        self._refuse_upper(rule, found)
        vars_, coeffs, constant = self.model.weighed(found)
        if rule.level is Level.HARD:
            self.model.bound(vars_, coeffs, -limit - constant, limit - constant)
            if not vars_ and abs(constant) > limit:
                self.model.contradiction()
            self._note(rule, key, NOTHING)
            return
        most = max(constant + sum(c for c in coeffs if c > 0), -(constant + sum(c for c in coeffs if c < 0))) - limit
        if most <= 0:
            self._note(rule, key, NOTHING)
            return
        over = self.model.new_int(most)
        self.model.bound((*vars_, over), (*coeffs, -1), None, limit - constant)
        self.model.bound((*vars_, over), (*coeffs, 1), -limit - constant, None)
        self._note(rule, key, Amount((over,), (1,)))

    def amounts(self, level: Level) -> list[tuple[int, Amount]]:
        """(weight, amount) of every measured amount of a level."""
        return [(m.weight, m.amount) for m in self.measured.values() if m.level is level and m.amount is not NOTHING]


def post_all(context: ModelContext, rules: Sequence[Rule]) -> None:
    """Post rules: those that prune starts first, hard before others, then the rest in order."""

    def turn(rule: Rule) -> tuple[bool, bool]:
        return (not rule.prunes, rule.level is not Level.HARD)

    context.plan_rooms(rules)
    if not context.soften:
        settle(context, rules)
    for rule in sorted(rules, key=turn):
        if not rule.judges_only:
            rule.post(context)
            context.posted.add(rule.label)
