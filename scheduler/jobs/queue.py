"""Jobs: a bounded number of workers at once, the others wait; what they tell goes into the store.

    jobs = Jobs(Store())                                 # once per server process; starts its thread
    job = jobs.start(school, Settings(seconds=60))       # kind="solve"; Settings' workers are shared out over the slots
    row = jobs.poll(job)                                 # JobRow: state, position in the queue, points, bound, …
    for told in jobs.events(job, after=number): …        # Told: number, seconds, event, body (JSON, no timetable)
    jobs.stop(job)                                       # polite; the best is kept; made to after ten seconds
    jobs.timetable(job)                                  # the last timetable told, also of an interrupted job
    jobs.result(job)                                     # Finished, Explained, Answered, Repaired or Failed; or None
    store.timetables.adopt(job, name="…")                # as one of the school's timetables, once

Any process may poll and stop; the one that started a job's worker writes about it. What was waiting when the server
went down is started by the next one; what was running then is "interrupted" and keeps its last timetable.
"""

from __future__ import annotations

import atexit
from collections.abc import Mapping
from typing import Any

from scheduler.answers import Answered, Explained, Repaired
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.engine.settings import Settings, cores
from scheduler.events import Event, Finished
from scheduler.jobs.job import GRACE_SECONDS
from scheduler.jobs.pump import Pump
from scheduler.jobs.request import Failed, Kind, Request
from scheduler.store import Store
from scheduler.store.values import JobRow, Told

LAST_WORDS: Mapping[str, type[Event]] = {
    "finished": Finished,
    "explained": Explained,
    "answered": Answered,
    "repaired": Repaired,
    "failed": Failed,
}


class Jobs:
    """The jobs of a store as one server sees to them. `close` at the end of the server."""

    def __init__(self, store: Store, *, slots: int = 1, grace: float = GRACE_SECONDS) -> None:
        """Begin to work: at most `slots` workers at once on this computer; `grace` seconds for a polite stop."""
        self._store = store
        self._slots = slots
        self._pump = Pump(store.jobs, slots, grace)
        atexit.register(self.close)

    def start(
        self,
        school: str,
        settings: Settings | None = None,
        kind: Kind = "solve",
        *,
        problem: Problem | None = None,
        **asked: Any,
    ) -> str:
        """Put a job at the end of the queue; returns its id.

        It is about the school as it stands in the store now, or about `problem`. `asked` are further fields of
        `Request`: timetable, scenario, week, ways, weeks, budget, weights, front, cover. Without settings, or where
        these leave the workers open, the cores are shared out over the slots.

        Raises:
            Missing: where the school is gone.
            ValidationError: where a field is unknown or wrong.
        """
        settings = settings or Settings()
        if "workers" not in settings.model_fields_set:
            settings = settings.model_copy(update={"workers": max(1, cores() // self._slots)})
        request = Request(kind=kind, settings=settings, **asked)
        job = self._store.jobs.add(school, kind, request.model_dump(mode="json"), problem)
        self._pump.wake()
        return job

    def poll(self, job: str) -> JobRow:
        """A job as it stands.

        Raises:
            Missing: where it is gone, with its school.
        """
        return self._store.jobs.row(job)

    def all(self, school: str | None = None, *, active: bool = False) -> tuple[JobRow, ...]:
        """The jobs of a school or of all, newest first; `active` leaves out what has ended."""
        return self._store.jobs.all(school, active=active)

    def events(self, job: str, after: int = 0) -> tuple[Told, ...]:
        """What it told after event number `after`."""
        return self._store.jobs.told(job, after)

    def timetable(self, job: str) -> Timetable | None:
        """The last timetable it told: of an interrupted job the one from at most a second before."""
        return self._store.jobs.timetable(job)

    def result(self, job: str) -> Event | None:
        """Its last word with its timetable; None while it runs, and of jobs that never came to one."""
        last = self._store.jobs.last(job)
        return None if last is None else LAST_WORDS[last["event"]].model_validate(last)

    def stop(self, job: str) -> None:
        """Ask a job to stop with the best it has; one that waits is called off. What has ended stays as it is.

        Raises:
            Missing: where it is gone.
        """
        self._store.jobs.ask_stop(job)
        self._pump.wake()

    def close(self) -> None:
        """End this server's work: running jobs are told as interrupted and keep what they have."""
        atexit.unregister(self.close)
        self._pump.close()
