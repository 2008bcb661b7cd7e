"""The store as pages see it: a school or timetable as it stands, what undo would take back, what was there before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.timetable import Timetable
from scheduler.io import json_file
from scheduler.io.imported import Imported, Note
from scheduler.services.stored import beside as kept_with
from scheduler.services.stored import imported
from scheduler.store import Store
from scheduler.store.values import Missing, Outdated, Step

__all__ = ["Kept", "Line", "Missing", "Outdated", "Shelf"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: a school, a named version or a timetable. `weeks` are those a timetable is in force."""

    id: str
    name: str
    when: datetime
    weeks: tuple[int, int | None] | None = None


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A school or timetable as it stands; `revision` is another after every change, undo included.

    `undo` and `redo` say what would be taken back or made again, None where there is nothing. `beside` is what is
    kept with it: notes of the reading, locked lessons.
    """

    id: str
    name: str
    revision: int
    value: T
    undo: Text | None = None
    redo: Text | None = None
    beside: Mapping[str, Any] = field(default_factory=dict)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was assumed when a school was read."""
        return imported(self.value, self.beside).notes if isinstance(self.value, Problem) else ()


class Shelf:
    """Schools, each with its timetables, in a store that other windows and servers write too."""

    def __init__(self, store: Store) -> None:
        self.store = store

    # -- schools -------------------------------------------------------------------------------------------

    def schools(self) -> tuple[Line, ...]:
        """Every school, the last changed first."""
        return tuple(Line(row.id, row.name, _when(row.changed)) for row in self.store.schools.all())

    def add_school(self, problem: Problem, said: Text, read: Imported | None = None) -> str:
        """Keep a new school; its id."""
        return self.store.schools.create(problem, said=said, beside=kept_with(read) if read else None)

    def school(self, an_id: str) -> Kept[Problem] | None:
        """A school as it stands, None where there is none of this id."""
        try:
            revision, document = self.store.schools.current(an_id)
            undo, redo = _around(self.store.schools.steps(an_id))
        except Missing:
            return None
        problem = _problem(document.body)
        return Kept(an_id, problem.school, revision, problem, undo, redo, document.beside)

    def change(
        self, an_id: str, problem: Problem, what: Text, revision: int | None, read: Imported | None = None
    ) -> None:
        """The school is now this; `revision` is the one the change was made on. Raises Outdated."""
        notes = kept_with(read) if read else None
        self.store.schools.save(an_id, problem, revision=revision, said=what, beside=notes)

    def step(self, an_id: str, by: int) -> None:
        """Undo (-1) or redo (+1) one change of the school."""
        (self.store.schools.undo if by < 0 else self.store.schools.redo)(an_id, revision=None)

    def versions(self, an_id: str) -> tuple[Line, ...]:
        """The named versions of a school, the newest first."""
        return tuple(Line(str(one.id), one.name, _when(one.made)) for one in self.store.schools.versions(an_id))

    # -- timetables ----------------------------------------------------------------------------------------

    def timetables(self, school: str) -> tuple[Line, ...]:
        """The timetables of a school, the newest first."""
        rows = sorted(self.store.timetables.all(school), key=lambda row: -row.created)
        return tuple(
            Line(row.id, row.name, _when(row.changed), (row.first_week, row.last_week) if row.first_week else None)
            for row in rows
        )

    def add_timetable(
        self, school: str, timetable: Timetable, name: str, value: tuple[int, int] | None = None, parent: str = ""
    ) -> str:
        """Keep a new timetable of a school; its id."""
        return self.store.timetables.create(school, timetable, name=name, value=value, parent=parent or None)

    def timetable(self, school: str, an_id: str) -> Kept[Timetable] | None:
        """A timetable as it stands, None where the school has none of this id."""
        try:
            row = self.store.timetables.row(an_id)
            revision, document = self.store.timetables.current(an_id)
            undo, redo = _around(self.store.timetables.steps(an_id))
        except Missing:
            return None
        if row.school != school:
            return None
        return Kept(an_id, row.name, revision, _timetable(document.body), undo, redo, document.beside)

    def change_timetable(
        self,
        school: str,  # noqa: ARG002
        an_id: str,
        timetable: Timetable,
        what: Text,
        revision: int | None,
        beside: Mapping[str, Any] | None = None,
    ) -> None:
        """The timetable is now this. Raises Outdated."""
        self.store.timetables.save(an_id, timetable, revision=revision, said=what, beside=beside)

    def step_timetable(self, school: str, an_id: str, by: int) -> None:  # noqa: ARG002
        """Undo (-1) or redo (+1) one change of a timetable."""
        (self.store.timetables.undo if by < 0 else self.store.timetables.redo)(an_id, revision=None)


def _when(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _around(steps: tuple[Step, ...]) -> tuple[Text | None, Text | None]:
    """What undo would take back and redo make again."""
    at = next((n for n, step in enumerate(steps) if step.at), 0)
    undo = steps[at].said if at else None
    redo = steps[at + 1].said if at + 1 < len(steps) else None
    return undo, redo


@lru_cache(maxsize=24)
def _problem(body: str) -> Problem:
    """The same document is the same value: pages ask for it at every click."""
    return json_file.read_problem(body.encode())


@lru_cache(maxsize=48)
def _timetable(body: str) -> Timetable:
    return json_file.read_timetable(body.encode())
