"""Matching: seat classes with free teachers, and these teachers on room places, as many as can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

Wanted = Mapping[str, None]
"""Names in order, each once."""


@dataclass(frozen=True, slots=True)
class Seats:
    """`most` classes could be in session at once, taught by `teachers`; `lost` classes have only `lost_have` seats.

    `lost` are positions of classes that outnumber the teachers who could take them (Hall), empty where all sit.
    """

    most: int
    teachers: tuple[str, ...]
    lost: tuple[int, ...] = ()
    lost_have: int = 0


class Node(NamedTuple):
    """A class, a teacher being asked, a teacher choosing a place, or a room need."""

    kind: str
    name: str | int


def seat(wanted: Sequence[Wanted | None], needs_of: Mapping[str, Wanted], places: Mapping[str, int]) -> Seats:
    """Match classes to teachers (`wanted`; None needs no teacher) and teachers to needs with `places`."""
    free = sum(1 for one in wanted if one is None)
    table = _Table(wanted, needs_of, places)
    unseated = [unit for unit in table.order if not table.seat(unit)]
    reached = {node.name for node in table.reached(unseated) if node.kind == "class"}
    lost = tuple(sorted(int(unit) for unit in reached))
    widest = _Table([{teacher: None} for teacher in needs_of], needs_of, places)
    teachers = tuple(teacher for at, teacher in enumerate(needs_of) if widest.seat(at))
    return Seats(free + len(teachers), teachers, lost, len(lost) - len(unseated))


class _Table:
    def __init__(
        self, wanted: Sequence[Wanted | None], needs_of: Mapping[str, Wanted], places: Mapping[str, int]
    ) -> None:
        self.wanted, self.needs_of = wanted, needs_of
        self.left = dict(places)
        self.order = sorted((u for u, one in enumerate(wanted) if one is not None), key=lambda u: len(wanted[u] or ()))
        self.teaches: dict[str, int] = {}
        self.stands: dict[str, str] = {}
        self.dead: set[Node] = set()
        self.inside: dict[str, dict[str, None]] = {need: {} for need in places}

    def seat(self, unit: int) -> bool:
        """Seat one more class, moving others where that helps."""
        for teacher in self.wanted[unit] or ():
            for need in self.needs_of[teacher] if teacher not in self.teaches else ():
                if self.left[need] > 0:
                    self._sit(unit, teacher, need)
                    return True
        start = Node("class", unit)
        came_from: dict[Node, Node | None] = {start: None}
        queue = [start]
        for node in queue:
            if node.kind == "need" and self.left[str(node.name)] > 0:
                self._apply(node, came_from)
                return True
            for after in self._next(node):
                if after not in came_from and after not in self.dead:
                    came_from[after] = node
                    queue.append(after)
        self.dead.update(came_from)  # what led nowhere once leads nowhere later
        return False

    def reached(self, units: Sequence[int]) -> set[Node]:
        """Everything that exchanges from some classes could touch."""
        queue = [Node("class", unit) for unit in units]
        seen = set(queue)
        for node in queue:
            for after in self._next(node):
                if after not in seen:
                    seen.add(after)
                    queue.append(after)
        return seen

    def _sit(self, unit: int, teacher: str, need: str) -> None:
        self.teaches[teacher] = unit
        self.stands[teacher] = need
        self.inside[need][teacher] = None
        self.left[need] -= 1

    def _next(self, node: Node) -> list[Node]:
        name = str(node.name)
        if node.kind == "class":
            return [Node("asked", t) for t in self.wanted[int(node.name)] or () if self.teaches.get(t) != node.name]
        if node.kind == "asked":
            return [Node("class", self.teaches[name])] if name in self.teaches else [Node("choosing", name)]
        if node.kind == "choosing":
            held = self.stands.get(name)
            back = [Node("asked", name)] if name in self.teaches else []
            return [*(Node("need", need) for need in self.needs_of[name] if need != held), *back]
        return [Node("choosing", teacher) for teacher in self.inside[name]]

    def _apply(self, end: Node, came_from: Mapping[Node, Node | None]) -> None:
        path: list[Node] = []
        at: Node | None = end
        while at is not None:
            path.append(at)
            at = came_from[at]
        path.reverse()
        for here, after in pairwise(path):
            one, two = str(here.name), str(after.name)
            match here.kind, after.kind:
                case "class", "asked":
                    self.teaches[two] = int(here.name)
                case "need", "choosing":
                    del self.inside[one][two], self.stands[two]
                case "choosing", "need":
                    self.stands[one] = two
                    self.inside[two][one] = None
                case "choosing", "asked":
                    del self.teaches[two]
                case _:
                    pass
        self.left[str(end.name)] -= 1
