"""The thread of a server that sees to its workers: turns, events into the store, stops, ends.

It writes at most a few times a second, all that has come at once. What cannot be written (a database that does not
answer) is kept and tried again; no event is dropped.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from scheduler.jobs import owner
from scheduler.jobs.job import Process
from scheduler.jobs.request import CRASH, Failed, Request
from scheduler.store.documents import as_json
from scheduler.store.jobs import Claimed, JobRows
from scheduler.store.told import SAYS_ENDS

COMMIT_SECONDS = 0.25
"""Between two writes of what workers tell; a page that shows them lags by no more."""
IDLE_SECONDS = 0.5
"""Between two looks at the store for work and wishes from other processes."""
BEAT_SECONDS = 2.0
REAP_SECONDS = 5.0
RETRY_SECONDS = 2.0

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Running:
    """A worker and what it told that is not in the store yet."""

    kind: str
    process: Process
    written: int = 0
    unwritten: list[Mapping[str, Any]] = field(default_factory=list)
    ended: bool = False
    hard: bool = False


class Pump:
    """Works from its making until `close`."""

    def __init__(self, jobs: JobRows, slots: int, grace: float) -> None:
        self._jobs = jobs
        self._slots = slots
        self._grace = grace
        self._owner = owner.new_owner()
        owner.HERE.add(self._owner)
        self._running: dict[str, _Running] = {}
        self._woken = threading.Event()
        self._closing = threading.Event()
        self._next_beat = self._next_reap = 0.0
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There is something to do."""
        self._woken.set()

    def close(self) -> None:
        """End the workers, write what they told, and say that they were interrupted."""
        self._closing.set()
        self._woken.set()
        self._thread.join()
        owner.HERE.discard(self._owner)

    def _work(self) -> None:
        while not self._closing.is_set():
            wait = IDLE_SECONDS
            try:
                self._round()
            except SQLAlchemyError as error:
                log.warning("the store does not answer (%s), trying again", type(error).__name__)
                wait = RETRY_SECONDS
            self._woken.wait(wait)
            self._woken.clear()
            self._closing.wait(COMMIT_SECONDS)
        self._leave()

    def _round(self) -> None:
        """One look at everything."""
        now = time.monotonic()
        if now >= self._next_reap:
            for job in self._jobs.reap(owner.lives):
                log.info("job %s was interrupted: its server is gone", job)
            self._next_reap = now + REAP_SECONDS
        if self._running and now >= self._next_beat:
            self._jobs.beat(self._owner)
            self._next_beat = now + BEAT_SECONDS
        for job, one in list(self._running.items()):
            self._see_to(job, one)
        if self._running:
            for job in self._jobs.to_stop(self._owner):
                if job in self._running:
                    self._stop(self._running[job])
        while (claimed := self._jobs.claim(self._owner, owner.host(), self._slots)) is not None:
            self._start(claimed)

    def _start(self, claimed: Claimed) -> None:
        try:
            process = Process(_task(claimed), self.wake)
        except (OSError, ValueError) as error:  # no memory for a process; a request of another version's form
            failed = Failed(seconds=0.0, reason="crash", words=CRASH, kind=type(error).__name__)
            self._jobs.append(claimed.id, self._owner, [failed.model_dump(mode="json")], after=0)
            return
        log.info("job %s (%s) has begun as process %d", claimed.id, claimed.kind, process.pid)
        self._running[claimed.id] = _Running(claimed.kind, process)

    def _stop(self, one: _Running) -> None:
        one.process.stop()
        one.hard |= one.process.enforce(self._grace)

    def _see_to(self, job: str, one: _Running) -> None:
        """Write what a worker told; where it has ended, say so and let go of it."""
        code = one.process.code  # before its last lines are taken, so that none is missed
        one.unwritten += one.process.heard()
        if one.unwritten:
            ours = self._jobs.append(job, self._owner, one.unwritten, after=one.written)
            one.written += len(one.unwritten)
            one.ended |= any(event["event"] in ("failed", SAYS_ENDS[one.kind]) for event in one.unwritten)
            one.unwritten = []
            if not ours:
                log.info("job %s is not ours any more", job)
                one.process.kill()
                one.ended = True
        if code is None and not one.ended:
            return
        if not one.ended:
            reason = "hard" if one.hard else "killed"
            self._jobs.interrupt(job, self._owner, reason)
            log.warning("job %s ended without a last word (%s, code %d)", job, reason, code)
        del self._running[job]
        one.process.close()

    def _leave(self) -> None:
        """The server ends: its children with it."""
        for job, one in self._running.items():
            one.process.close()
            one.unwritten += one.process.heard()
            try:
                if one.unwritten:
                    self._jobs.append(job, self._owner, one.unwritten, after=one.written)
                self._jobs.interrupt(job, self._owner, "server")
            except SQLAlchemyError as error:
                log.warning("job %s could not be written to its end (%s)", job, type(error).__name__)
        self._running.clear()


def _task(claimed: Claimed) -> bytes:
    """What the worker reads."""
    document = claimed.document
    request = Request.model_validate(claimed.request).model_dump_json()
    return f'{{"request":{request},"document":{document.body},"beside":{as_json(document.beside)}}}'.encode()
