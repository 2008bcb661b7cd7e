"""Crowds: lessons that cannot all have rooms where they stand, and what the model learns of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.domain.time import Moment, Weeks
from scheduler.engine.context import ModelContext
from scheduler.engine.rooms import Choice, Naming, rooms_of
from scheduler.rules.context import Literal, Start

EACH_WEEK = (Weeks.ODD, Weeks.EVEN)


@dataclass(frozen=True, slots=True)
class Crowd:
    """What is true in a model of the lessons that stand in it, and the rooms they would be content with."""

    context: ModelContext
    literals: frozenset[Literal]
    rooms: frozenset[str]


def crowd_of(context: ModelContext, starts: Sequence[Start], choices: Mapping[int, Choice], naming: Naming) -> Crowd:
    """The crowd that naming rooms has found."""
    literals: set[Literal] = set()
    rooms: set[str] = set()
    for at in naming.crowd:
        start, choice = starts[at], choices.get(at)
        literals.update([start.literal] if choice is None else context.literals_of(start, choice))
        rooms.update(rooms_of(context.problem, start) if choice is None else choice.rooms)
    return Crowd(context, frozenset(literals), frozenset(rooms))


def part_crowds(context: ModelContext, crowds: Sequence[Crowd]) -> None:
    """No crowd stands there again, and its rooms hold no more than their places at any time. Between solves only.

    A crowd of another model is none here: its literals are others, and it may have chosen rooms where this one counts.
    """
    mine = [crowd for crowd in crowds if crowd.context is context]
    for crowd in mine:
        context.model.clause([-literal - 1 for literal in sorted(crowd.literals)])
    for rooms in dict.fromkeys(crowd.rooms for crowd in mine):
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
