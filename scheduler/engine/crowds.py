"""Crowds: lessons that cannot all have rooms where they stand, and what the model learns of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.problem import Problem
from scheduler.domain.time import Moment, Weeks
from scheduler.engine.context import ModelContext
from scheduler.engine.rooms import Naming, rooms_of
from scheduler.rules.context import Literal, Start

EACH_WEEK = (Weeks.ODD, Weeks.EVEN)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Starts by (course, part, day, period), and the rooms they would be content with."""

    spots: frozenset[tuple[str, int, int, int]]
    rooms: frozenset[str]


def crowd_of(problem: Problem, starts: Sequence[Start], naming: Naming) -> Crowd:
    """The crowd that naming rooms has found."""
    here = [starts[at] for at in naming.crowd]
    rooms = frozenset(room for start in here for room in rooms_of(problem, start))
    return Crowd(frozenset((s.course, s.part, s.day, s.period) for s in here), rooms)


def part_crowds(context: ModelContext, crowds: Sequence[Crowd]) -> None:
    """No crowd stands there again, and its rooms hold no more than their places at any time. Between solves only."""
    for crowd in crowds:
        courses = sorted({spot[0] for spot in crowd.spots})
        starts = (s for course in courses for s in context.starts(course))
        context.model.clause([-s.literal - 1 for s in starts if (s.course, s.part, s.day, s.period) in crowd.spots])
    for rooms in dict.fromkeys(crowd.rooms for crowd in crowds):
        _count_places(context, rooms)


def _count_places(context: ModelContext, rooms: frozenset[str]) -> None:
    inside: dict[tuple[Moment, Weeks], list[Literal]] = defaultdict(list)
    for course in context.problem.courses:
        if not (course.room and course.room_strict):
            continue
        for start in context.starts(course.id):
            if set(rooms_of(context.problem, start)) <= rooms:
                for moment in start.moments:
                    for week in EACH_WEEK:
                        if week.meets(start.weeks):
                            inside[moment, week].append(start.literal)
    for (moment, week), literals in inside.items():
        places = context.index.places(rooms, moment, week)
        if len(literals) > places:
            context.model.add_at_most(literals, places)
