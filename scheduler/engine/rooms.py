"""Rooms named at the end: the model counts places and chooses sets of rooms, this gives every lesson one of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scheduler.domain.problem import Problem
from scheduler.domain.room_sets import Rooms
from scheduler.engine.desk import Desk, Seat, Wanted
from scheduler.engine.exact_day import exact_day
from scheduler.rules.context import Start


class Choice(NamedTuple):
    """What the model has chosen for a lesson: a set of rooms, or none; of a virtual room a set for each it combines."""

    rooms: Rooms
    real: tuple[Rooms, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """Rooms by position of the start, a virtual one before its real ones; `crowd`: starts without a way to rooms.

    Where there is a crowd `rooms` is partial. The crowd is as small as it can be: without any one of it the others
    have rooms. `proven` is False where the exact model gave up, so that the crowd may have rooms after all.
    """

    rooms: dict[int, tuple[str, ...]]
    crowd: tuple[int, ...] = ()
    proven: bool = True


def rooms_of(problem: Problem, start: Start) -> list[str]:
    """Rooms a placement may be named into: those its fixed time names, else those of its course's need."""
    index = problem.index
    course = index.courses[start.course]
    here = (f.room for f in course.fixed if f.room and (f.day, f.period) == (start.day, start.period))
    fixed = [room for need in here for room in index.rooms_in(need)]
    return fixed or list(index.rooms_for(course))


def name_rooms(problem: Problem, starts: Sequence[Start], choices: Mapping[int, Choice] | None = None) -> Naming:
    """Give each lesson that needs one a room: open, suitable, never holding more lessons than its places.

    Augmenting paths, day by day, rooms tried in the order that keeps a course in one room; where they fail (a
    block across overlapping needs, a virtual room to be chosen) a small exact model of that day decides. Lessons that
    merely prefer a pool get a place there if one is left; where a fixed time names the room, it is needed. What the
    model has chosen is kept to: a lesson put nowhere stays without a room.
    """
    courses, chosen = problem.index.courses, choices or {}
    by_day: dict[int, list[int]] = defaultdict(list)
    for at, start in enumerate(starts):
        if at in chosen or courses[start.course].room or _fixed_room(problem, start):
            by_day[start.day].append(at)
    named: dict[int, tuple[str, ...]] = {}
    usual: dict[tuple[str, int], str] = {}
    failed: Naming | None = None
    for day in sorted(by_day):
        wanted = {at: _wanted(problem, starts[at], chosen.get(at)) for at in by_day[day]}
        strict = {at: want for at, want in wanted.items() if at in chosen or _strict(problem, starts[at])}
        strict = {at: want for at, want in strict.items() if want.rooms or at not in chosen}
        desk = _seated(problem, starts, usual, strict)
        if desk is None:
            exact, proven = exact_day(problem, starts, strict)
            if exact is None:
                failed = failed or _crowd(problem, starts, strict, proven)
                continue
            desk = Desk(problem, starts, usual, {})
            for at, rooms in exact.items():
                for part, room in enumerate(rooms):
                    desk.take(Seat(at, part), room)
        free = [at for at in by_day[day] if at not in strict and at not in chosen]
        known = problem.index.rooms
        desk.allowed = {Seat(at, 0): [r for r in wanted[at].rooms if not known[r].combines] for at in free}
        for at in free:
            desk.try_free(Seat(at, 0))
        for at, rooms in desk.named().items():
            named[at] = rooms
            for part, room in enumerate(rooms):
                usual.setdefault((starts[at].course, part), room)
    return Naming(named, failed.crowd, failed.proven) if failed else Naming(named)


def _fixed_room(problem: Problem, start: Start) -> bool:
    fixed = problem.index.courses[start.course].fixed
    return any(f.room and (f.day, f.period) == (start.day, start.period) for f in fixed)


def _strict(problem: Problem, start: Start) -> bool:
    course = problem.index.courses[start.course]
    return bool(course.room and course.room_strict) or _fixed_room(problem, start)


def _wanted(problem: Problem, start: Start, choice: Choice | None) -> Wanted:
    """Where a lesson may be."""
    mine = rooms_of(problem, start)
    if choice is None:
        return Wanted(tuple(mine))
    return Wanted(tuple(r for r in dict.fromkeys((*mine, *sorted(choice.rooms))) if r in choice.rooms), choice.real)


def _seated(
    problem: Problem, starts: Sequence[Start], usual: Mapping[tuple[str, int], str], strict: Mapping[int, Wanted]
) -> Desk | None:
    """These lessons of a day in rooms by augmenting paths; None where that does not find any, or should not choose."""
    allowed: dict[Seat, Sequence[str]] = {}
    for at, want in strict.items():
        allowed[Seat(at, 0)] = want.rooms
        if any(problem.index.rooms[room].combines for room in want.rooms):
            if len(want.rooms) > 1:
                return None
            for part, rooms in enumerate(want.parts(problem, want.rooms[0]), start=1):
                allowed[Seat(at, part)] = sorted(rooms)
    desk = Desk(problem, starts, usual, allowed)
    if not all(desk.seat(seat) for seat in sorted(allowed, key=lambda seat: (-starts[seat.at].duration, seat))):
        return None
    return desk if all(len(set(rooms)) == len(rooms) for rooms in desk.named().values()) else None


def _crowd(problem: Problem, starts: Sequence[Start], strict: Mapping[int, Wanted], proven: bool) -> Naming:
    """The lessons of a day that have no rooms, those left out one by one who are not needed to see it."""
    crowd = dict(strict)
    for at in strict if proven else ():
        fewer = {other: want for other, want in crowd.items() if other != at}
        exact, certain = exact_day(problem, starts, fewer)
        if exact is None and certain:
            crowd = fewer
    return Naming({}, tuple(crowd), proven)
