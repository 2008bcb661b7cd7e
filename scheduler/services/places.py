"""All legal places of one lesson, chains of swaps, and why it stands where it does. Judged, not solved.

A lesson may take a place where nobody stands whom it would meet (its teachers, its pupils). Who stands there moves
on, in chains of two or three lessons. No chain breaks a hard rule more than it is broken now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from scheduler.domain.curriculum import Course
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, joined, same
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.rules.base import Rule
from scheduler.services.deltas import Delta, Deltas, Found
from scheduler.services.standing import Spot, Standing
from scheduler.words import sentence

State = Literal["free", "costs", "swap", "blocked"]
NO_ROOM = Text("The time would do, but no room is free.", "时间可以，没有场地。")
ALIKE = Text("The same course is there: nothing would change.", "那里就是同一门课，换了也一样。")
STAYS = Text("{who} is there and cannot move on.", "{who}在这个时间上课，挪不开。")


@dataclass(frozen=True, slots=True)
class Move:
    """A lesson (by its position in the timetable) goes to a time, in these rooms."""

    lesson: int
    day: int
    period: int
    rooms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A time at which the lesson could stand.

    "free" loses no points, "costs" loses `points` (relaxable, soft) by `reasons`, "swap" needs `moves` of others too
    (the cheapest chain, the lesson first), "blocked" breaks what `reasons` say.
    """

    day: int
    period: int
    state: State
    points: tuple[int, int] = (0, 0)
    reasons: tuple[Text, ...] = ()
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class WhyHere:
    """Why a lesson stands where it does: what excludes each other time, and the best of those that remain."""

    excluded: Mapping[tuple[int, int], tuple[Text, ...]]
    best: Place | None = None


