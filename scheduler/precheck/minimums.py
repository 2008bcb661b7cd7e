"""Minimums: how many lessons of a subject a class must have on a day, whatever the timetable.

Three things force lessons onto days: the activity minutes of the day, a subject that must be on that many days,
and a weekly number that the daily limit lets fit only if each day takes its share.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from scheduler.domain.text import Text
from scheduler.domain.time import PeriodKind, Weeks
from scheduler.precheck.facts import MANY, Facts, setting
from scheduler.precheck.openings import Opening, Openings

DAY_MINIMUMS = frozenset({"subject_per_day", "subject_days", "daily_activity", "course_hours"})
"""Rules that decide how many lessons a day must hold."""


class Subject(NamedTuple):
    """A leaf's lessons of one subject in a week: `caps` and `least` are lessons by day."""

    leaf: str
    subject: str
    openings: tuple[Opening, ...]
    need: int
    open: int
    limit: int
    days_wanted: int
    rules: tuple[str, ...]
    caps: dict[int, int]
    least: dict[int, int]


class Minimum(NamedTuple):
    """At least `amount` lessons of these courses on a day, for one leaf; `closed` ones cannot stand that day."""

    leaf: str
    day: int
    amount: int
    courses: tuple[Opening, ...]
    closed: tuple[Opening, ...]
    subjects: tuple[str, ...]
    sport: bool
    rules: tuple[str, ...]


