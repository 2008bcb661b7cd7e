"""Loads counted from a timetable: what statistics and teachers' strips print. Odd and even weeks count half."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.school import Teacher
from scheduler.domain.time import Weeks
from scheduler.domain.view import View
from scheduler.io.workbook.teachers import duties_of


@dataclass(frozen=True, slots=True)
class Load:
    """A teacher's week: lessons taught in half periods, the same weighted in percent, per subject, and free gaps.

    `preparations` (头数) is how many pairs of grade and subject are taught, `sets` which classes and groups;
    `meetings` are half periods without pupils, `duties` minutes of 值守 a week.
    """

    halves: int
    weighted: int
    subjects: dict[str, tuple[int, int]]
    gaps: int
    preparations: int
    sets: tuple[str, ...]
    meetings: int
    duties: float

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
    prepared: set[tuple[str, str]] = set()
    sets: dict[str, None] = {}
    meetings = 0
    for placed in view.of_teacher.get(teacher, ()):
        lesson = placed.lesson
        halves = lesson.duration * halves_of(lesson.weeks)
        if not lesson.sets:
            meetings += halves
            continue
        known = index.subjects.get(lesson.subject)
        had, weighted = subjects[lesson.subject]
        subjects[lesson.subject] = had + halves, weighted + halves * (known.factor if known else 100)
        grade = index.grade_of(lesson.sets[0])
        prepared.add((grade.id if grade else "", lesson.subject))
        sets.update(dict.fromkeys(lesson.sets))
    halves = sum(h for h, _ in subjects.values())
    weighted = sum(w for _, w in subjects.values())
    gaps = _gaps(view, teacher)
    return Load(halves, weighted, dict(subjects), gaps, len(prepared), tuple(sets), meetings, _duties(view, teacher))


def halves_of(weeks: Weeks) -> int:
    """How much of a weekly lesson one of these weeks is, in halves."""
    return 2 if weeks is Weeks.ALL else 1


def _duties(view: View, teacher: str) -> float:
    """Minutes of duty a week; a duty of no day is one of every day with lessons in the teacher's schedule."""
    index = view.problem.index
    known = index.teachers.get(teacher)
    found = duties_of(known) if known else ()
    days = len(index.home_bell(teacher).teaching_days)
    return sum(
        ((one.end or 0) - (one.start or 0)) * (1 if one.day else days) * halves_of(one.weeks) / 2 for one in found
    )


def _gaps(view: View, teacher: str) -> int:
    """Free periods between a day's first and last lesson, over a week (the worse of an odd and an even one)."""
    if teacher not in view.problem.index.teachers:
        return 0
    found = []
    for weeks in view.weeks(teacher):
        days = (view.busy_periods(teacher, day, weeks) for day in view.days)
        found.append(sum(busy[-1] - busy[0] + 1 - len(busy) for busy in days if busy))
    return max(found)


def limits(teacher: Teacher) -> tuple[int | None, int | None]:
    """The least and the most weighted lessons a week, the reduction for duties taken off."""
    least, most = (
        None if norm is None else max(0, norm - teacher.reduction) for norm in (teacher.load_min, teacher.load_max)
    )
    return least, most


def span(numbers: Sequence[float]) -> str:
    """The least and the greatest of some figures."""
    if not numbers:
        return "—"
    low, high = min(numbers), max(numbers)
    return shown(low) if low == high else f"{shown(low)}–{shown(high)}"


def shown(number: float) -> str:
    """A figure without needless decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
