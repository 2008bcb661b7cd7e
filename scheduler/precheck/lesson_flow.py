"""Lessons as a flow: through a day of their subject, through who is in one lesson at a time, to places in rooms."""

from __future__ import annotations

from scheduler.precheck.day_caps import Cap, DayCaps
from scheduler.precheck.flow import Demand
from scheduler.precheck.network import ENDLESS, SINK, SOURCE, Network
from scheduler.precheck.openings import Opening, Openings
from scheduler.precheck.questions import Excess, Limit, Loads, Question

NO_RULES: frozenset[str] = frozenset()
CLASS, TEACHER, ROOM = (frozenset({rule}) for rule in ("class_clash", "teacher_clash", "room_capacity"))


class Flow:
    """Lessons → a day of a class's subject → a teacher's day → a person at a time → places at a time.

    Periods of a day that are open to the same lessons and have as many places are alike, and taken together.
    Where a teacher's day is limited (`loads`), it is no matter any more which of the lessons stands when on it.
    """

    def __init__(self, openings: Openings, question: Question, caps: DayCaps, loads: Loads | None = None) -> None:
        self.facts, self.question = openings.facts, question
        self.net = Network()
        self.asked: dict[int, tuple[Opening, Demand]] = {}
        self.limits: list[tuple[int, int, Limit]] = []
        self.loads = loads or {}
        self._ways: dict[tuple[object, ...], tuple[int, int]] = {}
        self._joined: set[tuple[int, int]] = set()
        taught = [teacher for one in question.lessons for teacher in one.teachers]
        self._busiest = sorted(set(taught), key=taught.count, reverse=True)
        demands = [(one, demand) for one in question.lessons for demand in one.demands()]
        self._alike = self._periods({demand.mask for _, demand in demands})
        for one, demand in demands:
            self._pour(one, demand, caps.of(one))

    def excess(self) -> Excess | None:
        """The lessons that are too many, or None."""
        if self.net.flow() >= sum(demand.amount for _, demand in self.asked.values()):
            return None
        reached = self.net.reached()
        inside = [asked for node, asked in self.asked.items() if node in reached]
        courses = tuple({one.course.id: one for one, _ in inside}.values())
        limits = tuple(limit for here, there, limit in self.limits if here in reached and there not in reached)
        closed = {rule for one in courses for rule in one.rules}
        closed |= {"fixed_lessons"} if any(demand.mask in one.fixed for one, demand in inside) else set()
        return Excess(courses, sum(demand.amount for _, demand in inside), limits, frozenset(closed))

    def _periods(self, masks: set[int]) -> dict[int, list[tuple[int, int, int]]]:
        """By day (beats, how many, places of the rooms asked about) of periods that are alike."""
        out: dict[int, list[tuple[int, int, int]]] = {}
        places = self.question.places or {-1: 0}
        for day, here in self.facts.beats.on_day.items():
            parts = [part for part in (here & some for some in places) if part]
            for mask in masks:
                parts = [cut for part in parts for cut in (part & mask, part & ~mask) if cut]
            room = {part: next(n for some, n in places.items() if some & part) for part in parts}
            out[day] = [(part, part.bit_count(), room[part]) for part in parts]
        return out

    def _pour(self, one: Opening, demand: Demand, caps: tuple[Cap, ...]) -> None:
        node = self.net.node()
        self.net.add(SOURCE, node, demand.amount)
        self.asked[node] = one, demand
        for day, alike in self._alike.items():
            here = [part for part in alike if part[0] & demand.mask]
            day_out = self._day(node, day, caps) if here else node
            for part in here:
                self._take(one, day_out, day, part)

    def _day(self, node: int, day: int, caps: tuple[Cap, ...]) -> int:
        """From some lessons through the limits of a day."""
        for cap in caps:
            if day in cap.most:
                most = cap.most[day]
                limit = Limit("subject", day, cap.group[0], cap.rules[day], most, most)
                into, out = self._way((*cap.group, day), limit)
                self._join(node, into, Limit("", day, "", NO_RULES, ENDLESS))
                node = out
        return node

    def _take(self, one: Opening, here: int, day: int, alike: tuple[int, int, int]) -> None:
        """From a day of a subject to some periods of it: through the person and the places."""
        beats, count, places = alike
        leaf = next((leaf for leaf in one.leaves if self.facts.bound("class_clash", leaf)), "")
        free = Limit("", day, "", NO_RULES, ENDLESS)
        once = Limit("person", day, leaf, CLASS, count) if leaf else free
        if person := self._person(one):
            clash = CLASS if person in one.leaves else TEACHER
            into, out = self._way((person, beats), Limit("person", day, person, clash, count))
            if (person, day) in self.loads and one.course.sets:
                load, loaded = self._way(("load", person, day), self.loads[person, day])
                self._join(here, load, free)
                here, once = loaded, free
            self._join(here, into, once)
            here, once = out, free
        if self.question.places:
            room = Limit("place", day, self.question.owner, ROOM, places * count, places)
            into, out = self._way(("", beats), room)
            self._join(here, into, once)
            here, once = out, free
        self._join(here, SINK, once)

    def _person(self, one: Opening) -> str:
        """Who can only be in one of these lessons at a time: the owner asked about, else the busiest teacher."""
        if self.question.owner in one.leaves or self.question.owner in one.teachers:
            return self.question.owner
        return next((teacher for teacher in self._busiest if teacher in one.teachers), "")

    def _way(self, key: tuple[object, ...], limit: Limit) -> tuple[int, int]:
        """A way in and a way out with a limit between them, made once."""
        if key not in self._ways:
            self._ways[key] = into, out = self.net.node(), self.net.node()
            self._pipe(into, out, limit)
        return self._ways[key]

    def _join(self, here: int, there: int, limit: Limit) -> None:
        if (here, there) not in self._joined:
            self._joined.add((here, there))
            self._pipe(here, there, limit)

    def _pipe(self, here: int, there: int, limit: Limit) -> None:
        self.net.add(here, there, limit.room)
        if limit.room < ENDLESS:
            self.limits.append((here, there, limit))
