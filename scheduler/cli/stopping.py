"""Ctrl-C and a polite kill: the search stops, the best is kept and written."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

Handler = Callable[[int, FrameType | None], Any] | int | signal.Handlers | None
SIGNALS = (signal.SIGINT, signal.SIGTERM)
IMPATIENT_SECONDS = 2.0
"""A signal so long after the first ends the program at once; sooner ones are the same wish told twice."""


class Stopping:
    """While entered, the first signal calls `cancel`; `asked` says that it came."""

    def __init__(self, cancel: Callable[[], None]) -> None:
        self.asked = False
        self._cancel = cancel
        self._first = 0.0
        self._before: dict[signal.Signals, Handler] = {}

    def __enter__(self) -> Stopping:
        if threading.current_thread() is threading.main_thread():  # handlers cannot be set elsewhere
            self._before = {number: signal.signal(number, self._handle) for number in SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def ask(self) -> None:
        """Stop as if a signal had come."""
        self.asked = True
        self._cancel()

    def _handle(self, _number: int, _frame: FrameType | None) -> None:
        now = time.monotonic()
        if self.asked and now - self._first > IMPATIENT_SECONDS:
            raise KeyboardInterrupt
        if not self.asked:
            self._first = now
        self.ask()
