"""Many scenarios of a school answered side by side, each with one worker, told as they come."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor

from scheduler.answers import Answered
from scheduler.batch.processes import Processes
from scheduler.batch.running import Failure, Task, run_all
from scheduler.domain.scenario import Scenario
from scheduler.domain.timetable import Timetable
from scheduler.engine.settings import Settings
from scheduler.services.heeding import heeding
from scheduler.services.load import School
from scheduler.services.what_if import Answering

LATE_SECONDS = 60.0
"""What an answer may take beyond its time: a big model, its building and its last step."""


def answered(
    school: School, base: Timetable | None, scenario: Scenario, settings: Settings, stop: threading.Event | None = None
) -> Answered:
    """The answer to one scenario; `stop` ends its search with what is known by then."""
    answering = Answering(school, base, scenario, settings)
    last: Answered | None = None
    with heeding(stop, answering.cancel):
        for event in answering:
            last = event if isinstance(event, Answered) else last
    assert last is not None
    return last


class Scenarios:
    """Iterate it once for (number of the scenario, answer) as they come; `cancel()` keeps what is done.

    `settings` holds for each scenario; its workers are how many run side by side. A scenario that crashes or takes
    too long is answered "unknown" with its `failure`.
    """

    def __init__(
        self,
        school: School,
        base: Timetable | None,
        scenarios: Sequence[Scenario],
        settings: Settings,
        *,
        executor: Executor | None = None,
    ) -> None:
        one, late = settings.model_copy(update={"workers": 1}), settings.seconds + LATE_SECONDS
        self._tasks = [
            Task(str(number), answered, (school, base, scenario, one), heeds=True, seconds=late)
            for number, scenario in enumerate(scenarios)
        ]
        self._scenarios = tuple(scenarios)
        self._workers = min(settings.workers, len(self._tasks))
        self._executor = executor
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Begin nothing more, stop what runs, and keep what is done."""
        self._stop.set()

    def __iter__(self) -> Iterator[tuple[int, Answered]]:
        begin = time.perf_counter()
        executor = self._executor or Processes(self._workers)
        try:
            for task, found in run_all(self._tasks, executor, at_once=self._workers, stop=self._stop):
                number, now = int(task.name), time.perf_counter() - begin
                if isinstance(found, Failure):
                    name = self._scenarios[number].name
                    words = (found.words,)
                    found = Answered(seconds=now, scenario=name, status="unknown", failure=found.words.en, words=words)
                yield number, found.model_copy(update={"seconds": now})
        finally:
            if self._executor is None:
                executor.shutdown(wait=False)
