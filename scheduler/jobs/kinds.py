"""Each kind of job as something to iterate and to cancel; its use case is imported only when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from importlib import import_module
from typing import Any, Protocol

from scheduler.events import Event, Finished
from scheduler.io import json_file
from scheduler.jobs.request import Counted, Filled, Kind, Request, Task
from scheduler.precheck import Shortage
from scheduler.services.load import School, prepare
from scheduler.services.stored import imported


class Answer(Protocol):
    """A use case that runs: it yields events and can be told to stop."""

    def __iter__(self) -> Iterator[Event]: ...

    def cancel(self) -> None:
        """Stop soon and keep the best."""
        ...


class Solve:
    """A generation with what was counted before it, and what was proven, before its last word."""

    def __init__(self, school: School, request: Request) -> None:
        from scheduler.services.generate import Generation

        self._generation = Generation(school, request.settings, start=request.timetable)

    def cancel(self) -> None:
        self._generation.cancel()

    def __iter__(self) -> Iterator[Event]:
        generation = self._generation
        filled = generation.completed
        if filled.placeholders:
            yield Filled(seconds=0.0, periods=filled.periods, placeholders=filled.placeholders)
        if generation.reasons:
            yield Counted(seconds=0.0, reasons=_plain(generation.reasons))
        last: Finished | None = None
        for event in generation:
            if isinstance(event, Finished):
                last = event
            else:
                yield event
        assert last is not None, "a run ends with Finished"
        if generation.proven:
            yield Counted(seconds=last.seconds, reasons=_plain(generation.proven))
        yield last


def _plain(shortages: tuple[Shortage, ...]) -> tuple[dict[str, Any], ...]:
    return tuple({**asdict(one), "severity": one.severity.value, "facts": dict(one.facts)} for one in shortages)


def _explain(school: School, request: Request) -> Any:
    return import_module("scheduler.services.explain").Explaining(school, request.settings, ways=request.ways)


def _what_if(school: School, request: Request) -> Any:
    what_if = import_module("scheduler.services.what_if")
    return what_if.Answering(school, request.timetable, request.scenario, request.settings)


def _repair(school: School, request: Request) -> Any:
    replan = import_module("scheduler.services.replan")
    return replan.Repairing(
        school,
        request.timetable,
        request.settings,
        scenario=request.scenario,
        weeks=request.weeks,
        budget=request.budget,
        weights=request.weights,
        front=request.front,
        cover=request.cover,
    )


def begin(task: Task) -> Answer:
    """The school of a task, and what is asked of it.

    Raises:
        FaultyInput: where the school has faults.
        ModuleNotFoundError: naming the use case this program does not have.
    """
    request = task.request
    read = imported(json_file.read_problem(json.dumps(task.document).encode()), task.beside)
    changes = request.scenario if request.kind in ("solve", "explain") else None
    return KINDS[request.kind](prepare(read, changes, week=request.week), request)


KINDS: Mapping[Kind, Callable[[School, Request], Answer]] = {
    "solve": Solve,
    "explain": _explain,
    "whatif": _what_if,
    "repair": _repair,
}
