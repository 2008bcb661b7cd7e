"""Rooms in the model: for some lessons, between which sets of rooms they choose and what they choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scheduler.domain.problem import Problem
from scheduler.domain.room_sets import Rooms, filled
from scheduler.engine.literals import Literals
from scheduler.engine.roomplan import RoomPlan
from scheduler.engine.rooms import Choice
from scheduler.rules.base import Rule
from scheduler.rules.context import Literal, Start


class Option(NamedTuple):
    """A set of rooms a placement may be put into, and whether it is. A virtual room stands by itself, no room too."""

    rooms: Rooms
    literal: Literal


class RoomChoices(Literals):
    """Yes/noes, with those about rooms where the plan says that the model chooses them."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.plan = RoomPlan(problem, ())
        self._options: dict[Literal, tuple[Option, ...]] = {}
        self._real: dict[Literal, tuple[tuple[Option, ...], ...]] = {}

    def plan_rooms(self, rules: Sequence[Rule]) -> None:
        """Take note of what rules will ask about rooms; before any of them is posted."""
        self.plan = RoomPlan(self.problem, rules)

    def constant(self, course: str) -> Literal:
        """A literal of its own where the model chooses rooms: what is chosen for a lesson goes by its literal."""
        if course not in {c.id for c in self.plan.courses}:
            return super().constant(course)
        literal = self.model.new_bool()
        self.model.fix(literal, True)
        return literal

    # -- what rules ask ------------------------------------------------------------------------------------

    def room_choices(self, course: str) -> tuple[str, ...]:
        """Rooms the course's lessons may be named into."""
        found = self.plan.needs(self.index.courses[course]).values()
        return tuple(dict.fromkeys(room for need in found for room in need.rooms))

    def start_within(self, start: Start, rooms: frozenset[str]) -> list[Literal]:
        """One of these is true where a lesson starts here in one of the rooms."""
        return [option.literal for option in self._seen(start, rooms) if option.rooms and option.rooms <= rooms]

    def start_outside(self, start: Start, rooms: frozenset[str]) -> list[Literal]:
        """One of these is true where a lesson starts here in another room or in none."""
        return [option.literal for option in self._seen(start, rooms) if not option.rooms or not option.rooms <= rooms]

    def _seen(self, start: Start, rooms: frozenset[str]) -> Sequence[Option]:
        """The options of a placement, or all rooms of its need as one where there is no choice."""
        options: Sequence[Option] = self.options(start)
        if not options:
            options = (Option(self.plan.rooms(start), start.literal),)
        if wrong := [one.rooms for one in options if not (one.rooms <= rooms or one.rooms.isdisjoint(rooms))]:
            raise ValueError(f"{start.course} was not asked about {sorted(rooms)}: {sorted(wrong[0])}")
        return options

    # -- what there is to choose ---------------------------------------------------------------------------

    def options(self, start: Start) -> tuple[Option, ...]:
        """The sets of rooms a placement chooses between; none where its rooms are only counted."""
        if start.literal not in self._options:
            ways = self.plan.ways(start)
            nowhere = () if ways is None or ways.strict else (frozenset[str](),)
            found = () if ways is None else self._chosen(start.literal, (*ways.cells, *nowhere))
            self._options[start.literal] = found
        return self._options[start.literal]

    def real(self, option: Option) -> tuple[tuple[Option, ...], ...]:
        """For each set that a virtual room combines, between what a lesson in it chooses there."""
        name = next(iter(option.rooms), "")
        if name not in self.plan.virtual or len(option.rooms) != 1:
            return ()
        if option.literal not in self._real:
            self._real[option.literal] = tuple(
                self._chosen(option.literal, self.plan.parts(part)) for part in self.plan.virtual[name]
            )
        return self._real[option.literal]

    def _chosen(self, literal: Literal, cells: Sequence[Rooms]) -> tuple[Option, ...]:
        if len(cells) == 1:
            return (Option(cells[0], literal),)
        found = tuple(Option(cell, self.model.new_bool()) for cell in cells)
        self.model.choose(literal, [option.literal for option in found])
        return found

    # -- what was chosen -----------------------------------------------------------------------------------

    def choices(self, starts: Sequence[Start], solution: Sequence[int]) -> dict[int, Choice]:
        """By position, the rooms a solution puts placements into; nothing of those the model leaves open."""
        out: dict[int, Choice] = {}
        for at, start in enumerate(starts):
            if options := self._options.get(start.literal, ()):
                taken = next(option for option in options if solution[option.literal])
                parts = self._real.get(taken.literal, ())
                real = (next(o.rooms for o in part if solution[o.literal]) for part in parts)
                out[at] = Choice(taken.rooms, tuple(real))
        return out

    def literals_of(self, start: Start, choice: Choice) -> list[Literal]:
        """What is true where a placement is made and put into such rooms."""
        out = [start.literal]
        for option in self._options.get(start.literal, ()):
            if option.rooms == choice.rooms:
                out.append(option.literal)
                parts = zip(self._real.get(option.literal, ()), choice.real, strict=True)
                out += [one.literal for part, rooms in parts for one in part if one.rooms == rooms]
        return list(dict.fromkeys(out))

    def told(self, start: Start, rooms: tuple[str, ...] | None) -> dict[Literal, bool] | None:
        """Values of the yes/noes about rooms where a lesson stands here in these; None where it may not be in them.

        Without a lesson (`rooms` None) they are all no. A lesson that needs a room and is in none leaves them open.
        """
        options = self._options.get(start.literal, ())
        ways = self.plan.ways(start) if options else None
        if ways is None or (ways.strict and rooms == ()):
            return {}
        if rooms is None:
            return {option.literal: False for option in options if option.literal != start.literal}
        virtual = [room for room in rooms if room in self.plan.virtual]
        main = virtual[0] if virtual else rooms[0] if len(rooms) == 1 else None
        out = {one.literal: main in one.rooms if one.rooms else not rooms for one in options}
        taken = next((option for option in options if out[option.literal]), None)
        if taken is None:
            return None
        if parts := self._real.get(taken.literal, ()):
            within = [frozenset().union(*(one.rooms for one in part)) for part in parts]
            seats = filled(within, [room for room in rooms if room != main])
            if seats is None:
                return None
            for part, seat in zip(parts, seats, strict=True):
                out.update({one.literal: seat in one.rooms for one in part})
        out.pop(start.literal, None)
        return out
