"""Versions of the timetable within a term: what changes in later weeks, and how a new version stays near the old."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import constraints
from scheduler.domain.curriculum import Course
from scheduler.domain.policy import RuleSetting
from scheduler.domain.timetable import Timetable
from scheduler.domain.weeks import changes, in_week
from scheduler.precheck import Shortage, precheck
from scheduler.services.load import School, also

WEIGHT = 5
"""Points for a moved lesson, more than for any one wish of the default quality."""


@dataclass(frozen=True, slots=True)
class Change:
    """From a week of the term on: courses with other teachers, and what is impossible then but not before."""

    week: int
    courses: tuple[Course, ...]
    shortages: tuple[Shortage, ...]


def later_changes(school: School, known: set[str]) -> Iterator[Change]:
    """Each week from which teachers change; `known` are ids of what is impossible already in the first week."""
    for week, courses in changes(school.problem).items():
        problem = in_week(school.problem, week)
        reds = precheck(problem, constraints.bind(problem), relaxable=False).reds
        yield Change(week, courses, tuple(red for red in reds if red.id not in known))


def near(school: School, old: Timetable) -> School:
    """The school that wants its lessons where an old timetable has them, unless its own rules speak of that."""
    problem = school.problem.model_copy(update={"earlier": (*school.problem.earlier, old)})
    return also(replace(school, problem=problem), RuleSetting(id="keep_present", weight=WEIGHT, source="--start"))
