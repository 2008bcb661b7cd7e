"""A school as a FET file, and a timetable in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.io.fet.export.book import Book, Node, element
from scheduler.io.fet.export.closed import closed_times, fixed_lessons
from scheduler.io.fet.export.lessons import activities
from scheduler.io.fet.export.placed import placed_lessons
from scheduler.io.fet.export.pupils import students
from scheduler.io.fet.export.rooms import needed_rooms, rooms
from scheduler.io.fet.export.rules import said_rules
from scheduler.io.fet.tags import COMMENTS
from scheduler.io.imported import Note
from scheduler.io.timetable.files import replace_file
from scheduler.rules.base import Rule

VERSION = "6.8.5"


def write_fet(
    problem: Problem, target: Path, *, rules: Sequence[Rule] = (), timetable: Timetable | None = None
) -> tuple[Note, ...]:
    """Write a school for FET, with a timetable locked in where one is given; what FET cannot say."""
    content, notes = exported(problem, rules, timetable)
    replace_file(target, content)
    return notes


def exported(
    problem: Problem, rules: Sequence[Rule] = (), timetable: Timetable | None = None
) -> tuple[bytes, tuple[Note, ...]]:
    """The file's content, and what FET cannot say of the school."""
    book = Book(problem)
    index = problem.index
    for subject in problem.subjects:
        book.subjects.add(subject.id, index.title(subject.id))
    for teacher in problem.teachers:
        book.teachers.add(teacher.id, index.title(teacher.id))
    pupils = students(book)
    buildings, room_list = rooms(book)
    lessons = activities(book, timetable)
    closed_times(book)
    fixed_lessons(book)
    needed_rooms(book)
    said_rules(book, rules)
    placed_lessons(book)
    root = etree.Element("fet", version=VERSION)
    week: tuple[Node, ...] = (
        ("Mode", "Official"),
        ("Institution_Name", problem.school),
        ("Comments", " ".join(word for word in (problem.term, problem.version) if word)),
        ("Days_List", [("Number_of_Days", len(book.days)), *_named("Day", book.days)]),
        ("Hours_List", [("Number_of_Hours", len(book.hours)), *_named("Hour", book.hours)]),
        ("Subjects_List", [("Subject", (("Name", name), COMMENTS)) for name in book.subjects.names.values()]),
        ("Activity_Tags_List", [_tag(name) for name in book.tags.names.values()]),
        ("Teachers_List", [_teacher(book, an_id, name) for an_id, name in book.teachers.names.items()]),
        pupils,
        lessons,
        buildings,
        room_list,
    )
    root.extend(element(node) for node in week)
    root.extend((book.time, book.space))
    etree.indent(root, space="\t")
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return text + b"\n", tuple(book.notes)


def _named(tag: str, names: Sequence[str]) -> list[Node]:
    return [(tag, (("Name", name),)) for name in names]


def _tag(name: str) -> Node:
    return ("Activity_Tag", (("Name", name), ("Printable", "true"), COMMENTS))


def _teacher(book: Book, an_id: str, name: str) -> Node:
    teacher = book.problem.index.teachers.get(an_id)
    known = [book.subjects[one] for one in (teacher.subjects if teacher else ()) if one in book.subjects.names]
    qualified: Node = ("Qualified_Subjects", [("Qualified_Subject", one) for one in dict.fromkeys(known)])
    return ("Teacher", (("Name", name), ("Target_Number_of_Hours", 0), qualified, COMMENTS))
