"""The model under the context: literals as integers, constants folded, equal sums merged, amounts remembered.

Constraints go straight into the protocol buffer: building is two to three times faster than through the
operator-overloading interface (docs/explanation.md has the figures).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from scheduler.rules.context import FALSE, TRUE, Literal


@dataclass(frozen=True, slots=True)
class Amount:
    """A measured amount as a linear expression over variables."""

    vars: tuple[int, ...]
    coeffs: tuple[int, ...]
    constant: int = 0

    def value(self, solution: Sequence[int]) -> int:
        """The amount in a solution."""
        return self.constant + sum(c * solution[v] for v, c in zip(self.vars, self.coeffs, strict=True))


NOTHING = Amount((), ())
FAR = 2**40
"""Beyond any sum of the model."""


class Model:
    """Variables and constraints of one CP-SAT model. Variable 0 is the constant true."""

    def __init__(self) -> None:
        self.cp = cp_model.CpModel()
        self.proto = self.cp.proto
        self.domains: list[tuple[int, int]] = [(1, 1)]
        self._linear: dict[tuple[tuple[int, ...], tuple[int, ...]], list[int | None]] = {}
        self._integers: set[int] = set()
        self._finished = False

    # -- variables ---------------------------------------------------------------------------------------

    def new_bool(self) -> Literal:
        """A fresh yes/no."""
        self.domains.append((0, 1))
        return len(self.domains) - 1

    def new_int(self, high: int) -> int:
        """A fresh whole number from 0 to `high`."""
        self.domains.append((0, high))
        self._integers.add(len(self.domains) - 1)
        return len(self.domains) - 1

    def fix(self, literal: Literal, value: bool) -> None:
        """Make a literal a constant of the model."""
        want = value if literal >= 0 else not value
        var = literal if literal >= 0 else -literal - 1
        low, high = self.domains[var]
        if not low <= int(want) <= high:
            self.contradiction()
            return
        self.domains[var] = (int(want), int(want))

    # -- constraints -------------------------------------------------------------------------------------

    def contradiction(self) -> None:
        """Nothing can satisfy the model."""
        self.proto.constraints.add().bool_or.literals.extend([FALSE])

    def clause(self, literals: Sequence[Literal]) -> None:
        """One of the literals is true."""
        self.proto.constraints.add().bool_or.literals.extend(literals)

    def none_unless(self, literal: Literal, literals: Sequence[Literal]) -> None:
        """If `literal` is false, so are all the others."""
        constraint = self.proto.constraints.add()
        constraint.enforcement_literal.append(-literal - 1)
        constraint.bool_and.literals.extend([-other - 1 for other in literals])

    def choose(self, literal: Literal, literals: Sequence[Literal]) -> None:
        """None of the others unless `literal`, then just one."""
        self.proto.constraints.add().exactly_one.literals.extend([*literals, -literal - 1])

    def bound(self, vars_: tuple[int, ...], coeffs: tuple[int, ...], low: int | None, high: int | None) -> None:
        """Keep Σ coeff × var from `low` to `high`; bounds on the same sum are merged into one constraint."""
        limits = self._linear.setdefault((vars_, coeffs), [None, None])
        if low is not None:
            limits[0] = low if limits[0] is None else max(limits[0], low)
        if high is not None:
            limits[1] = high if limits[1] is None else min(limits[1], high)

    def weighed(self, terms: Iterable[Literal | tuple[Literal, int]]) -> tuple[tuple[int, ...], tuple[int, ...], int]:
        """Terms as variables, coefficients and a constant; known literals folded, repeated ones added up."""
        pairs = [term if isinstance(term, tuple) else (term, 1) for term in terms]
        if not pairs:
            return (), (), 0
        literals, coeffs = zip(*pairs, strict=True)
        if min(literals) > 0 and 0 not in coeffs and len(set(literals)) == len(literals):  # plain variables, each once
            return literals, coeffs, 0
        sums: dict[int, int] = {}
        constant = 0
        for literal, coeff in pairs:
            if literal == TRUE:
                constant += coeff
            elif literal == FALSE:
                continue
            elif literal > 0:
                sums[literal] = sums.get(literal, 0) + coeff
            else:
                constant += coeff
                var = -literal - 1
                sums[var] = sums.get(var, 0) - coeff
        if 0 in sums.values():
            sums = {v: c for v, c in sums.items() if c}
        return tuple(sums), tuple(sums.values()), constant

    def excess(self, vars_: tuple[int, ...], coeffs: tuple[int, ...], constant: int) -> Amount:
        """max(0, Σ coeff × var + constant) as an expression, with a variable of its own only where needed."""
        least = constant + sum(c for c in coeffs if c < 0)
        most = constant + sum(c for c in coeffs if c > 0)
        if most <= 0:
            return NOTHING
        if least >= 0:
            return Amount(vars_, coeffs, constant)
        if most == 1 and all(abs(c) == 1 for c in coeffs):
            over = self.new_bool()
            self.clause([*(-v - 1 if c > 0 else v for v, c in zip(vars_, coeffs, strict=True)), over])
            return Amount((over,), (1,))
        over = self.new_int(most)
        self.bound((*vars_, over), (*coeffs, -1), None, -constant)
        return Amount((over,), (1,))

    # -- finishing ---------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Write variables and merged sums into the protocol buffer; once."""
        if self._finished:
            return
        self._finished = True
        add = self.proto.constraints.add
        for (vars_, coeffs), (low, high) in self._linear.items():
            self._emit(add, vars_, coeffs, low, high)
        # one prototype per domain, copied in bulk: eight times faster than adding variables one by one
        scratch = cp_model.CpModel().proto
        kinds = {}
        for domain in set(self.domains):
            kinds[domain] = scratch.variables.add()
            kinds[domain].domain.extend(domain)
        self.proto.variables.extend([kinds[domain] for domain in self.domains])

    def _emit(
        self,
        add: Callable[[], Any],
        vars_: tuple[int, ...],
        coeffs: tuple[int, ...],
        low: int | None,
        high: int | None,
    ) -> None:
        if coeffs.count(1) != len(coeffs) or not self._integers.isdisjoint(vars_):
            if low is not None and high is not None and low > high:
                self.contradiction()
            else:
                linear = add().linear
                linear.vars.extend(vars_)
                linear.coeffs.extend(coeffs)
                linear.domain.extend([-FAR if low is None else low, FAR if high is None else high])
            return
        most = len(vars_)
        low, high = max(0, low or 0), most if high is None else min(most, high)
        if low <= 0 and high >= most:
            return
        if low > high:
            self.contradiction()
        elif high == 0:
            for var in vars_:
                self.fix(var, False)
        elif low == most:
            for var in vars_:
                self.fix(var, True)
        elif low == high == 1:
            add().exactly_one.literals.extend(vars_)
        elif low == 0 and high == 1:
            add().at_most_one.literals.extend(vars_)
        elif low == 1 and high == most:
            add().bool_or.literals.extend(vars_)
        else:
            linear = add().linear
            linear.vars.extend(vars_)
            linear.coeffs.extend(coeffs)
            linear.domain.extend([low, high])

    def add_at_most(self, vars_: Sequence[int], high: int, coeffs: Sequence[int] = ()) -> None:
        """Σ coeff × var ≤ high, coefficients 1 where none are given; also once the model is finished."""
        linear = self.proto.constraints.add().linear
        linear.vars.extend(vars_)
        linear.coeffs.extend(coeffs or [1] * len(vars_))
        linear.domain.extend([-FAR, high])

    def minimise(self, amounts: Iterable[tuple[int, Amount]]) -> int:
        """Set the objective Σ weight × amount, replacing any earlier one; returns the constant left out of it."""
        vars_, coeffs, constant = self.total(amounts)
        self.proto.clear_objective()
        if vars_:
            self.proto.objective.vars.extend(vars_)
            self.proto.objective.coeffs.extend(coeffs)
        self.proto.objective.offset = constant
        return constant

    def total(self, amounts: Iterable[tuple[int, Amount]]) -> tuple[list[int], list[int], int]:
        """Σ weight × amount as variables, coefficients, constant."""
        sums: dict[int, int] = {}
        constant = 0
        for weight, amount in amounts:
            constant += weight * amount.constant
            for var, coeff in zip(amount.vars, amount.coeffs, strict=True):
                sums[var] = sums.get(var, 0) + weight * coeff
        return list(sums), list(sums.values()), constant
