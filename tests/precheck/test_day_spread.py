"""Check 7: a subject's lessons find enough days."""

from __future__ import annotations

from constraints.subject_days import SubjectDays
from constraints.subject_per_day import SubjectPerDay
from scheduler.domain.curriculum import Part
from scheduler.domain.school import SchoolClass, Teacher
from scheduler.domain.time import TimeRange
from tests.precheck.small import count, course, red, school

DAY_TWO = (TimeRange(day=2),)


def test_a_closed_day_leaves_too_few_days() -> None:
    li = (Teacher(id="Li", unavailable=DAY_TWO),)
    problem = school([course("1A", "Art", 3, "Li")], 3, 3, 3, teachers=li)
    found = red(count(problem, SubjectPerDay(limit=1)), "day_spread")
    assert (found.need, found.have) == (3, 2)
    assert found.reason.zh == "1A每周 3 节Art，一天最多 1 节，能排的 2 天只排得下 2 节。"
    assert found.rules == ("every_lesson_placed", "subject_per_day", "unavailable")
    assert not count(problem, SubjectPerDay(limit=2)).impossible


def test_as_many_days_as_lessons_is_possible() -> None:
    assert not count(school([course("1A", "Art", 3)], 3, 3, 3), SubjectPerDay(limit=1)).impossible


def test_the_automatic_limit_is_an_even_share() -> None:
    classes = (SchoolClass(id="1A", grade="G1", unavailable=DAY_TWO),)
    problem = school([course("1A", "Art", 4)], 4, 4, 4, classes=classes)
    assert not count(problem, SubjectPerDay()).impossible  # two a day on the two open days
    five = school([course("1A", "Art", 5)], 4, 4, 4, classes=classes)
    assert red(count(five, SubjectPerDay()), "day_spread").have == 4


def test_a_subject_asked_for_on_more_days_than_are_open_is_impossible() -> None:
    classes = (SchoolClass(id="1A", grade="G1", unavailable=DAY_TWO),)
    problem = school([course("1A", "PE", 3)], 3, 3, 3, classes=classes)
    found = red(count(problem, SubjectDays(subjects=("PE",))), "day_spread")
    assert (found.need, found.have, found.rules) == (3, 2, ("subject_days", "unavailable"))
    assert not count(problem, SubjectDays(subjects=("PE",), days=2)).impossible


def test_blocks_need_days_that_take_a_whole_block() -> None:
    blocks = course("1A", "Art", parts=(Part(duration=2, count=2),))
    assert not count(school([blocks], 2, 2), SubjectPerDay(limit=3)).impossible
    found = red(count(school([blocks], 5), SubjectPerDay(limit=3)), "day_spread")
    assert (found.need, found.have) == (4, 3)
    three = course("1A", "Art", parts=(Part(duration=2, count=3),))
    found = red(count(school([three], 4, 4), SubjectPerDay(limit=3)), "day_spread")
    assert (found.need, found.have) == (3, 2)
    assert "block_pattern" in found.rules
