"""Where two lessons of one day follow each other at once, and where not; no rule of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from constraints.neighbours import Near
from scheduler.domain.problem import Problem
from scheduler.domain.view import Placed


class Span(NamedTuple):
    """Where a lesson stands on a day: its schedule, first period and length in periods."""

    bell: str
    period: int
    duration: int


def span_of(placed: Placed) -> Span:
    """Where a lesson stands."""
    return Span(placed.bell, placed.lesson.period, placed.lesson.duration)


def adjoin(near: Near, day: int, one: Span, other: Span) -> bool:
    """Whether one of two lessons follows the other at once."""
    first, second = sorted((one, other), key=lambda span: span.period)
    last = first.period + first.duration - 1
    return first.bell == second.bell and second.period == last + 1 and last in near[first.bell, day]


def between(one: Span, other: Span) -> int:
    """Periods between two lessons of a day, open or closed; less than none where they overlap."""
    first, second = sorted((one, other), key=lambda span: (span.period, span.duration))
    return second.period - first.period - first.duration


def day_spans(problem: Problem, day: int, lengths: Iterable[tuple[str, int]]) -> list[Span]:
    """Every place of a day for lessons of these schedules and lengths."""
    return [
        Span(bell, period, duration)
        for bell, duration in sorted(lengths)
        for period in range(1, problem.index.bells[bell].periods(day) - duration + 2)
    ]


def kept_apart(near: Near, day: int, spans: Iterable[Span]) -> list[list[Span]]:
    """Few sets of places of which no two adjoin, every such two in one of them: of each one lesson at most is held.

    Where all lessons take one period the odd periods are such a set, the even ones, the odd ones up to the third
    with the even ones from the sixth, and so on.
    """
    ordered = sorted(spans)
    apart = {a: {b for b in ordered if a != b and not adjoin(near, day, a, b)} for a in ordered}
    left = {a: {a, *others} for a, others in apart.items()}
    out = []
    for first in ordered:
        while left[first]:
            found, fit = [first], left[first] & apart[first] or apart[first]
            while fit:
                gains = {one: len(left[one].intersection(found)) for one in sorted(fit)}
                found.append(max(gains, key=gains.__getitem__))
                fit = set.intersection(*(apart[one] for one in found))
            for one in found:
                left[one].difference_update(found)
            out.append(found)
    return out
