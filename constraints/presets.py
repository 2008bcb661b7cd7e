"""Ready sets of rules, as tables; `settings` fits one to a school. Names with @ are explained in shorthand.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from constraints.hours import by_grade, of_courses
from constraints.shorthand import filled
from scheduler.domain.policy import Level, RuleSetting, Scope
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks

PRIMARY, JUNIOR, SECONDARY = ("@0-6",), ("@7-9",), ("@7-12",)
"""A grade without a number is held to the primary figures, the strictest."""

OFTEN = 5
"""Weekly periods from which a subject should be taught every day."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A named set of rule settings."""

    id: str
    name: Text
    about: Text
    table: tuple[RuleSetting, ...]


def _law(rule: str, source: str, instance: str = "", grades: tuple[str, ...] = (), **params: Any) -> RuleSetting:
    return RuleSetting(id=rule, instance=instance, scope=Scope(grades=grades), params=params, source=source)


def _wish(rule: str, weight: int, instance: str = "", **params: Any) -> RuleSetting:
    return RuleSetting(id=rule, instance=instance, level=Level.SOFT, weight=weight, params=params, source="quality")


def _pe_first(level: Level, source: str) -> RuleSetting:
    law = _law("period_ban", source, "period_ban#pe_first", subjects=("@sport",), periods=(1,))
    return law.model_copy(update={"level": level, "weight": 2})


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
    _wish("core_in_morning", 2),
    _wish("period_ban", 4, "period_ban#core_last", subjects=("@core",), periods=(-1,)),
    _wish("days_between", 2),
    _wish("subject_days", 3, "subject_days#often"),
    _wish("teacher_gaps", 1),
    _wish("teacher_daily_load", 2, "teacher_daily_load#even", even=True),
    _wish("teacher_daily_load", 1, "teacher_daily_load#floor", limit=30, floor=True),
    _wish("teacher_in_step", 1, subjects=("@core",)),
    _wish("preferred_times", 1),
)
"""The default wishes and their weights; `subject_days#often` gets its subjects grade by grade."""

NATIONAL_2021: tuple[RuleSetting, ...] = (
    _law("daily_hours_cap", "学校卫生工作条例、GB/T 17223", "daily_hours_cap#primary", PRIMARY, cap=360),
    _law("daily_hours_cap", "学校卫生工作条例、GB/T 17223", "daily_hours_cap#junior", JUNIOR, cap=420),
    _law("school_day_bounds", "2021 年睡眠管理通知", "school_day_bounds#primary", PRIMARY, earliest=500),
    _law("school_day_bounds", "2021 年睡眠管理通知", "school_day_bounds#secondary", SECONDARY, earliest=480),
    _law("daily_activity", "每天体育活动 1 小时（daily-activity-1h）", minimum=60),
    _law("long_break_free", "2021 年体质管理通知", minutes=30, per_day=1),
    _law("breaks_protected", "不占用课间午间（breaks-protected）", break_min=10, noon_min=60),
    _law("protected_subjects", "严禁挤占音体美等课时（protect-subjects）"),
    _law("plan_hours", "开齐课程、开足课时（course-hours-exact）"),
    _pe_first(Level.SOFT, "体育课不排第1节"),
)

NATIONAL_2025: tuple[RuleSetting, ...] = (
    _law("daily_activity", "2025 年每天体育活动 2 小时", "daily_activity#two_hours", minimum=120, count_breaks=True),
    _law("long_break_free", "2025 年上下午大课间", minutes=30, per_day=2),
    _law("breaks_protected", "2025 年课间 15 分钟", break_min=15),
    _law("subject_days", "每天一节体育课（pe-hours）", "subject_days#daily_pe", subjects=("@sport",)),
    _pe_first(Level.RELAXABLE, "体育课不排第1节"),
)

PRESETS: tuple[Preset, ...] = (
    Preset(
        "plain",
        Text("Plain", "通用"),
        Text("Clashes, spread and teachers' comfort; no policy.", "只管冲突、均匀和教师作息，不含政策要求。"),
        COMFORT + QUALITY,
    ),
    Preset(
        "national-2021",
        Text("National rules of 2021", "国家规定（2021）"),
        Text(
            "Six hours a day, an hour of activity, a long break, protected subjects, full hours.",
            "每天 6 小时、体育活动 1 小时、大课间、不挤占、开齐开足。",
        ),
        COMFORT + NATIONAL_2021 + QUALITY,
    ),
    Preset(
        "national-2025",
        Text("National rules of 2025", "国家规定（2025）"),
        Text(
            "Over those of 2021: two hours of activity, two long breaks, breaks of 15 minutes, PE every day.",
            "在 2021 年规定之上：每天活动 2 小时、上下午大课间、课间 15 分钟、每天一节体育课。",
        ),
        COMFORT + NATIONAL_2021 + NATIONAL_2025 + QUALITY,
    ),
)


def settings(preset: Preset, problem: Problem) -> tuple[RuleSetting, ...]:
    """A preset for one school; what speaks of grades or subjects the school does not have is left out."""
    out: list[RuleSetting] = []
    for setting in preset.table:
        told = setting.model_copy(update={"source": f"{preset.id}：{setting.source}".rstrip("：")})
        for one in _often(told, problem) if setting.instance == "subject_days#often" else (told,):
            fitted, empty = filled(problem, one)
            if not empty:
                out.append(fitted)
    return tuple(out)


def _often(setting: RuleSetting, problem: Problem) -> Iterator[RuleSetting]:
    """One setting for each group of grades with the same subjects taught five times a week or more."""
    plan = by_grade(problem.plan)
    grades: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for grade in problem.grades:
        home = next((one.id for one in problem.classes if one.grade == grade.id), "")
        weekly = plan.get(grade.id) or of_courses(problem, home)
        often = tuple(s.id for s in problem.subjects if weekly.get(s.id, {}).get(Weeks.ALL, 0) >= OFTEN)
        if often:
            grades[often].append(grade.id)
    for number, (subjects, ids) in enumerate(grades.items(), start=1):
        instance = setting.instance if number == 1 else f"{setting.instance}-{number}"
        update = {"instance": instance, "scope": Scope(grades=tuple(ids)), "params": {"subjects": subjects}}
        yield setting.model_copy(update=update)
