"""A teacher's week: which days are open, what is taught in it, and what an even share of it is; no rule of its own."""

from __future__ import annotations

from collections.abc import Iterable

from constraints.gathering import periods_in
from scheduler.domain.problem import Problem
from scheduler.domain.time import Slot, Weeks
from scheduler.domain.view import View

Parts = list[tuple[int, int]]
"""(duration, how many lessons a week)."""


def even_share(parts: Iterable[tuple[int, int]], days: int) -> int:
    """Periods a day that an even week of some lessons needs, at least its longest lesson."""
    known = list(parts)
    total = sum(duration * count for duration, count in known)
    return max([-(-total // days), *(duration for duration, _ in known)])


def open_days(problem: Problem, teacher: str, weeks: Weeks) -> tuple[int, ...]:
    """Days on which the teacher is not away all day; a day without lesson periods is no day of the teacher."""
    known, bell = problem.index.teachers.get(teacher), problem.index.home_bell(teacher)
    if known is None or not known.unavailable:
        return bell.teaching_days
    shut = periods_in(problem, known.unavailable, weeks)
    slots = {day: [Slot(bell.id, day, p) for p in range(1, bell.periods(day) + 1)] for day in bell.teaching_days}
    return tuple(day for day in bell.teaching_days if not shut.issuperset(slots[day]))


def weekly_parts(problem: Problem, teacher: str, weeks: Weeks, view: View | None = None) -> Parts:
    """What a teacher's courses ask in a week; what a timetable gives a teacher who has none."""
    courses = [course for course in problem.index.courses_of_teacher.get(teacher, ()) if course.sets]
    if courses:
        return [(part.duration, part.count) for c in courses if c.weeks.meets(weeks) for part in c.parts]
    found = view.of_teacher.get(teacher, ()) if view else ()
    return [(p.lesson.duration, 1) for p in found if p.lesson.sets and p.lesson.weeks.meets(weeks)]
