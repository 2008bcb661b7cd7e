"""Literals: what a rule asks of the placements as yes/noes, each made once, the known ones folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scheduler.domain.problem import Problem
from scheduler.domain.time import Weeks
from scheduler.engine.placements import Placements
from scheduler.rules.context import FALSE, TRUE, Literal


class UpperLiteral(ValueError):
    """A literal that is only an upper estimate was used where an exact one is needed."""


class Literals(Placements):
    """Placements, and yes/noes made of them."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self._either: dict[frozenset[Literal], Literal] = {}
        self._at_least: dict[frozenset[Literal], Literal] = {}
        self._both: dict[tuple[Literal, ...], Literal] = {}
        self._upper: set[Literal] = set()
        self._busy: dict[tuple[str, int, Weeks, frozenset[str]], list[Literal]] = {}

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
        if found in self._either or (upper and found in self._at_least):
            return self._either.get(found, self._at_least.get(found, FALSE))
        either = self.model.new_bool()
        ordered = sorted(found)
        self.model.none_unless(either, ordered)
        if upper or not self._upper.isdisjoint(found):
            self._upper.add(either)
            self._at_least[found] = either
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
        needed = [x for x in dict.fromkeys((a, b)) if x != TRUE]
        if unless != FALSE:
            needed.append(-unless - 1)
        if len(needed) <= 1:
            return needed[0] if needed else TRUE
        pair = tuple(sorted(needed))
        if pair not in self._both:
            both = self._both[pair] = self.model.new_bool()
            self.model.clause([*(-x - 1 for x in needed), both])
            self._upper.add(both)
        return self._both[pair]

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
