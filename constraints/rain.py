"""Where sport can be held when it rains; no rule of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scheduler.domain.curriculum import Course
from scheduler.domain.problem import Problem
from scheduler.domain.time import Moment, Weeks
from scheduler.domain.view import BOTH_WEEKS, EVERY_WEEK


def sport_courses(problem: Problem) -> list[Course]:
    """Courses of pupils in sport subjects."""
    sport = {subject.id for subject in problem.subjects if subject.sport}
    return [course for course in problem.courses if course.sets and course.subject in sport]


def dry_rooms(problem: Problem) -> dict[str, int]:
    """Places in the rain of the rooms sport courses use and of those that stand in; none where no room tells.

    Where no room of the school stands in, classes go to their own classrooms: the room keeps all its places.
    """
    index = problem.index
    used = {room: index.rooms[room] for course in sport_courses(problem) for room in index.rooms_in(course.room)}
    if all(room.wet_places is None and not room.wet_instead for room in used.values()):
        return {}
    instead = {room.wet_instead for room in used.values()} & index.rooms.keys()
    held = {**used, **{room: index.rooms[room] for room in sorted(instead)}}
    away = {name for name, room in held.items() if room.wet_instead and room.wet_instead not in index.rooms}
    return {n: r.places if r.wet_places is None or n in away else r.wet_places for n, r in held.items()}


def dry_places(problem: Problem, rooms: Mapping[str, int], moment: Moment, weeks: Weeks) -> int:
    """How many lessons some rooms hold in the rain at a moment, closed and occupied ones left out."""
    index = problem.index
    return sum(
        places
        for room, places in rooms.items()
        if (room, moment) not in index.occupied and not index.hits(index.rooms[room].unavailable, (moment,), weeks)
    )


def weeks_apart(seen: Iterable[Weeks]) -> tuple[Weeks, ...]:
    """Odd and even weeks where some of the lessons are of one of them only, else all weeks together."""
    return EVERY_WEEK if all(weeks is Weeks.ALL for weeks in seen) else BOTH_WEEKS
