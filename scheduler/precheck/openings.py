"""Openings: where each course's lessons may still stand once everything fixed and barred is taken away.

Only what every timetable must obey is taken away, so an opening is never smaller than the truth.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from constraints.gathering import rest_after
from scheduler.domain.curriculum import Course
from scheduler.domain.time import Weeks
from scheduler.precheck.beats import Period
from scheduler.precheck.closed import Closed
from scheduler.precheck.facts import Facts, setting
from scheduler.precheck.flow import Demand

if TYPE_CHECKING:
    from scheduler.precheck.minimums import Minimums

OPENING_RULES = frozenset(
    {
        "every_lesson_placed",
        "class_clash",
        "teacher_clash",
        "group_meeting",
        "fixed_lessons",
        "unavailable",
        "room_capacity",
        "period_ban",
        "block_pattern",
    }
)
"""Rules that decide where courses may stand."""

Spot = tuple[int, int]
"""(day, period) in a course's schedule."""

Blocks = tuple[tuple[int, tuple[Spot, ...]], ...]
"""(length, where a block of it may start) for each length above one."""

Filled = tuple[str, int, int, Weeks]
"""(course, moments its fixed lessons fill, periods that touch them, weeks)."""


class Opening(NamedTuple):
    """Where a course may stand.

    `need` is how many of its periods must be placed in a week, `spots` the periods (day, period) a lesson may
    cover, `open` their beats, `fixed` the beats of fixed lessons, `blocks` the free starts by block length.
    `leaves` are occupied; `teachers` and `rooms` only those who may not have two lessons at once, and those whose
    places are counted. `alone` says that no two of its lessons may go on at once. `rules` took something away.
    """

    course: Course
    need: int
    spots: tuple[Spot, ...]
    open: int
    fixed: tuple[int, ...]
    blocks: Blocks
    leaves: tuple[str, ...]
    teachers: tuple[str, ...]
    rooms: frozenset[str]
    alone: bool
    rules: frozenset[str]

    def demands(self) -> Iterator[Demand]:
        """What one week asks of the beats."""
        fixed = self.fixed[: self.need]
        taken = 0
        for beat in fixed:
            taken |= beat
            yield Demand(1, beat)
        rest = self.need - len(fixed)
        if rest and self.alone:
            free = self.open & ~taken
            yield Demand(min(rest, free.bit_count()), free)
        elif rest:
            yield Demand(rest, self.open, rest)


