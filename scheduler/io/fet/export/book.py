"""The FET file in the making: its names, its activities, its two lists of constraints, and what it cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from scheduler.domain.curriculum import Course
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import TimeRange, Weeks
from scheduler.domain.timetable import Lesson
from scheduler.io.fet.tags import SPACE, TIME
from scheduler.io.fet.xml import Element
from scheduler.io.imported import Note, NoteKind

Slot = tuple[int, int]
"""(day, hour), both from 1."""
Node: TypeAlias = "tuple[str, str | int | Sequence[Node]]"
"""An element: its tag, and its text or its children."""
CERTAIN = 100.0


@dataclass(frozen=True, slots=True)
class Activity:
    """One lesson of one course, or two that alternate in odd and even weeks; `lessons` say where it is placed."""

    id: int
    courses: tuple[Course, ...]
    duration: int
    lessons: tuple[Lesson, ...] = ()


@dataclass
class Names:
    """Names of one kind of thing in the file, all different, by the id each has in the school."""

    names: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def add(self, an_id: str, title: str = "") -> str:
        """A name for an id: its title where nothing else is called so, else with the id or a number."""
        plain = written(title or an_id)
        numbered = (f"{plain} {number}" for number in range(2, len(self.taken) + 3))
        name = next(one for one in (plain, f"{plain} ({written(an_id)})", *numbered) if one not in self.taken)
        self.taken.add(name)
        self.names[an_id] = name
        return name

    def __getitem__(self, an_id: str) -> str:
        return self.names[an_id] if an_id in self.names else self.add(an_id)


class Book:
    """One export. `of_course` gives the ids of each course's activities, `room_names` the rooms each room became."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.days = [written(problem.index.day_name(day).zh) for day in problem.days]
        longest = max(bell.periods(day) for bell in problem.bells for day in problem.days)
        self.hours = [str(hour) for hour in range(1, longest + 1)]
        self.subjects, self.teachers, self.sets, self.rooms, self.tags = Names(), Names(), Names(), Names(), Names()
        self.room_names: dict[str, tuple[str, ...]] = {}
        self.activities: list[Activity] = []
        self.of_course: dict[str, list[int]] = {}
        self.time, self.space = etree.Element(TIME), etree.Element(SPACE)
        self.notes: list[Note] = []
        self.require(self.time, "ConstraintBasicCompulsoryTime")
        self.require(self.space, "ConstraintBasicCompulsorySpace")

    def note(self, text: Text, **facts: object) -> None:
        """Tell what the file cannot say."""
        self.notes.append(Note(NoteKind.LEFT_OUT, text.format(**facts)))

    def require(self, into: Element, kind: str, *fields: Node, weight: float = CERTAIN) -> None:
        """Append a constraint."""
        ends = (("Active", "true"), ("Comments", ""))
        node = (kind, (("Weight_Percentage", f"{weight:.10g}"), *fields, *ends))
        into.append(element(node))

    def slots(self) -> list[Slot]:
        """Every hour of the week."""
        return [(day, hour) for day in self.problem.days for hour in range(1, len(self.hours) + 1)]

    def closed(self, ranges: tuple[TimeRange, ...], bells: Iterable[str]) -> set[Slot]:
        """Hours that some closed times reach into, in one of the schedules, in some week."""
        index, covered = self.problem.index, self.problem.timeline.covered
        if not ranges:
            return set()
        return {
            (day, hour)
            for day, hour in self.slots()
            if any(index.hits(ranges, covered(bell, day, hour), Weeks.ALL) for bell in bells)
        }

    def times(self, tag: str, day: str, hour: str, slots: Iterable[Slot]) -> list[Node]:
        """Times as children that each name a day and an hour, their number first."""
        found = sorted(slots)
        nodes: list[Node] = [(tag, ((day, self.days[d - 1]), (hour, self.hours[h - 1]))) for d, h in found]
        return [(f"Number_of_{tag}s", len(found)), *nodes]

    def ids(self, courses: Iterable[str]) -> list[int]:
        """Ids of the activities of some courses."""
        return [an_id for course in courses for an_id in self.of_course.get(course, ())]


def element(node: Node) -> Element:
    """A node as an element."""
    tag, content = node
    out = etree.Element(tag)
    if isinstance(content, (str, int)):
        out.text = written(str(content))
    else:
        for child in content:
            out.append(element(child))
    return out


def written(text: str) -> str:
    """A text without characters XML has no place for, on one line."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
