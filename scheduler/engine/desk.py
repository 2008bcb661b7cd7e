"""Desk: seats the lessons of one day in rooms, moving others along where that lets one in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scheduler.domain.problem import Problem
from scheduler.domain.room_sets import Rooms
from scheduler.domain.time import Moment, Weeks
from scheduler.rules.context import Start


class Seat(NamedTuple):
    """One room that a lesson (by position) needs: 0 its own, 1… those that its virtual room combines."""

    at: int
    part: int


class Wanted(NamedTuple):
    """Rooms a lesson may be in; of a virtual one the sets it takes rooms of, where they have been narrowed."""

    rooms: tuple[str, ...]
    real: tuple[Rooms, ...] = ()

    def parts(self, problem: Problem, room: str) -> tuple[Rooms, ...]:
        """The sets of which the lesson takes one room each besides this one."""
        return self.real or tuple(map(frozenset, problem.index.rooms[room].combines))


class Desk:
    """Which seat has which room; `allowed` says where each may be, in the order of preference."""

    def __init__(
        self,
        problem: Problem,
        starts: Sequence[Start],
        usual: Mapping[tuple[str, int], str],
        allowed: Mapping[Seat, Sequence[str]],
    ) -> None:
        self.index = problem.index
        self.starts = starts
        self.usual = usual
        self.allowed = allowed
        self.room: dict[Seat, str] = {}
        self.inside: dict[tuple[str, Moment], list[Seat]] = defaultdict(list)

    def named(self) -> dict[int, tuple[str, ...]]:
        """The rooms of each lesson seated, its own first."""
        out: dict[int, list[str]] = defaultdict(list)
        for seat in sorted(self.room):
            out[seat.at].append(self.room[seat])
        return {at: tuple(rooms) for at, rooms in out.items()}

    def choices(self, seat: Seat) -> list[str]:
        """Rooms the seat may have that are open all the time, the one its course usually has first."""
        start = self.starts[seat.at]
        rooms = [r for r in self.allowed[seat] if all(self._places(r, m, start.weeks) > 0 for m in start.moments)]
        usual = self.usual.get((start.course, seat.part))
        return sorted(rooms, key=lambda r: r != usual)

    def _places(self, room: str, moment: Moment, weeks: Weeks) -> int:
        return self.index.places(frozenset((room,)), moment, weeks)

    def _crowded(self, room: str, seat: Seat) -> list[Seat]:
        """Seats that must leave the room before this one fits, fewest moments first."""
        start, out = self.starts[seat.at], dict[Seat, None]()
        for moment in start.moments:
            there = [o for o in self.inside[room, moment] if self.starts[o.at].weeks.meets(start.weeks)]
            for week in (Weeks.ODD, Weeks.EVEN):
                if not week.meets(start.weeks):
                    continue
                mine = [o for o in there if self.starts[o.at].weeks.meets(week)]
                if len(mine) >= self._places(room, moment, start.weeks):
                    out.update(dict.fromkeys(mine))
        return list(out)

    def take(self, seat: Seat, room: str) -> None:
        """Seat one here."""
        self.room[seat] = room
        for moment in self.starts[seat.at].moments:
            self.inside[room, moment].append(seat)

    def leave(self, seat: Seat) -> None:
        """Take one away."""
        room = self.room.pop(seat)
        for moment in self.starts[seat.at].moments:
            self.inside[room, moment].remove(seat)

    def try_free(self, seat: Seat) -> bool:
        """Seat one where there is a place."""
        for room in self.choices(seat):
            if not self._crowded(room, seat):
                self.take(seat, room)
                return True
        return False

    def seat(self, seat: Seat, tried: set[tuple[Seat, str]] | None = None) -> bool:
        """Seat one, moving others along an augmenting path if need be."""
        if self.try_free(seat):
            return True
        tried = set() if tried is None else tried
        for room in self.choices(seat):
            for other in self._crowded(room, seat):
                if (other, room) in tried or self.room.get(other) != room:
                    continue
                tried.add((other, room))
                self.leave(other)
                if not self._crowded(room, seat):
                    self.take(seat, room)
                    if self.seat(other, tried):
                        return True
                    self.leave(seat)
                self.take(other, room)
        return False
