"""From a shortage or a finding to the table or the rule in which it can be changed."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.io.workbook import book
from scheduler.precheck import Shortage
from scheduler.rules.base import Rule
from scheduler.ui import state

TABLE = Text("Open {sheet}", "打开{sheet}")
RULE = Text("Open the rule", "看规则")
STRUCTURE = frozenset({"every_lesson_placed", "class_clash", "teacher_clash", "room_clash", "unavailable"})
"""Rules nobody can change."""
SHEETS: dict[str, tuple[str, ...]] = {
    "rooms": ("room_capacity", "room_clash", "room_suitable", "wet_weather", "room_times"),
    "teams": ("group_meeting", "teacher_free"),
    "fixed": ("fixed_lessons",),
    "bells": ("daily_hours_cap", "school_day_bounds", "long_break_free", "breaks_protected", "lesson_length"),
    "plan": ("plan_hours", "course_hours", "weekly_must_have", "daily_activity"),
    "teachers": ("teacher_weekly_load", "teacher_daily_load", "teacher_days", "unavailable", "travel"),
    "teaching": ("teacher_clash", "qualified_teachers"),
}
"""Where what a rule counts is written down."""


@dataclass(frozen=True, slots=True)
class Way:
    """A button: where it leads, and what it says."""

    words: Text
    page: str
    target: str

    def go(self) -> None:
        """Go there."""
        if self.page == "school":
            state.want("school_part", "tables")
            state.want("sheet", self.target)
        else:
            state.want("rule_asked", self.target)
        state.go(self.page)


def ways_to(problem: Problem, shortage: Shortage) -> tuple[Way, ...]:
    """At most two: the table that holds what is short, and the rule that asks for it."""
    return (*_tables(problem, shortage.owners, shortage.rules), *_rule(shortage.rules))[:2]


def ways_of(problem: Problem, rule: Rule, owners: tuple[str, ...]) -> tuple[Way, ...]:
    """The same of a rule's finding."""
    return (*_tables(problem, owners, (rule.id,)), *_rule((rule.id,)))[:2]


def _tables(problem: Problem, owners: tuple[str, ...], rules: tuple[str, ...]) -> tuple[Way, ...]:
    index = problem.index
    first = owners[0] if owners else ""
    sheet = next((s for s, ids in SHEETS.items() if any(rule in ids for rule in rules)), "")
    if first in index.rooms or first in index.pools:
        sheet = "rooms"
    elif first in index.teachers and sheet not in ("teams", "fixed"):
        sheet = "teachers"
    elif not sheet:
        sheet = "plan" if first in index.classes or first in index.grades else "teaching"
    return (Way(TABLE.format(sheet=book.title_of(sheet)), "school", sheet),)


def _rule(rules: tuple[str, ...]) -> tuple[Way, ...]:
    return tuple(Way(RULE, "rules", rule) for rule in rules if rule not in STRUCTURE)[:1]
