"""Timetables of a school: which job made them, from which week to which they are in force, and their history."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, Select, delete, insert, select, update

from scheduler.domain.text import Text
from scheduler.domain.timetable import Timetable
from scheduler.store import history
from scheduler.store.database import Database
from scheduler.store.documents import document, keep, sweep
from scheduler.store.schools import new_id, reach
from scheduler.store.tables import documents, jobs, lines, steps, timetables
from scheduler.store.values import Document, Missing, Step, TimetableRow

MADE = Text("made", "新建")
LATEST_WEEK = 10_000
"""Later than any week of a term."""


class Timetables:
    """The timetables of a store. Writers give the revision they saw; None means whatever others did."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self,
        school: str,
        timetable: Timetable,
        *,
        name: str,
        said: Text = MADE,
        parent: str | None = None,
        value: tuple[int, int] | None = None,
        beside: Mapping[str, Any] | None = None,
    ) -> str:
        """A new timetable for the school as it stands; returns its id.

        `parent` is the timetable it came from, `value` its (relaxed, penalty) where it was judged, `beside` what is
        kept with it, such as locked lessons.

        Raises:
            Missing: where the school is gone.
        """
        line = new_id()
        with self._database.write() as connection:
            made_for = history.in_force(connection, school)[1].id
            values = {"id": line, "school_id": school, "made_for": made_for, "name": name, "parent_id": parent}
            connection.execute(insert(timetables).values(**values, created=time.time()))
            history.begin(connection, line, school, keep(connection, school, timetable, beside, value), said)
        return line

    def adopt(self, job: str, *, name: str, said: Text = MADE) -> str:
        """The timetable a job made, as one of its school's; a second call gives the same one.

        Raises:
            Missing: where the job has made none.
        """
        with self._database.write() as connection:
            known = connection.execute(select(timetables.c.id).where(timetables.c.job_id == job)).scalar_one_or_none()
            if known is not None:
                return str(known)
            row = connection.execute(select(jobs).where(jobs.c.id == job).with_for_update()).one_or_none()
            if row is None or row.timetable is None:
                raise Missing
            made = Timetable.model_validate_json(row.timetable)
            judged = row.state == "done" and row.penalty is not None and not made.draft
            value = (row.relaxed or 0, row.penalty) if judged else None
            line = new_id()
            values = {"id": line, "school_id": row.school_id, "made_for": row.document_id, "name": name, "job_id": job}
            connection.execute(insert(timetables).values(**values, created=time.time()))
            number = keep(connection, row.school_id, made, value=value)
            history.begin(connection, line, row.school_id, number, said)
        return line

    def save(
        self,
        timetable: str,
        content: Timetable,
        *,
        revision: int | None,
        said: Text,
        value: tuple[int, int] | None = None,
        beside: Mapping[str, Any] | None = None,
    ) -> int:
        """One step on in its history; returns the new revision. What stands beside it stays unless given.

        Raises:
            Outdated: where somebody else has written since `revision`; nothing is changed.
            Missing: where it is gone.
        """
        with self._database.write() as connection:
            if beside is None:
                beside = history.in_force(connection, timetable)[1].beside
            school = connection.execute(select(timetables.c.school_id).where(timetables.c.id == timetable)).scalar_one()
            number = keep(connection, school, content, beside, value)
            return history.record(connection, timetable, revision, number, said)

    def undo(self, timetable: str, *, revision: int | None) -> tuple[int, Document] | None:
        """One step back: the new revision and the document in force, or None where there is nothing to undo."""
        with self._database.write() as connection:
            return history.move(connection, timetable, revision, -1)

    def redo(self, timetable: str, *, revision: int | None) -> tuple[int, Document] | None:
        """One step forward again; None where nothing was undone."""
        with self._database.write() as connection:
            return history.move(connection, timetable, revision, 1)

    def current(self, timetable: str) -> tuple[int, Document]:
        """The revision and the document in force.

        Raises:
            Missing: where it is gone.
        """
        with self._database.read() as connection:
            return history.in_force(connection, timetable)

    def made_for(self, timetable: str) -> Document:
        """The school as it was when the timetable was made.

        Raises:
            Missing: where the timetable is gone.
        """
        with self._database.read() as connection:
            query = select(timetables.c.made_for).where(timetables.c.id == timetable)
            return document(connection, connection.execute(query).scalar_one_or_none())

    def steps(self, timetable: str) -> tuple[Step, ...]:
        """Its history, oldest first."""
        with self._database.read() as connection:
            return history.told(connection, timetable)

    def set_weeks(self, timetable: str, first: int | None, last: int | None = None, *, revision: int | None) -> int:
        """Say from which week to which it is in force (`last` None: to the end; `first` None: not at all).

        Returns the new revision. Weeks may overlap: see `in_force`.
        """
        return self._set(timetable, revision, first_week=first, last_week=last)

    def rename(self, timetable: str, name: str, *, revision: int | None) -> int:
        """Give it another name; returns the new revision."""
        return self._set(timetable, revision, name=name)

    def in_force(self, school: str, week: int) -> TimetableRow | None:
        """The timetable of a week: of those valid then, the one that began last (an exam week covers the rest)."""
        valid = [
            row
            for row in self.all(school)
            if row.first_week is not None and row.first_week <= week <= (row.last_week or LATEST_WEEK)
        ]
        return max(valid, key=lambda row: (row.first_week or 0, row.created), default=None)

    def all(self, school: str) -> tuple[TimetableRow, ...]:
        """The school's timetables: those in force by their weeks, then the others, newest first."""
        with self._database.read() as connection:
            rows = [_row(row) for row in connection.execute(_listed().where(timetables.c.school_id == school))]
        return tuple(sorted(rows, key=lambda row: (row.first_week or LATEST_WEEK, -row.created, row.id)))

    def row(self, timetable: str) -> TimetableRow:
        """One timetable of the list.

        Raises:
            Missing: where it is gone.
        """
        with self._database.read() as connection:
            row = connection.execute(_listed().where(timetables.c.id == timetable)).one_or_none()
        if row is None:
            raise Missing
        return _row(row)

    def delete(self, timetable: str) -> None:
        """Forget a timetable and its history.

        Raises:
            Missing: where it is gone.
        """
        with self._database.write() as connection:
            school = select(timetables.c.school_id).where(timetables.c.id == timetable)
            found = connection.execute(school).scalar_one_or_none()
            if found is None:
                raise Missing
            connection.execute(delete(lines).where(lines.c.id == timetable))
            connection.execute(delete(timetables).where(timetables.c.id == timetable))
            sweep(connection, found)
        self._database.tidy()

    def _set(self, timetable: str, revision: int | None, **values: Any) -> int:
        with self._database.write() as connection:
            new, _ = history.take(connection, timetable, revision)
            connection.execute(update(timetables).where(timetables.c.id == timetable).values(values))
        return new


def _listed() -> Select[Any]:
    first, last = reach()
    own = ("id", "name", "first_week", "last_week", "created")
    return (
        select(
            *(timetables.c[name] for name in own),
            timetables.c.school_id.label("school"),
            timetables.c.job_id.label("job"),
            timetables.c.parent_id.label("parent"),
            lines.c.revision,
            lines.c.changed,
            (lines.c.position > first).label("can_undo"),
            (lines.c.position < last).label("can_redo"),
            *(documents.c[name] for name in ("lessons", "draft", "relaxed", "penalty", "fingerprint")),
        )
        .join(lines, lines.c.id == timetables.c.id)
        .join(steps, (steps.c.line_id == lines.c.id) & (steps.c.number == lines.c.position))
        .join(documents, documents.c.id == steps.c.document_id)
    )


def _row(row: Row[Any]) -> TimetableRow:
    return TimetableRow(**row._mapping)
