"""Events out of a worker: one JSON object a line, with a full timetable at most once a second."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from typing import Any, BinaryIO, Literal

from pydantic import Field

from scheduler.domain.timetable import Timetable
from scheduler.events import Event, Improved

TIMETABLE_SECONDS = 1.0


class Kept(Event):
    """The best timetable so far, where the event that told of it came too soon after another to carry it."""

    event: Literal["kept"] = "kept"
    timetable: Timetable = Field(repr=False)
    relaxed: int
    penalty: int


class Teller:
    """Writes events. A timetable held back follows within a second, so that a killed worker loses no more than that.

    `gone` is called where nobody reads any more.
    """

    def __init__(self, out: BinaryIO, gone: Callable[[], Any], seconds: float = TIMETABLE_SECONDS) -> None:
        self._out = out
        self._gone = gone
        self._seconds = seconds
        self._lock = threading.Lock()
        self._told = -seconds
        self._held: Improved | None = None
        self._timer: threading.Timer | None = None

    def tell(self, event: Event) -> None:
        """Write an event now; an improvement's timetable perhaps a little later."""
        with self._lock:
            if isinstance(event, Improved):
                wait = self._told + self._seconds - time.monotonic()
                if wait > 0:
                    self._hold(event, wait)
                    self._write(event.model_dump(mode="json", exclude={"timetable"}))
                    return
                self._told = time.monotonic()
            if getattr(event, "timetable", None) is not None:
                self._drop()  # this one is newer
            self._write(event.model_dump(mode="json"))

    def close(self) -> None:
        """Write nothing more."""
        with self._lock:
            self._drop()

    def _hold(self, event: Improved, wait: float) -> None:
        self._held = event
        if self._timer is None:
            self._timer = threading.Timer(wait, self._release)
            self._timer.daemon = True
            self._timer.start()

    def _drop(self) -> None:
        self._held = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _release(self) -> None:
        with self._lock:
            self._timer, held, self._held = None, self._held, None
            if held is not None:
                kept = Kept(seconds=held.seconds, timetable=held.timetable, relaxed=held.relaxed, penalty=held.penalty)
                self._told = time.monotonic()
                self._write(kept.model_dump(mode="json"))

    def _write(self, said: dict[str, Any]) -> None:
        try:
            self._out.write(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            self._out.flush()
        except (OSError, ValueError):
            self._gone()
