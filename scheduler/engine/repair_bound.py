"""What must move whatever is done: counted, so that no solver has to prove it.

A lesson whose place is closed leaves it. Where a pupil's week is full, its new place was another course's, whose
lesson moves as well; closed lessons of several courses may trade places, those of one course may not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from scheduler.domain.moves import Weights
from scheduler.domain.problem import Problem
from scheduler.domain.time import Moment, Weeks
from scheduler.domain.timetable import Timetable
from scheduler.engine.repair_near import uneven
from scheduler.engine.tighten import all_placed_apart
from scheduler.rules.base import Rule


def displaced(
    problem: Problem, rules: Sequence[Rule], old: Timetable, closed: Mapping[str, int], weights: Weights
) -> int:
    """What the moves cost of lessons that must make way for those of `closed` (course → places no rule allows)."""
    if not all_placed_apart(rules) or not closed:
        return 0
    wanting, filled = uneven(problem, old), occupied(problem, old)
    counted: set[str] = set()
    total = 0
    for leaf in problem.index.pupils:
        courses = {course.id: course for course in problem.index.courses_of_pupil[leaf]}
        here = {course: closed[course] for course in courses.keys() & closed.keys()}
        if not here or not counted.isdisjoint(courses) or not wanting.isdisjoint(courses):
            continue
        if any(course.weeks is not Weeks.ALL for course in courses.values()) or not _full(problem, leaf, filled):
            continue
        counted |= courses.keys()
        total += max((_making_way(problem, courses.keys(), here, one, weights) for one in here), default=0)
    return total


def _making_way(problem: Problem, courses: Iterable[str], closed: Mapping[str, int], one: str, weights: Weights) -> int:
    """What the others cost that make way for the closed lessons of one course, besides those closed themselves."""
    known = problem.index.courses
    if known[one].lengths != (1,):
        return 0
    others = [known[course] for course in courses if course != one]
    longest = max((max(course.lengths) for course in others), default=1)
    away = sum(count for course, count in closed.items() if course != one)
    more = -(-closed[one] // longest) - away
    cheapest = min((weights.lesson * weights.of(problem, course.id) for course in others), default=0)
    return max(0, more) * cheapest


def occupied(problem: Problem, old: Timetable) -> dict[str, Counter[Moment]]:
    """How many lessons each pupil has at each moment."""
    index, covered = problem.index, problem.timeline.covered
    out: dict[str, Counter[Moment]] = {}
    for x in old.lessons:
        course = index.courses[x.course or ""]
        moments = covered(index.course_bell(course), x.day, x.period, x.duration)
        for leaf in index.busy_leaves(course):
            out.setdefault(leaf, Counter()).update(moments)
    return out


def _full(problem: Problem, leaf: str, filled: Mapping[str, Counter[Moment]]) -> bool:
    """Whether a pupil has one lesson at every moment of the week."""
    bell = problem.index.bell_of_pupil(leaf)
    if any(problem.index.course_bell(course) != bell.id for course in problem.index.courses_of_pupil[leaf]):
        return False
    covered, mine = problem.timeline.covered, filled.get(leaf, Counter())
    slots = ((day, period) for day in range(1, len(bell.days) + 1) for period in range(1, bell.periods(day) + 1))
    moments = [moment for slot in slots for moment in covered(bell.id, *slot)]
    return bool(moments) and all(mine[moment] == 1 for moment in moments)
