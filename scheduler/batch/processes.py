"""An executor whose workers are processes of their own, started as programs: one that dies takes no other with it.

Not `ProcessPoolExecutor`: there one dead process breaks the pool, and under a page server starting it would run the
page again.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Any, ParamSpec, TypeVar

from scheduler.engine.settings import cores

LENGTH = 8
"""Bytes that tell how long the next message is."""
LEAVE_SECONDS = 2.0
P = ParamSpec("P")
T = TypeVar("T")


class Crashed(Exception):
    """A worker's process ended before its task did."""


def send(stream: IO[bytes], message: bytes) -> None:
    """Write one message."""
    stream.write(len(message).to_bytes(LENGTH, "big") + message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one message; None where the other end is gone."""
    head = stream.read(LENGTH)
    size = int.from_bytes(head, "big")
    body = stream.read(size) if len(head) == LENGTH else b""
    return body if len(head) == LENGTH and len(body) == size else None


class Processes(Executor):
    """At most `workers` processes, each started when first needed and kept for the next task."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or cores()
        self._threads = ThreadPoolExecutor(self.workers, thread_name_prefix="child")
        self._idle: queue.SimpleQueue[_Child] = queue.SimpleQueue()
        self._busy: dict[Future[Any], _Seat] = {}

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Send a function of a module and its values; what cannot be sent raises here."""
        payload, seat = pickle.dumps((fn, args, kwargs)), _Seat()
        future = self._threads.submit(self._run, payload, seat)
        self._busy[future] = seat
        future.add_done_callback(lambda done: self._busy.pop(done, None))
        return future

    def tell_to_stop(self) -> None:
        """Set `HERE` in every worker that runs a task."""
        for seat in list(self._busy.values()):
            seat.tell_to_stop()

    def kill(self, future: Future[Any]) -> None:
        """End the process of a task; its future then tells of a crash."""
        if (seat := self._busy.get(future)) is not None:
            seat.kill()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for what runs, unless `wait` is False: then it is ended."""
        if not wait:
            for seat in list(self._busy.values()):
                seat.kill()
        self._threads.shutdown(wait=True, cancel_futures=cancel_futures or not wait)
        with suppress(queue.Empty):
            while True:
                self._idle.get_nowait().close()

    def _run(self, payload: bytes, seat: _Seat) -> Any:
        try:
            child = self._idle.get_nowait()
        except queue.Empty:
            child = _Child()
        seat.take(child)
        answer = child.ask(payload)
        if answer is None:
            raise Crashed(f"exit code {child.close()}")
        self._idle.put(child)
        done, result = pickle.loads(answer)
        if not done:
            raise RuntimeError(result)
        return result


class _Seat:
    """Where a task runs, known once it does; what was asked of it before holds then too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._dead = False

    def take(self, child: _Child) -> None:
        with self._lock:
            self._child = child
            if self._dead:
                child.process.kill()

    def tell_to_stop(self) -> None:
        with self._lock:
            if self._child is not None:
                self._child.tell(b"")

    def kill(self) -> None:
        with self._lock:
            self._dead = True
            if self._child is not None:
                self._child.process.kill()


class _Child:
    """One process that works off messages: a task, or nothing, which says that the task at hand is to stop."""

    def __init__(self) -> None:
        loud = None if os.environ.get("QINGKE_DEBUG") else subprocess.DEVNULL
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "scheduler.batch.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=loud,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)},
        )
        self._lock = threading.Lock()

    def tell(self, message: bytes) -> None:
        """Send a message; one that is dead hears nothing."""
        assert self.process.stdin is not None
        with self._lock, suppress(OSError, ValueError):
            send(self.process.stdin, message)

    def ask(self, payload: bytes) -> bytes | None:
        """Send a task and wait for its answer; None where the process ends without one."""
        assert self.process.stdout is not None
        self.tell(payload)
        return receive(self.process.stdout)

    def close(self) -> int:
        """End the process by closing its input; its exit code."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with self._lock, suppress(OSError):
            self.process.stdin.close()
        try:
            code = self.process.wait(LEAVE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self.process.stdout.close()
        return code