class Minimums:
    """What each day of each leaf must hold in one week of the cycle."""

    def __init__(self, openings: Openings, weeks: Weeks) -> None:
        self.openings, self.weeks = openings, weeks
        self.facts: Facts = openings.facts
        self._sport = self._sport_subjects()
        self._shares: dict[tuple[object, ...], tuple[dict[int, int], dict[int, int]]] = {}

    @classmethod
    def shared(cls, openings: Openings, weeks: Weeks) -> Minimums:
        """The minimums of a week, worked out once for all checks."""
        if weeks not in openings.minimums:
            openings.minimums[weeks] = cls(openings, weeks)
        return openings.minimums[weeks]

    @cached_property
    def subjects(self) -> dict[str, list[Subject]]:
        """Each leaf's subjects whose days are limited or asked for."""
        out: dict[str, list[Subject]] = {}
        watched = self.facts.used("subject_per_day") or self.facts.used("subject_days")
        for leaf, found in self.openings.of_leaf.items() if watched else ():
            taught: dict[str, list[Opening]] = {}
            for one in found:
                if one.course.weeks.meets(self.weeks):
                    taught.setdefault(one.course.subject, []).append(one)
            out[leaf] = [made for s, mine in taught.items() if (made := self._subject(leaf, s, mine)) is not None]
        return out

    def _subject(self, leaf: str, subject: str, mine: list[Opening]) -> Subject | None:
        facts = self.facts
        per_day = facts.for_subject("subject_per_day", leaf, subject)
        on_days = [r for r in facts.bound("subject_days", leaf, subject) if subject in setting(r, "subjects", ())]
        if not per_day and not on_days:
            return None
        need = mask = longest = weekly = lessons = 0
        for one in mine:
            need += one.need
            mask |= one.open
            longest = max(longest, one.course.lengths[-1])
            weekly += one.course.periods
            lessons += one.course.lessons
        automatic = max(-(-weekly // len(facts.problem.days)), longest)
        limit = min([setting(rule, "limit", 0) or automatic for rule in per_day], default=MANY)
        wanted = 0
        if on_days:
            bell = facts.index.bell_of_pupil(leaf)
            school_days = sum(1 for day in facts.problem.days if bell.periods(day))
            wanted = max(min(setting(rule, "days", 0) or school_days, lessons) for rule in on_days)
        rules = ("subject_per_day",) * bool(per_day) + ("subject_days",) * bool(on_days)
        key = (need, mask, limit, wanted)
        if key not in self._shares:
            self._shares[key] = self._share(*key)
        caps, least = self._shares[key]
        return Subject(leaf, subject, tuple(mine), need, mask, limit, wanted, rules, caps, least)

    def _share(self, need: int, mask: int, limit: int, wanted: int) -> tuple[dict[int, int], dict[int, int]]:
        """Most and fewest lessons by day."""
        caps = {day: min((mask & here).bit_count(), limit, need) for day, here in self.facts.beats.on_day.items()}
        spare = sum(caps.values()) - need
        least = {day: max(0, cap - max(0, spare)) for day, cap in caps.items()}
        if wanted and wanted == sum(1 for cap in caps.values() if cap):
            least = {day: max(least[day], 1) if cap else 0 for day, cap in caps.items()}
        return caps, least

    # -- activity ----------------------------------------------------------------------------------------

    def _sport_subjects(self) -> dict[str, frozenset[str]]:
        subjects = self.facts.problem.subjects
        sport = frozenset(s.id for s in subjects if s.sport)
        return {"sport": sport, "sport_and_extension": sport | {s.id for s in subjects if s.extension}}

    @cached_property
    def sport(self) -> dict[str, list[Minimum]]:
        """For each leaf the days on which sport lessons must make up the activity minutes."""
        out: dict[str, list[Minimum]] = {}
        watched = self.facts.used("daily_activity") and self.facts.used("course_hours")
        for leaf, found in self.openings.of_leaf.items() if watched else ():
            days: dict[int, Minimum] = {}
            for minimum in self._active(leaf, found):
                if minimum.day not in days or minimum.amount > days[minimum.day].amount:
                    days[minimum.day] = minimum
            out[leaf] = list(days.values())
        return out

    def _active(self, leaf: str, found: list[Opening]) -> Iterator[Minimum]:
        facts = self.facts
        bell = facts.index.bell_of_pupil(leaf)
        for rule in facts.bound("daily_activity", leaf) if bell.timed else ():
            named = self._sport[setting(rule, "counts", "sport")]
            mine = tuple(o for o in found if o.course.subject in named and o.course.weeks.meets(self.weeks))
            for day in facts.problem.days:
                if not bell.periods(day):
                    continue
                breaks = setting(rule, "count_breaks", False)
                counted = (r for r in bell.rows(day) if r.sport or (breaks and r.kind is PeriodKind.BREAK))
                moving = sum(r.minutes for r in counted if r.kind is not PeriodKind.LESSON)
                short = setting(rule, "minimum", 60) - moving
                if short > 0:
                    amount = -(-short // max(1, self._longest_lesson(day)))
                    subjects = tuple(sorted({one.course.subject for one in mine} or named))
                    yield Minimum(leaf, day, amount, mine, (), subjects, True, ("daily_activity",))

    def _longest_lesson(self, day: int) -> int:
        bells = self.facts.problem.bells
        return max((b.lesson_row(day, p).minutes for b in bells for p in range(1, b.periods(day) + 1)), default=0)

    # -- all ---------------------------------------------------------------------------------------------

    def of_day(self, day: int) -> Iterator[Minimum]:
        """Everything a day must hold; a leaf's sport as a whole comes before its single subjects."""
        here = self.facts.beats.on_day.get(day, 0)
        leaves = dict.fromkeys((*self.sport, *self.subjects))
        for leaf in leaves:
            singles = [one for one in self.subjects.get(leaf, ()) if one.least.get(day)]
            for minimum in self.sport.get(leaf, ()):
                if minimum.day == day:
                    named = [one for one in singles if one.subject in minimum.subjects]
                    amount = max(minimum.amount, sum(one.least[day] for one in named))
                    rules = (*minimum.rules, *(rule for one in named for rule in one.rules))
                    both = _split(minimum.courses, here)
                    yield Minimum(leaf, day, amount, *both, minimum.subjects, True, tuple(dict.fromkeys(rules)))
            for one in singles:
                both = _split(one.openings, here)
                yield Minimum(leaf, day, one.least[day], *both, (one.subject,), False, one.rules)


def _split(openings: tuple[Opening, ...], here: int) -> tuple[tuple[Opening, ...], tuple[Opening, ...]]:
    return tuple(one for one in openings if one.open & here), tuple(one for one in openings if not one.open & here)


def subject_words(facts: Facts, subjects: tuple[str, ...]) -> Text:
    """Subjects by name."""
    return facts.names(subjects, most=3)
