"""Where the database is, how it is opened, and that what it has said to be saved is saved."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, text

from scheduler.domain.text import FaultyInput
from scheduler.samples import sample
from scheduler.services.stored import problem_of
from scheduler.store import Store
from scheduler.store.database import Database
from scheduler.store.place import data_folder, read_url, store_url
from scheduler.store.tables import meta

WRITER = """
import sys
from scheduler.domain.text import Text
from scheduler.samples import sample
from scheduler.store import Store

store = Store(sys.argv[1])
for number in range(int(sys.argv[3])):
    changed = sample("tiny").model_copy(update={"term": f"{sys.argv[4]} {number}"})
    store.schools.save(sys.argv[2], changed, revision=None, said=Text("", ""))
    print(number, flush=True)
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="the folder is that of POSIX")


def writer(url: str, school: str, count: int, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, url, school, str(count), name]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def test_a_writer_killed_in_the_middle_has_lost_nothing_it_had_saved(store: Store, url: str) -> None:
    school = store.schools.create(sample("tiny"))
    killed, other = writer(url, school, 100_000, "killed"), writer(url, school, 10, "other")
    assert killed.stdout is not None
    for _ in range(10):
        said = killed.stdout.readline()
    killed.kill()
    said = [said, *killed.stdout.readlines()][-1]
    killed.communicate()
    assert len(other.communicate()[0].split()) == 10
    opened = Store(url)
    terms = []
    while True:
        revision, document = opened.schools.current(school)
        terms.append(problem_of(document).term)
        if opened.schools.undo(school, revision=revision) is None:
            break
    opened.close()
    assert f"killed {int(said)}" in terms  # nothing it reported is missing
    assert [term for term in reversed(terms) if term.startswith("other")][-10:] == [f"other {k}" for k in range(10)]


@posix
def test_the_database_is_in_the_users_own_data_folder() -> None:
    assert data_folder({"HOME": "/h"}, "linux") == Path("/h/.local/share/qingke")
    assert data_folder({"HOME": "/h", "XDG_DATA_HOME": "/d"}, "linux") == Path("/d/qingke")
    assert data_folder({"HOME": "/h", "XDG_DATA_HOME": "relative"}, "linux") == Path("/h/.local/share/qingke")
    assert data_folder({"HOME": "/h"}, "darwin") == Path("/h/Library/Application Support/qingke")
    assert data_folder({"LOCALAPPDATA": "/l"}, "win32") == Path("/l/qingke")
    assert data_folder({"USERPROFILE": "/u"}, "win32") == Path("/u/AppData/Local/qingke")
    assert store_url({"HOME": "/h"}, "linux") == "/h/.local/share/qingke/qingke.db"
    assert store_url({"HOME": "/h", "QINGKE_STORE": " /s/a.db "}, "linux") == "/s/a.db"


def test_a_url_says_which_database() -> None:
    assert read_url("postgresql://dean@host/school").drivername == "postgresql+psycopg"
    assert read_url("postgres://dean@host/school").drivername == "postgresql+psycopg"
    assert read_url("sqlite:////s/a.db").database == "/s/a.db"
    assert Path(read_url("a.db").database or "").is_absolute()


@pytest.mark.parametrize("said", ["mysql://host/school", "postgresql://host", "sqlite://", "://", "x://y:z:1/"])
def test_what_is_no_database_is_refused(said: str) -> None:
    with pytest.raises(FaultyInput) as told:
        Store(said)
    assert told.value.faults[0].where == "QINGKE_STORE"


def test_a_database_that_cannot_be_opened_is_told_without_its_password(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, but long enough to be taken for one " * 100)
    for said in (str(tmp_path / "notes.txt"), str(tmp_path), f"postgresql://dean:secret@localhost:1/a?host={tmp_path}"):
        with pytest.raises(FaultyInput) as told:
            Store(said)
        assert "secret" not in str(told.value)


@posix
def test_the_file_is_the_users_alone_and_keeps_a_write_ahead_log(tmp_path: Path) -> None:
    path = tmp_path / "data" / "qingke.db"
    store = Store(path)
    store.schools.create(sample("tiny"))
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    store.close()


def test_older_tables_are_brought_up_and_newer_ones_left_alone(url: str) -> None:
    def add_note(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE papers ADD COLUMN note TEXT"))

    def fill_note(connection: Connection) -> None:
        connection.execute(text("UPDATE papers SET note = 'old'"))

    store = Store(url)
    school = store.schools.create(sample("tiny"))
    store.papers.create(school, "scenario", "a", {})
    store.close()
    for _ in range(2):
        database = Database(url, migrations=(add_note, fill_note))
        with database.read() as connection:
            assert connection.execute(text("SELECT note FROM papers")).scalar_one() == "old"
            assert connection.execute(meta.select()).one() == ("schema", "3")
        database.close()
    with pytest.raises(FaultyInput, match="newer"):
        Store(url)


def test_a_step_that_fails_leaves_the_tables_as_they_were(url: str) -> None:
    def half(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE papers ADD COLUMN note TEXT"))
        raise RuntimeError("the power went")

    Store(url).close()
    with pytest.raises(RuntimeError):
        Database(url, migrations=(half,))
    store = Store(url)
    with store.database.read() as connection:
        assert connection.execute(meta.select()).one() == ("schema", "1")
        columns = list(connection.execute(text("SELECT * FROM papers")).keys())
        assert "note" not in columns
    store.close()


def test_a_write_is_all_or_nothing(store: Store) -> None:
    def half() -> None:
        with store.database.write() as connection:
            connection.execute(insert(meta).values(key="a", value="b"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    with store.database.read() as connection:
        assert len(connection.execute(meta.select()).all()) == 1


def test_a_reader_sees_one_moment(store: Store) -> None:
    with store.database.read() as before:
        assert len(before.execute(meta.select()).all()) == 1
        with store.database.write() as connection:
            connection.execute(insert(meta).values(key="a", value="b"))
        assert len(before.execute(meta.select()).all()) == 1
    with store.database.read() as after:
        assert len(after.execute(meta.select()).all()) == 2
