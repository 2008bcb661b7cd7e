"""Check 9: what is forbidden, fixed and closed leaves every course enough times."""

from __future__ import annotations

from constraints.period_ban import PeriodBan
from scheduler.domain.curriculum import CourseKind, Part
from scheduler.domain.school import Teacher
from scheduler.domain.time import BellPeriod, BellSchedule, PeriodKind
from tests.precheck.small import at, closed, count, course, red, reds, school


def test_too_few_times_are_left_for_a_course() -> None:
    li = (Teacher(id="Li", unavailable=closed((1, 1))),)
    lesson = course("1A", "Art", 2, "Li", forbidden=closed((1, 2)))
    problem = school([lesson, course("1A", "PE", 1, fixed=at((1, 3)))], 4, teachers=li)
    found = red(count(problem), "starts")
    assert (found.need, found.have) == (2, 1)
    assert {"unavailable", "fixed_lessons", "class_clash"} <= set(found.rules)
    assert found.reason.zh == "1A Art每周 2 节，去掉不排课时间和固定课后只剩 1 个时段。"


def test_exactly_enough_times_is_possible() -> None:
    li = (Teacher(id="Li", unavailable=closed((1, 1))),)
    assert not count(school([course("1A", "Art", 2, "Li")], 3, teachers=li)).impossible


def test_bans_and_closed_times_add_up() -> None:
    problem = school([course("1A", "PE", 2, forbidden=closed((1, 3)))], 3)
    assert not count(problem).impossible
    assert "starts" in reds(count(problem, PeriodBan(subjects=("PE",))))


def test_a_block_does_not_fit_across_noon() -> None:
    day = (BellPeriod(), BellPeriod(kind=PeriodKind.NOON), BellPeriod())
    block = course("1A", "Art", parts=(Part(duration=2),))
    assert count(school([block], bells=(BellSchedule(id="main", days=(day,)),))).impossible
    assert not count(school([block], 2)).impossible


def test_blocks_that_would_overlap_count_once() -> None:
    blocks = course("1A", "Art", parts=(Part(duration=2, count=3),))
    found = red(count(school([blocks], 3, 3)), "starts")
    assert (found.need, found.have, found.facts["length"]) == (3, 2, 2)
    assert not count(school([blocks], 4, 3)).impossible


def test_lessons_nobody_keeps_apart_may_stand_together() -> None:
    stage = course("", "Stage", 5, kind=CourseKind.MEETING, id="stage")
    assert not count(school([stage], 2)).impossible
