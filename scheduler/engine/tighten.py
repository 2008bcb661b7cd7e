"""What follows from hard rules taken together, said outright because it propagates; it excludes no timetable."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.domain.policy import Level
from scheduler.domain.time import Weeks
from scheduler.engine.placements import Placements
from scheduler.rules.base import Rule
from scheduler.rules.context import Literal


def settle(placements: Placements, rules: Sequence[Rule]) -> None:
    """Where a hard rule fixes every lesson of a course, no other start is created."""
    problem = placements.problem
    for rule in rules:
        if rule.id != "fixed_lessons" or rule.level is not Level.HARD:
            continue
        for course in problem.courses:
            fixed = {(f.day, f.period) for f in course.fixed}
            if len(fixed) != course.lessons or rule.at(problem, course.id) is None:
                continue
            elsewhere = (c for c in placements.candidates(course.id) if (c[1], c[2]) not in fixed)
            placements.remove(((course.id, *spot[:3]) for spot in elsewhere), (rule.label, (course.id, course.weeks)))


def keep_counts(placements: Placements) -> None:
    """No part of a course has more lessons than it has: three singles do not make a double and a single."""
    for course in placements.problem.courses:
        by_part: dict[int, list[Literal]] = {}
        for start in placements.starts(course.id):
            by_part.setdefault(start.part, []).append(start.literal)
        for part, literals in by_part.items():
            most = placements.room_for(course.id, part)
            placements.model.bound(tuple(literals), (1,) * len(literals), None, most)


def all_placed_apart(rules: Sequence[Rule]) -> bool:
    """Whether hard rules place every lesson and let no two of a pupil clash."""
    hard = {rule.id for rule in rules if rule.level is Level.HARD and rule.scope.everyone and not rule.exceptions}
    return {"every_lesson_placed", "class_clash"} <= hard


def fill_full_grids(placements: Placements, rules: Sequence[Rule]) -> None:
    """A pupil whose lessons fill the week has exactly one at every moment.

    True only where hard rules place every lesson and let no two clash.
    """
    if not all_placed_apart(rules):
        return
    index, covered = placements.index, placements.problem.timeline.covered
    for leaf in index.pupils:
        courses = index.courses_of_pupil[leaf]
        bell = index.bell_of_pupil(leaf)
        if any(c.weeks is not Weeks.ALL or index.course_bell(c) != bell.id for c in courses):
            continue
        slots = [(day, p) for day in range(1, len(bell.days) + 1) for p in range(1, bell.periods(day) + 1)]
        if not slots or len(slots) != sum(c.periods for c in courses):
            continue
        for day, period in slots:
            moment = covered(bell.id, day, period)[0]
            vars_, coeffs, held = placements.model.weighed(s.literal for s in placements.occupied(leaf, moment))
            placements.model.bound(vars_, coeffs, 1 - held, None)
            if not vars_ and not held:
                placements.model.contradiction()
