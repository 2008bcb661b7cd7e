"""Activities that differ in their Id alone are lessons of one course; all others stay apart."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.domain.curriculum import Part
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.io.fet.lock import locked
from scheduler.io.fet.xml import children, read_xml, said
from tests.fet.mini import activity, asks, read, school


def ids(activities: list[str], constraints: list[str] | None = None) -> list[str]:
    return [course.id for course in read(activities, constraints or []).problem.courses]


def maths(*numbers: int, **more: Any) -> list[str]:
    return [activity(number, "Maths", "Ann", "7A", **more) for number in numbers]


def starting(an_id: int) -> str:
    return asks("ActivityPreferredStartingTime", 100, Activity_Id=an_id, Preferred_Day="Mon", Preferred_Hour="1st")


def test_alike_activities_are_one_course_of_so_many_lessons() -> None:
    (course,) = read(maths(1, 2, 4)).problem.courses
    assert (course.id, course.parts) == ("1/2/4", (Part(duration=1, count=3),))


@pytest.mark.parametrize(
    "other",
    [
        activity(2, "Music", "Ann", "7A"),
        activity(2, "Maths", "Ben", "7A"),
        activity(2, "Maths", "Ann", "7B"),
        activity(2, "Maths", "Ann", "7A", long=2),
    ],
    ids=["subject", "teacher", "pupils", "length"],
)
def test_activities_that_differ_stay_apart(other: str) -> None:
    assert ids([*maths(1), other]) == ["1", "2"]


def test_what_is_asked_of_all_of_them_keeps_them_together() -> None:
    spread = asks("MinDaysBetweenActivities", 95, Activity_Id=[1, 2, 3], MinDays=1)
    assert ids(maths(1, 2, 3), [spread]) == ["1/2/3"]


def test_what_is_asked_of_one_of_them_parts_it_from_the_others() -> None:
    assert ids(maths(1, 2, 3), [starting(2)]) == ["1/3", "2"]
    spread = asks("MinDaysBetweenActivities", 95, Activity_Id=[1, 3], MinDays=1)
    assert ids(maths(1, 2, 3), [spread]) == ["1/3", "2"]


def test_activities_named_pair_by_pair_stay_apart() -> None:
    together = asks("ActivitiesSameStartingDay", 100, Activity_Id=[1, 2])
    assert ids(maths(1, 2, 3), [together]) == ["1", "2", "3"]


def test_activities_of_nobody_stay_apart_for_they_may_meet() -> None:
    assert ids([activity(number, "Maths") for number in (1, 2)]) == ["1", "2"]


def test_an_id_stays_short_enough_to_be_one() -> None:
    numbers = range(100_000_000, 100_000_030)
    found = ids(maths(*numbers))
    assert len(found) > 1
    assert max(map(len, found)) <= 120
    assert [int(one) for name in found for one in name.split("/")] == list(numbers)


def test_each_lesson_of_a_course_locks_an_activity_of_its_own() -> None:
    file = school(maths(1, 2))
    problem = read(maths(1, 2)).problem
    (course,) = problem.courses
    placed: dict[str, Any] = {
        "subject": course.subject,
        "sets": course.sets,
        "teachers": course.teachers,
        "course": course.id,
    }
    lessons = tuple(Lesson(day=day, period=2, **placed) for day in (1, 3))
    root = read_xml(locked(file, problem, Timetable(lessons=lessons)))
    found = children(root, "Time_Constraints_List/ConstraintActivityPreferredStartingTime")
    assert {said(one, "Activity_Id"): said(one, "Preferred_Day") for one in found} == {"1": "Mon", "2": "Wed"}
