"""What a FET file has said so far, under its own names, and what is wrong with it or left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from scheduler.domain.school import Room
from scheduler.domain.text import Fault, Text
from scheduler.domain.time import TimeRange
from scheduler.io.fet.names import Ids, Known, V
from scheduler.io.imported import Note, NoteKind

Slot = tuple[int, int]
"""(day, hour), both from 1."""


@dataclass(slots=True)
class Activity:
    """An active activity of the file, by ids; `sets` by the file's names.

    `component` is its place in a split activity, from 1; `size` the number of pupils it states itself.
    """

    id: str
    subject: str
    teachers: tuple[str, ...]
    sets: tuple[str, ...]
    tags: tuple[str, ...]
    duration: int
    component: int
    size: int | None
    leaves: frozenset[str] = frozenset()


class Wish(NamedTuple):
    """Rooms that a constraint wants for an activity, and how much, None where it must be one of them."""

    rooms: tuple[str, ...]
    weight: int | None
    where: str
    kind: str


@dataclass(slots=True)
class Desk:
    """Everything readers of one file share.

    `sets` gives the class or group each set of pupils is, `leaves` the ids of the smallest groups inside it. `away`
    and `shut_rooms` collect closed times by the id of whom or what they close; `settled` gives the virtual room that
    one with chosen real rooms is; `preferred` and `homes` collect the rooms each activity should have. `broken` are
    faulty activities, told of once.
    """

    ids: Ids
    days: Known[int] = field(default_factory=Known)
    hours: Known[int] = field(default_factory=Known)
    subjects: Known[str] = field(default_factory=Known)
    tags: Known[str] = field(default_factory=Known)
    teachers: Known[str] = field(default_factory=Known)
    sets: Known[str] = field(default_factory=Known)
    leaves: Known[tuple[str, ...]] = field(default_factory=Known)
    campuses: Known[str] = field(default_factory=Known)
    rooms: Known[str] = field(default_factory=Known)
    room_ids: Ids = field(default_factory=Ids)
    settled: dict[str, str] = field(default_factory=dict)
    room_facts: dict[str, Room] = field(default_factory=dict)
    size_of: dict[str, int] = field(default_factory=dict)
    preferred: dict[str, list[Wish]] = field(default_factory=dict)
    homes: dict[str, list[Wish]] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)
    inactive: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    away: dict[str, set[Slot]] = field(default_factory=dict)
    shut_rooms: dict[str, set[Slot]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)

    def fault(self, where: str, wrong: Text, right: Text | None = None) -> None:
        """Complain of an element."""
        self.faults.append(Fault(where, wrong, right or Text("", "")))

    def note(self, text: Text, kind: NoteKind = NoteKind.READ_AS) -> None:
        """Tell what was understood or left out."""
        self.notes.append(Note(kind, text))

    def find(self, known: Known[V], name: str, what: Text, where: str) -> V | None:
        """What a name means, else a fault."""
        found = known.find(name)
        if found is None:
            wrong = Text("no {what} is called {name}", "没有名为“{name}”的{what}")
            self.fault(where, wrong.format(what=what, name=name[:60]), known.near(name))
        return found


def ranges(slots: set[Slot], hours: int) -> tuple[TimeRange, ...]:
    """Times of the week as a school says them: whole days, or a day's periods."""
    out = []
    for day in sorted({day for day, _ in slots}):
        periods = tuple(sorted(period for d, period in slots if d == day))
        out.append(TimeRange(day=day, periods=() if len(periods) == hours else periods))
    return tuple(out)
