"""Look-ups over a problem: who is who, which pupils a set holds, which rooms will do, who has odd weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from scheduler.domain.curriculum import Course, CourseKind
from scheduler.domain.policy import Scope
from scheduler.domain.room_sets import chains, filled
from scheduler.domain.school import Grade, Room, SchoolClass, Subject, Teacher
from scheduler.domain.text import Text, same
from scheduler.domain.time import WEEKDAYS, BellSchedule, Moment, TimeRange, Weeks, clock

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem

MOST_UNITED = 8
"""Needs of a chain whose unions are counted; each one more may double them."""


class Index:
    """Dictionaries over one problem. Unknown ids give empty answers, never an error."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.teachers: dict[str, Teacher] = {t.id: t for t in problem.teachers}
        self.classes: dict[str, SchoolClass] = {c.id: c for c in problem.classes}
        self.grades: dict[str, Grade] = {g.id: g for g in problem.grades}
        self.groups = {g.id: g for g in problem.groups}
        self.rooms: dict[str, Room] = {r.id: r for r in problem.rooms}
        self.pools = {p.id: p for p in problem.pools}
        self.subjects: dict[str, Subject] = {s.id: s for s in problem.subjects}
        self.courses: dict[str, Course] = {c.id: c for c in problem.courses}
        self.bells: dict[str, BellSchedule] = {b.id: b for b in problem.bells}
        self.default_bell = problem.bells[0].id
        self._ranges: dict[tuple[TimeRange, ...], frozenset[tuple[Moment, Weeks]]] = {}
        self._leaf_class = {leaf: c.id for c in problem.classes for leaf in (c.leaves or (c.id,))}
        self._leaves: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._places: dict[tuple[frozenset[str], Moment, Weeks], int] = {}
        self._needs: dict[str, frozenset[str]] = {}
        self._bells_of: dict[tuple[str, tuple[str, ...], str | None], str] = {}

    # -- pupils ------------------------------------------------------------------------------------------

    def leaves(self, sets: tuple[str, ...]) -> tuple[str, ...]:
        """The smallest student sets inside some classes and groups, in order, each once."""
        if sets not in self._leaves:
            out: dict[str, None] = {}
            for one in sets:
                if one in self.classes:
                    out.update(dict.fromkeys(self.classes[one].leaves or (one,)))
                elif one in self.groups:
                    out.update(dict.fromkeys(self.groups[one].leaves))
                else:
                    out[one] = None
            self._leaves[sets] = tuple(out)
        return self._leaves[sets]

    def busy_leaves(self, course: Course) -> tuple[str, ...]:
        """Pupils whom the course occupies: none where it is a pull-out."""
        return () if course.kind is CourseKind.PULL_OUT else self.leaves(course.sets)

    @cached_property
    def pupils(self) -> tuple[str, ...]:
        """Every leaf, class by class."""
        out = dict.fromkeys(leaf for c in self.problem.classes for leaf in (c.leaves or (c.id,)))
        for group in self.problem.groups:
            out.update(dict.fromkeys(group.leaves))
        return tuple(out)

    def class_of(self, leaf: str) -> SchoolClass | None:
        """The class a leaf, a class id or (by its first leaf) a group belongs to."""
        if leaf in self.groups and self.groups[leaf].leaves:
            leaf = self.groups[leaf].leaves[0]
        return self.classes.get(self._leaf_class.get(leaf, leaf))

    def grade_of(self, leaf: str) -> Grade | None:
        """The grade of a leaf or class."""
        home = self.class_of(leaf)
        return self.grades.get(home.grade) if home else None

    def bell_of_pupil(self, leaf: str) -> BellSchedule:
        """The bell schedule a leaf or class follows; the first where unknown."""
        grade = self.grade_of(leaf)
        return self.bells.get(grade.bell if grade else "", self.problem.bells[0])

    def bell_of(self, sets: tuple[str, ...], bell: str = "", course: str | None = None) -> str:
        """The schedule whose period numbers a lesson uses: its own, its course's, its pupils', the first."""
        key = (bell, sets, course)
        if key not in self._bells_of:
            known = self.courses.get(course or "")
            if bell in self.bells:
                found = bell
            elif known is not None and known.bell in self.bells:
                found = known.bell
            elif sets:
                found = self.bell_of_pupil(sets[0]).id
            else:
                found = self.default_bell
            self._bells_of[key] = found
        return self._bells_of[key]

    def course_bell(self, course: Course) -> str:
        """The schedule a course's period numbers count in."""
        return self.bell_of(course.sets, course.bell)

    @cached_property
    def courses_of_pupil(self) -> dict[str, tuple[Course, ...]]:
        """Courses that occupy each leaf."""
        out: dict[str, list[Course]] = {leaf: [] for leaf in self.pupils}
        for course in self.problem.courses:
            for leaf in self.busy_leaves(course):
                out.setdefault(leaf, []).append(course)
        return {leaf: tuple(found) for leaf, found in out.items()}

    @cached_property
    def taught(self) -> dict[str, dict[str, tuple[Course, ...]]]:
        """Courses that occupy each leaf, by subject in order."""
        out: dict[str, dict[str, tuple[Course, ...]]] = {}
        for leaf, courses in self.courses_of_pupil.items():
            mine = out[leaf] = {}
            for course in courses:
                mine[course.subject] = (*mine.get(course.subject, ()), course)
        return out

    @cached_property
    def tagged(self) -> dict[str, frozenset[str]]:
        """Courses with each tag."""
        out: dict[str, set[str]] = {}
        for course in self.problem.courses:
            for tag in course.tags:
                out.setdefault(tag, set()).add(course.id)
        return {tag: frozenset(found) for tag, found in out.items()}

    # -- teachers ----------------------------------------------------------------------------------------

    @cached_property
    def courses_of_teacher(self) -> dict[str, tuple[Course, ...]]:
        """Courses of each teacher, meetings included."""
        out: dict[str, list[Course]] = {t: [] for t in self.teachers}
        for course in self.problem.courses:
            for teacher in dict.fromkeys(course.teachers):
                out.setdefault(teacher, []).append(course)
        return {teacher: tuple(found) for teacher, found in out.items()}

    @cached_property
    def groups_of_teacher(self) -> dict[str, tuple[str, ...]]:
        """Teachers' groups each teacher is in."""
        out: dict[str, list[str]] = {}
        for group in self.problem.teacher_groups:
            for member in group.members:
                out.setdefault(member, []).append(group.id)
        return {teacher: tuple(found) for teacher, found in out.items()}

    @cached_property
    def home_bells(self) -> dict[str, str]:
        """The schedule most of a teacher's periods follow (of equals the school's first), in which gaps are counted."""
        out: dict[str, str] = {}
        order = {bell: at for at, bell in enumerate(self.bells)}
        for teacher, courses in self.courses_of_teacher.items():
            counts: Counter[str] = Counter()
            for course in courses:
                counts[self.course_bell(course)] += course.periods
            out[teacher] = min(counts, key=lambda b: (-counts[b], order.get(b, 0))) if counts else self.default_bell
        return out

    def home_bell(self, teacher: str) -> BellSchedule:
        """The schedule a teacher's gaps and days are counted in."""
        return self.bells[self.home_bells.get(teacher, self.default_bell)]

    # -- rooms -------------------------------------------------------------------------------------------

    def rooms_in(self, need: str) -> tuple[str, ...]:
        """Rooms that meet a need: those of the pool, or the room itself."""
        if need in self.pools:
            return self.pools[need].rooms
        return (need,) if need in self.rooms else ()

    def rooms_for(self, course: Course) -> tuple[str, ...]:
        """Rooms a course may use: its need, narrowed to those whose known seats hold its known pupils."""
        return self.large_enough(course, self.rooms_in(course.room))

    def large_enough(self, course: Course, rooms: Iterable[str]) -> tuple[str, ...]:
        """Those of some rooms whose known seats hold the course's known pupils."""
        size = sum(self.classes[s].size for s in course.sets if s in self.classes)
        return tuple(r for r in rooms if r in self.rooms and not (size and 0 < self.rooms[r].seats < size))

    def own_rooms(self, rooms: tuple[str, ...]) -> tuple[str, ...]:
        """Those of a lesson's rooms that it has by itself: without the real ones that belong to a virtual one."""
        virtual = tuple(room for room in rooms if room in self.rooms and self.rooms[room].combines)
        return virtual or rooms

    def short_of_rooms(self, rooms: tuple[str, ...]) -> bool:
        """Whether a lesson in a virtual room lacks one of the different rooms that belong to it."""
        virtual = [
            self.rooms[room] for room in self.own_rooms(rooms) if room in self.rooms and self.rooms[room].combines
        ]
        parts = [frozenset(part) for room in virtual for part in room.combines]
        return bool(parts) and filled(parts, [room for room in rooms if room not in self.own_rooms(rooms)]) is None

    @cached_property
    def room_needs(self) -> dict[str, frozenset[str]]:
        """Sets of rooms whose places are counted, by a printable id: what strict courses need, and unions.

        In a chain of up to eight needs that overlap, every union of overlapping needs is counted too: by Hall's theorem
        lessons of one period can be given rooms iff no such union holds more lessons than places. In longer chains the
        model chooses the rooms itself.
        """
        named = {frozenset(pool.rooms): pool.id for pool in self.problem.pools}
        found: set[frozenset[str]] = set()
        for chain in chains(frozenset(self.rooms_for(c)) for c in self.problem.courses if c.room and c.room_strict):
            here = set(chain)
            for _ in range(3 if len(chain) <= MOST_UNITED else 0):
                here |= {a | b for a in here for b in chain if a & b}
            found |= here
        ordered = sorted(found, key=lambda rooms: (len(rooms), sorted(rooms)))
        return {named.get(rooms, "+".join(sorted(rooms))): rooms for rooms in ordered}

    def lesson_needs(self, course: str | None, rooms: tuple[str, ...]) -> frozenset[str]:
        """Rooms a lesson would be content with: its course's strict need, else the rooms it is in."""
        known = self.courses.get(course or "")
        if known is not None and known.room and known.room_strict:
            if known.id not in self._needs:
                self._needs[known.id] = frozenset(self.rooms_for(known))
            return self._needs[known.id]
        return frozenset(rooms)

    def places(self, rooms: frozenset[str], moment: Moment, weeks: Weeks) -> int:
        """How many lessons some rooms hold at a moment, closed and occupied ones left out."""
        key = (rooms, moment, weeks)
        if key not in self._places:
            self._places[key] = sum(
                self.rooms[room].places
                for room in rooms
                if room in self.rooms
                and not self.hits(self.rooms[room].unavailable, (moment,), weeks)
                and (room, moment) not in self.occupied
            )
        return self._places[key]

    @cached_property
    def occupied(self) -> frozenset[tuple[str, Moment]]:
        """(room, moment) pairs that a row of some bell schedule fills, such as a long break on the field."""
        out: set[tuple[str, Moment]] = set()
        for bell in self.problem.bells:
            for day, rows in enumerate(bell.days, start=1):
                for row in rows:
                    if row.occupies and row.start is not None and row.end is not None:
                        minutes = (m for m in self.problem.timeline.starts.get(day, ()) if row.start <= m < row.end)
                        out.update((room, (day, m)) for m in minutes for room in row.occupies)
        return frozenset(out)

    # -- weeks -------------------------------------------------------------------------------------------

    @cached_property
    def cycle(self) -> int:
        """Weeks in the cycle: 2 where any course is odd or even only, else 1."""
        return 1 if all(c.weeks is Weeks.ALL for c in self.problem.courses) else 2

    @cached_property
    def parity_owners(self) -> frozenset[str]:
        """Teachers, leaves and rooms that have an odd-week or even-week course."""
        out: set[str] = set()
        for course in self.problem.courses:
            if course.weeks is not Weeks.ALL:
                out.update(course.teachers, self.leaves(course.sets), (course.room, *self.rooms_in(course.room)))
        out.update(need for need, rooms in self.room_needs.items() if not out.isdisjoint(rooms))
        return frozenset(out)

    # -- times -------------------------------------------------------------------------------------------

    def barred(self, ranges: tuple[TimeRange, ...]) -> frozenset[tuple[Moment, Weeks]]:
        """Moments inside some time ranges, each with the weeks it holds in."""
        if ranges not in self._ranges:
            self._ranges[ranges] = frozenset(
                (moment, when.weeks)
                for when in ranges
                for moment in self.problem.timeline.within(when, self.default_bell)
            )
        return self._ranges[ranges]

    def hits(self, ranges: tuple[TimeRange, ...], moments: tuple[Moment, ...], weeks: Weeks) -> bool:
        """Whether a lesson at these moments and weeks falls into some time ranges."""
        if not ranges:
            return False
        barred = self.barred(ranges)
        return any((m, w) in barred for m in moments for w in weeks.meeting)

    # -- names -------------------------------------------------------------------------------------------

    @cached_property
    def _titles(self) -> dict[str, str]:
        problem = self.problem
        out: dict[str, str] = {}
        for named in (
            *((x.id, x.name) for x in problem.bells),
            *((x.id, x.name) for x in problem.pools),
            *((x.id, x.name) for x in problem.rooms),
            *((x.id, x.name) for x in problem.subjects),
            *((x.id, x.name) for x in problem.groups),
            *((x.id, x.name) for x in problem.teacher_groups),
            *((x.id, x.name) for x in problem.grades),
            *((x.id, x.name) for x in problem.classes),
        ):
            out[named[0]] = named[1] or named[0]
        same_name = Counter(t.name or t.id for t in problem.teachers)
        for teacher in problem.teachers:
            name = teacher.name or teacher.id
            out[teacher.id] = name if same_name[name] == 1 else f"{name}({teacher.staff_no or teacher.id})"
        for course in problem.courses:
            sets = "+".join(out.get(s, s) for s in course.sets)
            out[course.id] = course.name or f"{sets} {out.get(course.subject, course.subject)}".strip()
        return out

    def day_name(self, day: int) -> Text:
        """A day as the school names it; ordinary weekdays in both languages."""
        names = self.problem.day_names
        if not 1 <= day <= len(names):
            return Text(f"day {day}", f"第{day}天")
        known = (d for d in WEEKDAYS if names[day - 1] in (d.en, d.zh))
        return next(known, same(names[day - 1]))

    def moment_name(self, minute: int) -> Text:
        """A moment's minute as clock time, or as a period number where the bells are untimed."""
        if self.problem.bells[0].timed:
            return same(clock(minute))
        return Text(f"period {minute}", f"第{minute}节")

    def title(self, an_id: str) -> str:
        """The name to print for an id; a teacher's gets the staff number where names repeat."""
        return self._titles.get(an_id, an_id)

    # -- scope -------------------------------------------------------------------------------------------

    def about(self, owner: str) -> frozenset[str]:
        """Every id a rule's scope may name to mean this owner: itself, its class, grade, groups …"""
        if owner not in self._about:
            self._about[owner] = self._gather(owner)
        return self._about[owner]

    @cached_property
    def _about(self) -> dict[str, frozenset[str]]:
        return {}

    def names(self, owner: str) -> frozenset[str]:
        """Every id an exception may name to mean this owner itself, or a whole it is part of.

        Narrower than `about`: an exception for a class is none for its teachers.
        """
        ids = {owner}
        if (course := self.courses.get(owner)) is not None:
            ids.update(course.sets, (course.subject,))
            owner = course.sets[0] if course.sets else owner
        if (home := self.class_of(owner)) is not None:
            ids.update((home.id, home.grade))
        ids.update(self.groups_of_teacher.get(owner, ()))
        return frozenset(ids)

    def _gather(self, owner: str) -> frozenset[str]:
        ids = {owner}
        if (course := self.courses.get(owner)) is not None:
            ids.update(course.sets, course.teachers, (course.subject,))
            for leaf in self.leaves(course.sets):
                ids.update(self._gather(leaf))
            for teacher in course.teachers:
                ids.update(self.groups_of_teacher.get(teacher, ()))
            return frozenset(ids)
        if owner in self.teachers:
            ids.update(self.groups_of_teacher.get(owner, ()))
            for course in self.courses_of_teacher[owner]:
                ids.add(course.subject)
                ids.update(g.id for s in course.sets if (g := self.grade_of(s)) is not None)
                ids.update(course.sets)
            return frozenset(ids)
        if (home := self.class_of(owner)) is not None:
            ids.update((home.id, home.grade))
        return frozenset(ids)

    def in_scope(self, scope: Scope, owners: tuple[str, ...]) -> bool:
        """Whether every list the scope fills is met by what the owners are about."""
        if scope.everyone:
            return True
        ids: set[str] = set().union(*(self.about(owner) for owner in owners))
        wanted = (scope.grades, scope.classes, scope.teachers, scope.groups, scope.subjects)
        return all(not names or not ids.isdisjoint(names) for names in wanted)
