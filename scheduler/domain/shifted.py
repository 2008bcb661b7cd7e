"""Shifted: a View in which a few lessons stand elsewhere, made from another without looking at the rest again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from scheduler.domain.placed import Placed
from scheduler.domain.policy import Owners
from scheduler.domain.room_sets import Rooms
from scheduler.domain.time import Weeks
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.domain.view import View

K = TypeVar("K")
Lists = dict[K, list[Placed]]


class Shifted(View):
    """The view of a timetable with some lessons replaced or added; it says what a new View of it would say.

    Positions beyond the timetable's end add lessons. The new view has a focus of its own.
    """

    def __init__(self, base: View, changes: Mapping[int, Lesson], focus: Iterable[str] | None = None) -> None:
        self.problem, self.placing = base.problem, base.placing
        self.look_at(focus)
        self._base = base
        self._changes = changes
        self._old = [base.lessons[at] for at in changes if at < len(base.lessons)]
        self._new = [base.placing.placed(at, lesson) for at, lesson in sorted(changes.items())]
        self._strangers: dict[Owners, tuple[str, ...]] = {}

    @cached_property
    def lessons(self) -> tuple[Placed, ...]:  # type: ignore[override]
        """All lessons, in the order of the timetable."""
        out = list(self._base.lessons)
        for placed in self._new:
            out[placed.at : placed.at + 1] = [placed]
        return tuple(out)

    @cached_property
    def timetable(self) -> Timetable:  # type: ignore[override]
        """The timetable with the lessons replaced."""
        return self._base.timetable.model_copy(update={"lessons": tuple(placed.lesson for placed in self.lessons)})

    # -- indexes -----------------------------------------------------------------------------------------

    def _with(self, old: Mapping[K, list[Placed]], keys: Callable[[Placed], Iterable[K]]) -> Lists[K]:
        """An index with the replaced lessons taken out and the new ones put in where they belong."""
        out = dict(old)
        changed = dict.fromkeys(key for placed in (*self._old, *self._new) for key in keys(placed))
        for key in changed:
            kept = [placed for placed in out.get(key, ()) if placed.at not in self._changes]
            kept += [placed for placed in self._new if key in keys(placed)]
            if kept:
                out[key] = sorted(kept, key=_at)
            else:
                out.pop(key, None)
        return out

    @cached_property
    def off_grid(self) -> list[Placed]:
        """Lessons in periods their day does not have."""
        kept = [placed for placed in self._base.off_grid if placed.at not in self._changes]
        return sorted([*kept, *(placed for placed in self._new if not placed.moments)], key=_at)

    @cached_property
    def of_teacher(self) -> dict[str, list[Placed]]:
        """Lessons of each teacher, meetings included."""
        return self._with(self._base.of_teacher, lambda placed: placed.lesson.teachers)

    @cached_property
    def of_pupil(self) -> dict[str, list[Placed]]:
        """Lessons that occupy each leaf; pull-outs left out."""
        return self._with(self._base.of_pupil, lambda placed: placed.leaves)

    @cached_property
    def of_room(self) -> dict[str, list[Placed]]:
        """Lessons in each named room."""
        return self._with(self._base.of_room, lambda placed: placed.lesson.rooms)

    @cached_property
    def of_need(self) -> dict[Rooms, list[Placed]]:
        """Lessons by the rooms each would be content with; those that need none left out."""
        needs = self.problem.index.lesson_needs

        def content(placed: Placed) -> list[Rooms]:
            return [rooms for rooms in (needs(placed.lesson.course, placed.lesson.rooms),) if rooms]

        return self._with(self._base.of_need, content)

    @cached_property
    def of_course(self) -> dict[str | None, list[Placed]]:
        """Lessons of each course; those of none, or of one the school does not have, under None."""
        courses = self.problem.index.courses

        def named(placed: Placed) -> tuple[str | None]:
            return (placed.lesson.course if placed.lesson.course in courses else None,)

        return self._with(self._base.of_course, named)

    @cached_property
    def _subjects(self) -> dict[str, dict[str, list[Placed]]]:
        out = dict(self._base._subjects)
        for leaf in dict.fromkeys(leaf for placed in (*self._old, *self._new) for leaf in placed.leaves):
            mine: dict[str, list[Placed]] = {}
            for placed in self.of_pupil.get(leaf, ()):
                mine.setdefault(placed.lesson.subject, []).append(placed)
            out[leaf] = mine
        return out

    @cached_property
    def _teacher_days(self) -> dict[tuple[str, int], list[Placed]]:
        return self._with(self._base._teacher_days, lambda p: [(who, p.lesson.day) for who in p.lesson.teachers])

    @cached_property
    def _pupil_days(self) -> dict[tuple[str, int], list[Placed]]:
        return self._with(self._base._pupil_days, lambda p: [(leaf, p.lesson.day) for leaf in p.leaves])

    @cached_property
    def _meeting_days(self) -> frozenset[tuple[str, int]]:
        if all(placed.lesson.sets for placed in (*self._old, *self._new)):
            return self._base._meeting_days
        meetings = [placed.lesson for placed in self.lessons if not placed.lesson.sets]
        return frozenset((teacher, lesson.day) for lesson in meetings for teacher in lesson.teachers)

    @cached_property
    def _busy(self) -> dict[tuple[str, int, Weeks, bool], list[int]]:  # type: ignore[override]
        out = dict(self._base._busy)
        days = {(teacher, p.lesson.day) for p in (*self._old, *self._new) for teacher in p.lesson.teachers}
        for teacher, day in days:
            for weeks in Weeks:
                for meetings in (True, False):
                    out.pop((teacher, day, weeks, meetings), None)
        return out

    # -- weeks and strangers: what the lessons are, not where they stand --------------------------------

    def _alike(self, said: Callable[[Lesson], Any]) -> bool:
        """Whether the lessons put in say the same as those taken out, and none is added."""
        old = {placed.at: said(placed.lesson) for placed in self._old}
        return all(placed.at in old and old[placed.at] == said(placed.lesson) for placed in self._new)

    @cached_property
    def parity_owners(self) -> frozenset[str]:
        """Owners with an odd-week or even-week lesson, by their courses or as placed."""
        every_week = all(placed.lesson.weeks is Weeks.ALL for placed in (*self._old, *self._new))
        alike = every_week or self._alike(lambda one: (one.weeks, one.teachers, one.sets, one.rooms))
        return self._base.parity_owners if alike else View.parity_owners.func(self)  # type: ignore[attr-defined]

    @cached_property
    def cycle(self) -> int:
        """Weeks in the cycle, 1 or 2."""
        return self._base.cycle if self._alike(lambda one: one.weeks) else View.cycle.func(self)  # type: ignore[attr-defined]

    def _unknown(self, kind: Owners) -> tuple[str, ...]:
        same = self._alike(lambda one: (one.teachers, one.sets, one.course, one.rooms))
        return self._base.strangers(kind) if same else super()._unknown(kind)


def _at(placed: Placed) -> int:
    return placed.at
