"""Part of a model around some placements, everything else held where a solution has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ortools.sat.python import cp_model

from scheduler.engine.model import FAR, Model
from scheduler.rules.context import Literal


class Sum(NamedTuple):
    """low ≤ Σ coeff × var ≤ high, where all the `only_if` literals are true."""

    vars: tuple[int, ...]
    coeffs: tuple[int, ...]
    low: int
    high: int
    only_if: tuple[Literal, ...]


class SubModel(NamedTuple):
    """A model of its own; variable k of it is variable `vars[k]` of the whole."""

    cp: cp_model.CpModel
    vars: tuple[int, ...]

    def into(self, solution: Sequence[int], found: Sequence[int]) -> list[int]:
        """A solution of the whole with this part of it as found."""
        out = list(solution)
        for var, value in zip(self.vars, found, strict=True):
            out[var] = value
        return out


class Whole:
    """A finished model read once, so that parts of it can be cut out quickly."""

    def __init__(self, model: Model, placements: Iterable[Literal]) -> None:
        self.domains = model.domains
        self.placements = frozenset(placements)
        self.sums = list(_read(model))
        self.touching: list[list[int]] = [[] for _ in self.domains]
        for at, one in enumerate(self.sums):
            for var in {*one.vars, *(x if x >= 0 else -x - 1 for x in one.only_if)}:
                self.touching[var].append(at)

    def around(
        self, free: Iterable[Literal], solution: Sequence[int], objective: dict[int, int], limit: int
    ) -> SubModel:
        """The part in which these placements are free, and all that follows from them; Σ objective ≤ limit.

        Placements of others and what follows from them alone keep the solution's values.
        """
        loose, touched = self._reached(free)
        vars_ = tuple(loose)
        place = {var: at for at, var in enumerate(vars_)}
        cp = cp_model.CpModel()
        for var in vars_:
            cp.proto.variables.add().domain.extend(self.domains[var])
        for at in touched:
            _add(cp, self.sums[at], place, solution)
        kept = sum(c * solution[var] for var, c in objective.items() if var not in place)
        wanted = [(place[var], c) for var, c in objective.items() if var in place]
        if wanted:
            places, coeffs = zip(*wanted, strict=True)
            _sum(cp, places, coeffs, -FAR, limit - kept)
            cp.proto.objective.vars.extend(places)
            cp.proto.objective.coeffs.extend(coeffs)
            cp.proto.objective.offset = kept
        return SubModel(cp, vars_)

    def _reached(self, free: Iterable[Literal]) -> tuple[dict[int, None], dict[int, None]]:
        loose, touched = dict.fromkeys(free), dict[int, None]()
        front = list(loose)
        while front:
            for at in self.touching[front.pop()]:
                if at in touched:
                    continue
                touched[at] = None
                one = self.sums[at]
                for var in (*one.vars, *(x if x >= 0 else -x - 1 for x in one.only_if)):
                    if var not in loose and var not in self.placements and self.domains[var][0] < self.domains[var][1]:
                        loose[var] = None
                        front.append(var)
        return loose, touched


def _read(model: Model) -> Iterable[Sum]:
    for one in model.proto.constraints:
        only_if = tuple(one.enforcement_literal)
        if one.has_linear():
            low, high = one.linear.domain[0], one.linear.domain[len(one.linear.domain) - 1]
            yield Sum(tuple(one.linear.vars), tuple(one.linear.coeffs), low, high, only_if)
        elif one.has_bool_and():
            for literal in one.bool_and.literals:
                yield _counted((literal,), 1, FAR, only_if)
        elif one.has_bool_or():
            yield _counted(tuple(one.bool_or.literals), 1, FAR, only_if)
        elif one.has_exactly_one():
            yield _counted(tuple(one.exactly_one.literals), 1, 1, only_if)
        elif one.has_at_most_one():
            yield _counted(tuple(one.at_most_one.literals), -FAR, 1, only_if)
        else:
            raise NotImplementedError("a constraint of a kind that rules do not post")


def _counted(literals: Sequence[Literal], low: int, high: int, only_if: tuple[Literal, ...]) -> Sum:
    """How many literals are true, as a sum over their variables."""
    below = sum(x < 0 for x in literals)
    coeffs = tuple(1 if x >= 0 else -1 for x in literals)
    vars_ = tuple(x if x >= 0 else -x - 1 for x in literals)
    return Sum(vars_, coeffs, low if low == -FAR else low - below, high if high == FAR else high - below, only_if)


def _add(cp: cp_model.CpModel, one: Sum, place: dict[int, int], solution: Sequence[int]) -> None:
    """A sum with what is held put in; nothing where it holds by that. Presolve finds the clauses among them."""
    only_if = []
    for literal in one.only_if:
        var = literal if literal >= 0 else -literal - 1
        if var in place:
            only_if.append(place[var] if literal >= 0 else -place[var] - 1)
        elif bool(solution[var]) != (literal >= 0):
            return
    held = sum(coeff * solution[var] for var, coeff in zip(one.vars, one.coeffs, strict=True) if var not in place)
    left = [(place[var], coeff) for var, coeff in zip(one.vars, one.coeffs, strict=True) if var in place]
    low, high = one.low if one.low <= -FAR else one.low - held, one.high if one.high >= FAR else one.high - held
    if left or not low <= 0 <= high:
        _sum(cp, [var for var, _ in left], [coeff for _, coeff in left], low, high, only_if)


def _sum(
    cp: cp_model.CpModel,
    vars_: Sequence[int],
    coeffs: Sequence[int],
    low: int,
    high: int,
    only_if: Sequence[Literal] = (),
) -> None:
    constraint = cp.proto.constraints.add()
    constraint.enforcement_literal.extend(only_if)
    constraint.linear.vars.extend(vars_)
    constraint.linear.coeffs.extend(coeffs)
    constraint.linear.domain.extend([low, high])
