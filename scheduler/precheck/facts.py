"""Facts: which rules bind whom at the levels in question, and how many places rooms have at a beat."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from scheduler.domain.curriculum import Course
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, joined, same
from scheduler.domain.time import Slot, Weeks
from scheduler.precheck.beats import Beats
from scheduler.rules.base import Rule

MANY = 1_000_000
"""More lessons than any school has: no limit."""


class Facts:
    """A school with the rules that may not be broken."""

    def __init__(self, problem: Problem, rules: Sequence[Rule], levels: frozenset[Level], beats: Beats) -> None:
        self.problem = problem
        self.index = problem.index
        self.rules = tuple(rule for rule in rules if rule.level in levels or rule.exceptions)
        self.levels = levels
        self.beats = beats
        self.weeks: tuple[Weeks, ...] = (Weeks.ALL,) if self.index.cycle == 1 else (Weeks.ODD, Weeks.EVEN)
        self._by_id: dict[str, list[Rule]] = {}
        for rule in self.rules:
            self._by_id.setdefault(rule.id, []).append(rule)
        self._plain = {
            name: tuple(found)
            for name, found in self._by_id.items()
            if all(one.scope.everyone and not one.exceptions for one in found)
        }
        self._bound: dict[tuple[str, ...], tuple[Rule, ...]] = {}
        self.halves: dict[tuple[str, int, bool], list[list[int]]] = {}

    # -- rules -------------------------------------------------------------------------------------------

    def used(self, rule: str) -> bool:
        """Whether any rule of this id may not be broken."""
        return rule in self._by_id

    def bound(self, rule: str, *owners: str) -> tuple[Rule, ...]:
        """Rules of this id as they bind these owners together."""
        if rule in self._plain:
            return self._plain[rule]
        rules = self._by_id.get(rule)
        if rules is None:
            return ()
        key = (rule, *owners)
        if key not in self._bound:
            binding = (one.at(self.problem, *owners) for one in rules)
            self._bound[key] = tuple(one for one in binding if one is not None and one.level in self.levels)
        return self._bound[key]

    def for_subject(self, rule: str, leaf: str, subject: str) -> list[Rule]:
        """Rules of this id that bind a leaf's lessons in a subject; `subjects` empty means all."""
        found = self.bound(rule, leaf, subject)
        return [one for one in found if not (named := setting(one, "subjects", ())) or subject in named]

    # -- places ------------------------------------------------------------------------------------------

    @cached_property
    def needs(self) -> dict[str, frozenset[str]]:
        """Room needs whose places may not be exceeded."""
        found = self.index.room_needs if self.used("room_capacity") else {}
        return {need: rooms for need, rooms in found.items() if self.bound("room_capacity", need)}

    def rooms_of(self, course: Course) -> frozenset[str]:
        """Rooms whose places a course's lessons take, empty where they take none that are counted."""
        if not course.room or not course.room_strict or not self.used("room_capacity"):
            return frozenset()
        return self.index.lesson_needs(course.id, ())

    def places(self, rooms: frozenset[str], beat: int, weeks: Weeks) -> int:
        """Lessons that some rooms hold at a beat."""
        return self.index.places(rooms, self.beats.moment(beat), weeks)

    # -- words -------------------------------------------------------------------------------------------

    def beat_name(self, beat: int) -> Text:
        """A beat as day and period."""
        return self.slot_name(self.beats.slot(beat))

    def slot_name(self, slot: Slot) -> Text:
        """A lesson period as day and number."""
        day = self.index.day_name(slot.day)
        return Text(f"{day.en} period {slot.period}", f"{day.zh}第{slot.period}节")

    def names(self, ids: Sequence[str], most: int = 5) -> Text:
        """Some names, the rest as a number."""
        shown = joined([same(self.index.title(one)) for one in ids[:most]])
        if len(ids) <= most:
            return shown
        return Text(f"{shown.en} and {len(ids) - most} more", f"{shown.zh}等 {len(ids)} 个")


def setting(rule: Rule, name: str, default: Any) -> Any:
    """A setting of a rule, read by name: pre-checks do not know the rules' classes."""
    return getattr(rule, name, default)


def in_weeks(text: Text, weeks: Weeks) -> Text:
    """A sentence with the weeks it is true of."""
    if weeks is Weeks.ALL:
        return text
    odd = weeks is Weeks.ODD
    return Text(f"{'Odd' if odd else 'Even'} weeks: {text.en}", f"{'单周' if odd else '双周'}：{text.zh}")
