"""Placements: every start a lesson may have, as a yes/no of the model, and whom it occupies when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from scheduler.domain.moves import StandIn
from scheduler.domain.problem import Problem
from scheduler.domain.time import Moment, TimeRange, Weeks
from scheduler.domain.timetable import Place
from scheduler.engine.model import Model
from scheduler.rules.base import Key
from scheduler.rules.context import TRUE, Literal, Start

Candidate = tuple[int, int, int, int, tuple[Moment, ...]]


class Placements:
    """The starts of one school's lessons. Those removed before the first look get no variable."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self.index = problem.index
        self.model = Model()
        self._removed: set[tuple[str, int, int, int]] = set()
        self._held: dict[str, Counter[Place]] = {}
        self._offered: list[StandIn] = []
        self.stand_ins: dict[Literal, StandIn] = {}
        self._starts: dict[str, list[Start]] = {}
        self._teacher_days: dict[tuple[str, int], list[Start]] = defaultdict(list)
        self._pupil_days: dict[tuple[str, int], list[Start]] = defaultdict(list)
        self._cover: dict[tuple[str, Moment], list[Start]] = defaultdict(list)
        self._candidates: dict[tuple[str, int], list[tuple[int, int, tuple[Moment, ...]]]] = {}
        self._made = False
        self._counts: dict[tuple[str, bool, frozenset[str] | None], tuple[str, frozenset[str]]] = {}

    @property
    def problem(self) -> Problem:
        """The school."""
        return self._problem

    @property
    def days(self) -> Sequence[int]:
        """Day numbers from 1."""
        return self._problem.days

    def _spots(self, bell: str, duration: int) -> list[tuple[int, int, tuple[Moment, ...]]]:
        if (bell, duration) not in self._candidates:
            schedule, covered = self.index.bells[bell], self._problem.timeline.covered
            self._candidates[bell, duration] = [
                (day, period, moments)
                for day in range(1, len(schedule.days) + 1)
                for period in range(1, schedule.periods(day) + 1)
                if (moments := covered(bell, day, period, duration))
            ]
        return self._candidates[bell, duration]

    def _lessons(self, course: str) -> list[tuple[int, int]]:
        """(part number, duration); lessons nobody keeps apart (no pupils, no teacher) are parts of their own."""
        known = self.index.courses[course]
        if known.teachers or self.index.busy_leaves(known):
            return [(number, part.duration) for number, part in enumerate(known.parts)]
        singles = [part.duration for part in known.parts for _ in range(part.count)]
        return list(enumerate(singles))

    def candidates(self, course: str) -> Sequence[Candidate]:
        """(part, day, period, duration, moments) of every placement the bells allow."""
        bell = self.index.course_bell(self.index.courses[course])
        return [
            (number, day, period, duration, moments)
            for number, duration in self._lessons(course)
            for day, period, moments in self._spots(bell, duration)
        ]

    def hold(self, course: str, places: Iterable[Place]) -> None:
        """The course's lessons stand here and may not move: constants of the model. Only before the first look."""
        assert not self._made
        self._held[course] = Counter(places)

    def offer(self, stand_ins: Iterable[StandIn]) -> None:
        """Who may take a lesson at its place though its teacher may not be there. Only before the first look."""
        assert not self._made
        self._offered += stand_ins

    def _make_offered(self, one: StandIn) -> None:
        """The start of a lesson taken by somebody else, whether or not the place is closed to its own teacher.

        For pupils and other teachers it is one of its course, for the stand-in one of a course of theirs: rules look
        for a person's lessons among the person's courses.
        """
        course = self.index.courses[one.course]
        day, period, duration = one.place
        part = next((n for n, length in self._lessons(course.id) if length == duration), None)
        moments = self._problem.timeline.covered(self.index.course_bell(course), day, period, duration)
        if part is None or not moments:
            return
        start = Start(course.id, part, day, period, duration, course.weeks, moments, self.model.new_bool())
        self.stand_ins[start.literal] = one
        self._starts[course.id].append(start)
        leaves, others = self.index.busy_leaves(course), [t for t in course.teachers if t != one.away]
        theirs = start._replace(course=one.as_of)
        for moment in moments:
            for person in (*dict.fromkeys(others), *leaves):
                self._cover[person, moment].append(start)
            self._cover[one.by, moment].append(theirs)
        for teacher in dict.fromkeys(others):
            self._teacher_days[teacher, day].append(start)
        for leaf in leaves:
            self._pupil_days[leaf, day].append(start)
        self._teacher_days[one.by, day].append(theirs)

    def constant(self, course: str) -> Literal:  # noqa: ARG002
        """What says that a lesson of a course that is held stands where it does."""
        return TRUE

    def _open(self, course: str) -> list[Candidate]:
        """Where the course's lessons may start: wherever nothing has removed it, or just where they are held."""
        removed, held = self._removed, self._held.get(course)
        found = self.candidates(course)
        if held is None:
            return [c for c in found if (course, c[0], c[1], c[2]) not in removed]
        left, taken = held.copy(), list[Candidate]()
        parts: Counter[int] = Counter()
        for spot in (c for c in found if c[1:4] in held and (course, *c[:3]) not in removed):
            count = min(left[spot[1:4]], self.room_for(course, spot[0]) - parts[spot[0]])
            left[spot[1:4]] -= count
            parts[spot[0]] += count
            taken += [spot] * count
        return taken

    def make_starts(self) -> None:
        """Create the variables of every placement not removed; once, before the model is finished."""
        if self._made:
            return
        self._made = True
        new = self.model.new_bool
        for course in self._problem.courses:
            leaves = self.index.busy_leaves(course)
            people = (*dict.fromkeys(course.teachers), *leaves)
            mine = self._starts[course.id] = []
            free = course.id not in self._held
            for part, day, period, duration, moments in self._open(course.id):
                literal = new() if free else self.constant(course.id)
                start = Start(course.id, part, day, period, duration, course.weeks, moments, literal)
                mine.append(start)
                for person in people:
                    for moment in moments:
                        self._cover[person, moment].append(start)
                for teacher in dict.fromkeys(course.teachers):
                    self._teacher_days[teacher, day].append(start)
                for leaf in leaves:
                    self._pupil_days[leaf, day].append(start)
        for one in self._offered:
            self._make_offered(one)

    def starts(self, course: str, day: int | None = None) -> Sequence[Start]:
        """Every allowed placement of the course's lessons."""
        self.make_starts()
        found = self._starts[course]
        return found if day is None else [s for s in found if s.day == day]

    def covering(self, owner: str, moment: Moment, weeks: Weeks) -> Sequence[Start]:
        """Placements that occupy a teacher or leaf at a moment."""
        self.make_starts()
        return _in_weeks(self._cover.get((owner, moment), ()), weeks)

    def pupil_starts(self, leaf: str, day: int | None, weeks: Weeks, subject: str | None = None) -> Sequence[Start]:
        """Placements that occupy a leaf, by day and subject."""
        self.make_starts()
        days = self.days if day is None else (day,)
        found = [s for d in days for s in self._pupil_days.get((leaf, d), ())]
        if subject is not None:
            courses = self.index.courses
            found = [s for s in found if courses[s.course].subject == subject]
        return _in_weeks(found, weeks)

    def teacher_starts(self, teacher: str, day: int | None, weeks: Weeks) -> Sequence[Start]:
        """Placements that occupy a teacher, meetings included."""
        self.make_starts()
        days = self.days if day is None else (day,)
        return _in_weeks([s for d in days for s in self._teacher_days.get((teacher, d), ())], weeks)

    def counted(self, person: str, meetings: bool, courses: frozenset[str] | None) -> tuple[str, frozenset[str]]:
        """Whose periods are counted in which schedule, and which of the person's courses count."""
        key = (person, meetings, courses)
        if key not in self._counts:
            index = self.index
            teacher = person in index.courses_of_teacher
            bell = index.home_bell(person) if teacher else index.bell_of_pupil(person)
            mine = (index.courses_of_teacher if teacher else index.courses_of_pupil).get(person, ())
            of = (c.id for c in mine if (meetings or c.sets) and (courses is None or c.id in courses))
            self._counts[key] = (bell.id, frozenset(of))
        return self._counts[key]

    def hits(self, ranges: tuple[TimeRange, ...], moments: tuple[Moment, ...], weeks: Weeks) -> bool:
        """Whether a placement falls into some time ranges."""
        return self.index.hits(ranges, moments, weeks)

    def remove(self, spots: Iterable[tuple[str, int, int, int]], why: tuple[str, Key]) -> None:  # noqa: ARG002
        """No lesson at these (course, part, day, period), `why` as (rule, key); only before the first look at them."""
        assert not self._made
        self._removed.update(spots)

    def occupied(self, owner: str, moment: Moment) -> Sequence[Start]:
        """Placements that occupy a teacher or leaf at a moment in any week."""
        self.make_starts()
        return self._cover.get((owner, moment), ())

    def room_for(self, course: str, part: int) -> int:
        """How many lessons of a part of the course the model may place."""
        parts = self.index.courses[course].parts
        return parts[part].count if len(self._lessons(course)) == len(parts) else 1

    def placed(self, solution: Sequence[int]) -> list[Start]:
        """The starts that are true in a solution."""
        return [s for found in self._starts.values() for s in found if solution[s.literal]]


def _in_weeks(starts: Iterable[Start], weeks: Weeks) -> Sequence[Start]:
    if weeks is Weeks.ALL:
        return list(starts)
    return [start for start in starts if start.weeks.meets(weeks)]
