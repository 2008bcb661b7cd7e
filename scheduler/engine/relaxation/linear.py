"""The rows with fractions allowed and slack that costs: where some is needed, its prices say which rows clash.

The prices (dual values) are floating-point and only a hint; certificate.py turns them into a proof or refuses them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from ortools.linear_solver.python.model_builder_helper import ModelBuilderHelper

from scheduler.engine.relaxation.rows import Rows
from scheduler.engine.relaxation.watch import Watch

NOTHING_SHORT = 1e-4
"""Slack up to which the rows are taken to fit together."""
MANY_ROWS = 3000
"""Rows from which the quick first-order method (PDLP) looks first: it mostly sees at once that all fits."""


@dataclass(slots=True)
class Line:
    """One sum with the strictest lower and the strictest upper row on it, by position."""

    vars: tuple[int, ...]
    coeffs: tuple[int, ...]
    low: int | None = None
    high: int | None = None


def prices(rows: Rows, kept: Iterable[int], watch: Watch) -> dict[int, float] | None:
    """Prices above 0 by row where not even fractions keep these rows; empty where they do; None if time ran out.

    One thread, so the same rows give the same prices.
    """
    lines = _lines(rows, kept)
    model = _model(rows, lines)
    if len(lines) > MANY_ROWS:
        quick = watch.solved(model, "pdlp")
        if quick is not None and quick.objective_value() <= NOTHING_SHORT:
            return {}
    exact = watch.solved(model, "glop")
    if exact is None:
        return None
    if exact.objective_value() <= NOTHING_SHORT:
        return {}
    out: dict[int, float] = {}
    for line, price in zip(lines, exact.dual_values().tolist(), strict=True):
        at = line.low if price > 0 else line.high
        if at is not None and price:
            out[at] = abs(price)
    return out


def _lines(rows: Rows, kept: Iterable[int]) -> list[Line]:
    found: dict[tuple[tuple[int, ...], tuple[int, ...]], Line] = {}
    for at in kept:
        row = rows.rows[at]
        line = found.setdefault((row.vars, row.coeffs), Line(row.vars, row.coeffs))
        if row.upper and (line.high is None or row.bound < rows.rows[line.high].bound):
            line.high = at
        elif not row.upper and (line.low is None or row.bound > rows.rows[line.low].bound):
            line.low = at
    return list(found.values())


def _model(rows: Rows, lines: Sequence[Line]) -> ModelBuilderHelper:
    """Every variable at its lowest keeps a line or has slack there, so that the solver begins at a solution."""
    model = ModelBuilderHelper()
    number: dict[int, int] = {}
    for line in lines:
        here = model.add_linear_constraint()
        low = -inf if line.low is None else float(rows.rows[line.low].bound)
        high = inf if line.high is None else float(rows.rows[line.high].bound)
        model.set_constraint_lower_bound(here, low)
        model.set_constraint_upper_bound(here, high)
        least = 0
        for var, coeff in zip(line.vars, line.coeffs, strict=True):
            if var not in number:
                number[var] = _variable(model, float(rows.lows[var]), float(rows.highs[var]))
            model.add_term_to_constraint(here, number[var], coeff)
            least += coeff * rows.lows[var]
        if not low <= least <= high:
            slack = _variable(model, 0.0, inf)
            model.set_var_objective_coefficient(slack, 1.0)
            model.add_term_to_constraint(here, slack, 1.0 if least < low else -1.0)
    return model


def _variable(model: ModelBuilderHelper, low: float, high: float) -> int:
    var = model.add_var()
    model.set_var_lower_bound(var, low)
    model.set_var_upper_bound(var, high)
    model.set_var_integrality(var, False)
    return var
