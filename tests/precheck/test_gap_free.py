"""Check 14: no free periods in between, and a day that is closed in the middle."""

from __future__ import annotations

import pytest

from constraints.class_gaps import ClassGaps
from scheduler.domain.problem import Problem
from scheduler.domain.school import SchoolClass, Teacher
from scheduler.domain.time import Weeks
from scheduler.precheck.gap_free import longest
from tests.precheck.small import at, closed, count, course, grid, red, school


def middle(lessons: int, *spots: tuple[int, int]) -> Problem:
    """A class with some lessons and closed periods."""
    home = SchoolClass(id="1A", grade="G1", unavailable=closed(*spots))
    return school([course("1A", "Maths", lessons)], 5, 5, classes=(home,))


def test_a_closed_period_in_the_middle_cuts_the_day() -> None:
    found = red(count(middle(9, (1, 3)), ClassGaps()), "gap_free")
    assert (found.need, found.have) == (9, 7)
    assert found.reason.zh == "1A每周 9 节，中间最多空 0 节；避开排不了课的节次，各天最多排 2 + 5 = 7 节。"
    assert {"class_gaps", "class_clash", "every_lesson_placed", "unavailable"} == set(found.rules)


def test_what_fits_on_one_side_is_possible() -> None:
    assert not count(middle(7, (1, 3)), ClassGaps()).impossible
    assert count(middle(8, (1, 3)), ClassGaps()).impossible


def test_a_gap_that_is_allowed_may_be_the_closed_period() -> None:
    assert not count(middle(9, (1, 3)), ClassGaps(limit=1)).impossible
    assert count(middle(8, (1, 2), (1, 4)), ClassGaps(limit=1)).impossible


def test_a_closed_first_period_counts_only_from_the_first() -> None:
    assert not count(middle(9, (1, 1)), ClassGaps()).impossible
    found = red(count(middle(9, (1, 1)), ClassGaps(from_first=True)), "gap_free")
    assert (found.need, found.have) == (9, 5)


def test_without_the_rule_the_lessons_fit() -> None:
    assert not count(middle(9, (1, 3))).impossible


def test_a_full_week_is_told_by_the_count_of_its_hours() -> None:
    found = count(middle(11, (1, 3)), ClassGaps())
    assert [one.id.split("/")[0] for one in found.reds][:1] == ["class_hours"]
    assert "gap_free" not in {one.id.split("/")[0] for one in found.reds}


def test_lessons_of_another_bell_are_left_to_the_search() -> None:
    bells = (grid(5, 5), grid(5, 5, name="other"))
    home = SchoolClass(id="1A", grade="G1", unavailable=closed((1, 3)))
    problem = school([course("1A", "Maths", 9, bell="other")], bells=bells, classes=(home,))
    assert "gap_free" not in {one.id.split("/")[0] for one in count(problem, ClassGaps()).reds}


def test_a_teachers_closed_times_count_where_all_lessons_are_his() -> None:
    li = (Teacher(id="Li", unavailable=closed((1, 2), (2, 4))),)
    problem = school([course("1A", "Maths", 7, "Li")], 5, 5, teachers=li)
    assert red(count(problem, ClassGaps()), "gap_free").have == 6
    other = course("1A", "Art", 2, "Ma")
    lessons = [course("1A", "Maths", 7, "Li"), other]
    assert not count(school(lessons, 5, 5, teachers=(*li, Teacher(id="Ma"))), ClassGaps()).impossible


def test_odd_and_even_weeks_are_counted_apart() -> None:
    home = SchoolClass(id="1A", grade="G1", unavailable=closed((1, 3)))
    lessons = [course("1A", "Maths", 7), course("1A", "Art", 1, weeks=Weeks.ODD)]
    found = red(count(school(lessons, 5, 5, classes=(home,)), ClassGaps()), "gap_free")
    assert found.reason.zh.startswith("单周：1A每周 8 节")


def test_a_fixed_lesson_keeps_its_place() -> None:
    lessons = [course("1A", "Maths", 4, fixed=at((1, 1))), course("1A", "Art", 1)]
    assert not count(school(lessons, 5), ClassGaps()).impossible


@pytest.mark.parametrize(
    ("row", "limit", "early", "most"),
    [
        ("xx.xx", 0, False, 2),
        ("xx.xxx", 0, False, 3),
        ("x.x.x", 1, False, 2),
        ("x.x.x", 2, False, 3),
        (".xxx", 0, False, 3),
        (".xxx", 0, True, 0),
        (".xxx", 1, True, 3),
        ("", 0, True, 0),
        ("...", 0, False, 0),
    ],
)
def test_the_longest_stretch_of_a_day(row: str, limit: int, early: bool, most: int) -> None:
    assert longest([sign == "x" for sign in row], limit, from_first=early) == most
