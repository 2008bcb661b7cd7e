"""Periods by subject and week: of the plan, of a class's courses, of a class's timetable; no rule of its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from scheduler.domain.curriculum import PlanRow
from scheduler.domain.index import Index
from scheduler.domain.problem import Problem
from scheduler.domain.time import Weeks
from scheduler.domain.view import View

Hours = dict[str, dict[Weeks, int]]
"""Subject → periods by week; under ALL the greater of the two."""

NOTHING = dict.fromkeys(Weeks, 0)


def by_grade(rows: Iterable[PlanRow]) -> dict[str, Hours]:
    """Grade → what its plan rows say; two rows of one subject add up."""
    out: dict[str, Hours] = {}
    for row in rows:
        told = out.setdefault(row.grade, {}).setdefault(row.subject, dict.fromkeys(Weeks, 0))
        told[Weeks.ODD] += row.odd
        told[Weeks.EVEN] += row.even
        told[Weeks.ALL] = max(told[Weeks.ODD], told[Weeks.EVEN])
    return out


def planned(problem: Problem) -> dict[str, Hours]:
    """Grade → what the plan says of it."""
    return _planned(problem.index)


@lru_cache(maxsize=4)
def _planned(index: Index) -> dict[str, Hours]:
    """The same, for the schools asked for last: every judgement asks again."""
    return by_grade(index.problem.plan)


def of_courses(problem: Problem, home: str) -> Hours:
    """Periods of a class's courses; of parallel groups the longest counts."""
    return _held(problem.index).get(home, {})


@lru_cache(maxsize=4)
def _held(index: Index) -> dict[str, Hours]:
    """Class → periods of its courses, for the schools asked for last: every judgement asks again."""
    return {home: _of_leaves(index, index.leaves((home,))) for home in index.classes}


def _of_leaves(index: Index, leaves: Iterable[str]) -> Hours:
    out: Hours = {}
    for leaf in leaves:
        for subject, courses in index.taught.get(leaf, {}).items():
            told = out.setdefault(subject, dict(NOTHING))
            odd = sum([c.periods for c in courses if c.weeks is not Weeks.EVEN])
            even = sum([c.periods for c in courses if c.weeks is not Weeks.ODD])
            told[Weeks.ODD], told[Weeks.EVEN] = max(told[Weeks.ODD], odd), max(told[Weeks.EVEN], even)
            told[Weeks.ALL] = max(told[Weeks.ODD], told[Weeks.EVEN])
    return out


def usual_hours(problem: Problem) -> dict[str, dict[str, int]]:
    """Grade → subject → the weekly periods most of its classes have, of equally many the fewer."""
    return _usual(problem.index)


@lru_cache(maxsize=4)
def _usual(index: Index) -> dict[str, dict[str, int]]:
    of_grade: dict[str, list[Hours]] = defaultdict(list)
    for home in index.classes.values():
        of_grade[home.grade].append(_held(index)[home.id])
    out: dict[str, dict[str, int]] = {}
    for grade, classes in of_grade.items():
        for subject in dict.fromkeys(subject for hours in classes for subject in hours):
            counts = Counter(hours.get(subject, NOTHING)[Weeks.ALL] for hours in classes)
            out.setdefault(grade, {})[subject] = min(counts, key=lambda periods: (-counts[periods], periods))
    return out


def of_timetable(view: View, home: str) -> Hours:
    """Periods a class has in the timetable; of parallel groups the longest counts."""
    lessons = ((leaf, p.lesson) for leaf in view.problem.index.leaves((home,)) for p in view.of_pupil.get(leaf, ()))
    return _longest((leaf, one.subject, one.weeks, one.duration) for leaf, one in lessons)


def _longest(items: Iterable[tuple[str, str, Weeks, int]]) -> Hours:
    sums: Counter[tuple[str, Weeks, str]] = Counter()
    for leaf, subject, weeks, periods in items:
        for week in (Weeks.ODD, Weeks.EVEN):
            if week.meets(weeks):
                sums[subject, week, leaf] += periods
    out: Hours = {}
    for (subject, week, _), periods in sums.items():
        told = out.setdefault(subject, dict.fromkeys(Weeks, 0))
        told[week] = max(told[week], periods)
        told[Weeks.ALL] = max(told[Weeks.ALL], periods)
    return out
