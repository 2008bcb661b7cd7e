"""Who takes the lessons of a teacher who leaves: within weekly loads, by subject, the same grade first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.domain.curriculum import Course
from scheduler.domain.school import Teacher
from scheduler.domain.time import Moment, Weeks

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem

NORM = 20
"""Weekly periods of a teacher without a limit of his own: the upper end of what schools set."""
MOST_STEPS = 50_000
"""Assignments looked at; a school's own cases need a few hundred."""
FULL = 100
"""Hundredths of a period: loads are weighted (折算)."""


@dataclass(frozen=True, slots=True)
class Substitute:
    """Somebody who may take over: qualified for these courses, with so many hundredths of a period to spare."""

    teacher: str
    courses: tuple[str, ...]
    grades: frozenset[str]
    load: int
    limit: int | None

    def spare(self, most: int) -> int:
        """Hundredths of a period below the limit, or below `most` periods where there is none."""
        return (FULL * most if self.limit is None else self.limit) - self.load


def lessons_of(problem: Problem, teacher: str) -> tuple[Course, ...]:
    """The courses with pupils a teacher has."""
    return tuple(c for c in problem.courses if teacher in c.teachers and c.sets)


def candidates(problem: Problem, teacher: str, named: Sequence[str] = ()) -> tuple[Substitute, ...]:
    """Who is qualified for some of a teacher's lessons, same subject and grade first, then the least loaded."""
    mine = lessons_of(problem, teacher)
    out: list[Substitute] = []
    for one in problem.teachers:
        if one.id == teacher or one.placeholder or (named and one.id not in named):
            continue
        able = tuple(c.id for c in mine if one.id not in c.teachers and qualified(problem, one, c.subject))
        if able:
            limit = None if one.load_max is None else FULL * max(0, one.load_max - one.reduction)
            out.append(Substitute(one.id, able, grades_of(problem, one.id), weighted(problem, one.id), limit))
    grades = {grade for c in mine for grade in _grades(problem, c)}
    return tuple(sorted(out, key=lambda s: (-len(s.courses), not (s.grades & grades), s.load)))


def qualified(problem: Problem, teacher: Teacher, subject: str) -> bool:
    """Whether a teacher has the subject, or teaches it where nothing is said of his subjects."""
    if teacher.subjects or teacher.also:
        return subject in teacher.subjects or subject in teacher.also
    return any(c.subject == subject for c in problem.index.courses_of_teacher.get(teacher.id, ()) if c.sets)


def grades_of(problem: Problem, teacher: str) -> frozenset[str]:
    """The grades a teacher teaches in."""
    return frozenset(grade for c in lessons_of(problem, teacher) for grade in _grades(problem, c))


def _grades(problem: Problem, course: Course) -> set[str]:
    return {grade.id for s in course.sets if (grade := problem.index.grade_of(s)) is not None}


def weighted(problem: Problem, teacher: str) -> int:
    """Hundredths of a period in the fuller week, meetings left out."""
    sums = dict.fromkeys((Weeks.ODD, Weeks.EVEN), 0)
    for course in lessons_of(problem, teacher):
        for week in sums:
            sums[week] += size(problem, course) if course.weeks.meets(week) else 0
    return max(sums.values())


def size(problem: Problem, course: Course) -> int:
    """Weighted hundredths of a period of one course."""
    subject = problem.index.subjects.get(course.subject)
    return course.periods * (subject.factor if subject is not None else FULL)


def fixed_moments(problem: Problem, course: Course) -> frozenset[Moment]:
    """When the fixed lessons of a course are held, as if all its lessons were of one length."""
    bell, covered = problem.index.course_bell(course), problem.timeline.covered
    return frozenset(m for f in course.fixed for m in covered(bell, f.day, f.period, course.lengths[0]))


def bound_moments(problem: Problem, teacher: str) -> set[Moment]:
    """When a teacher is away in every week, or has a fixed lesson or meeting."""
    index = problem.index
    away = {moment for moment, weeks in index.barred(index.teachers[teacher].unavailable) if weeks is Weeks.ALL}
    return away.union(*(fixed_moments(problem, c) for c in index.courses_of_teacher.get(teacher, ())))


def handed_over(problem: Problem, teacher: str, by: Sequence[Substitute], most: int) -> dict[str, str]:
    """Course → who takes it ("" where nobody may): fewest lessons left over, then fewest in a strange grade.

    Nobody gets two fixed lessons at one time. Ties go to whoever has most to spare, so that loads stay even.
    """
    mine = sorted(lessons_of(problem, teacher), key=lambda c: (-size(problem, c), c.id))
    spare = {one.teacher: one.spare(most) for one in by}
    grades = {one.teacher: one.grades for one in by}
    able = {c.id: [one.teacher for one in by if c.id in one.courses] for c in mine}
    fixed = {c.id: fixed_moments(problem, c) for c in mine}
    bound = {one.teacher: bound_moments(problem, one.teacher) for one in by}
    best: tuple[tuple[int, int, int], dict[str, str]] | None = None
    steps = 0

    def search(at: int, left: int, strange: int, chosen: dict[str, str]) -> None:
        nonlocal best, steps
        steps += 1
        if best is not None and ((left, strange) > best[0][:2] or steps > MOST_STEPS):
            return
        if at == len(mine):
            cost = (left, strange, -min(spare.values(), default=0))
            if best is None or cost < best[0]:
                best = cost, dict(chosen)
            return
        course = mine[at]
        need = size(problem, course)
        for name in sorted(able[course.id], key=lambda n: (not grades[n] & _grades(problem, course), -spare[n])):
            if spare[name] < need or bound[name] & fixed[course.id]:
                continue
            spare[name] -= need
            bound[name] |= fixed[course.id]
            foreign = 0 if grades[name] & _grades(problem, course) else course.periods
            search(at + 1, left, strange + foreign, {**chosen, course.id: name})
            spare[name] += need
            bound[name] -= fixed[course.id]
        search(at + 1, left + need, strange, {**chosen, course.id: ""})

    search(0, 0, 0, {})
    return best[1] if best is not None else {}
