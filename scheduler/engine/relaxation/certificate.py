"""Certificates: whole-number multipliers of rows that add up to what no timetable can meet, checked exactly.

Each row is written as Σ coeff × var ≥ bound (an upper row with all signs turned) and taken so many times. Their sum
is again true of every timetable. Where the most its left side can be is below its right side, there is none.
Everything here is whole numbers: what a solver says is only a hint which multipliers to try.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import gcd

from scheduler.engine.relaxation.rows import Rows

SCALES = (1, 2, 3, 4, 6, 12, 60, 2520, 10**6, 10**9)
"""What multipliers are tried as fractions of."""

Times = Mapping[int, int]
"""How many times a row is taken, by its position."""


def gap(rows: Rows, times: Times) -> int:
    """By how much the sum of these rows asks for more than its left side can be; above 0 it proves there is nothing.

    Raises:
        ValueError: where a row is taken less than 0 times, which would turn it round.
    """
    if any(count < 0 for count in times.values()):
        raise ValueError("a row may only be added")
    left: dict[int, int] = {}
    right = 0
    for at, count in times.items():
        row = rows.rows[at]
        sign = -count if row.upper else count
        right += sign * row.bound
        for var, coeff in zip(row.vars, row.coeffs, strict=True):
            left[var] = left.get(var, 0) + sign * coeff
    most = sum(coeff * (rows.highs[var] if coeff > 0 else rows.lows[var]) for var, coeff in left.items())
    return right - most


def rounded(rows: Rows, hint: Mapping[int, float]) -> Times | None:
    """Whole multipliers near these that prove it, as small as they come; None where rounding proves nothing."""
    for scale in SCALES:
        times = {at: count for at, value in hint.items() if (count := round(value * scale)) > 0}
        if times and gap(rows, times) > 0:
            shared = gcd(*times.values())
            return {at: count // shared for at, count in times.items()}
    return None
