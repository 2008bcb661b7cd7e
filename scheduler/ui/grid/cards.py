"""Cards: how a lesson looks in the week of a class, of a teacher, of a room, and in the whole school's table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from scheduler.domain.school import Family
from scheduler.domain.text import Text
from scheduler.domain.timetable import Lesson
from scheduler.ui.grid.table import BLOCK, FIXED, LOCKED, PROTECTED, Table

PULLED = Text("pull-out", "抽离")


class Card(TypedDict):
    """One lesson as drawn: title, lines below, colour family, protected or not, sign, and all of it in words.

    The names are short because a whole school's table holds a thousand of them.
    """

    t: str
    l: list[str]  # noqa: E741
    f: str
    p: bool
    lock: str
    a: str


Drawn = Callable[[Table, Lesson], tuple[str, list[str]]]
"""Title and lines of a card."""


def in_class(table: Table, lesson: Lesson) -> tuple[str, list[str]]:
    """Subject; then who, where it is not the whole class, teachers and foreign room."""
    index = table.problem.index
    home = index.class_of(lesson.sets[0]) if lesson.sets else None
    alone = home is not None and len(lesson.sets) == 1 and lesson.sets[0] == home.id
    who = "" if alone else table.pupils(lesson)
    course = index.courses.get(lesson.course or "")
    pulled = course is not None and course.kind.value == "pull_out"
    marks = table.say(PULLED) if pulled else ""
    return table.subject(lesson), [_joined(marks, who), _joined(table.teachers(lesson), table.rooms(lesson))]


def of_teacher(table: Table, lesson: Lesson) -> tuple[str, list[str]]:
    """Classes; subject and foreign room. Of a meeting its name."""
    if not lesson.sets:
        return _meeting(table, lesson), [table.rooms(lesson)]
    return table.pupils(lesson), [table.subject(lesson), table.rooms(lesson)]


def in_room(table: Table, lesson: Lesson) -> tuple[str, list[str]]:
    """Classes; subject and teachers."""
    if not lesson.sets:
        return _meeting(table, lesson), [table.teachers(lesson)]
    return table.pupils(lesson), [_joined(table.subject(lesson), table.teachers(lesson))]


def in_school(table: Table, lesson: Lesson) -> tuple[str, list[str]]:
    """The short subject and the teacher."""
    return table.subject(lesson, short=True), [table.teachers(lesson)]


def parked(table: Table, lesson: Lesson) -> tuple[str, list[str]]:
    """Who and what; by whom."""
    return _joined(table.pupils(lesson), table.subject(lesson)), [table.teachers(lesson)]


def card(table: Table, lesson: Lesson, drawn: Drawn) -> Card:
    """One card."""
    title, lines = drawn(table, lesson)
    sign = table.sign(lesson)
    notes = [
        table.say(BLOCK, n=lesson.duration) if lesson.duration > 1 else "",
        table.say(PROTECTED) if table.protected(lesson) else "",
        {"lock": table.say(LOCKED), "pin": table.say(FIXED)}.get(sign, ""),
    ]
    said = table.say(Text(", ", "；")).join(note for note in notes if note)
    brackets = Text(" ({notes})", "（{notes}）")
    return {
        "t": title,
        "l": [line for line in lines if line],
        "f": family(table, lesson).value,
        "p": table.protected(lesson),
        "lock": sign,
        "a": table.words(lesson) + (table.say(brackets, notes=said) if said else ""),
    }


def family(table: Table, lesson: Lesson) -> Family:
    """The colour family: a meeting is one whatever its subject."""
    known = table.problem.index.subjects.get(lesson.subject)
    if not lesson.sets:
        return Family.MEETING
    return known.family if known is not None else Family.SCHOOL


def _meeting(table: Table, lesson: Lesson) -> str:
    course = table.problem.index.courses.get(lesson.course or "")
    return course.name if course is not None and course.name else table.subject(lesson)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
