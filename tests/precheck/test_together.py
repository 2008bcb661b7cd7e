"""Check 10: what no count of one thing alone sees, because several limits of a day bind at once."""

from __future__ import annotations

import pytest

from constraints.subject_days import SubjectDays
from constraints.subject_per_day import SubjectPerDay
from constraints.teacher_daily_load import TeacherDailyLoad
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.school import Room, Teacher
from tests.precheck.small import STRUCTURE, changed, closed, count, course, red, reds, school, yellows
from tests.precheck.solver import solvable

ONCE = SubjectPerDay(limit=1)


MORNINGS = ((1, 2), (1, 3), (2, 2), (2, 3), (4, 2), (4, 3))
"""Only the first period is left on three of four days."""


def away(*spots: tuple[int, int]) -> Problem:
    """Two classes with three lessons each of one teacher, on four days of three periods; the teacher is away then."""
    problem = school([course("1A", "PE", 3, "Li"), course("1B", "PE", 3, "Li")], 3, 3, 3, 3)
    return changed(problem, teachers=(Teacher(id="Li", unavailable=closed(*spots)),))


def test_a_teacher_with_one_period_on_a_day_cannot_give_both_classes_a_lesson_then() -> None:
    found = red(count(away(*MORNINGS), ONCE), "together")
    assert (found.need, found.have, found.facts["day 1"]) == (6, 5, 1)
    assert found.owners == ("Li", "1A:PE", "1B:PE")
    assert found.reason.zh == (
        "Li：1A、1B的PE每周 6 节；同一个班一天最多 1 节、一位教师同时只上一节、有些时段不能排或已占用，"
        "各天最多排得下 周一 1 + 周二 1 + 周三 2 + 周四 1 = 5 节。"
    )
    assert found.reason.en == (
        "Li: 6 lessons of PE a week (1A, 1B); at most 1 a day for a class, one lesson at a time for a teacher, "
        "some times are closed or taken, so the days hold Monday 1 + Tuesday 1 + Wednesday 2 + Thursday 1 = 5."
    )
    assert set(found.rules) == {"every_lesson_placed", "teacher_clash", "subject_per_day", "unavailable"}


def test_with_two_periods_on_one_more_day_it_is_possible() -> None:
    assert not count(away(*MORNINGS[1:]), ONCE).impossible


def test_without_the_limit_a_day_it_is_possible() -> None:
    assert not count(away(*MORNINGS)).impossible


def test_asking_for_different_days_is_as_strict_as_a_limit_of_one() -> None:
    found = red(count(away(*MORNINGS), SubjectDays(subjects=("PE",))), "together")
    assert (found.need, found.have) == (6, 5)
    assert {"subject_days", "course_hours"} <= set(found.rules)


def test_a_limit_a_day_of_the_teacher_holds_beside_that_of_the_class() -> None:
    problem = school([course("1A", "PE", 3, "Li"), course("1B", "Art", 2, "Li")], 3, 3, 3)
    shut = changed(problem, courses=(problem.courses[0], course("1B", "Art", 2, "Li", forbidden=closed((3, 1)))))
    loads = (SubjectPerDay(limit=1), TeacherDailyLoad(limit=2))
    assert not count(shut, *loads).impossible
    third = closed((3, 1), (3, 2), (3, 3))
    fewer = changed(problem, courses=(problem.courses[0], course("1B", "Art", 3, "Li", forbidden=third)))
    found = red(count(fewer, SubjectPerDay(subjects=("PE",), limit=1), TeacherDailyLoad(limit=2)), "together")
    assert (found.need, found.have) == (6, 5)
    assert "teacher_daily_load" in found.rules
    assert "教师一天最多 2 节" in found.reason.zh


def hall(places: int) -> Problem:
    """Three teachers' lessons in one hall: two teachers are there for two periods only, the third for four."""
    courses = [
        *(
            course(f"{n}", "PE", 2, t, room="hall", forbidden=closed((1, 3), (1, 4)))
            for n, t in (("1A", "Li"), ("1B", "Ma"))
        ),
        *(course(f"2{n}", "PE", 1, "Wu", room="hall") for n in "ABC"),
    ]
    return school(courses, 4, rooms=(Room(id="hall", places=places),))


def test_places_that_only_one_teacher_could_use_are_lost() -> None:
    found = red(count(hall(2)), "together")
    assert (found.owners[0], found.need, found.have) == ("hall", 7, 6)
    assert "Li、Ma、Wu的PE每周 7 节" in found.reason.zh
    assert {"room_capacity", "teacher_clash"} <= set(found.rules)
    assert not count(hall(3)).impossible


