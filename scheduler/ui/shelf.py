"""Where schools and timetables are kept between two clicks: every step, and how to go back."""

from __future__ import annotations

import threading
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic, TypeVar

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, same
from scheduler.domain.timetable import Timetable
from scheduler.io.imported import Note

T = TypeVar("T")


class Stale(Exception):
    """Somebody else (another tab, another person) has changed it meanwhile."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: a school, a named version or a timetable."""

    id: str
    name: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A school or timetable as it stands; `revision` is another after every change, undo included.

    `undo` and `redo` say what would be taken back or made again, None where there is nothing.
    """

    id: str
    name: str
    revision: int
    value: T
    notes: tuple[Note, ...] = ()
    undo: Text | None = None
    redo: Text | None = None


@dataclass
class _Past(Generic[T]):
    """A value with what it was before, what was undone, and named versions."""

    name: str
    steps: list[tuple[Text, T]]
    notes: tuple[Note, ...] = ()
    at: int = 0
    revision: int = 1
    when: datetime = field(default_factory=lambda: datetime.now(UTC))
    versions: dict[str, tuple[Line, T]] = field(default_factory=dict)

    def kept(self, an_id: str) -> Kept[T]:
        undo = self.steps[self.at][0] if self.at else None
        redo = self.steps[self.at + 1][0] if self.at + 1 < len(self.steps) else None
        return Kept(an_id, self.name, self.revision, self.steps[self.at][1], self.notes, undo, redo)

    def put(self, value: T, what: Text, revision: int) -> None:
        if revision != self.revision:
            raise Stale
        self.steps = [*self.steps[: self.at + 1], (what, value)]
        self.at += 1
        self.touched()

    def step(self, by: int) -> None:
        if 0 <= self.at + by < len(self.steps):
            self.at += by
            self.touched()

    def touched(self) -> None:
        self.revision += 1
        self.when = datetime.now(UTC)


class Shelf:
    """Schools, each with its timetables. One for all sessions of the server."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._schools: dict[str, _Past[Problem]] = {}
        self._timetables: dict[str, dict[str, _Past[Timetable]]] = {}

    # -- schools -------------------------------------------------------------------------------------------

    def schools(self) -> tuple[Line, ...]:
        """Every school, the last changed first."""
        with self._lock:
            lines = [Line(an_id, past.name, past.when) for an_id, past in self._schools.items()]
        return tuple(sorted(lines, key=lambda line: line.when, reverse=True))

    def add_school(self, problem: Problem, name: str, notes: tuple[Note, ...] = ()) -> str:
        """Keep a new school; its id."""
        an_id = uuid.uuid4().hex[:12]
        with self._lock:
            self._schools[an_id] = _Past(name, [(same(name), problem)], notes)
            self._timetables[an_id] = {}
        return an_id

    def school(self, an_id: str) -> Kept[Problem] | None:
        """A school as it stands, None where there is none of this id."""
        with self._lock:
            past = self._schools.get(an_id)
            return past.kept(an_id) if past else None

    def change(self, an_id: str, problem: Problem, what: Text, revision: int) -> None:
        """The school is now this; `revision` is the one the change was made on. Raises Stale."""
        with self._lock:
            self._schools[an_id].put(problem, what, revision)

    def step(self, an_id: str, by: int) -> None:
        """Undo (-1) or redo (+1) one change of the school."""
        with self._lock:
            self._schools[an_id].step(by)

    def remove_school(self, an_id: str) -> None:
        """Forget a school and its timetables."""
        with self._lock:
            self._schools.pop(an_id, None)
            self._timetables.pop(an_id, None)

    def versions(self, an_id: str) -> tuple[Line, ...]:
        """The named versions of a school, the newest first."""
        with self._lock:
            return tuple(line for line, _ in reversed(self._schools[an_id].versions.values()))

    def name_version(self, an_id: str, name: str) -> None:
        """Keep the school as it stands under a name."""
        with self._lock:
            past = self._schools[an_id]
            line = Line(uuid.uuid4().hex[:12], name, datetime.now(UTC))
            past.versions[line.id] = line, past.steps[past.at][1]

    def version(self, an_id: str, version: str) -> Problem:
        """The school as a named version has it."""
        with self._lock:
            return self._schools[an_id].versions[version][1]

    # -- timetables ----------------------------------------------------------------------------------------

    def timetables(self, school: str) -> tuple[Line, ...]:
        """The timetables of a school, the newest first."""
        with self._lock:
            lines = [Line(an_id, past.name, past.when) for an_id, past in self._timetables.get(school, {}).items()]
        return tuple(reversed(lines))

    def add_timetable(self, school: str, timetable: Timetable, name: str) -> str:
        """Keep a new timetable of a school; its id."""
        an_id = uuid.uuid4().hex[:12]
        with self._lock:
            self._timetables[school][an_id] = _Past(name, [(same(name), timetable)])
        return an_id

    def timetable(self, school: str, an_id: str) -> Kept[Timetable] | None:
        """A timetable as it stands."""
        with self._lock:
            past = self._timetables.get(school, {}).get(an_id)
            return past.kept(an_id) if past else None

    def change_timetable(self, school: str, an_id: str, timetable: Timetable, what: Text, revision: int) -> None:
        """The timetable is now this. Raises Stale."""
        with self._lock:
            self._timetables[school][an_id].put(timetable, what, revision)

    def step_timetable(self, school: str, an_id: str, by: int) -> None:
        """Undo (-1) or redo (+1) one change of a timetable."""
        with self._lock:
            self._timetables[school][an_id].step(by)
