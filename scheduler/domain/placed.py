"""A lesson with what follows from its facts, as views hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scheduler.domain.curriculum import CourseKind
from scheduler.domain.time import Moment
from scheduler.domain.timetable import Lesson

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem


class Placed(NamedTuple):
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


class Placing:
    """Makes lessons of one school into what views hold; what several say alike is looked up once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._moments: dict[tuple[str, int, int, int], tuple[Moment, ...]] = {}
        self._whose: dict[tuple[tuple[str, ...], str, str | None], tuple[str, tuple[str, ...]]] = {}

    def placed(self, at: int, lesson: Lesson) -> Placed:
        """The lesson at this position of a timetable."""
        said = (lesson.sets, lesson.bell, lesson.course)
        if said not in self._whose:
            index = self.problem.index
            course = index.courses.get(lesson.course or "")
            pulled = course is not None and course.kind is CourseKind.PULL_OUT
            self._whose[said] = index.bell_of(*said), () if pulled else index.leaves(lesson.sets)
        bell, leaves = self._whose[said]
        spot = (bell, lesson.day, lesson.period, lesson.duration)
        if spot not in self._moments:
            self._moments[spot] = self.problem.timeline.covered(*spot)
        return Placed(at, lesson, bell, self._moments[spot], leaves)
