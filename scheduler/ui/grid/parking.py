"""待排区: lessons that a school's courses ask for and the timetable does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scheduler.domain.curriculum import Course
from scheduler.domain.problem import Problem
from scheduler.domain.room_sets import filled
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.domain.view import View

NOWHERE = 40
"""The period of a lesson that stands nowhere; no school day is so long."""


def due(problem: Problem, timetable: Timetable) -> tuple[Lesson, ...]:
    """Lessons of courses still to be placed, in the school's order; in period `NOWHERE`, in a room that would do."""
    held: Counter[tuple[str | None, int]] = Counter()
    periods: Counter[str | None] = Counter()
    for placed in View(problem, timetable).lessons:
        if not placed.off_grid:
            held[placed.lesson.course, placed.lesson.duration] += 1
            periods[placed.lesson.course] += placed.lesson.duration
    return tuple(
        lesson
        for course in problem.courses
        if periods[course.id] < course.periods
        for lesson in _missing(course, held, periods[course.id], _rooms(problem, course))
    )


def _missing(
    course: Course, held: Counter[tuple[str | None, int]], periods: int, rooms: tuple[str, ...]
) -> Iterator[Lesson]:
    """What a course lacks, its longest lessons first; never more periods than it has to place."""
    left = course.periods - periods
    for duration in reversed(course.lengths):
        wanted = sum(part.count for part in course.parts if part.duration == duration)
        for _ in range(wanted - held[course.id, duration]):
            if duration <= left:
                left -= duration
                yield Lesson(
                    subject=course.subject,
                    sets=course.sets,
                    teachers=course.teachers,
                    day=1,
                    period=NOWHERE,
                    duration=duration,
                    weeks=course.weeks,
                    rooms=rooms,
                    course=course.id,
                    bell=course.bell,
                )


def _rooms(problem: Problem, course: Course) -> tuple[str, ...]:
    """A room the course may use, with the real rooms of a virtual one; which are free is asked when it is placed."""
    for room in problem.index.rooms_for(course):
        parts = [frozenset(part) for part in problem.index.rooms[room].combines]
        real = filled(parts, sorted({one for part in parts for one in part}))
        if real is not None:
            return (room, *real)
    return ()


def without(timetable: Timetable, at: int) -> Timetable:
    """The timetable without one lesson."""
    lessons = timetable.lessons
    return timetable.model_copy(update={"lessons": (*lessons[:at], *lessons[at + 1 :])})


def waiting(timetable: Timetable, lesson: Lesson) -> Timetable:
    """The timetable with one lesson more that stands nowhere, as its last."""
    return timetable.model_copy(update={"lessons": (*timetable.lessons, lesson)})
