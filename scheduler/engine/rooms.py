"""Rooms named at the end: the model counts places, this gives every lesson a room of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.domain.problem import Problem
from scheduler.domain.time import Moment, Weeks
from scheduler.rules.context import Start


@dataclass(frozen=True, slots=True)
class Naming:
    """Room by position of the start; `crowd` names starts that cannot all have rooms (then `rooms` is partial)."""

    rooms: dict[int, str]
    crowd: tuple[int, ...] = ()


def name_rooms(problem: Problem, starts: Sequence[Start]) -> Naming:
    """Give each lesson that needs one a room: open, suitable, never holding more lessons than its places.

    Augmenting paths, day by day, rooms tried in the order that keeps a course in one room; where they fail (a
    block across overlapping needs) a small exact model of that day decides. Lessons that merely prefer a pool
    get a place there if one is left.
    """
    index = problem.index
    by_day: dict[int, list[int]] = defaultdict(list)
    for at, start in enumerate(starts):
        if index.courses[start.course].room:
            by_day[start.day].append(at)
    named: dict[int, str] = {}
    usual: dict[str, str] = {}
    crowd: tuple[int, ...] = ()
    for day in sorted(by_day):
        strict = [at for at in by_day[day] if index.courses[starts[at].course].room_strict]
        desk = _Desk(problem, starts, usual)
        if not all(desk.seat(at) for at in sorted(strict, key=lambda at: (-starts[at].duration, at))):
            exact = _exact_day(problem, starts, strict)
            if exact is None:
                crowd = crowd or tuple(strict)
                continue
            desk = _Desk(problem, starts, usual)
            for at, room in exact.items():
                desk.take(at, room)
        for at in by_day[day]:
            if at not in desk.room:
                desk.try_free(at)
        named.update(desk.room)
        for at, room in desk.room.items():
            usual.setdefault(starts[at].course, room)
    return Naming(named, crowd)


class _Desk:
    """Seats the lessons of one day."""

    def __init__(self, problem: Problem, starts: Sequence[Start], usual: dict[str, str]) -> None:
        self.index = problem.index
        self.starts = starts
        self.usual = usual
        self.room: dict[int, str] = {}
        self.inside: dict[tuple[str, Moment], list[int]] = defaultdict(list)

    def choices(self, at: int) -> list[str]:
        start = self.starts[at]
        course = self.index.courses[start.course]
        pinned = [f.room for f in course.fixed if f.room and (f.day, f.period) == (start.day, start.period)]
        rooms = pinned or list(self.index.rooms_for(course))
        rooms = [r for r in rooms if all(self._places(r, m, start.weeks) > 0 for m in start.moments)]
        usual = self.usual.get(start.course)
        return sorted(rooms, key=lambda r: r != usual)

    def _places(self, room: str, moment: Moment, weeks: Weeks) -> int:
        return self.index.places(frozenset((room,)), moment, weeks)

    def _crowded(self, room: str, at: int) -> list[int]:
        """Lessons that must leave the room before this one fits, fewest moments first."""
        start, out = self.starts[at], dict[int, None]()
        for moment in start.moments:
            there = [o for o in self.inside[room, moment] if self.starts[o].weeks.meets(start.weeks)]
            for week in (Weeks.ODD, Weeks.EVEN):
                if not week.meets(start.weeks):
                    continue
                mine = [o for o in there if self.starts[o].weeks.meets(week)]
                if len(mine) >= self._places(room, moment, start.weeks):
                    out.update(dict.fromkeys(mine))
        return list(out)

    def take(self, at: int, room: str) -> None:
        self.room[at] = room
        for moment in self.starts[at].moments:
            self.inside[room, moment].append(at)

    def leave(self, at: int) -> None:
        room = self.room.pop(at)
        for moment in self.starts[at].moments:
            self.inside[room, moment].remove(at)

    def try_free(self, at: int) -> bool:
        for room in self.choices(at):
            if not self._crowded(room, at):
                self.take(at, room)
                return True
        return False

    def seat(self, at: int, tried: set[tuple[int, str]] | None = None) -> bool:
        """Seat a lesson, moving others along an augmenting path if need be."""
        if self.try_free(at):
            return True
        tried = set() if tried is None else tried
        for room in self.choices(at):
            for other in self._crowded(room, at):
                if (other, room) in tried or self.room.get(other) != room:
                    continue
                tried.add((other, room))
                self.leave(other)
                if not self._crowded(room, at):
                    self.take(at, room)
                    if self.seat(other, tried):
                        return True
                    self.leave(at)
                self.take(other, room)
        return False


def _exact_day(problem: Problem, starts: Sequence[Start], strict: Sequence[int]) -> dict[int, str] | None:
    model = cp_model.CpModel()
    desk = _Desk(problem, starts, {})
    uses: dict[tuple[str, Moment, Weeks], list[cp_model.IntVar]] = defaultdict(list)
    literals: dict[tuple[int, str], cp_model.IntVar] = {}
    for at in strict:
        for room in desk.choices(at):
            literals[at, room] = model.new_bool_var("")
            for moment in starts[at].moments:
                for week in (Weeks.ODD, Weeks.EVEN):
                    if week.meets(starts[at].weeks):
                        uses[room, moment, week].append(literals[at, room])
        model.add_exactly_one([literals[at, room] for room in desk.choices(at)])
    for (room, moment, week), there in uses.items():
        model.add(sum(there) <= problem.index.places(frozenset((room,)), moment, week))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = 5.0
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return {at: room for (at, room), literal in literals.items() if solver.value(literal)}
