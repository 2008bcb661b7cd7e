"""Half-filled 任课 is a state: what has no teacher yet is given to placeholders, so that a week can be seen."""

from __future__ import annotations

from dataclasses import dataclass, replace

import constraints
from scheduler.domain.curriculum import Course, CourseKind, Part, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.school import SchoolClass, Teacher
from scheduler.domain.time import Weeks
from scheduler.services.load import School

PLACEHOLDER = "待定"
LOAD = 14
"""Weekly periods one placeholder is given at most: a post a school could fill."""


@dataclass(frozen=True, slots=True)
class Completed:
    """A school whose plan is fully given out; what was proposed to get there."""

    problem: Problem
    courses: int = 0
    placeholders: tuple[str, ...] = ()
    periods: int = 0


def complete(problem: Problem) -> Completed:
    """Add the courses the plan asks for and nobody has, and placeholder teachers where none is named.

    A placeholder teaches one subject, so that it can become one person later without moving a lesson.
    """
    added = [course for home in problem.classes for course in _missing(problem, home)]
    courses = [*problem.courses, *added]
    taken = set(problem.index.teachers)
    left: dict[str, tuple[str, int]] = {}
    people: list[str] = []
    periods = 0
    for at, course in enumerate(courses):
        if course.teachers or course.unstaffed or course.kind is not CourseKind.LESSON or not course.sets:
            continue
        name, room = left.get(course.subject, ("", 0))
        if room < course.periods:
            name, room = _next(taken), LOAD
            taken.add(name)
            people.append(name)
        left[course.subject] = name, room - course.periods
        periods += course.periods
        courses[at] = course.model_copy(update={"teachers": (name,)})
    if not people:
        return Completed(problem)
    new = tuple(Teacher(id=name, name=name, placeholder=True) for name in people)
    whole = problem.model_copy(update={"courses": tuple(courses), "teachers": (*problem.teachers, *new)})
    return Completed(whole, len(added), tuple(people), periods)


def whole(school: School) -> tuple[School, Completed]:
    """A school as it is solved and judged: completed, its rules bound to what was added."""
    completed = complete(school.problem)
    if completed.problem is school.problem:
        return school, completed
    return replace(school, problem=completed.problem, rules=tuple(constraints.bind(completed.problem))), completed


def _next(taken: set[str]) -> str:
    number = 1
    while f"{PLACEHOLDER}{number}" in taken:
        number += 1
    return f"{PLACEHOLDER}{number}"


def _missing(problem: Problem, home: SchoolClass) -> list[Course]:
    """Courses that bring a class up to its plan."""
    out: list[Course] = []
    for row in problem.plan:
        if row.grade != home.grade:
            continue
        odd, even = (
            max(0, n - _taught(problem, home, row.subject, w)) for n, w in zip(row.weekly, PARITY, strict=True)
        )
        both = min(odd, even)
        for weeks, count in ((Weeks.ALL, both), (Weeks.ODD, odd - both), (Weeks.EVEN, even - both)):
            if count:
                out.append(_course(problem, home, row, weeks, count, len(out)))
    return out


PARITY = (Weeks.ODD, Weeks.EVEN)


def _taught(problem: Problem, home: SchoolClass, subject: str, week: Weeks) -> int:
    """Periods of a subject the class has in a week; parallel groups count once."""
    index = problem.index
    return max(
        sum(c.periods for c in index.courses_of_pupil.get(leaf, ()) if c.subject == subject and c.weeks.meets(week))
        for leaf in home.leaves or (home.id,)
    )


def _course(problem: Problem, home: SchoolClass, row: PlanRow, weeks: Weeks, count: int, number: int) -> Course:
    name = f"{home.id}:{row.subject}"
    if name in problem.index.courses or weeks is not Weeks.ALL:
        name = f"{name}:{PLACEHOLDER}{number + 1}"
    doubles = min(row.doubles, count // 2) if weeks is Weeks.ALL else 0
    parts = [Part(duration=2, count=doubles)] if doubles else []
    if count - 2 * doubles:
        parts.append(Part(count=count - 2 * doubles))
    return Course(
        id=name,
        subject=row.subject,
        sets=(home.id,),
        parts=tuple(parts),
        weeks=weeks,
        room=row.room,
        room_strict=row.room_strict,
    )
