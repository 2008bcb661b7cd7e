"""Rooms and fields as they are used: which are counted, how many lessons stand in them at once, how many could."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from scheduler.domain.school import Room
from scheduler.domain.time import BellSchedule, Moment, Weeks
from scheduler.domain.view import BOTH_WEEKS, Placed
from scheduler.io.results.base import Results
from scheduler.io.results.figures import halves_of

Slot = tuple[int, int]
"""(day, period) of one bell schedule."""


class RoomUse:
    """Lessons in special rooms and fields: every room that is no class's own and is used or wanted."""

    def __init__(self, results: Results) -> None:
        self.results = results
        problem, view = results.problem, results.view
        own = {home.room for home in problem.classes}
        wanted = {room for course in problem.courses for room in problem.index.rooms_in(course.room)}
        self.rooms: Sequence[Room] = [
            room for room in problem.rooms if room.id not in own and (room.id in view.of_room or room.id in wanted)
        ]
        self.bell = self.bell_of(room.id for room in self.rooms)

    def lessons(self, rooms: Iterable[str]) -> list[Placed]:
        """Lessons in some rooms, each once."""
        found = {placed.at: placed for room in rooms for placed in self.results.view.of_room.get(room, ())}
        return [found[at] for at in sorted(found)]

    def bell_of(self, rooms: Iterable[str]) -> BellSchedule:
        """The schedule most lessons in some rooms follow, the school's first where there are none."""
        bells = Counter(placed.bell for placed in self.lessons(rooms))
        order = [bell.id for bell in self.results.problem.bells]
        best = min(bells, key=lambda bell: (-bells[bell], order.index(bell))) if bells else order[0]
        return self.results.problem.index.bells[best]

    def slots(self) -> list[Slot]:
        """Every lesson period of the schedule loads are shown in."""
        days = self.results.problem.days
        return [(day, period) for day in days for period in range(1, self.bell.periods(day) + 1)]

    def moments(self, slot: Slot) -> tuple[Moment, ...]:
        """The moments of a slot."""
        return self.results.problem.timeline.covered(self.bell.id, *slot)

    def by_day(self, rooms: Iterable[str]) -> dict[int, float]:
        """Lesson periods a week on each day."""
        out: dict[int, float] = defaultdict(float)
        for placed in self.lessons(rooms):
            out[placed.lesson.day] += placed.lesson.duration * halves_of(placed.lesson.weeks) / 2
        return out

    def loads(self, rooms: Sequence[str]) -> dict[Slot, tuple[int, int]]:
        """For each slot the most lessons at once, and the fewest open places."""
        at: dict[tuple[Moment, Weeks], int] = defaultdict(int)
        for placed in self.lessons(rooms):
            for moment in placed.moments:
                for weeks in BOTH_WEEKS:
                    at[moment, weeks] += placed.lesson.weeks.meets(weeks)
        out = {}
        for slot in self.slots():
            moments = self.moments(slot)
            held = max((at.get((moment, weeks), 0) for moment in moments for weeks in BOTH_WEEKS), default=0)
            out[slot] = held, self.places(rooms, moments)
        return out

    def places(self, rooms: Sequence[str], moments: Sequence[Moment]) -> int:
        """Lessons some rooms hold through all these moments, in odd and in even weeks."""
        index, wanted = self.results.problem.index, frozenset(rooms)
        return min((index.places(wanted, moment, weeks) for moment in moments for weeks in BOTH_WEEKS), default=0)
