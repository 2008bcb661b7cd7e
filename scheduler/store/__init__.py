"""The store: schools, their versions and timetables, and jobs, in SQLite or PostgreSQL.

    store = Store()                                   # QINGKE_STORE, or a file in the user's data folder
    school = store.schools.create(problem)            # an id for the address of a page
    revision, document = store.schools.current(school)
    store.schools.save(school, changed, revision=revision, said=Text("room closed", "停用教室"))

Documents come back as JSON with the version of their form; `services.stored` makes schools of them. Every write is
one transaction. Who writes says which revision was seen: `Outdated` tells a second window that somebody else has
written since, and nothing is overwritten. A store may be used from any number of threads and processes.
"""

from __future__ import annotations

from pathlib import Path

from scheduler.store import portable
from scheduler.store.database import Database
from scheduler.store.jobs import JobRows
from scheduler.store.papers import Papers
from scheduler.store.place import store_url
from scheduler.store.schools import Schools
from scheduler.store.timetables import Timetables

__all__ = ["Store"]


class Store:
    """One database: `schools`, `timetables`, `papers`, `jobs`."""

    def __init__(self, url: str | Path | None = None) -> None:
        """Open it; a file or a URL, by default where the user's environment says.

        Raises:
            FaultyInput: where it cannot be opened.
        """
        self.database = Database(store_url() if url is None else url)
        self.schools = Schools(self.database)
        self.timetables = Timetables(self.database)
        self.papers = Papers(self.database)
        self.jobs = JobRows(self.database)

    def export(self, school: str) -> bytes:
        """Everything of a school as one JSON document, people's names included.

        Raises:
            Missing: where the school is gone.
        """
        return portable.export(self.database, school)

    def restore(self, data: bytes) -> str:
        """An exported school as a new one of this store; returns its id.

        Raises:
            FaultyInput: where it is no export of this version; nothing is written.
        """
        return portable.restore(self.database, data)

    def close(self) -> None:
        """Let go of all connections."""
        self.database.close()