class Openings:
    """Every course's opening, and which courses occupy whom."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.closed = Closed(facts)
        self.minimums: dict[Weeks, Minimums] = {}
        self._free: dict[tuple[object, ...], tuple[tuple[Spot, ...], int, Blocks]] = {}
        self._banned: dict[tuple[object, ...], frozenset[Spot]] = {}
        self.fixed: dict[str, list[Filled]] = {}
        self.attended: dict[str, list[Filled]] = {}
        self._needs = frozenset(facts.needs.values())
        self._fill_fixed()
        self.of: dict[str, Opening] = {course.id: self._opening(course) for course in facts.problem.courses}

    def under(self, facts: Facts) -> Openings:
        """The same openings beside other limits: for facts that agree on every rule of `OPENING_RULES`."""
        other = copy(self)
        other.facts = facts
        other.minimums = {}
        return other

    @cached_property
    def shapes(self) -> tuple[int, ...]:
        """The different sets of beats that courses are open at."""
        return tuple(dict.fromkeys(one.open for one in self.of.values()))

    @cached_property
    def of_leaf(self) -> dict[str, list[Opening]]:
        """Openings of the courses that occupy each leaf."""
        courses = self.facts.index.courses_of_pupil
        return {leaf: [self.of[c.id] for c in found] for leaf, found in courses.items()}

    @cached_property
    def of_teacher(self) -> dict[str, list[Opening]]:
        """Openings of each known teacher's courses."""
        index = self.facts.index
        return {
            t: [self.of[c.id] for c in found] for t, found in index.courses_of_teacher.items() if t in index.teachers
        }

    # -- fixed lessons -----------------------------------------------------------------------------------

    def _fill_fixed(self) -> None:
        """Note whom fixed lessons keep: their own people, and those who must come to a meeting."""
        groups = [g for g in self.facts.problem.teacher_groups if self.facts.bound("group_meeting", g.id)]
        for course in self.facts.problem.courses:
            mask = 0
            for period in self.fixed_periods(course):
                mask |= period.moments
            if not mask:
                continue
            filled = (course.id, mask, self.facts.beats.touching(mask), course.weeks)
            for person in self.persons(course):
                self.fixed.setdefault(person, []).append(filled)
            for group in groups:
                for member in group.members if group.meeting == course.id else ():
                    if member not in group.exempt:
                        self.attended.setdefault(member, []).append(filled)

    def fixed_periods(self, course: Course) -> list[Period]:
        """Periods that fixed lessons surely cover: whole blocks only where all lessons are of one length."""
        if not course.fixed or not self.facts.bound("fixed_lessons", course.id):
            return []
        sure = len(course.lengths) == 1 and self.facts.bound("block_pattern", course.id)
        length = course.lengths[0] if sure else 1
        periods = self.facts.beats.periods[self.facts.index.course_bell(course)]
        wanted = dict.fromkeys((f.day, f.period + step) for f in course.fixed for step in range(length))
        return [periods[spot] for spot in wanted if spot in periods]

    def persons(self, course: Course) -> list[str]:
        """Leaves and teachers who may not have two lessons at once."""
        return [*self._one_at_a_time(self.facts.index.busy_leaves(course)), *self.tied(course)]

    def _one_at_a_time(self, leaves: tuple[str, ...]) -> list[str]:
        return [leaf for leaf in leaves if self.facts.bound("class_clash", leaf)]

    def tied(self, course: Course) -> tuple[str, ...]:
        """Teachers of a course who may not hold two lessons at once."""
        known = self.facts.index.teachers
        return tuple(t for t in course.teachers if t in known and self.facts.bound("teacher_clash", t))

    # -- one course --------------------------------------------------------------------------------------

    def _opening(self, course: Course) -> Opening:
        facts, index = self.facts, self.facts.index
        leaves = index.busy_leaves(course)
        tied = self.tied(course)
        persons = [*self._one_at_a_time(leaves), *tied]
        need = course.periods if facts.bound("every_lesson_placed", course.id) else 0
        rules: set[str] = set()
        blocked = 0
        for _, ranges in self.closed.times(course):
            if mask := self.closed.periods(ranges, course.weeks):
                blocked |= mask
                rules.add("unavailable")
        for rule, mask in self._kept_elsewhere(course, persons):
            blocked |= mask
            rules.update(("fixed_lessons", rule))
        if (rooms := facts.rooms_of(course)) in self._needs and (mask := self.closed.no_place(rooms, course.weeks)):
            blocked |= mask
            rules.add("room_capacity")
        bell = index.course_bell(course)
        banned = self.banned(course, leaves, bell)
        if banned:
            rules.add("period_ban")
        lengths = course.lengths
        if lengths != (1,):
            in_blocks = bool(facts.bound("block_pattern", course.id))
            lengths = lengths if in_blocks else (1,)
            rules |= {"block_pattern"} if in_blocks else set()
        key = (bell, blocked, banned, lengths)
        if key not in self._free:
            self._free[key] = self._free_spots(bell, blocked, banned, lengths)
        spots, mask, blocks = self._free[key]
        alone = bool(persons)
        fixed = tuple(dict.fromkeys(period.beat for period in self.fixed_periods(course)))
        if fixed and alone and len(fixed) >= need:
            beats = facts.beats.periods[bell]
            spots = tuple(spot for spot in spots if beats[spot].beat in fixed)
            mask = sum(fixed)
            rules.add("fixed_lessons")
        return Opening(course, need, spots, mask, fixed, blocks, leaves, tied, rooms, alone, frozenset(rules))

    def _kept_elsewhere(self, course: Course, persons: list[str]) -> Iterator[tuple[str, int]]:
        """(rule, periods in which it keeps the course's people at another lesson)."""
        teachers = self.facts.index.teachers
        kept = [("teacher_clash" if one in teachers else "class_clash", one, self.fixed) for one in persons]
        kept += [("group_meeting", teacher, self.attended) for teacher in course.teachers]
        for rule, person, lessons in kept:
            for other, _, mask, weeks in lessons.get(person, ()):
                if other != course.id and weeks.meets(course.weeks):
                    yield rule, mask

    def banned(self, course: Course, leaves: tuple[str, ...], bell: str) -> frozenset[Spot]:
        """Periods the course's subject may not have, for any of its pupils."""
        if not self.facts.used("period_ban"):
            return frozenset()
        rules = {
            id(rule): rule for leaf in leaves for rule in self.facts.for_subject("period_ban", leaf, course.subject)
        }
        key = (bell, *rules)
        if key not in self._banned:
            out: set[Spot] = set()
            schedule = self.facts.index.bells[bell]
            for rule in rules.values():
                for day in setting(rule, "days", ()) or self.facts.problem.days:
                    last = schedule.periods(day)
                    out.update((day, last if p == -1 else p) for p in setting(rule, "periods", (1,)))
            self._banned[key] = frozenset(out)
        return self._banned[key]

    def _free_spots(
        self, bell: str, blocked: int, banned: frozenset[Spot], lengths: tuple[int, ...]
    ) -> tuple[tuple[Spot, ...], int, Blocks]:
        """Periods a lesson may cover, their beats, and for each block length where a block may start."""
        periods, schedule = self.facts.beats.periods[bell], self.facts.index.bells[bell]
        free = {spot for spot, one in periods.items() if not one.bit & blocked and spot not in banned}
        covered: set[Spot] = set()
        blocks = []
        for length in lengths:
            found = []
            for day, first in sorted(free):
                here = [(day, first + step) for step in range(length)]
                whole = all(spot in free for spot in here)
                if whole and not any(rest_after(schedule, *spot) for spot in here[:-1]):
                    found.append((day, first))
                    covered.update(here)
            if length > 1:
                blocks.append((length, tuple(found)))
        mask = 0
        for spot in covered:
            mask |= periods[spot].beat
        return tuple(sorted(covered)), mask, tuple(blocks)
