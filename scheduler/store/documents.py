"""Documents of a school: each state is kept once, and only while something needs it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.store.tables import documents, jobs, schools, steps, timetables, versions
from scheduler.store.values import Document, Missing

NEEDED_BY = (steps.c.document_id, versions.c.document_id, timetables.c.made_for, jobs.c.document_id)


def as_json(value: object) -> str:
    """JSON in one line, the same for equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hold(connection: Connection, school: str) -> None:
    """Until this transaction ends nobody else writes documents of the school, so none is swept while it is taken up.

    Raises:
        Missing: where the school is gone.
    """
    if connection.execute(select(schools.c.id).where(schools.c.id == school).with_for_update()).one_or_none() is None:
        raise Missing


def keep(
    connection: Connection,
    school: str,
    content: Problem | Timetable,
    beside: Mapping[str, Any] | None = None,
    value: tuple[int, int] | None = None,
) -> int:
    """The id of a document with this content, written where the school has none yet.

    `value` is (relaxed, penalty) of a timetable that was judged.

    Raises:
        Missing: where the school is gone.
    """
    hold(connection, school)
    body, more = content.model_dump_json(), as_json(beside or {})
    digest = hashlib.sha256(f"{body}\n{more}".encode()).hexdigest()
    kind = "school" if isinstance(content, Problem) else "timetable"
    same = select(documents.c.id).where(
        documents.c.school_id == school, documents.c.kind == kind, documents.c.digest == digest
    )
    points = {} if value is None else {"relaxed": value[0], "penalty": value[1]}
    if (known := connection.execute(same).scalar_one_or_none()) is not None:
        if points:
            connection.execute(update(documents).where(documents.c.id == known).values(points))
        return int(known)
    fingerprint = content.fingerprint if isinstance(content, Problem) else content.problem_fingerprint
    values = {
        "school_id": school,
        "kind": kind,
        "digest": digest,
        "schema_version": content.schema_version,
        "fingerprint": fingerprint[:64],
        "body": body,
        "beside": more,
        **_columns(content),
        **points,
    }
    return int(connection.execute(insert(documents).values(values).returning(documents.c.id)).scalar_one())


def _columns(content: Problem | Timetable) -> dict[str, Any]:
    """What lists and queries ask for."""
    if isinstance(content, Timetable):
        empty = {"name": "", "term": "", "classes": 0, "teachers": 0}
        return {**empty, "lessons": len(content.lessons), "draft": content.draft}
    return {
        "name": content.school.replace("\0", ""),  # which PostgreSQL has no letter for
        "term": content.term.replace("\0", ""),
        "classes": len(content.classes),
        "teachers": len(content.teachers),
        "lessons": sum(course.lessons for course in content.courses),
        "draft": False,
    }


def document(connection: Connection, number: int | None) -> Document:
    """A document.

    Raises:
        Missing: where there is none of this number.
    """
    row = connection.execute(select(documents).where(documents.c.id == number)).one_or_none()
    if row is None:
        raise Missing
    return of_row(row)


def of_row(row: Row[Any]) -> Document:
    """The document in a row of its table."""
    return Document(row.id, row.schema_version, row.fingerprint, row.body, json.loads(row.beside))


def sweep(connection: Connection, school: str) -> None:
    """Drop what no step, version, timetable or job of the school needs any more."""
    hold(connection, school)
    unneeded = [
        documents.c.id.not_in(select(column).where(column.is_not(None)).scalar_subquery()) for column in NEEDED_BY
    ]
    connection.execute(delete(documents).where(documents.c.school_id == school, *unneeded))
