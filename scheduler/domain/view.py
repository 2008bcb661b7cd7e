"""View: a finished timetable as shared look-ups, so that no rule groups lessons for itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scheduler.domain.curriculum import CourseKind
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.time import Moment, TimeRange, Weeks
from scheduler.domain.timetable import Lesson, Timetable

BOTH_WEEKS = (Weeks.ODD, Weeks.EVEN)
EVERY_WEEK = (Weeks.ALL,)


@dataclass(frozen=True, slots=True)
class Placed:
    """A lesson with what follows from its facts: schedule, moments, pupils it occupies.

    `leaves` is empty for a pull-out; `moments` is empty where the school has no such period (`off_grid`).
    """

    at: int
    lesson: Lesson
    bell: str
    moments: tuple[Moment, ...]
    leaves: tuple[str, ...]

    @property
    def off_grid(self) -> bool:
        """Whether the day has no such period in the lesson's schedule."""
        return not self.moments


class View:
    """Indexes over one timetable of one school. `focus` limits which owners are judged, not what is seen."""

    def __init__(self, problem: Problem, timetable: Timetable, focus: Iterable[str] | None = None) -> None:
        self.problem = problem
        self.timetable = timetable
        self.focus = None if focus is None else frozenset(focus)
        index, covered = problem.index, problem.timeline.covered
        moments: dict[tuple[str, int, int, int], tuple[Moment, ...]] = {}
        leaves: dict[tuple[tuple[str, ...], bool], tuple[str, ...]] = {}
        placed = []
        for at, lesson in enumerate(timetable.lessons):
            bell = index.bell_of(lesson.sets, lesson.bell, lesson.course)
            spot = (bell, lesson.day, lesson.period, lesson.duration)
            if spot not in moments:
                moments[spot] = covered(*spot)
            course = index.courses.get(lesson.course or "")
            pulled = course is not None and course.kind is CourseKind.PULL_OUT
            if (lesson.sets, pulled) not in leaves:
                leaves[lesson.sets, pulled] = () if pulled else index.leaves(lesson.sets)
            placed.append(Placed(at, lesson, bell, moments[spot], leaves[lesson.sets, pulled]))
        self.lessons: tuple[Placed, ...] = tuple(placed)

    @property
    def days(self) -> range:
        """Day numbers from 1."""
        return self.problem.days

    def has(self, owner: str) -> bool:
        """Whether the owner is inside the focus."""
        return self.focus is None or owner in self.focus

    def strangers(self, kind: Owners) -> tuple[str, ...]:
        """Ids that lessons name but the school does not know."""
        known: Iterable[str]
        if kind is Owners.TEACHERS:
            known, named = self.problem.index.teachers, self.of_teacher
        elif kind is Owners.PUPILS:
            known, named = self.problem.index.pupils, self.of_pupil
        elif kind is Owners.ROOMS:
            known, named = self.problem.index.rooms, self.of_room
        else:
            return ()
        return tuple(sorted(set(named) - set(known)))

    # -- indexes -----------------------------------------------------------------------------------------

    @cached_property
    def of_teacher(self) -> dict[str, list[Placed]]:
        """Lessons of each teacher, meetings included."""
        out: dict[str, list[Placed]] = defaultdict(list)
        for placed in self.lessons:
            for teacher in dict.fromkeys(placed.lesson.teachers):
                out[teacher].append(placed)
        return dict(out)

    @cached_property
    def of_pupil(self) -> dict[str, list[Placed]]:
        """Lessons that occupy each leaf; pull-outs left out."""
        out: dict[str, list[Placed]] = defaultdict(list)
        for placed in self.lessons:
            for leaf in placed.leaves:
                out[leaf].append(placed)
        return dict(out)

    @cached_property
    def of_room(self) -> dict[str, list[Placed]]:
        """Lessons in each named room."""
        out: dict[str, list[Placed]] = defaultdict(list)
        for placed in self.lessons:
            for room in placed.lesson.rooms:
                out[room].append(placed)
        return dict(out)

    @cached_property
    def of_course(self) -> dict[str | None, list[Placed]]:
        """Lessons of each course; those of none, or of one the school does not have, under None."""
        out: dict[str | None, list[Placed]] = defaultdict(list)
        courses = self.problem.index.courses
        for placed in self.lessons:
            course = placed.lesson.course
            out[course if course in courses else None].append(placed)
        return dict(out)

    @cached_property
    def parity_owners(self) -> frozenset[str]:
        """Owners, room needs among them, with an odd-week or even-week lesson, by their courses or as placed."""
        out = set(self.problem.index.parity_owners)
        for placed in self.lessons:
            if placed.lesson.weeks is not Weeks.ALL:
                out.update(placed.lesson.teachers, placed.leaves, placed.lesson.rooms)
        out.update(need for need, rooms in self.problem.index.room_needs.items() if not out.isdisjoint(rooms))
        return frozenset(out)

    @cached_property
    def cycle(self) -> int:
        """Weeks in the cycle, 1 or 2."""
        odd = any(p.lesson.weeks is not Weeks.ALL for p in self.lessons)
        return 2 if odd else self.problem.index.cycle

    def weeks(self, owner: str) -> tuple[Weeks, ...]:
        """(ALL,) for an owner whose weeks are alike, else (ODD, EVEN)."""
        return BOTH_WEEKS if owner in self.parity_owners else EVERY_WEEK

    # -- look-ups ----------------------------------------------------------------------------------------

    @cached_property
    def _teacher_days(self) -> dict[tuple[str, int], list[Placed]]:
        return _by_day(self.of_teacher)

    @cached_property
    def _pupil_days(self) -> dict[tuple[str, int], list[Placed]]:
        return _by_day(self.of_pupil)

    def teacher_day(self, teacher: str, day: int, weeks: Weeks) -> list[Placed]:
        """A teacher's lessons of one day."""
        return _in_weeks(self._teacher_days.get((teacher, day), []), weeks)

    def pupil_day(self, leaf: str, day: int, weeks: Weeks) -> list[Placed]:
        """A leaf's lessons of one day."""
        return _in_weeks(self._pupil_days.get((leaf, day), []), weeks)

    def pupil_subject(self, leaf: str, subject: str, weeks: Weeks) -> list[Placed]:
        """A leaf's lessons in one subject."""
        return [p for p in _in_weeks(self.of_pupil.get(leaf, []), weeks) if p.lesson.subject == subject]

    def busy_periods(self, teacher: str, day: int, weeks: Weeks, *, meetings: bool = True) -> list[int]:
        """Periods of the teacher's home schedule in which the teacher has a lesson (or meeting), ascending."""
        lessons = self.teacher_day(teacher, day, weeks)
        if not meetings:
            lessons = [placed for placed in lessons if placed.lesson.sets]
        if not lessons:
            return []
        home = self.problem.index.home_bell(teacher).id
        busy: set[int] = set()
        for placed in lessons:
            if placed.bell == home:
                busy.update(range(placed.lesson.period, placed.lesson.period + placed.lesson.duration))
            else:
                busy.update(self.home_periods(home, placed.moments))
        return sorted(busy)

    def home_periods(self, bell: str, moments: tuple[Moment, ...]) -> list[int]:
        """Periods of a schedule that share a moment with some others."""
        return self.problem.timeline.periods_at(bell, moments)

    def hits(self, ranges: tuple[TimeRange, ...], placed: Placed) -> bool:
        """Whether a lesson falls into some time ranges."""
        return self.problem.index.hits(ranges, placed.moments, placed.lesson.weeks)

    def is_pull_out(self, placed: Placed) -> bool:
        """Whether the lesson leaves its class free."""
        return bool(placed.lesson.sets) and not placed.leaves


def _by_day(lessons: dict[str, list[Placed]]) -> dict[tuple[str, int], list[Placed]]:
    out: dict[tuple[str, int], list[Placed]] = defaultdict(list)
    for owner, found in lessons.items():
        for placed in found:
            out[owner, placed.lesson.day].append(placed)
    return dict(out)


def _in_weeks(lessons: list[Placed], weeks: Weeks) -> list[Placed]:
    if weeks is Weeks.ALL:
        return lessons
    return [placed for placed in lessons if placed.lesson.weeks.meets(weeks)]
