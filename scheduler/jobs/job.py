"""One worker's process seen from the server: started, heard, asked politely to stop, then made to."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from pydantic_core import from_json

import scheduler

GRACE_SECONDS = 10.0
"""From the wish to stop to its enforcement: a solve in its presolve hears nothing for some seconds."""
ROOT = Path(scheduler.__file__).resolve().parents[1]
INSTALLED = ("site-packages", "dist-packages")
WORKER = "scheduler.jobs.worker"


class Process:
    """A child that works on one task. Its lines are read by a thread, `heard()` takes what has come."""

    def __init__(self, task: bytes, wake: Callable[[], object]) -> None:
        """Start it with a task in one line; `wake` is called whenever something has come, and at its end."""
        self._wake = wake
        self._heard: deque[Mapping[str, Any]] = deque()
        self._stop_at: float | None = None
        self._lines: SimpleQueue[bytes | None] = SimpleQueue()
        self._child = _start()
        self._reader = threading.Thread(target=self._read, name="job-reader", daemon=True)
        self._writer = threading.Thread(target=self._write, name="job-writer", daemon=True)
        self._lines.put(task)  # by a thread: a school is larger than a pipe, and the child takes a second to read
        self._reader.start()
        self._writer.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._child.pid

    @property
    def code(self) -> int | None:
        """How it ended (below 0: the signal that killed it); None while it runs or unread lines may come."""
        return None if self._reader.is_alive() else self._child.poll()

    def heard(self) -> list[Mapping[str, Any]]:
        """Events that have come since the last call."""
        out = []
        while self._heard:
            out.append(self._heard.popleft())
        return out

    def stop(self) -> None:
        """Ask it to stop; `enforce` makes it where it does not."""
        if self._stop_at is None:
            self._stop_at = time.monotonic()
            self._lines.put(b"stop")

    def enforce(self, grace: float = GRACE_SECONDS) -> bool:
        """Kill it where it was asked long enough ago; whether it was killed now."""
        if self._stop_at is None or time.monotonic() - self._stop_at < grace or self._child.poll() is not None:
            return False
        self.kill()
        return True

    def kill(self) -> None:
        """End it at once."""
        with contextlib.suppress(OSError):
            self._child.kill()

    def close(self) -> None:
        """Let go of it: a child that still runs loses its input, which ends it; its end is waited for."""
        self._lines.put(None)
        try:
            self._child.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self.kill()
            self._child.wait()
        self._reader.join()
        self._writer.join()

    def _write(self) -> None:
        with contextlib.suppress(OSError, ValueError), _pipe(self._child.stdin) as stream:  # it may be gone already
            while (line := self._lines.get()) is not None:
                stream.write(line + b"\n")
                stream.flush()

    def _read(self) -> None:
        with contextlib.suppress(OSError, ValueError), _pipe(self._child.stdout) as stream:
            for line in stream:
                with contextlib.suppress(ValueError):  # half a line of a killed child
                    self._heard.append(from_json(line))
                    self._wake()
        self._child.wait()
        self._wake()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None, "the child was started with pipes"
    return stream


def _start() -> subprocess.Popen[bytes]:
    """The child, apart from our terminal: Ctrl-C ends the server, and the closed pipe the child."""
    flags: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        flags = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback may name people
        env=_environment(os.environ, ROOT),
        **flags,
    )


def _environment(environment: Mapping[str, str], root: Path) -> dict[str, str]:
    """The child runs the same program as we: from a checkout it has to be told where that is."""
    if root.name in INSTALLED:
        return dict(environment)
    paths = [str(root), *filter(None, [environment.get("PYTHONPATH")])]
    return {**environment, "PYTHONPATH": os.pathsep.join(paths)}
