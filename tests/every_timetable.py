"""Every timetable of a tiny school, and how many there are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, combinations_with_replacement, product

from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Lesson, Timetable
from tests import strategies


def every_timetable(problem: Problem) -> Iterator[Timetable]:
    """Every way to place all lessons of all courses, clashes included."""
    choices: list[list[tuple[Lesson, ...]]] = []
    for course in problem.courses:
        bell = problem.index.bells[problem.index.course_bell(course)]
        for part in course.parts:
            spots = [
                (day, period)
                for day in range(1, len(bell.days) + 1)
                for period in range(1, bell.periods(day) - part.duration + 2)
            ]
            apart = course.teachers or problem.index.busy_leaves(course)
            choose = combinations if apart else combinations_with_replacement
            choices.append(
                [
                    tuple(strategies.as_lesson(course, day, period, part.duration) for day, period in chosen)
                    for chosen in choose(spots, part.count)
                ]
            )
    for chosen in product(*choices):
        yield Timetable(lessons=tuple(lesson for lessons in chosen for lesson in lessons))


def how_many(problem: Problem) -> int:
    """The number of such timetables."""
    total = 1
    for course in problem.courses:
        bell = problem.index.bells[problem.index.course_bell(course)]
        for part in course.parts:
            spots = sum(max(0, bell.periods(d) - part.duration + 1) for d in range(1, len(bell.days) + 1))
            ways = 1
            for k in range(part.count):
                ways = ways * (spots + (0 if course.teachers else k) - k) // (k + 1)
            total *= max(0, ways)
    return total
