"""How several rules gather courses, lessons and periods; no rule of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from scheduler.domain.curriculum import Course
from scheduler.domain.problem import Problem
from scheduler.domain.school import TeacherGroup
from scheduler.domain.time import Moment, TimeRange, Weeks
from scheduler.domain.view import Placed
from scheduler.rules.context import Start


def courses_by_subject(problem: Problem, leaf: str) -> dict[str, list[Course]]:
    """A leaf's courses by their subject, in order."""
    out: dict[str, list[Course]] = defaultdict(list)
    for course in problem.index.courses_of_pupil.get(leaf, ()):
        out[course.subject].append(course)
    return out


def lessons_by_subject(lessons: Iterable[Placed], weeks: Weeks) -> dict[str, list[Placed]]:
    """Lessons of these weeks by their subject."""
    out: dict[str, list[Placed]] = defaultdict(list)
    for placed in lessons:
        if weeks is Weeks.ALL or placed.lesson.weeks.meets(weeks):
            out[placed.lesson.subject].append(placed)
    return out


def even_share(parts: Iterable[tuple[int, int]], days: int) -> int:
    """Periods a day that an even week of (duration, count) needs, at least its longest lesson."""
    known = list(parts)
    total = sum(duration * count for duration, count in known)
    return max([-(-total // days), *(duration for duration, _ in known)])


def closed_times(problem: Problem) -> Iterator[tuple[str, str, tuple[TimeRange, ...]]]:
    """(kind, owner, closed times) of everyone and everything that has some."""
    yield from (("teacher", t.id, t.unavailable) for t in problem.teachers if t.unavailable)
    yield from (("subject", s.id, s.unavailable) for s in problem.subjects if s.unavailable)
    yield from (("room", r.id, r.unavailable) for r in problem.rooms if r.unavailable)
    yield from (("course", c.id, c.forbidden) for c in problem.courses if c.forbidden)
    for home in problem.classes:
        if home.unavailable:
            yield from (("pupil", leaf, home.unavailable) for leaf in home.leaves or (home.id,))


def attending(group: TeacherGroup) -> list[str]:
    """Members who have to be at the group's meeting."""
    return [member for member in dict.fromkeys(group.members) if member not in group.exempt]


def home_periods(problem: Problem) -> list[tuple[Moment, ...]]:
    """The moments of each period of the week in the school's first schedule."""
    bell = problem.bells[0]
    slots = [(day, period) for day in problem.days for period in range(1, bell.periods(day) + 1)]
    return [problem.timeline.covered(bell.id, day, period) for day, period in slots]


def starts_at(starts: Iterable[Start], weeks: Weeks) -> dict[Moment, list[Start]]:
    """Placements of these weeks by the moments they occupy."""
    out: dict[Moment, list[Start]] = defaultdict(list)
    for start in starts:
        if start.weeks.meets(weeks):
            for moment in start.moments:
                out[moment].append(start)
    return out


def moments_in(problem: Problem, ranges: tuple[TimeRange, ...], weeks: Weeks) -> set[Moment]:
    """Moments inside some time ranges in these weeks."""
    return {moment for moment, when in problem.index.barred(ranges) if when.meets(weeks)}
