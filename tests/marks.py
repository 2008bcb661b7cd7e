"""Tags of courses, breaks of bells and absences of groups in a tiny school: some there, some not."""

from __future__ import annotations

from random import Random
from typing import Any

from scheduler.domain.problem import Problem
from scheduler.domain.time import TimeRange

TAGS = ("laboratory", "outdoors")


def marks(random: Random, problem: Problem) -> dict[str, Any]:
    """The courses, bells and groups of a school with such marks."""
    bells = tuple(
        bell.model_copy(update={"closed": (_time(random, problem, bell.id),)}) if random.random() < 0.3 else bell
        for bell in problem.bells
    )
    groups = tuple(
        group.model_copy(update={"unavailable": (_time(random, problem, ""),)}) if random.random() < 0.3 else group
        for group in problem.groups
    )
    courses = tuple(
        course.model_copy(update={"tags": tuple(random.sample(TAGS, random.choice([0, 1, 1, 2])))})
        for course in problem.courses
    )
    return {"bells": bells, "groups": groups, "courses": courses}


def _time(random: Random, problem: Problem, bell: str) -> TimeRange:
    schedule = problem.index.bells[bell or problem.index.default_bell]
    day = random.choice([0, random.randint(1, len(schedule.days))])
    most = max(schedule.periods(one) for one in problem.days)
    return TimeRange(day=day, periods=(random.randint(1, most),), bell=bell)
