"""Check 1: the lessons of each class fit into its week."""

from __future__ import annotations

from scheduler.domain.curriculum import CourseKind
from scheduler.domain.school import Grade, SchoolClass, StudentGroup
from scheduler.domain.time import BellPeriod, BellSchedule, Weeks
from tests.precheck.small import closed, count, course, red, reds, school, yellows


def test_more_lessons_than_periods_is_impossible() -> None:
    found = red(count(school([course("1A", "Chinese", 3), course("1A", "Art", 2)], 2, 2)), "class_hours")
    assert (found.need, found.have, found.owners) == (5, 4, ("1A",))
    assert found.reason.zh == "1A每周 5 节，只有 4 个时段可排。"
    assert found.rules == ("every_lesson_placed", "class_clash")


def test_exactly_as_many_lessons_as_periods_is_possible() -> None:
    found = count(school([course("1A", "Chinese", 3), course("1A", "Art")], 2, 2))
    assert not found.impossible
    assert not yellows(found, "class_hours")


def test_a_closed_period_of_the_class_counts() -> None:
    classes = (SchoolClass(id="1A", grade="G1", unavailable=closed((1, 2))),)
    problem = school([course("1A", "Chinese", 3), course("1A", "Art")], 2, 2, classes=classes)
    found = red(count(problem), "class_hours")
    assert (found.need, found.have) == (4, 3)
    assert "unavailable" in found.rules


def test_empty_periods_are_yellow_and_classes_alike_are_told_together() -> None:
    found = count(school([course("1A", "Chinese", 3), course("1B", "Chinese", 3)], 2, 2))
    assert [(one.owners, one.need, one.have) for one in yellows(found, "class_hours")] == [(("1A", "1B"), 3, 4)]


def test_odd_and_even_lessons_share_a_period() -> None:
    odd = course("1A", "Health", weeks=Weeks.ODD)
    even = course("1A", "Safety", weeks=Weeks.EVEN)
    assert not count(school([course("1A", "Chinese", 3), odd, even], 2, 2)).impossible
    found = count(school([course("1A", "Chinese", 4), odd, even], 2, 2))
    assert [one.need for one in found.reds if one.id.startswith("class_hours")] == [5, 5]


def test_two_groups_of_a_class_share_a_period_and_a_pull_out_takes_none() -> None:
    classes = (SchoolClass(id="1A", grade="G1", leaves=("a", "b")),)
    groups = (StudentGroup(id="ga", leaves=("a",)), StudentGroup(id="gb", leaves=("b",)))
    pulled = course("1A", "Support", kind=CourseKind.PULL_OUT)
    courses = [course("1A", "Chinese", 3), course("ga", "Art"), course("gb", "Drama"), pulled]
    assert not count(school(courses, 2, 2, classes=classes, groups=groups)).impossible
    assert reds(count(school([*courses, course("gb", "PE")], 2, 2, classes=classes, groups=groups))) == ["class_hours"]


def test_some_lessons_may_be_too_many_for_the_periods_open_to_them() -> None:
    some = closed((1, 1), (1, 2), (2, 1))
    courses = [course("1A", "Chinese", 2), course("1A", "Art", forbidden=some), course("1A", "PE", forbidden=some)]
    found = red(count(school(courses, 2, 2)), "subset")
    assert (found.need, found.have) == (2, 1)
    assert found.owners == ("1A", "1A:Art", "1A:PE")
    assert found.rules == ("every_lesson_placed", "class_clash", "unavailable")


def test_overlapping_periods_of_two_schedules_count_once_for_a_teacher() -> None:
    def bell(name: str, *starts: int) -> BellSchedule:
        return BellSchedule(id=name, days=(tuple(BellPeriod(start=s, end=s + 40) for s in starts),))

    bells = (bell("main", 500, 560), bell("late", 520, 600))
    grades = (Grade(id="G1", bell="main"), Grade(id="G2", bell="late"))
    classes = (SchoolClass(id="1A", grade="G1"), SchoolClass(id="2A", grade="G2"))
    some = {"bells": bells, "grades": grades, "classes": classes}
    fits = [course("1A", "Chinese", 1, "Li"), course("2A", "Chinese", 1, "Li")]
    assert not count(school(fits, **some)).impossible
    late = [course("1A", "Chinese", 2, "Li"), course("2A", "Chinese", 2, "Li")]
    assert red(count(school(late, **some)), "teacher_load").have == 3
