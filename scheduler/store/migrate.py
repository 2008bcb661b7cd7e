"""The form of the tables has a number; an older database is brought up step by step, a newer one is left alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from sqlalchemy import Connection, insert, inspect, select, text, update

from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.store.tables import meta, metadata

Migrations: TypeAlias = Sequence[Callable[[Connection], None]]
MIGRATIONS: Migrations = ()
"""Step n (from 0) makes form n + 2 out of form n + 1, in the transaction it is given, by plain SQL."""
KEY = "schema"
LOCK = 746_512_001
"""Any number that no other program on the same PostgreSQL server takes for its advisory lock."""


def newest(migrations: Migrations) -> int:
    """The number of the form this program writes."""
    return len(migrations) + 1


def bring_up(connection: Connection, migrations: Migrations = MIGRATIONS) -> None:
    """Make the tables, or bring them to the newest form; one program at a time, all or nothing.

    Raises:
        FaultyInput: where a newer program has written here.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    if not inspect(connection).has_table(meta.name):
        metadata.create_all(connection)
        connection.execute(insert(meta).values(key=KEY, value=str(newest(migrations))))
        return
    found = int(connection.execute(select(meta.c.value).where(meta.c.key == KEY)).scalar_one())
    if found > newest(migrations):
        wrong = Text("the database was written by a newer version of this program", "数据库由更新版本的程序写成")
        raise FaultyInput([Fault("QINGKE_STORE", wrong, Text("update the program", "请更新程序"))])
    if found == newest(migrations):
        return
    for step in migrations[found - 1 :]:
        step(connection)
    connection.execute(update(meta).where(meta.c.key == KEY).values(value=str(newest(migrations))))
