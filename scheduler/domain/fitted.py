"""Courses of a grade's classes brought to what the plan says now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scheduler.domain.curriculum import Course, CourseKind, Part, PlanRow
from scheduler.domain.scenario_base import put
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem


def courses_for(problem: Problem, home: str, subject: str) -> list[Course]:
    """The courses in which a class, alone or with others, or one of its parts has a subject."""
    leaves = set(problem.index.leaves((home,)))
    return [
        c
        for c in problem.courses
        if c.subject == subject and c.kind is CourseKind.LESSON and leaves & set(problem.index.leaves(c.sets))
    ]


def cannot_fit(problem: Problem, grade: str, subject: str, odd: int, even: int) -> Iterator[Text]:
    """Why the courses of a grade's classes cannot follow the plan by themselves."""
    index = problem.index
    for home in (c for c in problem.classes if c.grade == grade):
        for course in courses_for(problem, home.id, subject):
            grades = {g.id for s in course.sets if (g := index.grade_of(s)) is not None}
            if set(index.leaves((home.id,))) - set(index.leaves(course.sets)):
                yield Text(f"{course.id} is of a part of {home.id} only", f"{course.id} 只是 {home.id} 的一部分学生")
            elif grades != {grade}:
                yield Text(f"{course.id} is shared with other grades", f"{course.id} 与其他年级合上")
            elif odd == even and course.weeks is not Weeks.ALL and odd:
                yield Text(f"{course.id} alternates by weeks", f"{course.id} 分单双周")


def fitted(problem: Problem, row: PlanRow, by: str, *, class_teachers: bool) -> Problem:
    """Every class of the row's grade has the row's periods: fewer from its last course, more in its first."""
    done: set[str] = set()
    for home in (c for c in problem.classes if c.grade == row.grade):
        found = courses_for(problem, home.id, row.subject)
        if done & {c.id for c in found}:
            continue
        done.update(c.id for c in found)
        teachers = (home.class_teacher,) if class_teachers and home.class_teacher else (by,) if by else ()
        if row.odd == row.even and found:
            problem = _spread(problem, found, row, teachers)
            continue
        kept = next((c for c in found), None)
        staff = teachers or (kept.teachers if kept else ())
        problem = problem.model_copy(update={"courses": tuple(c for c in problem.courses if c not in found)})
        new = _made(home.id, row, staff)
        problem = problem.model_copy(update={"courses": (*problem.courses, *new)})
        done.update(c.id for c in new)
    return problem


def _spread(problem: Problem, found: list[Course], row: PlanRow, teachers: tuple[str, ...]) -> Problem:
    """Courses in every week, with as many periods together as the row says."""
    more = row.odd - sum(c.periods for c in found)
    for course in reversed(found) if more < 0 else found[:1]:
        periods = max(0, course.periods + more)
        more -= periods - course.periods
        if more > 0 and course is not found[0]:
            continue
        changed = (_with_periods(course, periods, row.doubles),) if periods else ()
        if teachers and changed:
            changed = (changed[0].model_copy(update={"teachers": teachers}),)
        problem = problem.model_copy(update={"courses": put(problem.courses, course, *changed)})
    return problem


def _with_periods(course: Course, periods: int, doubles: int) -> Course:
    """A course with so many periods; its doubles are kept as far as the plan has them."""
    if periods == course.periods:
        return course
    pairs = min(periods // 2, doubles)
    parts = [*([Part(duration=2, count=pairs)] if pairs else []), *_singles(periods - 2 * pairs)]
    lessons = sum(part.count for part in parts)
    return course.model_copy(update={"parts": tuple(parts), "fixed": course.fixed[:lessons]})


def _singles(count: int) -> list[Part]:
    return [Part(count=count)] if count else []


def _made(home: str, row: PlanRow, teachers: tuple[str, ...]) -> Iterator[Course]:
    """New courses of a class for a row: what both weeks have, then what one of them has more."""
    both = min(row.odd, row.even)
    for weeks, count in ((Weeks.ALL, both), (Weeks.ODD, row.odd - both), (Weeks.EVEN, row.even - both)):
        if count > 0:
            pairs = min(row.doubles, count // 2) if weeks is Weeks.ALL else 0
            parts = [*([Part(duration=2, count=pairs)] if pairs else []), *_singles(count - 2 * pairs)]
            yield Course(
                id=f"{home}:{row.subject}" + ("" if weeks is Weeks.ALL else f":{weeks}"),
                subject=row.subject,
                sets=(home,),
                teachers=teachers,
                parts=tuple(parts),
                weeks=weeks,
                room=row.room,
                room_strict=row.room_strict,
            )
