"""One look at a school for its prices: as it is, or with one rule changed, from a timetable already there."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from scheduler.domain.timetable import Timetable
from scheduler.engine.settings import Settings
from scheduler.events import Finished, Status
from scheduler.services.generate import Generation
from scheduler.services.heeding import heeding
from scheduler.services.load import School
from scheduler.services.questions import Question, changed

Points = tuple[int, int]
"""(relaxed, penalty)."""


@dataclass(frozen=True, slots=True)
class Found:
    """How a school stands: its best value found, with a timetable of it, and what none can be better than."""

    status: Status
    value: Points | None = None
    relaxed_bound: int = 0
    bound: int | None = None
    timetable: Timetable | None = None

    @property
    def proven(self) -> bool:
        """Whether no timetable is better."""
        return self.value is not None and self.value == (self.relaxed_bound, self.bound)


def found_of(finished: Finished) -> Found:
    """What a search has ended with."""
    value = None if finished.relaxed is None or finished.penalty is None else (finished.relaxed, finished.penalty)
    timetable = None if finished.draft else finished.timetable
    return Found(finished.status, value, finished.relaxed_bound, finished.bound, timetable)


def look(
    school: School,
    base: Timetable | None,
    question: Question,
    settings: Settings,
    stop: threading.Event | None = None,
) -> Found:
    """Search the school as a question has it, beginning at the base; `stop` ends it and keeps the best."""
    school = replace(school, rules=changed(school.rules, question), term=None)
    generation = Generation(school, settings.model_copy(update={"draft": False, "polish": True}), start=base)
    finished: Finished | None = None
    with heeding(stop, generation.cancel):
        for event in generation:
            finished = event if isinstance(event, Finished) else finished
    assert finished is not None
    return found_of(finished)
