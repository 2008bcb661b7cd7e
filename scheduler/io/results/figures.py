"""Loads counted from a timetable: what statistics and teachers' strips print. Odd and even weeks count half."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from scheduler.domain.time import Weeks
from scheduler.domain.view import View


@dataclass(frozen=True, slots=True)
class Load:
    """A teacher's week: lessons taught in half periods, the same weighted in percent, per subject, and free gaps."""

    halves: int
    weighted: int
    subjects: dict[str, tuple[int, int]]
    gaps: int

    @property
    def periods(self) -> float:
        """Lessons a week."""
        return self.halves / 2

    @property
    def lessons(self) -> float:
        """Lessons a week after weighting (折算)."""
        return self.weighted / 200


def teacher_load(view: View, teacher: str) -> Load:
    """What a teacher teaches; meetings are not teaching."""
    subjects: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    index = view.problem.index
    for placed in view.of_teacher.get(teacher, ()):
        lesson = placed.lesson
        if lesson.sets:
            known = index.subjects.get(lesson.subject)
            halves = lesson.duration * (2 if lesson.weeks is Weeks.ALL else 1)
            had, weighted = subjects[lesson.subject]
            subjects[lesson.subject] = had + halves, weighted + halves * (known.factor if known else 100)
    halves = sum(h for h, _ in subjects.values())
    return Load(halves, sum(w for _, w in subjects.values()), dict(subjects), _gaps(view, teacher))


def _gaps(view: View, teacher: str) -> int:
    """Free periods between a day's first and last lesson, over a week (the worse of an odd and an even one)."""
    if teacher not in view.problem.index.teachers:
        return 0
    found = []
    for weeks in view.weeks(teacher):
        days = (view.busy_periods(teacher, day, weeks) for day in view.days)
        found.append(sum(busy[-1] - busy[0] + 1 - len(busy) for busy in days if busy))
    return max(found)


def shown(number: float) -> str:
    """A figure without needless decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
