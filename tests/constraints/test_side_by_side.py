"""Places of a day of which no two adjoin: every such two are kept apart, by few sets."""

from __future__ import annotations

from itertools import combinations

import pytest

from constraints.side_by_side import Span, adjoin, kept_apart

NEAR = {("bell", 1): frozenset({1, 2, 3, 5, 6, 7, 8, 9, 10}), ("other", 1): frozenset({1, 2})}
"""Eleven periods with noon after the fourth, and a short schedule."""


def spans(bell: str, periods: int, *durations: int) -> list[Span]:
    return [Span(bell, p, length) for length in durations for p in range(1, periods - length + 2)]


PLACES: tuple[list[Span], ...] = (
    [],
    spans("bell", 1, 1),
    spans("bell", 11, 1),
    spans("bell", 11, 1, 2, 3),
    [*spans("bell", 11, 2), *spans("other", 3, 1)],
)


def test_one_follows_the_other_at_once_in_one_schedule_alone_and_not_over_noon() -> None:
    first, second = Span("bell", 2, 2), Span("bell", 4, 1)
    assert adjoin(NEAR, 1, first, second)
    assert adjoin(NEAR, 1, second, first)
    assert not adjoin(NEAR, 1, first, Span("bell", 3, 1))
    assert not adjoin(NEAR, 1, first, first)
    assert not adjoin(NEAR, 1, second, Span("bell", 5, 1))
    assert not adjoin(NEAR, 1, Span("bell", 1, 1), Span("other", 2, 1))
    assert not adjoin(NEAR, 1, first, Span("bell", 5, 1))


@pytest.mark.parametrize("places", PLACES)
def test_two_places_are_in_one_set_if_and_only_if_they_do_not_adjoin(places: list[Span]) -> None:
    sets = kept_apart(NEAR, 1, places)
    together = {frozenset(two) for found in sets for two in combinations(found, 2)}
    assert together == {frozenset(two) for two in combinations(places, 2) if not adjoin(NEAR, 1, *two)}
    assert {place for found in sets for place in found} == set(places)
    assert all(len(found) == len(set(found)) for found in sets)
    assert len(sets) <= max(1, len(places))
