"""A run that also counts moves: from an old timetable, by weights, beside the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from scheduler.answers import Moves
from scheduler.domain.moves import StandIn, Weights, covered, moved
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Place, Timetable, places_by_course
from scheduler.engine.context import ModelContext
from scheduler.engine.model import Amount
from scheduler.engine.repair_near import Courses, concerned
from scheduler.engine.rooms import Choice, Naming, name_rooms
from scheduler.engine.session import Session
from scheduler.engine.settings import Settings
from scheduler.rules.base import Rule
from scheduler.rules.context import FALSE, TRUE, Literal, Start
from scheduler.verify import Report

Weighed = tuple[int, Amount]
MOST_TRIES = 20
"""How often some more lessons are let out of their old rooms before all are."""


class RepairSession(Session):
    """A session whose models know what moves cost. `free`: courses that may move in the next model, None for all.

    `most` is what moves may cost in it, None where there is no limit.
    """

    def __init__(
        self,
        problem: Problem,
        rules: Sequence[Rule],
        settings: Settings,
        old: Timetable,
        weights: Weights,
        *,
        stand_ins: Sequence[StandIn] = (),
        strict: bool,
    ) -> None:
        super().__init__(problem, rules, settings, strict=strict)
        self.stand_ins = tuple(stand_ins)
        self.old = old
        self.weights = weights
        self.places = {c: places for c, places in places_by_course(old).items() if c in problem.index.courses}
        self.free: Courses | None = None
        self.most: int | None = None
        self.moves: list[Weighed] = []
        self.closed: dict[str, int] = {}
        self.moved: int | None = None
        self.moved_bound = 0
        self.until: float | None = None

    def left(self) -> float:
        """Seconds this part of the run still has."""
        left = super().left()
        return left if self.until is None else max(0.0, min(left, self.until - self.now()))

    # -- the models ---------------------------------------------------------------------------------------

    def prepare(self, context: ModelContext) -> None:
        """Courses that are not free stand where they stood, and only who has to do with free ones is asked of."""
        context.offer(self.stand_ins)
        if self.free is not None:
            others = {name for one in self.stand_ins for name in (one.by, *self._groups(one.by))}
            context.only = concerned(self.problem, self.free) | others
            stood: dict[str, list[Place]] = defaultdict(list)
            for x in self.old.lessons:
                stood[x.course or ""].append((x.day, x.period, x.duration))
            for course in self.problem.courses:
                if course.id not in self.free:
                    context.hold(course.id, stood[course.id])

    def complete(self, context: ModelContext) -> None:
        """What the moves of this model cost, kept under the limit."""
        self.moves = moves(context, self.places, self.weights)
        self.closed = closed(context, self.places)
        by_lesson: dict[tuple[str, Place], list[Literal]] = defaultdict(list)
        for literal, one in context.stand_ins.items():
            self.moves.append((one.price, Amount((literal,), (1,))))
            by_lesson[one.course, one.place].append(literal)
        for literals in by_lesson.values():
            context.model.bound(tuple(literals), (1,) * len(literals), None, 1)
        if self.most is not None:
            vars_, coeffs, constant = context.model.total(self.moves)
            if vars_:
                context.model.bound(tuple(vars_), tuple(coeffs), None, self.most - constant)
            elif constant > self.most:
                context.model.contradiction()

    def disagree(self, what: str) -> None:
        """Near what changed somebody may have been left out; then the timetable is none, and the whole school tells."""
        if self.free is None:
            super().disagree(what)

    # -- timetables ---------------------------------------------------------------------------------------

    def cost(self, timetable: Timetable) -> int:
        """What the moves to a timetable cost, and who stands in, counted on the timetables alone."""
        covers = covered(self.problem, timetable, self.stand_ins)
        return moved(self.problem, self.old, timetable, self.weights) + sum(one.price for one in covers)

    def timetable(self, context: ModelContext, starts: Sequence[Start], naming: Naming) -> Timetable:
        """Placements as lessons, those that somebody else takes with them as teachers."""
        plain = super().timetable(context, starts, naming)
        if not any(start.literal in context.stand_ins for start in starts):
            return plain
        lessons = [
            lesson.model_copy(update={"teachers": one.teachers(self.problem.index.courses[start.course])})
            if (one := context.stand_ins.get(start.literal)) is not None
            else lesson
            for start, lesson in zip(starts, plain.lessons, strict=True)
        ]
        return plain.model_copy(update={"lessons": tuple(lessons)})

    def _groups(self, teacher: str) -> tuple[str, ...]:
        return self.problem.index.groups_of_teacher.get(teacher, ())

    def fewer(self, found: tuple[Timetable, Report]) -> bool:
        """Whether a timetable judged so has cheaper moves than the one that stands, or as cheap ones and is better."""
        report, cost = self.standing.report, self.cost(found[0])
        return report is None or self.moved is None or (cost, found[1].value) < (self.moved, report.value)

    def keep(self, found: tuple[Timetable, Report]) -> Moves:
        """Take a timetable as the one with the cheapest moves."""
        self.standing.keep(*found, self.now())
        self.moved = self.cost(found[0])
        if self.moved < self.moved_bound:
            super().disagree(f"a timetable moves {self.moved}, the model at least {self.moved_bound}")
        return Moves(seconds=self.now(), moved=self.moved, moved_bound=self.moved_bound, timetable=found[0])

    def raise_moved(self, bound: int, *, sure: bool = False) -> Iterator[Moves]:
        """Take a bound on moves; the solver's word alone never makes the timetable that stands the one with fewest."""
        if self.moved is not None and not sure:
            bound = min(bound, self.moved - 1)
        if bound > self.moved_bound and not self.mismatch:
            self.moved_bound = bound
            yield Moves(seconds=self.now(), moved=self.moved, moved_bound=bound)

    def name_rooms(self, starts: Sequence[Start], choices: Mapping[int, Choice]) -> Naming:
        """Lessons that stay keep their rooms, as far as all have rooms then."""
        wanted = self._kept(starts, choices)
        naming = name_rooms(self.problem, starts, wanted)
        for _ in range(MOST_TRIES):
            crowd = [at for at in naming.crowd if wanted.get(at) != choices.get(at)]
            if not crowd:
                break
            for at in crowd:  # these need not stay where they were
                wanted.pop(at)
                wanted.update({at: choices[at]} if at in choices else {})
            naming = name_rooms(self.problem, starts, wanted)
        return naming if not naming.crowd else super().name_rooms(starts, choices)

    def _kept(self, starts: Sequence[Start], choices: Mapping[int, Choice]) -> dict[int, Choice]:
        """Choices of the model, narrowed to the room a lesson had where it stood; its own classroom is none."""
        spots: dict[tuple[str | None, int, int, int], list[tuple[str, ...]]] = defaultdict(list)
        for x in self.old.lessons:
            spots[x.course, x.day, x.period, x.duration].append(x.rooms)
        out = dict(choices)
        for at, s in enumerate(starts):
            before = spots[s.course, s.day, s.period, s.duration]
            if not before:
                continue
            rooms = frozenset(before.pop())
            known = choices[at].rooms if at in choices else self._suitable(s.course)
            closed = any(self.problem.index.places(rooms, m, s.weeks) < 1 for m in s.moments if rooms)
            if (len(rooms) == 1 and rooms <= known and not closed) or (not rooms and at not in choices):
                virtual = any(self.problem.index.rooms[room].combines for room in rooms)
                if not virtual and not (not rooms and self.problem.index.courses[s.course].room_strict):
                    out[at] = Choice(rooms)
        return out

    def _suitable(self, course: str) -> frozenset[str]:
        return frozenset(self.problem.index.rooms_for(self.problem.index.courses[course]))


