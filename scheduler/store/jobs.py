"""Jobs in the store: the queue, whose child each one is, what it told, and how it ended.

A server writes only about jobs it owns (`owner`); once another has found it gone and said so, its words come too late
and are refused, so that a job has one end.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, literal, select, update

from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.store import history
from scheduler.store.database import Database
from scheduler.store.documents import as_json, document, keep
from scheduler.store.schools import new_id
from scheduler.store.tables import documents, events, jobs, meta
from scheduler.store.told import SAYS_ENDS, read_json, summary, without_timetable
from scheduler.store.values import ENDED, Document, JobRow, Kind, Missing, Told

ACTIVE = ("running", "stopping")
OWN = ("id", "kind", "state", "reason", "made", "started", "ended", "events", "status", "relaxed", "penalty", "bound")
MOST_TOLD = 50
"""Jobs of a school whose events are kept after their end, the newest; results are kept of all."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that was taken out of the queue: what is asked, and the school it is asked of."""

    id: str
    kind: Kind
    request: Mapping[str, Any]
    document: Document


class JobRows:
    """The jobs of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, school: str, kind: Kind, request: Mapping[str, Any], problem: Problem | None = None) -> str:
        """A job at the end of the queue, for the school as it stands or for another state of it; returns its id.

        Raises:
            Missing: where the school is gone.
        """
        job = new_id()
        with self._database.write() as connection:
            now = history.in_force(connection, school)[1]
            number = now.id if problem is None else keep(connection, school, problem, now.beside)
            values = {"id": job, "school_id": school, "document_id": number, "kind": kind, "state": "queued"}
            values |= {"reason": "", "request": as_json(request), "made": time.time(), "owner": "", "host": ""}
            order = select(func.coalesce(func.max(jobs.c.order), 0) + 1).scalar_subquery()
            connection.execute(insert(jobs).values(**values, order=order, beat=0.0, events=0, status=""))
            _forget_events(connection, school)
        return job

    def row(self, job: str) -> JobRow:
        """A job as it stands.

        Raises:
            Missing: where it is gone.
        """
        with self._database.read() as connection:
            row = connection.execute(_listed().where(jobs.c.id == job)).one_or_none()
        if row is None:
            raise Missing
        return _row(row)

    def all(self, school: str | None = None, *, active: bool = False) -> tuple[JobRow, ...]:
        """The jobs of one school or of all, newest first; `active` leaves out what has ended."""
        query = _listed().order_by(jobs.c.made.desc(), jobs.c.id)
        if school is not None:
            query = query.where(jobs.c.school_id == school)
        if active:
            query = query.where(jobs.c.state.not_in(ENDED))
        with self._database.read() as connection:
            return tuple(_row(row) for row in connection.execute(query))

    def told(self, job: str, after: int = 0) -> tuple[Told, ...]:
        """What it told after event number `after`, in order."""
        query = select(events).where(events.c.job_id == job, events.c.number > after).order_by(events.c.number)
        with self._database.read() as connection:
            return tuple(
                Told(row.number, row.seconds, row.event, read_json(row.body)) for row in connection.execute(query)
            )

    def last(self, job: str) -> Mapping[str, Any] | None:
        """Its last word with the timetable, or None while it has not said it."""
        with self._database.read() as connection:
            row = connection.execute(select(jobs.c.last, jobs.c.timetable).where(jobs.c.id == job)).one_or_none()
        if row is None or row.last is None:
            return None
        body = read_json(row.last)
        return {**body, "timetable": read_json(row.timetable)} if body.pop("has_timetable") else body

    def timetable(self, job: str) -> Timetable | None:
        """The last timetable it told, also where it was interrupted."""
        with self._database.read() as connection:
            text = connection.execute(select(jobs.c.timetable).where(jobs.c.id == job)).scalar_one_or_none()
        return None if text is None else Timetable.model_validate_json(text)

    def claim(self, owner: str, host: str, slots: int) -> Claimed | None:
        """Take the first job out of the queue, unless this host is busy with `slots` of them already."""
        with self._database.write() as connection:
            connection.execute(
                select(meta.c.value).where(meta.c.key == "schema").with_for_update()
            ).all()  # one at a time
            busy = select(func.count()).where(jobs.c.state.in_(ACTIVE), jobs.c.host == host)
            if connection.execute(busy).scalar_one() >= slots:
                return None
            first = select(jobs).where(jobs.c.state == "queued").order_by(jobs.c.order, jobs.c.id).limit(1)
            row = connection.execute(first).one_or_none()
            if row is None:
                return None
            now = time.time()
            values = {"state": "running", "owner": owner, "host": host, "started": now, "beat": now}
            taken = update(jobs).where(jobs.c.id == row.id, jobs.c.state == "queued").values(values)
            if connection.execute(taken).rowcount == 0:
                return None
            return Claimed(row.id, row.kind, read_json(row.request), document(connection, row.document_id))

    def append(self, job: str, owner: str, told: Sequence[Mapping[str, Any]], *, after: int) -> bool:
        """Write what a job told after its event number `after`, and its end where that was told.

        What is there already, because a former call failed after all was written, is not written twice.
        False: the job is not ours any more.
        """
        with self._database.write() as connection:
            mine = update(jobs).where(jobs.c.id == job, jobs.c.owner == owner, jobs.c.state.in_(ACTIVE))
            row = connection.execute(mine.values(beat=time.time()).returning(jobs.c.events, jobs.c.kind)).one_or_none()
            if row is None:
                return False
            told = told[row.events - after :]
            if told:
                connection.execute(insert(events), [_event(job, row.events + k, one) for k, one in enumerate(told, 1)])
            values: dict[str, Any] = {}
            for event in told:
                values |= summary(event)
                if event["event"] in ("failed", SAYS_ENDS[row.kind]):
                    values |= _end(event)
            values["events"] = row.events + len(told)
            connection.execute(update(jobs).where(jobs.c.id == job).values(values))
        return True

    def beat(self, owner: str) -> None:
        """Say that the owner lives."""
        with self._database.write() as connection:
            mine = update(jobs).where(jobs.c.owner == owner, jobs.c.state.in_(ACTIVE))
            connection.execute(mine.values(beat=time.time()))

    def ask_stop(self, job: str) -> None:
        """Call a waiting job off; ask a running one to stop. What has ended stays as it is.

        Raises:
            Missing: where it is gone.
        """
        with self._database.write() as connection:
            waiting = update(jobs).where(jobs.c.id == job, jobs.c.state == "queued")
            if connection.execute(waiting.values(state="cancelled", ended=time.time())).rowcount:
                return
            connection.execute(update(jobs).where(jobs.c.id == job, jobs.c.state == "running").values(state="stopping"))
            if connection.execute(select(jobs.c.id).where(jobs.c.id == job)).one_or_none() is None:
                raise Missing

    def to_stop(self, owner: str) -> tuple[str, ...]:
        """Jobs of an owner that somebody, perhaps in another process, has asked to stop."""
        query = select(jobs.c.id).where(jobs.c.owner == owner, jobs.c.state == "stopping")
        with self._database.read() as connection:
            return tuple(connection.execute(query).scalars())

    def interrupt(self, job: str, owner: str, reason: str) -> bool:
        """Say that a job ended without a last word; what it told is kept. False: it had ended already."""
        mine = update(jobs).where(jobs.c.id == job, jobs.c.owner == owner, jobs.c.state.in_(ACTIVE))
        with self._database.write() as connection:
            values = {"state": "interrupted", "reason": reason, "ended": time.time()}
            return connection.execute(mine.values(values)).rowcount > 0

    def reap(self, lives: Callable[[str, float], bool]) -> tuple[str, ...]:
        """Say of the jobs whose owner is gone that they were interrupted; `lives(owner, beat)` tells."""
        with self._database.read() as connection:
            rows = connection.execute(select(jobs.c.id, jobs.c.owner, jobs.c.beat).where(jobs.c.state.in_(ACTIVE)))
            gone = [row for row in rows if not lives(row.owner, row.beat)]
        return tuple(row.id for row in gone if self.interrupt(row.id, row.owner, "server"))


def _event(job: str, number: int, event: Mapping[str, Any]) -> dict[str, Any]:
    """An event's row."""
    return {
        "job_id": job,
        "number": number,
        "seconds": float(event["seconds"]),
        "event": event["event"],
        "body": as_json(without_timetable(event)),
    }


