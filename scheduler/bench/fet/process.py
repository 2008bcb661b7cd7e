"""A program run on given cores under a limit of time, and what it took."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

GRACE = 3.0
"""Seconds between the wish to end and the end."""


@dataclass(frozen=True, slots=True)
class Took:
    """What one run wrote and used; `stopped` says that it did not end by itself, `megabytes` is 0 where unknown."""

    output: str
    code: int
    wall: float
    cpu: float
    megabytes: float
    stopped: bool


def run(command: Sequence[str], log: Path, *, seconds: float, cores: Sequence[int] = ()) -> Took:
    """Run a program to its end or its limit; its output goes to a file and comes back as text."""
    pinned = ["taskset", "-c", ",".join(map(str, cores))] if cores and shutil.which("taskset") else []
    timed = log.with_suffix(".time")
    meter = shutil.which("time")  # its own memory is small: a child's peak never falls below that of who began it
    metered = [meter, "-q", "-f", "%U %S %M", "-o", str(timed)] if meter else []
    begin, before = time.perf_counter(), _children()
    with log.open("wb") as stream:
        process = subprocess.Popen([*metered, *pinned, *command], stdout=stream, stderr=subprocess.STDOUT)
        limits = [_Limit(process.pid, seconds, signal.SIGTERM), _Limit(process.pid, seconds + GRACE, signal.SIGKILL)]
        try:
            code = process.wait()
        finally:
            for limit in limits:
                limit.cancel()
    wall = time.perf_counter() - begin
    used = timed.read_text(encoding="utf-8").split() if timed.is_file() else []
    spent = _children() - before
    if len(used) == 3:
        spent = float(used[0]) + float(used[1])
    output = log.read_text(encoding="utf-8", errors="replace")
    memory = float(used[2]) / 1024 if len(used) == 3 else 0.0
    return Took(output, code, wall, spent, memory, any(limit.reached for limit in limits))


def _children() -> float:
    """CPU seconds of all programs that this one began and that have ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


class _Limit(threading.Timer):
    """Sends a signal to a program after some time unless cancelled."""

    def __init__(self, process: int, seconds: float, number: signal.Signals) -> None:
        super().__init__(seconds, self._send)
        self.daemon = True
        self.reached = False
        self._process, self._number = process, number
        self.start()

    def _send(self) -> None:
        self.reached = True
        for one in _begun_by(self._process) or [self._process]:
            try:
                os.kill(one, self._number)
            except ProcessLookupError:
                continue


def _begun_by(process: int) -> list[int]:
    """What a meter began: it ends, and tells, when that has ended."""
    try:
        return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()))
    except OSError:
        return []
