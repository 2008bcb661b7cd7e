"""Kinds of change as a line of the sheet 方案 says them: their words, and which fields stand in which column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scheduler.domain.text import Text
from scheduler.io.workbook import plain
from scheduler.io.workbook.names import Finder, Names


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change as a line says it: its word, and which fields stand in 对象, 时间 and 改为.

    `finder` knows what 对象 names where it has to be known; `to_finder` the same of 改为, whose type `to_type` says.
    """

    id: str
    title: Text
    target: str
    finder: Callable[[Names], Finder] | None = None
    times: str = ""
    to: str = ""
    to_type: str = "name"
    to_finder: Callable[[Names], Finder] | None = None
    needs_times: bool = False


def _teachers(names: Names) -> Finder:
    return names.teachers


def _rooms(names: Names) -> Finder:
    return names.rooms


def _courses(names: Names) -> Finder:
    return names.courses


KINDS: tuple[Kind, ...] = (
    Kind("teacher_away", Text("teacher away", "教师不在"), "teacher", _teachers, "times", needs_times=True),
    Kind("teacher_days", Text("teacher comes on days", "只在几天来"), "teacher", _teachers, "days", needs_times=True),
    Kind("teacher_comes", Text("teacher can come", "教师可以来"), "teacher", _teachers, "times", needs_times=True),
    Kind("teacher_replaced", Text("teacher replaced", "换教师"), "teacher", _teachers, to="by"),
    Kind("teacher_leaves", Text("teacher leaves", "教师离开"), "teacher", _teachers, "", "by", "names", _teachers),
    Kind("room_closed", Text("room closed", "场地停用"), "room", _rooms, "times", needs_times=True),
    Kind("room_places", Text("places of a room", "场地容量"), "room", _rooms, "", "places", "number"),
    Kind("room_added", Text("room added", "增加场地"), "room", None, "", "places", "number"),
    Kind("course_parts", Text("hours of a course", "课程周课时"), "course", _courses, "", "parts", "parts"),
    Kind("plan_changed", Text("plan changed", "改课程计划"), "subject", None, "", "periods", "number"),
    Kind("class_added", Text("class added", "增加班级"), "id", None, "", "like", "name", lambda n: n.classes),
    Kind("lesson_fixed", Text("lesson fixed", "固定一节"), "course", _courses, "at", needs_times=True),
    Kind("meeting_moved", Text("meeting moved", "会议改时间"), "meeting", _courses, "at"),
    Kind("meeting_added", Text("meeting added", "增加会议"), "id", None, "at", "groups", "names", lambda n: n.teams),
    Kind("meeting_dropped", Text("meeting dropped", "取消会议"), "meeting", _courses),
    Kind("rule_changed", Text("rule set", "设规则"), "rule", None),
    Kind("rule_level", Text("rule level", "规则级别"), "id", None, "", "level"),
    Kind("bells_shifted", Text("bells shifted", "作息推移"), "bells", lambda n: n.bells, "", "minutes", "number"),
    Kind("breaks_lengthened", Text("breaks longer", "课间加长"), "bells", lambda n: n.bells, "", "minutes", "number"),
)
"""Every kind that a line can say; a whole bell schedule and days of the calendar have sheets or files of their own."""

LISTS = frozenset({"grades", "courses", "pools", "groups", "teachers", "bells", "by"})
"""Fields that are lists also where one name stands alone."""


LEVELS = {
    plain.key(word): level
    for level, words in (
        ("hard", ("hard", "must", "必须")),
        ("relaxable", ("relaxable", "should", "尽量必须")),
        ("soft", ("soft", "wish", "尽量")),
    )
    for word in words
}
