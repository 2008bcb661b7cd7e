"""Who stands where: whom a lesson would meet at another time, who could move on, which rooms are free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import permutations

from scheduler.domain.problem import Problem
from scheduler.domain.room_sets import filled
from scheduler.domain.time import Moment, Weeks
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.domain.view import BOTH_WEEKS, Placed, View

Spot = tuple[int, int]
"""(day, period) in the lesson's own bell schedule."""
NOWHERE: Spot = (0, 0)
"""Where a lesson stands that waits for its place."""
Spots = dict[int, Spot]
"""Where some lessons go, by their positions in the timetable."""


class Standing:
    """One timetable's lessons by the teachers, pupils and rooms they occupy at each moment.

    Those that wait for a place come after them and occupy nothing; those that are `locked` never move on.
    """

    def __init__(
        self, problem: Problem, timetable: Timetable, waiting: Sequence[Lesson] = (), locked: Collection[int] = ()
    ) -> None:
        self.problem = problem
        self.locked = frozenset(locked)
        every = timetable.model_copy(update={"lessons": (*timetable.lessons, *waiting)})
        self.placed: tuple[Placed, ...] = View(problem, every).lessons
        self.standing = self.placed[: len(timetable.lessons)]
        self.people = tuple(
            (*(f"teacher {one}" for one in p.lesson.teachers), *(f"pupil {leaf}" for leaf in p.leaves))
            for p in self.placed
        )
        self._meets: dict[tuple[int, Spot], frozenset[int]] = {}
        self._spots: dict[tuple[str, int], tuple[Spot, ...]] = {}

    def spot(self, lesson: int) -> Spot:
        """Where a lesson stands; `NOWHERE` where it waits."""
        if lesson >= len(self.standing):
            return NOWHERE
        return self.placed[lesson].lesson.day, self.placed[lesson].lesson.period

    def spots(self, lesson: int) -> tuple[Spot, ...]:
        """Every time the lesson's schedule has for one of its length, day by day."""
        bell, duration = self.placed[lesson].bell, self.placed[lesson].lesson.duration
        if (bell, duration) not in self._spots:
            schedule = self.problem.index.bells[bell]
            self._spots[bell, duration] = tuple(
                (day, period)
                for day in schedule.teaching_days
                for period in range(1, schedule.periods(day) - duration + 2)
            )
        return self._spots[bell, duration]

    def moments(self, lesson: int, spot: Spot) -> tuple[Moment, ...]:
        """The moments a lesson would occupy."""
        placed = self.placed[lesson]
        return self.problem.timeline.covered(placed.bell, *spot, placed.lesson.duration)

    # -- people ------------------------------------------------------------------------------------------

    @cached_property
    def _busy(self) -> dict[tuple[str, Moment], list[int]]:
        out: dict[tuple[str, Moment], list[int]] = defaultdict(list)
        for placed, people in zip(self.standing, self.people, strict=False):
            for person in people:
                for moment in placed.moments:
                    out[person, moment].append(placed.at)
        return dict(out)

    def meets(self, lesson: int, spot: Spot) -> frozenset[int]:
        """Other lessons that stand where this one would meet them: with one of its teachers or pupils."""
        known = (lesson, spot)
        if known not in self._meets:
            weeks, moments = self.placed[lesson].lesson.weeks, self.moments(lesson, spot)
            there = {at for who in self.people[lesson] for when in moments for at in self._busy.get((who, when), ())}
            self._meets[known] = frozenset(
                at for at in there if at != lesson and self.placed[at].lesson.weeks.meets(weeks)
            )
        return self._meets[known]

    def together(self, one: int, spot: Spot, other: int, where: Spot) -> bool:
        """Whether two lessons would meet at these times."""
        return (
            self.placed[one].lesson.weeks.meets(self.placed[other].lesson.weeks)
            and not set(self.people[one]).isdisjoint(self.people[other])
            and not set(self.moments(one, spot)).isdisjoint(self.moments(other, where))
        )

    def chains(self, begun: Spots, most: int) -> Iterator[Spots]:
        """Every way in which at most so many lessons move, those of `begun` as it says and all who are met on.

        A lesson that moves meets nobody afterwards, and has a room: where there is none, one of those who are in its
        rooms then moves on (to another time or another room). No locked lesson does.
        """
        met = frozenset[int]().union(*(self.meets(at, spot) for at, spot in begun.items())) - begun.keys()
        if met.isdisjoint(self.locked):
            yield from self._move_on(begun, tuple(sorted(met)), most)

    def _move_on(self, moved: Spots, waiting: tuple[int, ...], most: int) -> Iterator[Spots]:
        if not waiting:
            if self.rooms(moved) is not None:
                yield moved
            elif len(moved) < most:
                for one in sorted(self.in_the_way(moved) - moved.keys() - self.locked):
                    yield from self._move_on(moved, (one,), most)
            return
        if len(moved) + len(waiting) > most:
            return
        first, others = waiting[0], waiting[1:]
        known = {*moved, *waiting}
        for spot in self.spots(first):
            met = self.meets(first, spot) - known
            if len(known) + len(met) > most or not met.isdisjoint(self.locked):
                continue
            if any(self.together(first, spot, *one) for one in moved.items()):
                continue
            yield from self._move_on({**moved, first: spot}, (*others, *sorted(met)), most)

    # -- rooms -------------------------------------------------------------------------------------------

    @cached_property
    def _inside(self) -> dict[tuple[str, Moment], list[int]]:
        out: dict[tuple[str, Moment], list[int]] = defaultdict(list)
        for placed in self.standing:
            for room in dict.fromkeys(placed.lesson.rooms):
                for moment in placed.moments:
                    out[room, moment].append(placed.at)
        return dict(out)

    def in_the_way(self, spots: Mapping[int, Spot]) -> frozenset[int]:
        """Lessons that are in rooms these could have, while they would need them."""
        out: set[int] = set()
        for at, spot in spots.items():
            weeks = self.placed[at].lesson.weeks
            there = {
                one for r in self.wanted(at) for m in self.moments(at, spot) for one in self._inside.get((r, m), ())
            }
            out.update(one for one in there if self.placed[one].lesson.weeks.meets(weeks))
        return frozenset(out)

    def wanted(self, lesson: int) -> frozenset[str]:
        """Rooms a lesson could have: those it is in, those its course allows, with the real ones of virtual rooms."""
        placed, index = self.placed[lesson].lesson, self.problem.index
        course = index.courses.get(placed.course or "")
        rooms = {*placed.rooms, *(index.rooms_for(course) if course is not None else ())}
        parts = (part for room in rooms if room in index.rooms for part in index.rooms[room].combines)
        return frozenset(rooms.union(*parts))

    def rooms(self, spots: Mapping[int, Spot]) -> dict[int, tuple[str, ...]] | None:
        """Rooms for lessons that move: their own where free, else others the course allows; None where there are none.

        A lesson without named rooms stays without; one that merely prefers its room goes to the own classroom.
        """
        orders = permutations(sorted(spots))  # the first who asks may take the only room of the next
        return next((found for order in orders if (found := self._named(spots, order)) is not None), None)

    def _named(self, spots: Mapping[int, Spot], order: Sequence[int]) -> dict[int, tuple[str, ...]] | None:
        taken: dict[tuple[str, Moment], list[Weeks]] = defaultdict(list)
        out: dict[int, tuple[str, ...]] = {}
        for at in order:
            moments = self.moments(at, spots[at])
            found = self._choose(at, moments, spots.keys(), taken)
            if found is None:
                return None
            out[at] = found
            for room in found:
                for moment in moments:
                    taken[room, moment].append(self.placed[at].lesson.weeks)
        return out

    def _choose(
        self,
        at: int,
        moments: tuple[Moment, ...],
        moving: Collection[int],
        taken: Mapping[tuple[str, Moment], list[Weeks]],
    ) -> tuple[str, ...] | None:
        lesson, index = self.placed[at].lesson, self.problem.index

        def free(room: str) -> bool:
            return all(self._has_place(room, moment, lesson.weeks, moving, taken) for moment in moments)

        if (lesson.rooms or at < len(self.standing)) and all(free(room) for room in lesson.rooms):
            return lesson.rooms
        course = index.courses.get(lesson.course or "")
        for room in index.rooms_for(course) if course is not None else ():
            parts = [frozenset(part) for part in index.rooms[room].combines]
            if not free(room):
                continue
            real = filled(parts, [one for one in sorted({r for part in parts for r in part}) if free(one)])
            if real is not None:
                return (room, *real)
        strict = course is not None and bool(course.room) and course.room_strict
        return None if strict else ()

    def _has_place(
        self,
        room: str,
        moment: Moment,
        weeks: Weeks,
        moving: Collection[int],
        taken: Mapping[tuple[str, Moment], list[Weeks]],
    ) -> bool:
        places = self.problem.index.places(frozenset((room,)), moment, weeks)
        there = [self.placed[at].lesson.weeks for at in self._inside.get((room, moment), ()) if at not in moving]
        there += taken.get((room, moment), ())
        return all(sum(one.meets(week) for one in there) < places for week in BOTH_WEEKS if week.meets(weeks))
