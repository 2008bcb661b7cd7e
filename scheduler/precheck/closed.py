"""Closed: when nothing of a course can stand, because someone is not available or no room is open."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.curriculum import Course
from scheduler.domain.time import Moment, TimeRange, Weeks
from scheduler.precheck.facts import Facts


class Closed:
    """Closed times as sets of lesson periods."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._barred: dict[tuple[tuple[TimeRange, ...], Weeks], int] = {}
        self._shut: dict[tuple[frozenset[str], Weeks], int] = {}

    def times(self, course: Course) -> Iterator[tuple[str, tuple[TimeRange, ...]]]:
        """Closed times that bind the course, each with its owner."""
        facts, index = self.facts, self.facts.index
        if not facts.used("unavailable"):
            return
        for teacher in course.teachers:
            known = index.teachers.get(teacher)
            if known is not None and known.unavailable and facts.bound("unavailable", teacher):
                yield teacher, known.unavailable
        for leaf in index.busy_leaves(course):
            home = index.class_of(leaf)
            if home is not None and home.unavailable and facts.bound("unavailable", leaf):
                yield leaf, home.unavailable
        subject = index.subjects.get(course.subject)
        if subject is not None and subject.unavailable and facts.bound("unavailable", subject.id):
            yield subject.id, subject.unavailable
        if course.forbidden and facts.bound("unavailable", course.id):
            yield course.id, course.forbidden

    def periods(self, ranges: tuple[TimeRange, ...], weeks: Weeks) -> int:
        """Periods of any schedule that are inside some time ranges in these weeks, as bits."""
        if (ranges, weeks) not in self._barred:
            moments = frozenset(moment for moment, when in self.facts.index.barred(ranges) if when.meets(weeks))
            self._barred[ranges, weeks] = self.facts.beats.touching(self.facts.beats.mask(moments))
        return self._barred[ranges, weeks]

    def no_place(self, rooms: frozenset[str], weeks: Weeks) -> int:
        """Periods in which the rooms hold no lesson in one of these weeks."""
        if (rooms, weeks) not in self._shut:
            each = [one for one in self.facts.weeks if one.meets(weeks)]
            shut: set[Moment] = set()
            for moment in self.facts.beats.bit:
                if any(self.facts.index.places(rooms, moment, one) == 0 for one in each):
                    shut.add(moment)
            self._shut[rooms, weeks] = self.facts.beats.touching(self.facts.beats.mask(frozenset(shut)))
        return self._shut[rooms, weeks]
