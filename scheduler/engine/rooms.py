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
    """Room by position of the start; `crowd` names starts that cannot all have rooms (then `rooms` is partial).

    The crowd is as small as it can be: without any one of it the others have rooms. `proven` is False where the
    exact model gave up, so that the crowd may have rooms after all.
    """

    rooms: dict[int, str]
    crowd: tuple[int, ...] = ()
    proven: bool = True


def rooms_of(problem: Problem, start: Start) -> list[str]:
    """Rooms a placement may be named into: those its fixed time names, else those of its course's need."""
    index = problem.index
    course = index.courses[start.course]
    here = (f.room for f in course.fixed if f.room and (f.day, f.period) == (start.day, start.period))
    fixed = [room for need in here for room in index.rooms_in(need)]
    return fixed or list(index.rooms_for(course))


def name_rooms(problem: Problem, starts: Sequence[Start]) -> Naming:
    """Give each lesson that needs one a room: open, suitable, never holding more lessons than its places.

    Augmenting paths, day by day, rooms tried in the order that keeps a course in one room; where they fail (a
    block across overlapping needs) a small exact model of that day decides. Lessons that merely prefer a pool
    get a place there if one is left; where a fixed time names the room, it is needed.
    """
    courses = problem.index.courses
    by_day: dict[int, list[int]] = defaultdict(list)
    for at, start in enumerate(starts):
        if courses[start.course].room or _fixed_room(problem, start):
            by_day[start.day].append(at)
    named: dict[int, str] = {}
    usual: dict[str, str] = {}
    failed: Naming | None = None
    for day in sorted(by_day):
        strict = [at for at in by_day[day] if _strict(problem, starts[at])]
        desk = _Desk(problem, starts, usual)
        if not all(desk.seat(at) for at in sorted(strict, key=lambda at: (-starts[at].duration, at))):
            exact, proven = _exact_day(problem, starts, strict)
            if exact is None:
                failed = failed or _crowd(problem, starts, strict, proven)
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
    return Naming(named, failed.crowd, failed.proven) if failed else Naming(named)


def _fixed_room(problem: Problem, start: Start) -> bool:
    fixed = problem.index.courses[start.course].fixed
    return any(f.room and (f.day, f.period) == (start.day, start.period) for f in fixed)


def _strict(problem: Problem, start: Start) -> bool:
    course = problem.index.courses[start.course]
    return bool(course.room and course.room_strict) or _fixed_room(problem, start)


def _crowd(problem: Problem, starts: Sequence[Start], strict: Sequence[int], proven: bool) -> Naming:
    """The lessons of a day that have no rooms, those left out one by one who are not needed to see it."""
    crowd = list(strict)
    for at in strict if proven else ():
        fewer = [other for other in crowd if other != at]
        exact, certain = _exact_day(problem, starts, fewer)
        if exact is None and certain:
            crowd = fewer
    return Naming({}, tuple(crowd), proven)


class _Desk:
    """Seats the lessons of one day."""

    def __init__(self, problem: Problem, starts: Sequence[Start], usual: dict[str, str]) -> None:
        self.problem = problem
        self.index = problem.index
        self.starts = starts
        self.usual = usual
        self.room: dict[int, str] = {}
        self.inside: dict[tuple[str, Moment], list[int]] = defaultdict(list)

    def choices(self, at: int) -> list[str]:
        start = self.starts[at]
        rooms = rooms_of(self.problem, start)
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


def _exact_day(problem: Problem, starts: Sequence[Start], strict: Sequence[int]) -> tuple[dict[int, str] | None, bool]:
    """Rooms for all these lessons of a day; None where there are none, and whether that is proven."""
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
    solver.parameters.max_deterministic_time = 5.0
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, status == cp_model.INFEASIBLE
    return {at: room for (at, room), literal in literals.items() if solver.value(literal)}, True