def morning(*art: tuple[int, int]) -> Problem:
    """A class with a full week of two days; PE and Art may not stand in some periods of the first."""
    shut = closed((1, 1), (1, 2))
    courses = [
        course("1A", "Chinese", 2, "Li"),
        course("1A", "PE", 2, "Ma", forbidden=shut),
        course("1A", "Art", 2, "Wu", forbidden=closed(*art)),
    ]
    return school(courses, 3, 3)


def test_a_class_cannot_have_two_subjects_in_the_one_period_both_may_have() -> None:
    found = red(count(morning((1, 1), (1, 2)), ONCE), "together")
    assert (found.owners[0], found.need, found.have) == ("1A", 4, 3)
    assert found.reason.zh.startswith("1A：PE、Art每周 4 节；")
    assert not count(morning((1, 1)), ONCE).impossible
    assert not count(morning((1, 1), (1, 2))).impossible


def long_monday() -> Problem:
    """Two classes with full weeks, two periods on Monday and one on each of three days, taught by three teachers."""
    lessons = {"1A": {"Li": 2, "Ma": 2, "Wu": 1}, "1B": {"Li": 2, "Ma": 1, "Wu": 2}}
    subjects = {"Li": "Chinese", "Ma": "PE", "Wu": "Art"}
    each = [course(c, subjects[t], n, t) for c, taught in lessons.items() for t, n in taught.items()]
    return school(each, 2, 1, 1, 1)


def test_a_day_that_classes_must_fill_finds_too_few_lessons_of_its_teachers() -> None:
    found = count(long_monday(), TeacherDailyLoad(limit=1))
    assert reds(found) == ["full_days"]
    (monday,) = found.reds
    assert (monday.need, monday.have, monday.owners) == (4, 3, ("1A", "1B", "Li", "Ma", "Wu"))
    assert monday.reason.zh == (
        "周一：1A、1B全天都要上课，共 4 节；按各种每天上限，教师只能上 3 节（Li、Ma、Wu各 1 节）。"
    )
    assert monday.reason.en == (
        "Monday: 1A, 1B must be in lessons all day, 4 in all; "
        "under their limits the teachers give 3 (Li, Ma, Wu 1 each)."
    )
    assert {"teacher_daily_load", "class_clash", "every_lesson_placed"} <= set(monday.rules)


def test_a_teacher_more_or_a_limit_of_two_is_enough_for_the_day() -> None:
    assert not count(long_monday(), TeacherDailyLoad(limit=2)).impossible
    assert solvable(long_monday(), [*STRUCTURE, TeacherDailyLoad(limit=2)])
    fourth = tuple(c.model_copy(update={"teachers": ("He",)}) if c.id == "1B:Art" else c for c in long_monday().courses)
    more = changed(long_monday(), courses=fourth, teachers=tuple(Teacher(id=t) for t in ("Li", "Ma", "Wu", "He")))
    assert not count(more, TeacherDailyLoad(limit=1)).impossible
    assert solvable(more, [*STRUCTURE, TeacherDailyLoad(limit=1)])


def test_a_joint_lesson_is_one_lesson_of_its_teacher() -> None:
    joint = [course("1A+1B", "Chinese", 5, "Li")]
    assert not count(school(joint, 1, 1, 1, 1, 1), TeacherDailyLoad(limit=1)).impossible


def test_the_same_lessons_are_not_told_of_for_teacher_and_room() -> None:
    problem = away(*MORNINGS)
    need = tuple(c.model_copy(update={"room": "field"}) for c in problem.courses)
    both = changed(problem, courses=need, rooms=(Room(id="field", places=2),))
    assert [one.id for one in count(both, ONCE).reds] == ["together/Li/all"]


def test_what_one_count_sees_already_is_not_said_again() -> None:
    assert reds(count(away(*MORNINGS, (3, 1)), ONCE)) == ["teacher_load"]


@pytest.mark.parametrize("level", [Level.RELAXABLE, Level.SOFT])
def test_a_relaxable_limit_will_have_to_give_way(level: Level) -> None:
    found = count(away(*MORNINGS), SubjectPerDay(limit=1, level=level))
    assert not found.impossible
    expected = ["relax/together/Li/all"] if level is Level.RELAXABLE else []
    assert [one.id for one in yellows(found, "relax")] == expected
