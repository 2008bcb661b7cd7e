"""Day caps: how many lessons of a course a day can hold at most, whatever the timetable, and which rules say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import NamedTuple

from scheduler.domain.time import Weeks
from scheduler.precheck.facts import MANY
from scheduler.precheck.minimums import Minimums
from scheduler.precheck.openings import Opening, Openings

DAYS, ACTIVE = frozenset({"subject_days", "course_hours"}), frozenset({"daily_activity", "course_hours"})


class Cap(NamedTuple):
    """The lessons of `group` (a class and a subject, or one course) fit `most` a day; days that are missing hold any.

    `rules` are by day. Several courses of a group share its caps.
    """

    group: tuple[str, ...]
    most: Mapping[int, int]
    rules: Mapping[int, frozenset[str]]


class DayCaps:
    """The caps of one week of the cycle."""

    def __init__(self, openings: Openings, weeks: Weeks) -> None:
        self.openings, self.weeks = openings, weeks
        minimums = Minimums.shared(openings, weeks)
        self._subjects = {(s.leaf, s.subject): s for found in minimums.subjects.values() for s in found}
        self._sport = minimums.sport
        self._known: dict[tuple[str, ...], Cap] = {}
        self._of: dict[str, tuple[Cap, ...]] = {}

    def of(self, one: Opening) -> tuple[Cap, ...]:
        """The caps a course's lessons share, each wider than the one before: its subject's, that of all sport."""
        course = one.course.id
        if course not in self._of:
            subjects = [self._of_subject(leaf, one.course.subject) for leaf in one.leaves]
            sport = [self._of_sport(leaf, one.course.subject) for leaf in one.leaves]
            each = (found for found in (_least(course, subjects), _least(f"sport/{course}", sport)) if found.most)
            self._of[course] = tuple(each)
        return self._of[course]

    def _of_subject(self, leaf: str, subject: str) -> Cap:
        found = self._subjects.get((leaf, subject))
        if found is None:
            return Cap((leaf, subject), {}, {})
        if (leaf, subject) not in self._known:
            most: dict[int, int] = {}
            rules: dict[int, frozenset[str]] = {}
            limit, named = found.limit, frozenset({"subject_per_day"})
            if found.days_wanted and self._exact(found.openings):
                limit, named = min((limit, named), (found.need - found.days_wanted + 1, DAYS), key=itemgetter(0))
            for day, here in self.openings.facts.beats.on_day.items():
                if limit < min(found.need, (found.open & here).bit_count()):
                    most[day], rules[day] = max(0, limit), named
            self._known[leaf, subject] = Cap((leaf, subject), most, rules)
        return self._known[leaf, subject]

    def _of_sport(self, leaf: str, subject: str) -> Cap:
        """What is left of all sport for a day once the other days have had what makes them active enough."""
        days = self._sport.get(leaf, [])
        sport = {one.course.id: one for each in days for one in each.courses}
        group = (leaf, "", *sport)
        if not any(subject in each.subjects for each in days) or not self._exact(sport.values()):
            return Cap(group, {}, {})
        if group not in self._known:
            least = {each.day: each.amount for each in days}
            spare = sum(one.need for one in sport.values()) - sum(least.values())
            every = self.openings.facts.beats.on_day
            most = {day: max(0, spare + least.get(day, 0)) for day in every}
            self._known[group] = Cap(group, most, dict.fromkeys(most, ACTIVE))
        return self._known[group]

    def _exact(self, openings: Iterable[Opening]) -> bool:
        """Whether these courses have all their lessons and no more."""
        bound = self.openings.facts.bound
        return all(o.need == o.course.periods and bound("course_hours", o.course.id) for o in openings)


def _least(course: str, caps: list[Cap]) -> Cap:
    """The cap of a class; where a course has several classes, one of its own with the least of theirs."""
    if len(caps) == 1:
        return caps[0]
    most: dict[int, int] = {}
    rules: dict[int, frozenset[str]] = {}
    for cap in caps:
        for day, count in cap.most.items():
            if count < most.get(day, MANY):
                most[day], rules[day] = count, cap.rules[day]
    return Cap((course,), most, rules)
