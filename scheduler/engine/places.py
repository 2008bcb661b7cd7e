"""Places of rooms that the model chooses: no set of rooms is given more lessons than it holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from scheduler.domain.policy import Level
from scheduler.domain.room_sets import Rooms
from scheduler.domain.time import Moment, Weeks
from scheduler.engine.choices import Option, RoomChoices
from scheduler.rules.base import Rule
from scheduler.rules.context import Literal, Start

KEEPING = ("room_clash", "room_capacity")
"""Rules that ask for it, where they are hard."""

Load = dict[Rooms, dict[tuple[Moment, Weeks], list[Literal]]]
"""Set of rooms → (moment, weeks) → lessons put there."""


def keep_places(choices: RoomChoices, rules: Sequence[Rule]) -> None:
    """Sets that lessons choose between, and those they are counted in beside them, hold no more than their places."""
    if not any(rule.id in KEEPING and rule.level is Level.HARD for rule in rules):
        return
    load: Load = defaultdict(lambda: defaultdict(list))
    each_week = (Weeks.ODD, Weeks.EVEN) if choices.index.cycle == 2 else (Weeks.ALL,)
    for course in choices.plan.courses:
        for start in choices.starts(course.id):
            for option in (one for one in choices.options(start) if one.rooms):
                _put(load, start, option, each_week)
                for part in (parts := choices.real(option)):
                    for one in part:
                        _put(load, start, one, each_week)
                _keep_different(choices, parts)
    for rooms in load:
        inside: dict[tuple[Moment, Weeks], list[Literal]] = defaultdict(list)
        for fewer, lessons in load.items():
            if fewer <= rooms:
                for when, literals in lessons.items():
                    inside[when] += literals
        for (moment, weeks), literals in inside.items():
            places = choices.index.places(rooms, moment, weeks)
            if len(literals) > places:
                vars_, coeffs, held = choices.model.weighed(literals)
                choices.model.bound(vars_, coeffs, None, places - held)
                if not vars_:
                    choices.model.contradiction()


def _put(load: Load, start: Start, option: Option, each_week: Sequence[Weeks]) -> None:
    there = load[option.rooms]
    for moment in start.moments:
        for weeks in each_week:
            if weeks.meets(start.weeks):
                there[moment, weeks].append(option.literal)


def _keep_different(choices: RoomChoices, parts: Sequence[Sequence[Option]]) -> None:
    """A room with several places is still only one of those that a virtual room combines."""
    times = Counter(option.rooms for part in parts for option in part if len(option.rooms) == 1)
    for rooms, count in times.items():
        if count > 1 and choices.index.rooms[next(iter(rooms))].places > 1:
            vars_, coeffs, _ = choices.model.weighed(o.literal for part in parts for o in part if o.rooms == rooms)
            choices.model.bound(vars_, coeffs, None, 1)
