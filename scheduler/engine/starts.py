"""Placements as a timetable, and a given timetable as placements of this school's own lessons."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.engine.rooms import name_rooms
from scheduler.rules.context import TRUE, Start


def as_timetable(problem: Problem, starts: Sequence[Start], rooms: Mapping[int, tuple[str, ...]]) -> Timetable:
    """Placements as lessons, in the order of courses, days and periods."""
    courses = problem.index.courses
    lessons = []
    for at, start in enumerate(starts):
        course = courses[start.course]
        lessons.append(
            Lesson(
                subject=course.subject,
                sets=course.sets,
                teachers=course.teachers,
                day=start.day,
                period=start.period,
                duration=start.duration,
                weeks=course.weeks,
                rooms=rooms.get(at, ()),
                course=course.id,
                bell=course.bell,
            )
        )
    return Timetable(
        lessons=tuple(lessons),
        version=problem.version,
        valid_from=problem.valid_from,
        problem_fingerprint=problem.fingerprint,
    )


def restated(problem: Problem, given: Timetable) -> Iterator[Timetable]:
    """A given timetable's placements with this school's pupils, teachers and weeks: in its rooms, in named ones.

    Nothing where its lessons are not exactly those of the school's courses, at times the bells have: what it says
    of other teachers or pupils is not this school's to keep, and a value judged on it would be no timetable's here.
    """
    starts = starts_of(problem, given)
    if starts is None:
        return
    courses = problem.index.courses
    rooms = {(x.course, x.day, x.period): x.rooms for x in given.lessons if x.rooms}
    kept = {at: rooms[s[:1] + s[2:4]] for at, s in enumerate(starts) if s[:1] + s[2:4] in rooms}
    if all(at in kept for at, start in enumerate(starts) if courses[start.course].room):
        yield as_timetable(problem, starts, kept)
    naming = name_rooms(problem, starts)
    if not naming.crowd:
        yield as_timetable(problem, starts, naming.rooms)


def starts_of(problem: Problem, given: Timetable) -> list[Start] | None:
    """A timetable's lessons as placements of the school's courses; None where they are not exactly those."""
    index, covered = problem.index, problem.timeline.covered
    lessons: dict[str, list[Lesson]] = defaultdict(list)
    for lesson in given.lessons:
        if lesson.course not in index.courses:
            return None
        lessons[lesson.course].append(lesson)
    out: list[Start] = []
    for course in problem.courses:
        bell, mine = index.course_bell(course), lessons[course.id]
        owed = Counter(part.duration for part in course.parts for _ in range(part.count))
        if Counter(lesson.duration for lesson in mine) != owed:
            return None
        order = [part.duration for part in course.parts]
        for lesson in sorted(mine, key=lambda x: (order.index(x.duration), x.day, x.period)):
            moments = covered(bell, lesson.day, lesson.period, lesson.duration)
            if not moments or index.bell_of(lesson.sets, lesson.bell, lesson.course) != bell:
                return None
            spot = (lesson.day, lesson.period, lesson.duration)
            out.append(Start(course.id, 0, *spot, course.weeks, moments, TRUE))
    return out
