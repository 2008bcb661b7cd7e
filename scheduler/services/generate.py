"""Generate: count first, then search, and say what the end means."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.timetable import Timetable
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Event
from scheduler.precheck import Precheck, precheck
from scheduler.services.load import School


class Generation:
    """One solve of one school; iterate it for events, `cancel()` keeps the best."""

    def __init__(self, school: School, settings: Settings, *, start: Timetable | None = None) -> None:
        self.school = school
        self.counted: Precheck = precheck(school.problem, school.rules)
        self._run = Run(school.problem, school.rules, settings, start=start, impossible=self.counted.impossible)

    def cancel(self) -> None:
        """Stop soon and keep the best timetable found."""
        self._run.cancel()

    def __iter__(self) -> Iterator[Event]:
        return iter(self._run)
