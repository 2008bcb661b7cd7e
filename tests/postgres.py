"""A PostgreSQL server for tests: made in a temporary folder, reached by a socket there, gone at the end.

It refuses to run as root; there it is started as the user of the Debian package (`apt-get install postgresql`).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL

NAMES = ("postgres", "nobody")


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version where the package has put several."""
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").is_file()]
    if found:
        return max(found, key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0)
    named = shutil.which("initdb")
    return Path(named).parent if named else None


ABSENT = programs() is None and "postgresql" not in os.environ.get("QINGKE_REQUIRE", "").split()


@contextlib.contextmanager
def server() -> Iterator[URL]:
    """The address of a running server's first database."""
    home = programs()
    assert home is not None, "PostgreSQL is required here, but initdb is not installed"
    folder = Path(tempfile.mkdtemp(prefix="qingke-pg-"))
    own = _as_other(folder)
    data = folder / "data"
    try:
        _run(home / "initdb", "-D", data, "-U", "qingke", "-A", "trust", "-E", "UTF8", "--no-locale", "-N", **own)
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c max_connections=60"
        start = ("-D", data, "-l", folder / "log", "-w", "-t", "120", "-o", options, "start")
        _run(home / "pg_ctl", *start, **own)
        try:
            yield URL.create("postgresql+psycopg", "qingke", database="postgres", query={"host": str(folder)})
        finally:
            _run(home / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", **own)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def database(url: URL) -> Iterator[str]:
    """The address of a new database of the server."""
    name = f"t{uuid.uuid4().hex}"
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0'.encode())
        try:
            yield url.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def _as_other(folder: Path) -> dict[str, Any]:
    """How to run the server as somebody who may: options of a process."""
    if sys.platform == "win32" or os.getuid() != 0:
        return {}
    import pwd

    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    other = next(known[name] for name in NAMES if name in known)
    os.chown(folder, other.pw_uid, other.pw_gid)
    return {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}


def _run(*command: str | Path, **options: Any) -> None:
    done = subprocess.run(
        [str(part) for part in command], cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, **options
    )
    assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}"
