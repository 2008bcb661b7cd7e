"""Rows of the presets' tables, and what every timetable keeps; no rule of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scheduler.domain.policy import Level, RuleSetting, Scope

PRIMARY, JUNIOR, SECONDARY = ("@0-6",), ("@7-9",), ("@7-12",)
"""A grade without a number is held to the primary figures, the strictest."""


def law(
    rule: str,
    source: str,
    instance: str = "",
    grades: tuple[str, ...] = (),
    level: Level | None = None,
    taught: tuple[str, ...] = (),
    **params: Any,
) -> RuleSetting:
    """What a policy or a plan asks of some grades and who is taught some subjects, at the rule's own level unless told.

    `params` are the rule's own settings.
    """
    scope = Scope(grades=grades, subjects=taught)
    return RuleSetting(id=rule, instance=instance, scope=scope, level=level, params=params, source=source)


def wish(rule: str, weight: int, instance: str = "", **params: Any) -> RuleSetting:
    """One of the default wishes."""
    return RuleSetting(id=rule, instance=instance, level=Level.SOFT, weight=weight, params=params, source="quality")


def pe_first(level: Level, source: str) -> RuleSetting:
    """No sport in the first period."""
    row = law("period_ban", source, "period_ban#pe_first", level=level, subjects=("@sport",), periods=(1,))
    return row.model_copy(update={"weight": 2})


def by_grade(rule: str, source: str, setting: str, values: Sequence[int], **params: Any) -> tuple[RuleSetting, ...]:
    """One instance a grade (`rule#1` …), so that two presets' figures meet grade by grade."""
    rows = []
    for number, value in enumerate(values, start=1):
        own: dict[str, Any] = {setting: value, **params}
        rows.append(law(rule, source, f"{rule}#{number}", (f"@{0 if number == 1 else number}-{number}",), **own))
    return tuple(rows)


STRUCTURE: tuple[RuleSetting, ...] = (
    RuleSetting(id="every_lesson_placed"),
    RuleSetting(id="course_hours"),
    RuleSetting(id="class_clash"),
    RuleSetting(id="teacher_clash"),
    RuleSetting(id="room_clash"),
    RuleSetting(id="unavailable"),
    RuleSetting(id="fixed_lessons"),
    RuleSetting(id="room_suitable"),
    RuleSetting(id="room_capacity"),
    RuleSetting(id="block_pattern"),
)
"""What every timetable keeps, with or without a preset."""

COMFORT: tuple[RuleSetting, ...] = (
    RuleSetting(id="subject_per_day"),
    RuleSetting(id="group_meeting"),
    RuleSetting(id="teacher_daily_load", level=Level.RELAXABLE, params={"limit": 5}),
    RuleSetting(id="teacher_consecutive", level=Level.RELAXABLE, params={"limit": 3}),
)
"""Spread, meetings and teachers' days; relaxable where one heavy load would make a school impossible."""

QUALITY: tuple[RuleSetting, ...] = (
    wish("core_in_morning", 2),
    wish("period_ban", 4, "period_ban#core_last", subjects=("@core",), periods=(-1,)),
    wish("days_between", 2),
    wish("subject_days", 3, "subject_days#often"),
    wish("teacher_gaps", 1),
    wish("teacher_daily_load", 2, "teacher_daily_load#even", even=True),
    wish("teacher_daily_load", 1, "teacher_daily_load#floor", limit=30, floor=True),
    wish("teacher_in_step", 1, subjects=("@core",)),
    wish("preferred_times", 1),
)
"""The default wishes and their weights; `subject_days#often` gets its subjects grade by grade."""
