"""Check 2: each teacher's lessons fit into the teacher's times and daily limits."""

from __future__ import annotations

from constraints.teacher_consecutive import TeacherConsecutive
from constraints.teacher_daily_load import TeacherDailyLoad
from scheduler.domain.curriculum import CourseKind
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.school import Teacher
from scheduler.domain.time import BellPeriod, BellSchedule, PeriodKind
from tests.precheck.small import at, closed, count, course, red, school


def two_classes(each: int, *periods: int, teacher: Teacher | None = None, **more: object) -> Problem:
    courses = [course("1A", "Chinese", each, "Li"), course("1B", "Chinese", each, "Li")]
    return school(courses, *periods, teachers=(teacher or Teacher(id="Li"),), **more)


def test_more_lessons_than_open_periods_is_impossible() -> None:
    li = Teacher(id="Li", name="李老师", unavailable=closed((1, 1)))
    found = red(count(two_classes(2, 2, 2, teacher=li)), "teacher_load")
    assert (found.need, found.have, found.owners) == (4, 3, ("Li",))
    assert found.reason.zh == "李老师每周 4 节（含会议），能排的时段只有 3 个。"
    assert found.rules == ("every_lesson_placed", "teacher_clash", "unavailable")


def test_exactly_enough_open_periods_is_tight_but_possible() -> None:
    found = count(two_classes(2, 2, 2))
    assert not found.impossible
    assert [one.owners for one in found.yellows if one.id.startswith("teacher_load")] == [("Li",)]


def test_the_daily_limit_counts() -> None:
    found = red(count(two_classes(3, 4, 4), TeacherDailyLoad(limit=2)), "teacher_load")
    assert (found.need, found.have) == (6, 4)
    assert found.rules == ("every_lesson_placed", "teacher_daily_load", "teacher_clash")
    assert not count(two_classes(3, 4, 4), TeacherDailyLoad(limit=3)).impossible


def test_the_teachers_own_limit_only_tightens_the_rule() -> None:
    for own, limit in ((2, 5), (3, 2)):
        problem = two_classes(3, 4, 4, teacher=Teacher(id="Li", day_max=own))
        assert red(count(problem, TeacherDailyLoad(limit=limit)), "teacher_load").have == 4


def test_a_relaxable_limit_is_yellow_not_red() -> None:
    found = count(two_classes(3, 4, 4), TeacherDailyLoad(limit=2, level=Level.RELAXABLE))
    assert not found.impossible
    (yellow,) = [one for one in found.yellows if one.id.startswith("relax/teacher_load")]
    assert yellow.reason.zh.startswith("可放宽的规则必须让步")


def test_a_soft_limit_is_no_matter() -> None:
    found = count(two_classes(3, 4, 4), TeacherDailyLoad(limit=2, level=Level.SOFT))
    assert not found.impossible
    assert not [one for one in found.yellows if "teacher_load" in one.id]


def test_no_more_than_so_many_in_a_row_counts_by_half_day() -> None:
    noon = BellPeriod(kind=PeriodKind.NOON)
    day = (*(BellPeriod(),) * 3, noon, *(BellPeriod(),) * 2)
    problem = two_classes(2, bells=(BellSchedule(id="main", days=(day,)),))
    assert not count(problem, TeacherConsecutive(limit=2)).impossible
    found = red(count(problem, TeacherConsecutive(limit=1)), "teacher_load")
    assert (found.need, found.have) == (4, 3)
    assert "teacher_consecutive" in found.rules


def test_a_meeting_takes_time_but_is_not_teaching() -> None:
    meeting = course("", "Meeting", 1, "Li", kind=CourseKind.MEETING, id="meeting", fixed=at((1, 1)))
    courses = [course("1A", "Chinese", 1, "Li"), course("1B", "Chinese", 1, "Li"), meeting]
    assert not count(school(courses, 3), TeacherDailyLoad(limit=2)).impossible
    assert red(count(school(courses, 2)), "teacher_load").need == 3


def test_two_teachers_of_one_lesson_are_both_busy() -> None:
    courses = [course("1A", "English", 2, "Li+Smith"), course("1B", "English", 2, "Ma+Smith")]
    assert [one.owners for one in count(school(courses, 3)).reds] == [("Smith",)]
    assert not count(school(courses, 4)).impossible
