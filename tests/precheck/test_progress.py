"""分课进度: what is not given out yet, and what each teacher has."""

from __future__ import annotations

from scheduler.domain.curriculum import CourseKind, PlanRow
from scheduler.domain.school import SchoolClass, StudentGroup, Subject, Teacher
from scheduler.domain.time import Weeks
from scheduler.precheck.progress import Gap, progress
from tests.precheck.small import count, course, school, yellows

PLAN = (PlanRow(grade="G1", subject="Chinese", odd=3, even=3), PlanRow(grade="G1", subject="Art", odd=2, even=2))


def test_a_complete_sheet_has_no_gaps() -> None:
    problem = school([course("1A", "Chinese", 3, "Li"), course("1A", "Art", 2, "Xu")], 3, 3, plan=PLAN)
    state = progress(problem)
    assert (state.planned, state.given, state.gaps) == (5, 5, ())
    assert [one.reason.zh for one in count(problem).greens if one.id == "plan"] == [
        "课程计划与任课表对得上：1 个班，5 节。"
    ]


def test_missing_courses_and_missing_teachers_are_gaps_and_never_red() -> None:
    problem = school([course("1A", "Chinese", 3), course("1B", "Chinese", 1, "Li")], 3, 3, plan=PLAN)
    state = progress(problem)
    assert state.gaps == (
        Gap("1A", "Chinese", 3, 3, 3),
        Gap("1A", "Art", 2, 0, 0),
        Gap("1B", "Chinese", 3, 1, 0),
        Gap("1B", "Art", 2, 0, 0),
    )
    assert (state.planned, state.given) == (10, 1)
    found = count(problem)
    assert not found.impossible
    assert [(one.owners, one.need, one.have) for one in yellows(found, "plan")] == [
        (("1A", "Chinese"), 3, 3),
        (("1A", "1B", "Art"), 2, 0),
        (("1B", "Chinese"), 3, 1),
    ]


def test_more_than_planned_is_told_too() -> None:
    problem = school([course("1A", "Chinese", 4, "Li"), course("1A", "Art", 2, "Xu")], 3, 3, plan=PLAN)
    (over,) = yellows(count(problem), "plan")
    assert over.reason.zh == "1A的Chinese每周 4 节，计划是 3 节。"


def test_odd_and_even_weeks_are_compared_apart() -> None:
    plan = (PlanRow(grade="G1", subject="Health", odd=1, even=0),)
    odd = course("1A", "Health", 1, "Li", weeks=Weeks.ODD)
    assert progress(school([odd], 2, plan=plan)).gaps == ()
    even = course("1A", "Health", 1, "Li", weeks=Weeks.EVEN)
    assert [(g.planned, g.assigned) for g in progress(school([even], 2, plan=plan)).gaps] == [(1, 0)]


def test_parallel_groups_count_once() -> None:
    classes = (SchoolClass(id="1A", grade="G1", leaves=("a", "b")),)
    groups = (StudentGroup(id="ga", leaves=("a",)), StudentGroup(id="gb", leaves=("b",)))
    courses = [course("ga", "Art", 2, "Xu"), course("gb", "Art", 2, "He"), course("1A", "Chinese", 3, "Li")]
    assert progress(school(courses, 3, 3, classes=classes, groups=groups, plan=PLAN)).gaps == ()


def test_a_load_counts_lessons_classes_preparations_and_the_reduced_norm() -> None:
    teachers = (Teacher(id="Li", load_min=6, load_max=8, reduction=2), Teacher(id="Xu"))
    meeting = course("", "Meeting", 2, "Li", kind=CourseKind.MEETING, id="meeting")
    courses = [
        course("1A", "Chinese", 3, "Li"),
        course("1B", "Chinese", 2, "Li"),
        course("1B", "Art", 2, "Li"),
        meeting,
    ]
    subjects = (Subject(id="Chinese"), Subject(id="Art", factor=50), Subject(id="Meeting"))
    li, xu = progress(school(courses, 5, 5, teachers=teachers, subjects=subjects)).loads
    assert (li.periods, li.weighted, li.classes, li.preparations) == (7, 600, 2, 2)
    assert (li.low, li.high, li.under, li.over) == (4, 6, 0, 0)
    assert (xu.periods, xu.low, xu.under, xu.over) == (0, None, 0, 0)


def test_too_little_and_too_much_are_told_in_hundredths() -> None:
    teachers = (Teacher(id="Li", load_min=4), Teacher(id="Ma", load_max=1))
    courses = [course("1A", "Chinese", 3, "Li"), course("1A", "Art", 3, "Ma")]
    li, ma = progress(school(courses, 6, teachers=teachers)).loads
    assert (li.under, ma.over) == (100, 200)


def test_an_empty_school_has_nothing_to_give_out() -> None:
    state = progress(school([], 1))
    assert (state.planned, state.given, state.gaps, state.loads) == (0, 0, (), ())
    assert not count(school([], 1)).impossible
