"""One CP-SAT solve as a stream: solutions and bounds as they come, then how it ended."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple, Protocol

from ortools.sat.python import cp_model

from scheduler.engine.model import Model

WAITING = 16
"""Messages that may wait to be read; then the search waits too, so that memory stays bounded."""


class Found(NamedTuple):
    """A solution: the value of every variable."""

    solution: list[int]


class Bound(NamedTuple):
    """The objective cannot go below this."""

    value: int


class Done(NamedTuple):
    """How the solve ended."""

    status: int
    bound: int
    seconds: float


Message = Found | Bound | Done


class _Listener(cp_model.CpSolverSolutionCallback):
    """Hands solutions over; an exception here would be swallowed by the solver, so it is kept and re-raised."""

    def __init__(self, out: queue.Queue[Message]) -> None:
        super().__init__()
        self._out = out
        self.error: BaseException | None = None

    def on_solution_callback(self) -> None:
        try:
            self._out.put(Found(list(self.response_proto.solution)))
        except BaseException as error:
            self.error = error
            self.stop_search()


def whole(bound: float) -> int:
    """A solver's bound on a whole-number objective, rounded up as far as is safe."""
    return -int(-(bound - 1e-6) // 1) if abs(bound) < 1e15 else 0


class Stop(Protocol):
    """What may end a solve: an event, or whatever reads like one."""

    def is_set(self) -> bool:
        """Whether to end."""
        ...


def stream(model: Model, stop: Stop, **parameters: Any) -> Iterator[Message]:
    """Solve in a thread of its own and yield what it tells; setting `stop` ends it, keeping what was found.

    `stop_search` before the search has begun is ignored by the solver (or-tools issue 3621), so it is repeated
    until the solve ends. Leaving the iteration early stops the solve too. With several workers a solution is
    skipped where a better one already waits; with one, none is, so that a run can be repeated.
    """
    model.finish()
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False  # its handler aborts the whole program in a thread, or kills it later
    for name, value in parameters.items():
        setattr(solver.parameters, name, value)
    out: queue.Queue[Message] = queue.Queue(WAITING)
    listener = _Listener(out)
    if model.proto.has_objective():
        solver.best_bound_callback = lambda bound: out.put(Bound(whole(bound)))
    failure: list[BaseException] = []

    def work() -> None:
        begin = time.perf_counter()
        done = Done(int(cp_model.UNKNOWN), 0, 0.0)
        try:
            status = solver.solve(model.cp, listener)
            if status == cp_model.MODEL_INVALID:
                raise ValueError(f"the solver refuses the model: {model.cp.validate()[:200]}")
            bound = whole(solver.best_objective_bound) if model.proto.has_objective() else 0
            done = Done(int(status), bound, time.perf_counter() - begin)
        except BaseException as error:
            failure.append(error)
        out.put(done)

    thread = threading.Thread(target=work, name="cp-sat", daemon=True)
    thread.start()
    latest = solver.parameters.num_workers != 1
    try:
        ended = False
        while not ended:
            for message in _waiting(out, latest=latest):
                yield message
                ended = isinstance(message, Done)
            if stop.is_set():
                solver.stop_search()
    finally:
        while thread.is_alive():
            solver.stop_search()
            with suppress(queue.Empty):
                while True:
                    out.get_nowait()
            thread.join(0.05)
    if failure or listener.error:
        raise failure[0] if failure else listener.error  # type: ignore[misc]


def _waiting(out: queue.Queue[Message], *, latest: bool) -> list[Message]:
    """The next message, or with `latest` all that wait, of solutions only the last; none after a short while."""
    found: list[Message] = []
    with suppress(queue.Empty):
        found.append(out.get(timeout=0.05))
        while latest:
            found.append(out.get_nowait())
    last = max((at for at, message in enumerate(found) if isinstance(message, Found)), default=-1)
    return [message for at, message in enumerate(found) if at >= last or not isinstance(message, Found)]
