"""A connection to the database: every write is one transaction, SQLite keeps a write-ahead log."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.store.migrate import MIGRATIONS, Migrations, bring_up
from scheduler.store.place import VARIABLE, read_url

BUSY_MILLISECONDS = 20_000
"""How long a writer waits for another before it is refused."""
PRAGMAS = (
    f"busy_timeout={BUSY_MILLISECONDS}",  # first: changing to WAL may have to wait as well
    "journal_mode=WAL",
    "synchronous=FULL",  # what was said to be saved survives a power cut
    "foreign_keys=ON",
    "secure_delete=ON",  # what is deleted is overwritten, for it names people
)


class Database:
    """SQLite in a file or PostgreSQL by URL, with the tables of this program in its newest form."""

    def __init__(self, url: str | Path, *, migrations: Migrations = MIGRATIONS) -> None:
        """Open, make or bring up the tables.

        Raises:
            FaultyInput: where it cannot be opened, or was written by a newer program.
        """
        self.url = read_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        with contextlib.ExitStack() as undo:
            try:
                self.engine = _open(self.url)
                undo.callback(self.engine.dispose)
                with self.write() as connection:
                    bring_up(connection, migrations)
            except (DBAPIError, OSError) as error:
                raise FaultyInput([_unopened(self.url, error)]) from None
            except ModuleNotFoundError as error:
                wrong = Text(f"the library {error.name} is not installed", f"没有安装 {error.name}")
                right = Text("install psycopg[binary]", "请安装 psycopg[binary]")
                raise FaultyInput([Fault(VARIABLE, wrong, right)]) from None
            undo.pop_all()

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads: one moment's view of the whole."""
        with self._begin("DEFERRED") as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: all of it or nothing. In SQLite it has the only pen from its start on."""
        with self._begin("IMMEDIATE") as connection:
            yield connection

    @contextlib.contextmanager
    def _begin(self, mode: str) -> Iterator[Connection]:
        options: dict[str, Any] = {"begin": mode}
        if not self.sqlite and mode == "DEFERRED":
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    def tidy(self) -> None:
        """After a deletion: leave nothing of it in the write-ahead log."""
        if self.sqlite:
            connection = self.engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()

    def backup(self, path: Path) -> None:
        """Write a copy of all of it, as of one moment; others may go on writing.

        Raises:
            FaultyInput: of PostgreSQL, which has programs of its own for that.
            OSError: where the file cannot be written.
        """
        if not self.sqlite:
            wrong = Text("a PostgreSQL database is not copied by this program", "本程序不备份 PostgreSQL 数据库")
            raise FaultyInput([Fault("backup", wrong, Text("use pg_dump", "请用 pg_dump"))])
        with path.open("xb"):  # says what is wrong where it cannot be written
            pass
        connection = self.engine.raw_connection()
        try:
            connection.cursor().execute("VACUUM INTO ?", (str(path),))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        finally:
            connection.close()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def _open(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    path = Path(url.database or "")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # names of people: for the user alone
    engine = create_engine(url)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin_as_asked)
    return engine


def _set_pragmas(connection: DBAPIConnection, _record: object) -> None:
    connection.isolation_level = None  # else the driver itself begins transactions, and later than asked
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_as_asked(connection: Connection) -> None:
    if mode := connection.get_execution_options().get("begin"):
        connection.exec_driver_sql(f"BEGIN {mode}")


def _unopened(url: URL, error: Exception) -> Fault:
    where = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    told = str(getattr(error, "orig", None) or error).strip().splitlines()
    cause = told[0] if told else type(error).__name__
    return Fault(
        where=where or "",
        wrong=Text(f"the database cannot be opened ({cause})", f"数据库打不开（{cause}）"),
        right=Text("see docs/how-to/store.md", "见 docs/how-to/store.zh-CN.md"),
    )
