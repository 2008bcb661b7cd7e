"""Small named documents beside a school, such as scenarios: nothing typed into a form is lost."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from scheduler.store.database import Database
from scheduler.store.documents import as_json
from scheduler.store.tables import papers
from scheduler.store.values import Missing, NameTaken, Outdated, Paper


class Papers:
    """The papers of a store; `kind` tells scenarios from other ones."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, school: str, kind: str, name: str, body: Mapping[str, Any]) -> int:
        """A new paper; returns its id.

        Raises:
            NameTaken: where the school has one of this kind and name, or is gone.
        """
        values = {"school_id": school, "kind": kind, "name": name, "body": as_json(body)}
        query = insert(papers).values(**values, revision=1, changed=time.time()).returning(papers.c.id)
        try:
            with self._database.write() as connection:
                return int(connection.execute(query).scalar_one())
        except IntegrityError:
            raise NameTaken(name) from None

    def save(self, paper: int, body: Mapping[str, Any], *, revision: int) -> int:
        """Write over a paper seen at `revision`; returns the new revision.

        Raises:
            Outdated: where somebody else has written since; nothing is changed.
            Missing: where it is gone.
        """
        with self._database.write() as connection:
            values = {"body": as_json(body), "revision": revision + 1, "changed": time.time()}
            seen = update(papers).where(papers.c.id == paper, papers.c.revision == revision).values(values)
            if connection.execute(seen).rowcount == 0:
                query = select(papers.c.revision).where(papers.c.id == paper)
                now = connection.execute(query).scalar_one_or_none()
                if now is None:
                    raise Missing
                raise Outdated(revision, now)
        return revision + 1

    def all(self, school: str, kind: str) -> tuple[Paper, ...]:
        """The school's papers of a kind, by name."""
        query = select(papers).where(papers.c.school_id == school, papers.c.kind == kind).order_by(papers.c.name)
        with self._database.read() as connection:
            return tuple(
                Paper(row.id, row.kind, row.name, row.revision, row.changed, json.loads(row.body))
                for row in connection.execute(query)
            )

    def delete(self, paper: int) -> None:
        """Forget a paper; one that is gone already is no fault."""
        with self._database.write() as connection:
            connection.execute(delete(papers).where(papers.c.id == paper))
        self._database.tidy()
