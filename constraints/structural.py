"""Rules without which a table is no timetable: always hard, for everyone; no rule of its own."""

from __future__ import annotations

from constraints.setting_faults import where
from scheduler.domain.policy import Level, RuleSetting
from scheduler.domain.text import Fault, Text, joined
from scheduler.rules.base import Rule

_FEWER = Text("change how many lessons the course has", "请改课程的课时")
_PLACES = Text("change how many places the room has, or its closed times", "请改场地的容量或停用时间")
_GROUPS = Text("divide the class into groups, or make the course a pull-out", "请给班级分组，或把课程设为抽离")
_TEACHERS = Text("name another teacher, or put the classes into one course", "请换一位教师，或把几个班并为一门合班课")

INSTEAD: dict[str, Text] = {
    "every_lesson_placed": _FEWER,
    "course_hours": _FEWER,
    "class_clash": _GROUPS,
    "teacher_clash": _TEACHERS,
    "room_clash": _PLACES,
    "room_capacity": _PLACES,
}
"""Structural rules, and what a school changes instead of the rule."""


def weakened(rule: type[Rule], own: RuleSetting) -> list[Fault]:
    """The fault of a setting that switches off, softens, narrows or excepts a structural rule."""
    if rule.id not in INSTEAD:
        return []
    tried = (
        (own.off, Text("switched off", "停用")),
        (own.level not in (None, Level.HARD), Text("a lower level", "降低级别")),
        (not own.scope.everyone, Text("a scope", "适用范围")),
        (bool(own.exceptions), Text("an exception", "例外")),
    )
    if not (found := [what for wrong, what in tried if wrong]):
        return []
    told = Text(
        "“{name}” is always hard and holds for everyone; not possible: {what}",
        "“{name}”只能是硬性规则，对全校有效；不能设置：{what}",
    )
    return [Fault(where(own), told.format(name=rule.name, what=joined(found)), INSTEAD[rule.id])]
