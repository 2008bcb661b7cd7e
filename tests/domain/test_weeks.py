"""Teachers who change within the term: which weeks, which version of the school."""

from __future__ import annotations

from datetime import date

from scheduler.domain.curriculum import Course, Later, Part
from scheduler.domain.planning import Calendar
from scheduler.domain.problem import Problem
from scheduler.domain.scenario import Scenario, TeacherReplaced, apply
from scheduler.domain.school import Grade, SchoolClass, Subject, Teacher
from scheduler.domain.time import BellPeriod, BellSchedule
from scheduler.domain.weeks import changes, in_week


def later(*pairs: tuple[int, str]) -> tuple[Later, ...]:
    return tuple(Later(week=week, teachers=(who,)) for week, who in pairs)


def school(**changed: object) -> Problem:
    courses = (
        Course(id="1:语文", subject="语文", sets=("1",), teachers=("王",), parts=(Part(),), later=later((9, "李"))),
        Course(
            id="1:数学",
            subject="数学",
            sets=("1",),
            teachers=("张",),
            parts=(Part(),),
            later=later((9, "李"), (15, "张"), (30, "王")),
        ),
        Course(id="1:体育", subject="体育", sets=("1",), teachers=("张",), parts=(Part(),), later=later((5, "张"))),
    )
    problem = Problem(
        version="第1版",
        valid_from="第1周",
        bells=(BellSchedule(id="b", days=((BellPeriod(), BellPeriod(), BellPeriod()),)),),
        grades=(Grade(id="g", number=1, bell="b"),),
        classes=(SchoolClass(id="1", grade="g"),),
        teachers=tuple(Teacher(id=who) for who in ("王", "李", "张")),
        subjects=tuple(Subject(id=one) for one in ("语文", "数学", "体育")),
        courses=courses,
        calendar=Calendar(first=date(2026, 9, 2), last=date(2027, 1, 22)),
    )
    return problem.model_copy(update=changed)


def teachers(problem: Problem) -> list[str]:
    return ["+".join(course.teachers) for course in problem.courses]


def test_weeks_in_which_teachers_change_lie_in_the_term() -> None:
    found = changes(school())
    assert {week: [c.subject for c in courses] for week, courses in found.items()} == {
        9: ["语文", "数学"],
        15: ["数学"],
    }
    assert list(changes(school(calendar=None))) == [9, 15, 30]


def test_a_week_has_its_own_teachers() -> None:
    assert teachers(in_week(school(), 1)) == teachers(in_week(school(), 8)) == ["王", "张", "张"]
    assert teachers(in_week(school(), 9)) == teachers(in_week(school(), 14)) == ["李", "李", "张"]
    assert teachers(in_week(school(), 15)) == ["李", "张", "张"]
    assert not any(course.later for course in in_week(school(), 9).courses)


def test_a_week_is_a_version_valid_from_its_first_day() -> None:
    ninth = in_week(school(), 9)
    assert (ninth.version, ninth.valid_from) == ("第1版-W9", "2026-10-26")
    assert (in_week(school(), 1).version, in_week(school(), 1).valid_from) == ("第1版", "第1周")
    assert in_week(school(valid_from=""), 1).valid_from == "2026-09-02"
    without = in_week(school(calendar=None, version=""), 9)
    assert (without.version, without.valid_from) == ("W9", "")


def test_the_first_week_asks_for_the_lessons_of_the_term() -> None:
    assert in_week(school(), 1).fingerprint != in_week(school(), 9).fingerprint
    assert [c.parts for c in in_week(school(), 9).courses] == [c.parts for c in school().courses]


def test_whoever_replaces_a_teacher_takes_the_later_weeks_too() -> None:
    changed = apply(school(), Scenario(patches=(TeacherReplaced(teacher="李", by="新"),)))
    assert teachers(in_week(changed, 9)) == ["新", "新", "张"]
    assert teachers(in_week(changed, 1)) == ["王", "张", "张"]
