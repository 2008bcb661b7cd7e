"""Run tasks over any executor and yield results as they come; one that fails takes no other with it.

Threads, processes and a cluster's executor (Dask: `client.get_executor()`) all serve. Only what `call` needs is sent
there: a function known by its name and frozen values.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from scheduler.domain.text import FaultyInput, Text, joined, same
from scheduler.engine.settings import cores

GRACE_SECONDS = 10.0
"""How long running tasks may take to end once told to stop."""
POLL_SECONDS = 0.1
HERE = threading.Event()
"""Set in a worker process that is told to stop."""


@dataclass(frozen=True, slots=True)
class Task:
    """A function of a module and the values it gets. One that `heeds` takes `stop`, an event, and ends soon after it.

    `seconds` is what it may take in all; then it is given up.
    """

    name: str
    function: Callable[..., Any]
    args: tuple[Any, ...] = ()
    heeds: bool = False
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task has no result: it raised an error, its process died, it took too long, it was stopped."""

    kind: Literal["error", "crash", "timeout", "stopped"]
    words: Text


TOO_LONG = Failure("timeout", Text("took too long and was given up", "用时过长，已放弃"))
STOPPED = Failure("stopped", Text("was stopped before it was done", "未完成即被停止"))
NOWHERE = Failure(
    "timeout", Text("every worker is held by a task that does not end", "所有工作进程都被不结束的任务占用")
)


@runtime_checkable
class Reaching(Protocol):
    """An executor that reaches its running tasks: can tell them to stop, and end one that does not."""

    def tell_to_stop(self) -> None:
        """Set `HERE` in every worker."""
        ...

    def kill(self, future: Future[Any]) -> None:
        """End a task's process."""
        ...


def call(task: Task, stop: threading.Event | None = None) -> Any:
    """A task's result, or its failure: exceptions stay here, for not all of them can be sent."""
    try:
        return task.function(*task.args, **({"stop": stop or HERE} if task.heeds else {}))
    except FaultyInput as error:
        return Failure("error", joined([Text(fault.to("en"), fault.to("zh")) for fault in error.faults]))
    except Exception as error:
        return Failure("error", same(f"{type(error).__name__}: {error}"))


def run_all(
    tasks: Iterable[Task],
    executor: Executor,
    *,
    at_once: int | None = None,
    stop: threading.Event | None = None,
    grace: float = GRACE_SECONDS,
) -> Iterator[tuple[Task, Any]]:
    """Each task with its result or `Failure`, in the order in which they end.

    `tasks` is read only as workers become free, so what has been yielded may decide what comes next; `at_once` is how
    many run side by side, the cores by default. When `stop` is set no task begins, those running are told, and what
    they return within `grace` seconds is still yielded. A task given up holds its worker until it ends, unless the
    executor can `kill` it.
    """
    stop = stop or threading.Event()
    flight = _Flight(executor, at_once or cores(), stop)
    waiting, more = iter(tasks), True
    try:
        while more or flight.running:
            more = more and not stop.is_set()
            if more and flight.free:
                task = next(waiting, None)
                more = task is not None
                if task is not None and (failure := flight.begin(task)) is not None:
                    yield task, failure
                continue
            yield from flight.ended()
            if stop.is_set():
                yield from flight.stopped(grace)
            elif more and flight.stuck:
                yield from ((task, NOWHERE) for task in waiting)
                more = False
    finally:
        flight.leave()


class _Flight:
    """Tasks that run now, since when, and those given up that may still hold a worker."""

    def __init__(self, executor: Executor, at_once: int, stop: threading.Event) -> None:
        self.running: dict[Future[Any], tuple[Task, float]] = {}
        self._executor = executor
        self._at_once = at_once
        self._stop = stop
        self._given_up: set[Future[Any]] = set()
        self._told: float | None = None

    @property
    def free(self) -> bool:
        """Whether a worker is free."""
        self._given_up = {future for future in self._given_up if not future.done()}
        return len(self.running) + len(self._given_up) < self._at_once

    @property
    def stuck(self) -> bool:
        """Whether tasks that do not end hold every worker."""
        return not self.running and not self.free

    def begin(self, task: Task) -> Failure | None:
        """Send a task; why it could not be sent."""
        shared = (self._stop,) if isinstance(self._executor, ThreadPoolExecutor) else ()
        try:
            future = self._executor.submit(call, task, *shared)
        except Exception as error:
            return _crash(error)
        self.running[future] = task, time.monotonic()
        return None

    def ended(self) -> Iterator[tuple[Task, Any]]:
        """Those that have ended, waited for a moment, and those that have taken too long."""
        done, _ = wait(self.running, timeout=POLL_SECONDS, return_when=FIRST_COMPLETED)
        for future in done:
            task, _ = self.running.pop(future)
            yield task, _outcome(future)
        now = time.monotonic()
        late = [f for f, (task, since) in self.running.items() if task.seconds and now - since > task.seconds]
        yield from self._give_up(late, TOO_LONG)

    def stopped(self, grace: float) -> Iterator[tuple[Task, Any]]:
        """Tell those that run to stop, once; after so many seconds those that still run."""
        if self._told is None:
            self._told = time.monotonic()
            self._tell()
        elif time.monotonic() - self._told > grace:
            yield from self._give_up(list(self.running), STOPPED)

    def leave(self) -> None:
        """Nobody waits for what still runs."""
        if self.running:
            self._stop.set()
            self._tell()
        for future in self.running:
            future.cancel()

    def _tell(self) -> None:
        for future in self.running:
            future.cancel()  # only of those that have not begun
        if isinstance(self._executor, Reaching):
            self._executor.tell_to_stop()

    def _give_up(self, futures: list[Future[Any]], why: Failure) -> Iterator[tuple[Task, Failure]]:
        for future in futures:
            task, _ = self.running.pop(future)
            if not future.cancel() and isinstance(self._executor, Reaching):
                self._executor.kill(future)
            elif not future.done():
                self._given_up.add(future)
            yield task, why


def _outcome(future: Future[Any]) -> Any:
    if future.cancelled():
        return STOPPED
    error = future.exception()
    return future.result() if error is None else _crash(error)


def _crash(error: BaseException) -> Failure:
    return Failure("crash", same(f"{type(error).__name__}: {error}"))
