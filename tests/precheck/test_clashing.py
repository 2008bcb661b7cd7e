"""Check 14: lessons of different people, every two of which clash, fit into the few times open to them."""

from __future__ import annotations

from scheduler.domain.curriculum import Course
from tests.precheck.small import at, count, course, red, reds, school

RING = (course("1A", "Art", 1, "Li"), course("1B", "Art", 1, "Li"), course("1A+1B", "PE", 1, "Ma"))
"""The first two share a teacher, the others a class: no one has more than two lessons."""


def test_three_lessons_that_clash_in_pairs_need_three_times_and_are_named() -> None:
    found = red(count(school(list(RING), 2)), "clashing")
    assert (found.need, found.have) == (3, 2)
    assert set(found.owners) == {"1A:Art", "1B:Art", "1A+1B:PE"}
    assert found.reason.zh == "1A Art、1B Art、1A+1B PE：两两冲突，合计 3 节，可排的时段只有 2 个。"
    assert not count(school(list(RING), 3)).impossible


def test_two_that_do_not_clash_may_stand_together() -> None:
    apart: list[Course] = [RING[0], course("1B", "Art", 1, "Wu"), RING[2]]
    assert not count(school(apart, 2)).impossible


def test_lessons_that_the_rest_can_do_without_are_not_named() -> None:
    more = [course("1A", "Music", 1, "Wu"), *RING]
    fixed = school([*more[:1], *(one.model_copy(update={"fixed": at((1, 1))}) for one in RING[:1]), *RING[1:]], 3)
    assert "clashing" not in reds(count(fixed))
    crowded = count(school([course("1C", "Music", 1, "Ma"), *RING], 2))
    assert set(red(crowded, "clashing").owners) == {"1A:Art", "1B:Art", "1A+1B:PE"}
