"""View: a finished timetable as shared look-ups, so that no rule groups lessons for itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property

from scheduler.domain.placed import Placed, Placing
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.room_sets import Rooms
from scheduler.domain.time import Moment, TimeRange, Weeks
from scheduler.domain.timetable import Timetable

__all__ = ["BOTH_WEEKS", "EVERY_WEEK", "Placed", "View"]

BOTH_WEEKS = (Weeks.ODD, Weeks.EVEN)
EVERY_WEEK = (Weeks.ALL,)


class View:
    """Indexes over one timetable of one school. `focus` limits which owners are judged, not what is seen."""

    def __init__(self, problem: Problem, timetable: Timetable, focus: Iterable[str] | None = None) -> None:
        self.problem = problem
        self.timetable = timetable
        self.look_at(focus)
        self.placing = Placing(problem)
        self.lessons = tuple(self.placing.placed(at, lesson) for at, lesson in enumerate(timetable.lessons))
        self._strangers: dict[Owners, tuple[str, ...]] = {}
        self._busy: dict[tuple[str, int, Weeks, bool], list[int]] = {}

    @property
    def days(self) -> range:
        """Day numbers from 1."""
        return self.problem.days

    def look_at(self, focus: Iterable[str] | None) -> None:
        """Judge these owners from now on, all where None; `has` says whether an owner is among them."""
        self.focus = None if focus is None else frozenset(focus)
        self.has: Callable[[str], bool] = _everybody if self.focus is None else self.focus.__contains__

    def strangers(self, kind: Owners) -> tuple[str, ...]:
        """Ids that lessons name but the school does not know."""
        if kind not in self._strangers:
            self._strangers[kind] = self._unknown(kind)
        return self._strangers[kind]

    def _unknown(self, kind: Owners) -> tuple[str, ...]:
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
    def off_grid(self) -> list[Placed]:
        """Lessons in periods their day does not have."""
        return [placed for placed in self.lessons if not placed.moments]

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
    def _subjects(self) -> dict[str, dict[str, list[Placed]]]:
        out: dict[str, dict[str, list[Placed]]] = {}
        for leaf, lessons in self.of_pupil.items():
            mine = out[leaf] = defaultdict(list)
            for placed in lessons:
                mine[placed.lesson.subject].append(placed)
        return out

    def subjects_of(self, leaf: str, weeks: Weeks = Weeks.ALL) -> dict[str, list[Placed]]:
        """A leaf's lessons of these weeks by their subject; only subjects that have some."""
        found = self._subjects.get(leaf, {})
        if weeks is Weeks.ALL:
            return found
        return {subject: those for subject, lessons in found.items() if (those := _in_weeks(lessons, weeks))}

    @cached_property
    def of_room(self) -> dict[str, list[Placed]]:
        """Lessons in each named room."""
        out: dict[str, list[Placed]] = defaultdict(list)
        for placed in self.lessons:
            for room in placed.lesson.rooms:
                out[room].append(placed)
        return dict(out)

    @cached_property
    def of_need(self) -> dict[Rooms, list[Placed]]:
        """Lessons by the rooms each would be content with; those that need none left out."""
        out: dict[Rooms, list[Placed]] = defaultdict(list)
        for placed in self.lessons:
            if rooms := self.problem.index.lesson_needs(placed.lesson.course, placed.lesson.rooms):
                out[rooms].append(placed)
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

    @cached_property
    def _meeting_days(self) -> frozenset[tuple[str, int]]:
        meetings = [placed.lesson for placed in self.lessons if not placed.lesson.sets]
        return frozenset((teacher, lesson.day) for lesson in meetings for teacher in lesson.teachers)

    def teacher_day(self, teacher: str, day: int, weeks: Weeks) -> list[Placed]:
        """A teacher's lessons of one day."""
        return _in_weeks(self._teacher_days.get((teacher, day), []), weeks)

    def teaching_day(self, teacher: str, day: int, weeks: Weeks) -> list[Placed]:
        """A teacher's lessons of one day that have pupils: no meetings."""
        lessons = self.teacher_day(teacher, day, weeks)
        return [p for p in lessons if p.lesson.sets] if (teacher, day) in self._meeting_days else lessons

    def pupil_day(self, leaf: str, day: int, weeks: Weeks) -> list[Placed]:
        """A leaf's lessons of one day."""
        return _in_weeks(self._pupil_days.get((leaf, day), []), weeks)

    def pupil_subject(self, leaf: str, subject: str, weeks: Weeks) -> list[Placed]:
        """A leaf's lessons in one subject."""
        return _in_weeks(self._subjects.get(leaf, {}).get(subject, []), weeks)

    def busy_periods(self, teacher: str, day: int, weeks: Weeks, *, meetings: bool = True) -> list[int]:
        """Periods of the teacher's home schedule in which the teacher has a lesson (or meeting), ascending."""
        key = (teacher, day, weeks, meetings or (teacher, day) not in self._meeting_days)
        if key not in self._busy:
            lessons = self.teacher_day(teacher, day, weeks) if meetings else self.teaching_day(teacher, day, weeks)
            self._busy[key] = self._periods_of(teacher, lessons)
        return self._busy[key]

    def _periods_of(self, teacher: str, lessons: list[Placed]) -> list[int]:
        if not lessons:
            return []
        home = self.problem.index.home_bell(teacher).id
        busy: set[int] = set()
        for placed in lessons:
            if placed.bell == home and placed.lesson.duration == 1:
                busy.add(placed.lesson.period)
            elif placed.bell == home:
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


def _everybody(owner: str) -> bool:  # noqa: ARG001
    return True


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
