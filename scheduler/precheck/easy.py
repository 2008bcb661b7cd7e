"""A quick try before the flow: lesson after lesson takes a period; where all find one, nothing more need be asked."""

from __future__ import annotations

from scheduler.precheck.day_caps import Cap, DayCaps
from scheduler.precheck.facts import MANY
from scheduler.precheck.flow import Demand
from scheduler.precheck.openings import Opening, Openings
from scheduler.precheck.questions import Loads, Question


def fit_easily(openings: Openings, question: Question, caps: DayCaps, loads: Loads) -> bool:
    """Whether all lessons find periods in turn, those with the least choice first. No proof where they do not."""
    asked = [(one, demand, caps.of(one)) for one in question.lessons for demand in one.demands()]
    if any(demand.width > 1 for _, demand, _ in asked):
        return False
    week = _Week(openings, question, loads)
    return all(week.place(*lessons) for lessons in sorted(asked, key=lambda lessons: week.slack(*lessons[1:])))


class _Week:
    """What is taken: periods of people and of rooms as bits, lessons by day."""

    def __init__(self, openings: Openings, question: Question, loads: Loads) -> None:
        self.question, self.loads = question, loads
        self.days = list(openings.facts.beats.on_day.items())
        self.taken: dict[str, int] = {}
        self.held: dict[tuple[object, ...], int] = {}
        self.left: dict[int, int] = {}
        self.full = sum(beats for beats, count in question.places.items() if count <= 0)

    def slack(self, demand: Demand, caps: tuple[Cap, ...]) -> int:
        """How many more lessons the days would take."""
        room = -demand.amount
        for day, here in self.days:
            most = (demand.mask & here).bit_count()
            for cap in caps:
                most = min(most, cap.most.get(day, most))
            room += most
        return room

    def place(self, one: Opening, demand: Demand, caps: tuple[Cap, ...]) -> bool:
        """Give each of the lessons a period, on the emptiest day that may have one more."""
        people = (*one.leaves, *one.teachers) if self.question.places else (self.question.owner,)
        free = demand.mask & ~self.full
        for person in people:
            free &= ~self.taken.get(person, 0)
        loaded = [teacher for teacher in one.teachers if one.course.sets] if self.loads else []
        for _ in range(demand.amount):
            best, chosen, most = 0, 0, -MANY
            for day, here in self.days:
                if (open_ := free & here) and self._may(day, caps, loaded):
                    value = open_.bit_count()
                    for cap in caps:
                        value -= 8 * self.held.get((*cap.group, day), 0)
                    if value > most:
                        best, chosen, most = open_, day, value
            if not best:
                return False
            free ^= (period := best & -best)
            self._take(period, chosen, caps, people, loaded)
        return True

    def _may(self, day: int, caps: tuple[Cap, ...], loaded: list[str]) -> bool:
        for cap in caps:
            if day in cap.most and self.held.get((*cap.group, day), 0) >= cap.most[day]:
                return False
        for teacher in loaded:
            limit = self.loads.get((teacher, day))
            if limit is not None and self.held.get((teacher, day), 0) >= limit.room:
                return False
        return True

    def _take(self, period: int, day: int, caps: tuple[Cap, ...], people: tuple[str, ...], loaded: list[str]) -> None:
        for key in (*((*cap.group, day) for cap in caps), *((teacher, day) for teacher in loaded)):
            self.held[key] = self.held.get(key, 0) + 1
        for person in people:
            self.taken[person] = self.taken.get(person, 0) | period
        if self.question.places:
            if period not in self.left:
                self.left[period] = next(n for beats, n in self.question.places.items() if beats & period)
            self.left[period] -= 1
            if self.left[period] <= 0:
                self.full |= period