def _end(event: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a job whose last word this is."""
    failed = event["event"] == "failed"
    said = {**without_timetable(event), "has_timetable": event.get("timetable") is not None}
    reason = str(event.get("reason", ""))[:40]
    return {
        "state": "failed" if failed else "done",
        "reason": reason,
        "ended": time.time(),
        "last": as_json(said),
    }


def _forget_events(connection: Connection, school: str) -> None:
    """Events of jobs that ended long ago; their results stay."""
    ended = select(jobs.c.id).where(jobs.c.school_id == school, jobs.c.state.in_(ENDED))
    kept = ended.order_by(jobs.c.order.desc()).limit(MOST_TOLD)
    connection.execute(delete(events).where(events.c.job_id.in_(ended), events.c.job_id.not_in(kept)))


def _listed() -> Select[Any]:
    other = jobs.alias()
    before = select(func.count()).where(other.c.state == literal("queued"), other.c.order <= jobs.c.order)
    return select(
        *(jobs.c[name] for name in OWN),
        jobs.c.school_id.label("school"),
        before.correlate(jobs).scalar_subquery().label("position"),
        jobs.c.timetable.is_not(None).label("timetable"),
        documents.c.fingerprint,
    ).join(documents, documents.c.id == jobs.c.document_id)


def _row(row: Row[Any]) -> JobRow:
    values = dict(row._mapping)
    return JobRow(**{**values, "position": values["position"] if values["state"] == "queued" else None})