def moves(context: ModelContext, places: Mapping[str, set[Place]], weights: Weights) -> list[Weighed]:
    """For each old place what it costs to leave it, and for each day of a course what it costs to leave that."""
    out: list[Weighed] = []
    for course, old in places.items():
        now: dict[Place, list[Literal]] = defaultdict(list)
        for start in context.starts(course):
            now[start.day, start.period, start.duration].append(start.literal)
        factor = weights.of(context.problem, course)
        used = {place: context.any_of(literals) for place, literals in now.items() if weights.day or place in old}
        for place in sorted(old):
            out.append((factor * weights.lesson, _unused(used.get(place, FALSE))))
        for day in {day for day, _, _ in old} if weights.day else ():
            here = [literal for place, literal in used.items() if place[0] == day]
            vars_, coeffs, constant = context.model.weighed(here)
            before = sum(place[0] == day for place in old)
            amount = context.model.excess(vars_, tuple(-c for c in coeffs), before - constant)
            out.append((factor * weights.day, amount))
    return out


def closed(context: ModelContext, places: Mapping[str, set[Place]]) -> dict[str, int]:
    """How many of its old places each course can have no lesson at any more, whatever else happens; those with some."""
    found = {
        course: len(old - {(s.day, s.period, s.duration) for s in context.starts(course)})
        for course, old in places.items()
    }
    return {course: count for course, count in found.items() if count}


def _unused(literal: Literal) -> Amount:
    """1 where the literal is false."""
    if literal in (TRUE, FALSE):
        return Amount((), (), int(literal == FALSE))
    return Amount((literal,), (-1,), 1)
