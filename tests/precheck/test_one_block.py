"""Check 13: courses of one block have equally many lessons."""

from __future__ import annotations

from constraints.block_pattern import BlockPattern
from constraints.same_time import SameTime
from scheduler.domain.curriculum import CourseKind, Part
from scheduler.domain.school import SchoolClass
from scheduler.domain.time import Weeks
from scheduler.precheck import precheck
from tests.precheck.small import STRUCTURE, count, course, red, reds, school, yellows

BLOCK = SameTime(courses=("1A:Chess", "1B:Choir"))
HOMES = (SchoolClass(id="1A", grade="G1"), SchoolClass(id="1B", grade="G1"))


def test_more_lessons_than_the_first_course_has_never_match() -> None:
    problem = school([course("1A", "Chess", 1, "Li"), course("1B", "Choir", 2, "Ma")], 3, 3)
    found = red(count(problem, BLOCK), "one_block")
    assert (found.need, found.have, found.owners) == (2, 1, ("1B:Choir", "1A:Chess"))
    assert found.reason.zh == "1B Choir每周 2 次课，要与1A Chess同时上，1A Chess却只有 1 次。"
    assert set(found.rules) == {"same_time", "every_lesson_placed", "course_hours", "class_clash"}


def test_equally_many_lessons_match() -> None:
    found = count(school([course("1A", "Chess", 2, "Li"), course("1B", "Choir", 2, "Ma")], 3, 3), BLOCK)
    assert not found.impossible
    assert [one.id for one in found.greens if one.id == "one_block"] == ["one_block"]
    assert yellows(found, "one_block") == []


def test_fewer_lessons_match_but_leave_the_block_free() -> None:
    found = count(school([course("1A", "Chess", 3, "Li"), course("1B", "Choir", 2, "Ma")], 3, 3), BLOCK)
    assert not found.impossible
    (told,) = yellows(found, "one_block")
    assert told.reason.zh == "1B Choir每周 2 次课，同一时段的1A Chess有 3 次：有的时段会空着。"


def test_lessons_of_other_lengths_begin_but_do_not_end_together() -> None:
    doubles = course("1B", "Choir", 1, "Ma", parts=(Part(duration=2),))
    found = count(school([course("1A", "Chess", 1, "Li"), doubles], 3, 3), BLOCK)
    assert not found.impossible
    (told,) = yellows(found, "one_block")
    assert told.reason.zh == "1B Choir与1A Chess同时上课，但每次节数不一样：2 节和 1 节，不会同时下课。"


def test_doubles_that_may_be_taught_apart_prove_nothing() -> None:
    double = course("1A", "Chess", 1, "Li", parts=(Part(duration=2),))
    problem = school([double, course("1B", "Choir", 2, "Ma")], 3, 3)
    assert "one_block" in reds(count(problem, BLOCK))
    without = [rule for rule in STRUCTURE if not isinstance(rule, BlockPattern)]
    assert not precheck(problem, [*without, BLOCK]).impossible


def test_lessons_of_other_weeks_are_no_block() -> None:
    odd, even = (course(f"1{c}", s, n, weeks=w) for c, s, n, w in _PARITY)
    assert not count(school([odd, even], 3, 3), BLOCK).impossible


_PARITY = (("A", "Chess", 1, Weeks.ODD), ("B", "Choir", 2, Weeks.EVEN))


def test_lessons_nobody_keeps_apart_may_stand_at_one_time() -> None:
    tutoring = course("1B", "Choir", 2, kind=CourseKind.PULL_OUT)
    assert not count(school([course("1A", "Chess", 1, "Li"), tutoring], 3, 3), BLOCK).impossible


def test_a_block_by_subjects_is_one_of_each_grade() -> None:
    lessons = [course("1A", "Chess", 1, "Li"), course("1B", "Choir", 2, "Ma"), course("1B", "Maths", 3)]
    found = red(count(school(lessons, 6, 6), SameTime(subjects=("Chess", "Choir"))), "one_block")
    assert found.owners == ("1B:Choir", "1A:Chess")
