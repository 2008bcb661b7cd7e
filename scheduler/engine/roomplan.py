"""Which lessons the model itself puts into rooms, and between which sets of rooms it chooses; the others are counted.

A set that hangs together with no question and no virtual room is counted by the rules and named after the search.
Elsewhere needs are divided into pieces by what rules ask about the course. Pieces that nest or lie apart are counted
still, each as one set, the weightiest first; those that overlap them are divided once more, into the parts in which
all rooms are alike for every piece around. A lesson chooses between the sets that its need has become.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from scheduler.domain.curriculum import Course
from scheduler.domain.problem import Problem
from scheduler.domain.room_sets import Rooms, all_nested, chains, family
from scheduler.rules.base import Rule
from scheduler.rules.context import Start

MOST_COUNTED = 3
"""Overlapping needs of a chain that are counted with their unions; more of them are chosen between."""


class Ways(NamedTuple):
    """Sets of rooms a placement may be put into, a virtual room by itself; `strict`: it is in one of them."""

    cells: tuple[Rooms, ...]
    strict: bool


class Need(NamedTuple):
    """Rooms, in the order of the pool, that a placement may be named into; `strict`: it must be."""

    rooms: tuple[str, ...]
    strict: bool


class RoomPlan:
    """Where rooms are chosen in the model, for one school and the rules posted."""

    def __init__(self, problem: Problem, rules: Sequence[Rule]) -> None:
        self.problem = problem
        self.index = problem.index
        self.asked: dict[str, dict[Rooms, None]] = defaultdict(dict)
        self.offered: dict[str, dict[str, None]] = defaultdict(dict)
        for rule in rules:
            for question in rule.room_questions(problem) if rule.names_rooms and not rule.judges_only else ():
                self.asked[question.course][question.rooms] = None
                if question.offers:
                    self.offered[question.course].update(dict.fromkeys(sorted(question.rooms)))
        for course in self.offered if len(problem.campuses) > 1 else ():  # who teaches there travels (`travel`)
            for campus in problem.campuses:
                there = frozenset(room.id for room in problem.rooms if room.campus == campus.id)
                self.asked[course].update({there: None} if there else {})
        self.virtual = {room.id: tuple(map(frozenset, room.combines)) for room in problem.rooms if room.combines}
        self._needs: dict[str, dict[str, Need]] = {}
        self._rooms: dict[tuple[str, str], Rooms] = {}
        self._ways: dict[tuple[str, str], Ways | None] = {}

    # -- what lessons need --------------------------------------------------------------------------------

    def needs(self, course: Course) -> dict[str, Need]:
        """What the course's lessons need, under ""; where a fixed time names its own, that under its name."""
        if course.id in self._needs:
            return self._needs[course.id]
        out = {f.room: Need(self.index.rooms_in(f.room), True) for f in course.fixed if f.room}
        if course.room and course.room_strict:
            out[""] = Need(self.index.rooms_for(course), True)
        elif course.id in self.asked:
            rooms = (*self.index.rooms_for(course), *self.index.large_enough(course, self.offered[course.id]))
            if rooms:
                out[""] = Need(tuple(dict.fromkeys(rooms)), False)
        self._needs[course.id] = out
        return out

    @staticmethod
    def which(course: Course, start: Start) -> str:
        """Under which name the need of a placement stands."""
        return next((f.room for f in course.fixed if f.room and (f.day, f.period) == (start.day, start.period)), "")

    def rooms(self, start: Start) -> Rooms:
        """All rooms a placement may be named into; none where it needs none."""
        course = self.index.courses[start.course]
        key = (course.id, self.which(course, start))
        if key not in self._rooms:
            need = self.needs(course).get(key[1])
            self._rooms[key] = frozenset(need.rooms) if need else frozenset()
        return self._rooms[key]

    def real(self, rooms: Iterable[str]) -> Rooms:
        """Those that are no virtual rooms."""
        return frozenset(room for room in rooms if room not in self.virtual)

    # -- how needs hang together ---------------------------------------------------------------------------

    def pieces(self, course: str, rooms: Iterable[str]) -> tuple[Rooms, ...]:
        """Real rooms of a need, divided by what rules ask about the course."""
        asked = self.asked.get(course, {})
        alike: dict[tuple[bool, ...], list[str]] = defaultdict(list)
        for room in sorted(self.real(rooms)):
            alike[tuple(room in one for one in asked)].append(room)
        return tuple(frozenset(those) for those in alike.values())

    @cached_property
    def _gathered(self) -> tuple[dict[Rooms, int], set[Rooms]]:
        """(sets of rooms of which lessons take one, by weight, those of them that must be seen to)."""
        weights: Counter[Rooms] = Counter()
        seen: set[Rooms] = set()
        for course in self.problem.courses:
            for need in self.needs(course).values():
                pieces = self.pieces(course.id, need.rooms)
                parts = [part for room in need.rooms for part in self.virtual.get(room, ())]
                for rooms in (*pieces, *parts):
                    weights[rooms] += course.lessons * len(rooms)
                if parts or len(pieces) > 1 or not need.strict:
                    seen.update((*pieces, *parts))
        return dict(weights), seen

    @cached_property
    def _chosen(self) -> tuple[frozenset[Rooms], dict[str, tuple[Rooms, ...]]]:
        """(sets counted as they are, room → every set of its chain) of the chains where rooms are chosen."""
        weights, seen = self._gathered
        counted: list[Rooms] = []
        of_room: dict[str, tuple[Rooms, ...]] = {}
        for chain in chains(weights):
            if seen.isdisjoint(chain) and (len(chain) <= MOST_COUNTED or all_nested(chain)):
                continue
            counted += family({rooms: weights[rooms] for rooms in chain})
            of_room.update(dict.fromkeys(frozenset().union(*chain), tuple(chain)))
        return frozenset(counted), of_room

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """Courses some of whose lessons are put into rooms by the model, or counted beside such."""
        if not self.problem.rooms:
            return ()
        return tuple(c for c in self.problem.courses if any(map(self.touched, self.needs(c).values())))

    def touched(self, need: Need) -> bool:
        """Whether what lessons need is seen to in the model."""
        _, of_room = self._chosen
        return not need.strict or any(room in self.virtual or room in of_room for room in need.rooms)

    # -- what a placement chooses between ------------------------------------------------------------------

    def ways(self, start: Start) -> Ways | None:
        """Between what a placement chooses; None where its rooms are only counted by the rules."""
        course = self.index.courses[start.course]
        key = (course.id, self.which(course, start))
        if key not in self._ways:
            need = self.needs(course).get(key[1])
            known = need is not None and self.touched(need)
            self._ways[key] = Ways(self._split(course.id, need.rooms), need.strict) if need and known else None
        return self._ways[key]

    def _split(self, course: str, rooms: tuple[str, ...]) -> tuple[Rooms, ...]:
        cells = [cell for piece in self.pieces(course, rooms) for cell in self.parts(piece)]
        cells += [frozenset((room,)) for room in dict.fromkeys(rooms) if room in self.virtual]
        order = {room: at for at, room in enumerate(rooms)}
        return tuple(sorted(cells, key=lambda cell: min(order[room] for room in cell)))

    def parts(self, rooms: Rooms) -> tuple[Rooms, ...]:
        """Some real rooms as one set where such a set is counted, else divided by every set around and by hours."""
        counted, of_room = self._chosen
        if rooms in counted:
            return (rooms,)
        alike: dict[object, list[str]] = defaultdict(list)
        for room in sorted(rooms):
            known = self.index.rooms[room]
            alike[tuple(room in one for one in of_room.get(room, ())), known.unavailable].append(room)
        return tuple(frozenset(those) for those in alike.values())
