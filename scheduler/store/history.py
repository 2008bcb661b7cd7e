"""Histories of what is edited: steps forward, undo, redo; whoever writes says which revision was seen."""

from __future__ import annotations

import time

from sqlalchemy import Connection, delete, insert, select, update

from scheduler.domain.text import Text
from scheduler.store.documents import document, sweep
from scheduler.store.tables import lines, steps
from scheduler.store.values import Document, Missing, Outdated, Step

MOST_STEPS = 100
"""Steps kept of each history; older ones are forgotten, named versions never."""


def begin(connection: Connection, line: str, school: str, number: int, said: Text) -> None:
    """Start a history with a document's number."""
    connection.execute(insert(lines).values(id=line, school_id=school, revision=1, position=1, changed=time.time()))
    _step(connection, line, 1, number, said)


def take(connection: Connection, line: str, revision: int | None) -> tuple[int, int]:
    """Claim the next revision; until this transaction ends nobody else gets it. Returns it and the position.

    `revision` None writes whatever others did.

    Raises:
        Outdated: where somebody has written since.
        Missing: where the history is gone.
    """
    seen = [] if revision is None else [lines.c.revision == revision]
    claim = (
        update(lines)
        .where(lines.c.id == line, *seen)
        .values(revision=lines.c.revision + 1)
        .returning(lines.c.revision, lines.c.position)
    )
    row = connection.execute(claim).one_or_none()
    if row is not None:
        return int(row.revision), int(row.position)
    now = connection.execute(select(lines.c.revision).where(lines.c.id == line)).scalar_one_or_none()
    if now is None or revision is None:
        raise Missing
    raise Outdated(revision, now)


def record(connection: Connection, line: str, revision: int | None, number: int, said: Text) -> int:
    """One step forward, to a document's number; what had been undone is forgotten. Returns the new revision."""
    new, position = take(connection, line, revision)
    connection.execute(delete(steps).where(steps.c.line_id == line, steps.c.number > position))
    _step(connection, line, position + 1, number, said)
    _go(connection, line, position + 1)
    connection.execute(delete(steps).where(steps.c.line_id == line, steps.c.number <= position + 1 - MOST_STEPS))
    sweep(connection, _school(connection, line))
    return new


def move(connection: Connection, line: str, revision: int | None, by: int) -> tuple[int, Document] | None:
    """Undo (`by` −1) or redo (+1): the new revision and the document now in force; None where there is no step."""
    new, position = take(connection, line, revision)
    there = select(steps.c.document_id).where(steps.c.line_id == line, steps.c.number == position + by)
    number = connection.execute(there).scalar_one_or_none()
    if number is None:
        connection.execute(update(lines).where(lines.c.id == line).values(revision=new - 1))
        return None
    _go(connection, line, position + by)
    return new, document(connection, number)


def in_force(connection: Connection, line: str) -> tuple[int, Document]:
    """The revision and the document in force.

    Raises:
        Missing: where the history is gone.
    """
    query = (
        select(lines.c.revision, steps.c.document_id)
        .join(steps, (steps.c.line_id == lines.c.id) & (steps.c.number == lines.c.position))
        .where(lines.c.id == line)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise Missing
    return int(row.revision), document(connection, row.document_id)


def told(connection: Connection, line: str) -> tuple[Step, ...]:
    """All steps kept, oldest first."""
    query = (
        select(steps.c.number, steps.c.said_en, steps.c.said_zh, steps.c.made, lines.c.position)
        .join(lines, lines.c.id == steps.c.line_id)
        .where(lines.c.id == line)
        .order_by(steps.c.number)
    )
    return tuple(
        Step(row.number, Text(row.said_en, row.said_zh), row.made, row.number == row.position)
        for row in connection.execute(query)
    )


def _step(connection: Connection, line: str, number: int, content: int, said: Text) -> None:
    values = {"line_id": line, "number": number, "document_id": content, "said_en": said.en, "said_zh": said.zh}
    connection.execute(insert(steps).values(**values, made=time.time()))


def _go(connection: Connection, line: str, position: int) -> None:
    connection.execute(update(lines).where(lines.c.id == line).values(position=position, changed=time.time()))


def _school(connection: Connection, line: str) -> str:
    return str(connection.execute(select(lines.c.school_id).where(lines.c.id == line)).scalar_one())
