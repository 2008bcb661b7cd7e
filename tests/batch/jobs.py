"""Tasks for batches: they must be functions of a module, so that another process finds them."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

from scheduler.domain.text import Fault, FaultyInput, Text


def double(number: int) -> int:
    return 2 * number


def fail(number: int) -> int:
    raise ValueError(f"no {number}")


def faulty() -> None:
    raise FaultyInput([Fault("patches[0]", Text("nobody is called Wu", "没有人叫吴"))])


def die(code: int) -> None:
    os._exit(code)


def sleep(seconds: float) -> str:
    time.sleep(seconds)
    return "awake"


def until_told(begun: Path, stop: threading.Event) -> str:
    begun.touch()
    return "told" if stop.wait(60) else "never told"


def unsendable() -> threading.Lock:
    return threading.Lock()
