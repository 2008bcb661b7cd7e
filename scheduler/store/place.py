"""Where the database is: QINGKE_STORE, or a file in the user's own data folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from scheduler.domain.text import Fault, FaultyInput, Text

VARIABLE = "QINGKE_STORE"
FILE = "qingke.db"
RIGHT = Text("name a file, or postgresql://user@host/database", "请写一个文件，或 postgresql://用户@主机/数据库")


def data_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The folder in which this user's programs keep their data."""
    home = Path(environment.get("USERPROFILE" if platform == "win32" else "HOME") or Path.home())
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "qingke"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "qingke"
    given = Path(environment.get("XDG_DATA_HOME", ""))
    return (given if given.is_absolute() else home / ".local" / "share") / "qingke"


def store_url(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """The address of the database: what QINGKE_STORE says, a file or a URL, else the file in the data folder."""
    return environment.get(VARIABLE, "").strip() or str(data_folder(environment, platform) / FILE)


def read_url(said: str | Path) -> URL:
    """A file's name or a database's URL as SQLAlchemy takes it; PostgreSQL is spoken to by psycopg.

    Raises:
        FaultyInput: where it is neither, or names another kind of database.
    """
    text = str(said)
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser().absolute()))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise FaultyInput(
            [Fault(VARIABLE, Text("this is no address of a database", "不是数据库地址"), RIGHT)]
        ) from None
    kind = url.get_backend_name()
    if kind not in ("sqlite", "postgresql", "postgres") or not url.database:
        wrong = Text(f"“{kind}” without a name, or of a kind not used here", f"“{kind}”没有写库名，或不是可用的数据库")
        raise FaultyInput([Fault(VARIABLE, wrong, RIGHT)])
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    return url
