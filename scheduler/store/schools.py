"""Schools: made, changed, undone, named, listed, deleted."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, ScalarSelect, Select, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.store import history
from scheduler.store.database import Database
from scheduler.store.documents import document, keep, sweep
from scheduler.store.tables import documents, jobs, lines, schools, timetables, versions
from scheduler.store.tables import steps as all_steps
from scheduler.store.values import Document, Missing, NameTaken, SchoolRow, Step, Version

MADE = Text("made", "新建")


def new_id() -> str:
    """An id that cannot be guessed, short enough for an address."""
    return secrets.token_hex(8)


class Schools:
    """The schools of a store. Writers give the revision they saw; None means whatever others did."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, problem: Problem, *, said: Text = MADE, beside: Mapping[str, Any] | None = None) -> str:
        """A new school; returns its id. `beside` is kept with the document, such as the notes of reading it."""
        school = new_id()
        with self._database.write() as connection:
            connection.execute(insert(schools).values(id=school, created=time.time()))
            history.begin(connection, school, school, keep(connection, school, problem, beside), said)
        return school

    def save(
        self,
        school: str,
        problem: Problem,
        *,
        revision: int | None,
        said: Text,
        beside: Mapping[str, Any] | None = None,
    ) -> int:
        """One step on in the school's history; returns the new revision. What stands beside it stays unless given.

        Raises:
            Outdated: where somebody else has written since `revision`; nothing is changed.
            Missing: where the school is gone.
        """
        with self._database.write() as connection:
            if beside is None:
                beside = history.in_force(connection, school)[1].beside
            number = keep(connection, school, problem, beside)
            return history.record(connection, school, revision, number, said)

    def undo(self, school: str, *, revision: int | None) -> tuple[int, Document] | None:
        """One step back: the new revision and the document in force, or None where there is nothing to undo."""
        with self._database.write() as connection:
            return history.move(connection, school, revision, -1)

    def redo(self, school: str, *, revision: int | None) -> tuple[int, Document] | None:
        """One step forward again; None where nothing was undone."""
        with self._database.write() as connection:
            return history.move(connection, school, revision, 1)

    def current(self, school: str) -> tuple[int, Document]:
        """The revision and the document in force.

        Raises:
            Missing: where the school is gone.
        """
        with self._database.read() as connection:
            return history.in_force(connection, school)

    def steps(self, school: str) -> tuple[Step, ...]:
        """The school's history, oldest first."""
        with self._database.read() as connection:
            return history.told(connection, school)

    def all(self) -> tuple[SchoolRow, ...]:
        """All schools, the one changed last first."""
        with self._database.read() as connection:
            rows = connection.execute(_listed().order_by(lines.c.changed.desc(), schools.c.id))
            return tuple(_row(row) for row in rows)

    def row(self, school: str) -> SchoolRow:
        """One school of the list.

        Raises:
            Missing: where it is gone.
        """
        with self._database.read() as connection:
            row = connection.execute(_listed().where(schools.c.id == school)).one_or_none()
        if row is None:
            raise Missing
        return _row(row)

    def delete(self, school: str) -> None:
        """Forget a school and all that belongs to it: history, versions, timetables, papers, jobs and their events.

        Raises:
            Missing: where it is gone.
        """
        with self._database.write() as connection:
            for table in (jobs, timetables, versions, lines):  # what points at documents goes before these
                connection.execute(delete(table).where(table.c.school_id == school))
            if connection.execute(delete(schools).where(schools.c.id == school)).rowcount == 0:
                raise Missing
        self._database.tidy()

    def name_version(self, school: str, name: str, *, note: str = "") -> Version:
        """Give the state in force a name; it is kept until the version is deleted.

        Raises:
            NameTaken: where the school has a version of this name.
            Missing: where the school is gone.
        """
        try:
            with self._database.write() as connection:
                found = history.in_force(connection, school)[1]
                values = {"school_id": school, "name": name, "document_id": found.id, "note": note}
                made = time.time()
                query = insert(versions).values(**values, made=made).returning(versions.c.id)
                number = connection.execute(query).scalar_one()
        except IntegrityError:
            raise NameTaken(name) from None
        return Version(number, name, found.fingerprint, made, note)

    def versions(self, school: str) -> tuple[Version, ...]:
        """The named versions, newest first."""
        query = (
            select(versions, documents.c.fingerprint)
            .join(documents, documents.c.id == versions.c.document_id)
            .where(versions.c.school_id == school)
            .order_by(versions.c.made.desc(), versions.c.id.desc())
        )
        with self._database.read() as connection:
            rows = connection.execute(query)
            return tuple(Version(row.id, row.name, row.fingerprint, row.made, row.note) for row in rows)

    def version(self, school: str, version: int) -> Document:
        """The document of a named version.

        Raises:
            Missing: where the school has no such version.
        """
        query = select(versions.c.document_id).where(versions.c.id == version, versions.c.school_id == school)
        with self._database.read() as connection:
            return document(connection, connection.execute(query).scalar_one_or_none())

    def restore_version(self, school: str, version: int, *, revision: int | None) -> int:
        """Put a named version in force, as one more step, so that it can be undone."""
        with self._database.write() as connection:
            query = select(versions.c.document_id, versions.c.name)
            row = connection.execute(
                query.where(versions.c.id == version, versions.c.school_id == school)
            ).one_or_none()
            if row is None:
                raise Missing
            said = Text(f"back to version “{row.name}”", f"回到版本“{row.name}”")
            return history.record(connection, school, revision, row.document_id, said)

    def delete_version(self, school: str, version: int) -> None:
        """Forget a name; the state goes too unless something else needs it."""
        with self._database.write() as connection:
            connection.execute(delete(versions).where(versions.c.id == version, versions.c.school_id == school))
            sweep(connection, school)


def reach() -> tuple[ScalarSelect[int], ScalarSelect[int]]:
    """The first and the last step's number of a line, beside the line's row."""
    every = all_steps.alias()
    first, last = (
        select(end(every.c.number)).where(every.c.line_id == lines.c.id).correlate(lines).scalar_subquery()
        for end in (func.min, func.max)
    )
    return first, last


def _listed() -> Select[Any]:
    first, last = reach()
    return (
        select(
            schools.c.id,
            schools.c.created,
            lines.c.revision,
            lines.c.changed,
            (lines.c.position > first).label("can_undo"),
            (lines.c.position < last).label("can_redo"),
            *(documents.c[name] for name in ("name", "term", "classes", "teachers", "lessons", "fingerprint")),
        )
        .join(lines, lines.c.id == schools.c.id)
        .join(all_steps, (all_steps.c.line_id == lines.c.id) & (all_steps.c.number == lines.c.position))
        .join(documents, documents.c.id == all_steps.c.document_id)
    )


def _row(row: Row[Any]) -> SchoolRow:
    return SchoolRow(**row._mapping)
