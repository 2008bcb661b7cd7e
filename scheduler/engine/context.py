"""Context on CP-SAT: what rules say becomes variables, constraints and remembered amounts.

Level and weight are decided here once: a hard rule's limit is a constraint, another's is an amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.time import Weeks
from scheduler.engine.model import NOTHING, Amount
from scheduler.engine.placements import Placements
from scheduler.engine.tighten import settle
from scheduler.rules.base import Key, Rule, times
from scheduler.rules.context import FALSE, TRUE, Literal

Terms = Iterable[Literal | tuple[Literal, int]]


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount a rule named: level, weight per cycle, and how the model computes it."""

    level: Level
    weight: int
    amount: Amount


class UpperLiteral(ValueError):
    """A literal that is only an upper estimate was used where an exact one is needed."""


class ModelContext(Placements):
    """The Context protocol on CP-SAT. `soften` turns named lower limits into amounts (drafts)."""

    def __init__(self, problem: Problem, *, soften: dict[str, int] | None = None) -> None:
        super().__init__(problem)
        self.measured: dict[tuple[str, Key], Measured] = {}
        self.posted: set[str] = set()
        self.soften = soften or {}
        self._either: dict[frozenset[Literal], Literal] = {}
        self._upper: set[Literal] = set()
        self._busy: dict[tuple[str, int, Weeks, frozenset[str]], list[Literal]] = {}

    # -- who ---------------------------------------------------------------------------------------------

    def has(self, owner: str) -> bool:  # noqa: ARG002
        """Every owner's lessons may move: the model holds the whole school."""
        return True

    def strangers(self, kind: Owners) -> tuple[str, ...]:  # noqa: ARG002
        """None: only the school's own courses are placed."""
        return ()

    def weeks(self, owner: str) -> tuple[Weeks, ...]:
        """(ALL,) or (ODD, EVEN)."""
        return (Weeks.ODD, Weeks.EVEN) if owner in self.index.parity_owners else (Weeks.ALL,)

    # -- yes/no of a time --------------------------------------------------------------------------------

    def busy_periods(
        self, person: str, day: int, weeks: Weeks, *, meetings: bool = True, courses: frozenset[str] | None = None
    ) -> list[Literal]:
        """For each period of the home schedule: is there a lesson of the person then? Exact."""
        home, counted = self.counted(person, meetings, courses)
        key = (home, day, weeks, counted)
        if key not in self._busy:
            moments_of = self._problem.timeline.covered
            out = []
            for period in range(1, self.index.bells[home].periods(day) + 1):
                found = dict.fromkeys(
                    start.literal
                    for moment in moments_of(home, day, period)
                    for start in self.covering(person, moment, weeks)
                    if start.course in counted
                )
                out.append(self.any_of(found))
            self._busy[key] = out
        return self._busy[key]

    def any_of(self, literals: Iterable[Literal], *, upper: bool = False) -> Literal:
        """True iff one is; with `upper`, at least true then."""
        found = frozenset(literals)
        if FALSE in found:
            found -= {FALSE}
        if TRUE in found:
            return TRUE
        if len(found) <= 1:
            return next(iter(found), FALSE)
        if found in self._either:
            return self._either[found]
        either = self.model.new_bool()
        ordered = sorted(found)
        self.model.none_unless(either, ordered)
        if upper or not self._upper.isdisjoint(found):
            self._upper.add(either)
        else:
            self.model.clause([*ordered, -either - 1])
            self._either[found] = either
        return either

    def any_until(self, literals: Sequence[Literal], *, upper: bool = False) -> list[Literal]:
        """Entry p: one of the literals 0…p is true."""
        out: list[Literal] = []
        for literal in literals:
            out.append(self.any_of((out[-1] if out else FALSE, literal), upper=upper))
        return out

    def any_from(self, literals: Sequence[Literal], *, upper: bool = False) -> list[Literal]:
        """Entry p: one of the literals p…end is true."""
        return self.any_until(list(literals)[::-1], upper=upper)[::-1]

    def both(self, a: Literal, b: Literal, *, unless: Literal = FALSE) -> Literal:
        """At least true when a and b are and `unless` is not."""
        if FALSE in (a, b) or unless in (TRUE, a, b):
            return FALSE
        needed = [x for x in (a, b) if x != TRUE]
        if unless != FALSE:
            needed.append(-unless - 1)
        if len(needed) <= 1:
            return needed[0] if needed else TRUE
        both = self.model.new_bool()
        self.model.clause([*(-x - 1 for x in needed), both])
        self._upper.add(both)
        return both

    def any_both(self, pairs: Iterable[tuple[Literal, Literal]]) -> Literal:
        """At least true when both literals of one of the pairs are: one literal and a clause for each pair."""
        found = [pair for pair in pairs if FALSE not in pair]
        if len(found) <= 1:
            return self.both(*found[0]) if found else FALSE
        if (TRUE, TRUE) in found:
            return TRUE
        some = self.model.new_bool()
        for pair in found:
            self.model.clause([*(-x - 1 for x in dict.fromkeys(pair) if x != TRUE), some])
        self._upper.add(some)
        return some

    def negated(self, literal: Literal) -> Literal:
        """The opposite."""
        if literal in self._upper:
            raise UpperLiteral("an upper literal has no exact opposite")
        return -literal - 1

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

    if not context.soften:
        settle(context, rules)
    for rule in sorted(rules, key=turn):
        if not rule.judges_only:
            rule.post(context)
            context.posted.add(rule.label)
