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
    shut = periods_in(problem, known.unavailable, weeks) if known and known.unavailable else set()
    whole = {day: {Slot(bell.id, day, period) for period in range(1, bell.periods(day) + 1)} for day in problem.days}
    return tuple(day for day, slots in whole.items() if slots - shut)


def weekly_parts(problem: Problem, teacher: str, weeks: Weeks) -> Parts | None:
    """What a teacher's courses ask in a week; None for a teacher who has none."""
    courses = [course for course in problem.index.courses_of_teacher.get(teacher, ()) if course.sets]
    if not courses:
        return None
    return [(part.duration, part.count) for c in courses if c.weeks.meets(weeks) for part in c.parts]


def placed_parts(view: View, teacher: str, weeks: Weeks) -> Parts:
    """What a timetable gives a teacher in a week."""
    lessons = (placed.lesson for placed in view.of_teacher.get(teacher, ()) if placed.lesson.sets)
    return [(lesson.duration, 1) for lesson in lessons if lesson.weeks.meets(weeks)]
