"""A whole school as one JSON document: to hand over, to keep, or to carry to another store."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, Select, Table, insert, select
from sqlalchemy.exc import SQLAlchemyError

from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.store.database import Database
from scheduler.store.documents import as_json
from scheduler.store.migrate import MIGRATIONS, newest
from scheduler.store.schools import new_id
from scheduler.store.tables import documents, events, jobs, lines, papers, schools, steps, timetables, versions
from scheduler.store.values import ENDED, Missing

FORM = "qingke_store"
TABLES = (schools, documents, lines, steps, versions, timetables, papers, jobs, events)
"""In the order in which rows may refer to earlier ones."""
NUMBERED = (documents, versions, papers)
"""The database numbers their rows itself."""
RIGHT = Text("give a file written by an export of this program", "请用本程序导出的文件")


def export(database: Database, school: str) -> bytes:
    """Everything the store has of a school, people's names included, as JSON.

    Raises:
        Missing: where the school is gone.
    """
    with database.read() as connection:
        rows = {table.name: list(_rows(connection, table, school)) for table in TABLES}
    if not rows[schools.name]:
        raise Missing
    return as_json({FORM: newest(MIGRATIONS), "tables": rows}).encode()


def restore(database: Database, data: bytes) -> str:
    """Put an exported school into a store as a new one; returns its id. What was running then was interrupted.

    Raises:
        FaultyInput: where it is no export, or one of another version; nothing is written.
    """
    tables = _read(data)
    fresh: dict[str, str] = {}
    numbers: dict[int, int] = {}
    try:
        with database.write() as connection:
            for table in TABLES:
                for row in tables[table.name]:
                    values = _renewed(table, row, fresh, numbers)
                    if table is documents:
                        query = insert(documents).values(values).returning(documents.c.id)
                        numbers[row["id"]] = int(connection.execute(query).scalar_one())
                    else:
                        connection.execute(insert(table).values(values))
    except (SQLAlchemyError, KeyError, TypeError, ValueError, AttributeError):  # whatever a damaged file leads to
        raise _faulty("the file is damaged", "文件已损坏") from None
    return fresh[tables[schools.name][0]["id"]]


def _rows(connection: Connection, table: Table, school: str) -> Iterator[dict[str, Any]]:
    order = list(table.primary_key.columns)
    for row in connection.execute(_of_school(table, school).order_by(*order)):
        yield dict(row._mapping)


def _of_school(table: Table, school: str) -> Select[Any]:
    query = select(table)
    if table is schools:
        return query.where(schools.c.id == school)
    if table is steps:
        return query.join(lines, lines.c.id == steps.c.line_id).where(lines.c.school_id == school)
    if table is events:
        return query.join(jobs, jobs.c.id == events.c.job_id).where(jobs.c.school_id == school)
    return query.where(table.c.school_id == school)


def _read(data: bytes) -> dict[str, list[dict[str, Any]]]:
    """The tables in an export."""
    try:
        content = from_json(data)
        form, tables = content[FORM], content["tables"]
        complete = all(
            set(row) == set(table.c.keys()) for table in TABLES for row in tables[table.name]
        )  # a missing table is a KeyError
        one = len(tables[schools.name]) == 1
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _faulty("this is no exported school", "这不是导出的学校文件") from None
    if form != newest(MIGRATIONS):
        raise _faulty("the file was written by another version of this program", "文件由本程序的其他版本写成")
    if not complete or not one:
        raise _faulty("the file is damaged", "文件已损坏")
    found: dict[str, list[dict[str, Any]]] = tables
    return found


def _renewed(table: Table, row: Mapping[str, Any], fresh: dict[str, str], numbers: Mapping[int, int]) -> dict[str, Any]:
    """A row under new ids: the store may have the same school already."""
    values = dict(row)
    for column in table.c:
        name, value = column.name, values[column.name]
        if value is None:
            continue
        if name in ("document_id", "made_for"):
            values[name] = numbers[value]
        elif name.endswith("_id") or (name == "id" and table not in NUMBERED):
            values[name] = fresh.setdefault(str(value), new_id())
    if table in NUMBERED:
        del values["id"]
    if table is jobs and values["state"] not in ENDED:
        values |= {"state": "interrupted", "reason": "server", "ended": values["started"] or time.time()}
    return values


def _faulty(en: str, zh: str) -> FaultyInput:
    return FaultyInput([Fault("export", Text(en, zh), RIGHT)])