class Board:
    """One timetable of a school, judged once; asked for the places of its lessons (positions in its list).

    `waiting` are lessons that have no place yet (`owed` finds them); their positions follow those of the timetable.
    `locked` lessons do not move on for others.
    """

    def __init__(
        self,
        problem: Problem,
        rules: Sequence[Rule],
        timetable: Timetable,
        *,
        waiting: Sequence[Lesson] = (),
        locked: Collection[int] = (),
    ) -> None:
        self.problem = problem
        self.timetable = timetable
        self.lessons = (*timetable.lessons, *waiting)
        self.deltas = Deltas(problem, rules, timetable)
        self.standing = Standing(problem, timetable, waiting, locked)

    def places(self, lesson: int, *, chains: int = 2) -> tuple[Place, ...]:
        """Every time of the week for a lesson, with what it costs; `chains` is how many lessons may move (1 to 3)."""
        return tuple(self._place(lesson, spot, chains) for spot in self.standing.spots(lesson))

    def why_here(self, lesson: int, *, chains: int = 2, places: Sequence[Place] | None = None) -> WhyHere:
        """What excludes every other time of a lesson, and the best alternative; `places` where they are known."""
        here = self.standing.spot(lesson)
        known = self.places(lesson, chains=chains) if places is None else places
        others = [place for place in known if (place.day, place.period) != here]
        excluded = {(place.day, place.period): place.reasons for place in others if place.state == "blocked"}
        open_ = [place for place in others if place.state != "blocked" and self._differs(place)]
        return WhyHere(excluded, min(open_, key=lambda place: (place.points, len(place.moves)), default=None))

    def move(self, moves: Sequence[Move]) -> Timetable:
        """The timetable after some moves."""
        return self.deltas.changed(self._changes(moves))

    def _place(self, lesson: int, spot: Spot, chains: int) -> Place:
        if spot == self.standing.spot(lesson):
            return Place(*spot, "free")
        moves = None if self.standing.meets(lesson, spot) else self._in_rooms({lesson: spot})
        if moves is not None:
            delta = self.deltas.legal(self._changes(moves))
            if delta is None:
                return Place(*spot, "blocked", reasons=self._words(self.deltas.broken(self._changes(moves))))
            state: State = "costs" if delta.points > (0, 0) else "free"
            return Place(*spot, state, delta.points, self._words(delta.dearer), moves)
        best: tuple[tuple[int, int], int, tuple[Move, ...], Delta] | None = None
        for spots in self.standing.chains({lesson: spot}, chains):
            moves = self._in_rooms(spots)
            assert moves is not None  # a chain has rooms
            delta = self.deltas.legal(self._changes(moves))
            if delta is not None and (best is None or (delta.points, len(moves)) < best[:2]):
                best = (delta.points, len(moves), moves, delta)
        if best is None:
            return Place(*spot, "blocked", reasons=self._taken(lesson, spot))
        place = Place(*spot, "swap", best[0], self._words(best[3].dearer), best[2])
        return place if self._differs(place) else replace(place, reasons=(ALIKE,))

    def _taken(self, lesson: int, spot: Spot) -> tuple[Text, ...]:
        """Who stands there, and what it would break to change places with the one, or to stand there too."""
        met, back = sorted(self.standing.meets(lesson, spot)), self.standing.spot(lesson)
        if not met:
            return (NO_ROOM,)
        who = joined([same(self.problem.index.title(one.course or one.subject)) for one in map(self._lesson, met)])
        spots = {lesson: spot}
        if len(met) == 1 and back in self.standing.spots(met[0]):
            spots[met[0]] = back
        moves = self._in_rooms(spots)
        here = moves or [Move(at, *there, self.lessons[at].rooms) for at, there in spots.items()]
        broken = self._words(self.deltas.broken(self._changes(here)))
        return (STAYS.format(who=who), *broken, *(() if moves else (NO_ROOM,)))

    def _lesson(self, at: int) -> Lesson:
        return self.lessons[at]

    def _in_rooms(self, spots: Mapping[int, Spot]) -> tuple[Move, ...] | None:
        """Moves to these places with a room for each lesson; None where one finds none."""
        rooms = self.standing.rooms(spots)
        return None if rooms is None else tuple(Move(at, *spot, rooms[at]) for at, spot in spots.items())

    def _changes(self, moves: Sequence[Move]) -> dict[int, Lesson]:
        return {one.lesson: self._moved(one) for one in moves}

    def _moved(self, move: Move) -> Lesson:
        lesson = self.lessons[move.lesson]
        return lesson.model_copy(update={"day": move.day, "period": move.period, "rooms": move.rooms})

    def _words(self, found: Sequence[Found]) -> tuple[Text, ...]:
        return tuple(dict.fromkeys(sentence(self.problem, rule, finding) for rule, finding in found))

    def _differs(self, place: Place) -> bool:
        """Whether the timetable is another one afterwards: lessons of one course that change places do not count."""
        lessons = [self.lessons[one.lesson] for one in place.moves]
        before = sorted((str(x.course), x.duration, x.weeks, x.day, x.period) for x in lessons)
        after = zip(lessons, place.moves, strict=True)
        return before != sorted((str(x.course), x.duration, x.weeks, m.day, m.period) for x, m in after)


def owed(problem: Problem, timetable: Timetable) -> tuple[Lesson, ...]:
    """Lessons that courses owe and the timetable does not have, for `waiting`; their day and period say nothing."""
    out: list[Lesson] = []
    held: dict[str, Counter[int]] = {}
    for lesson in timetable.lessons:
        held.setdefault(lesson.course or "", Counter())[lesson.duration] += 1
    for course in problem.courses:
        lengths = Counter(part.duration for part in course.parts for _ in range(part.count))
        for duration, count in sorted((lengths - held.get(course.id, Counter())).items()):
            out += [_waiting(course, duration)] * count
    return tuple(out)


def _waiting(course: Course, duration: int) -> Lesson:
    return Lesson(
        subject=course.subject,
        sets=course.sets,
        teachers=course.teachers,
        day=1,
        period=1,
        duration=duration,
        weeks=course.weeks,
        course=course.id,
        bell=course.bell,
    )
