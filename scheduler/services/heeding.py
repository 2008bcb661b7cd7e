"""An event that ends a search: how a search in another thread or process is told to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

POLL_SECONDS = 0.1


@contextmanager
def heeding(stop: threading.Event | None, cancel: Callable[[], None]) -> Iterator[None]:
    """While entered, `cancel` is called once the event is set."""
    over = threading.Event()

    def watch() -> None:
        while stop is not None and not over.wait(POLL_SECONDS):
            if stop.is_set():
                cancel()
                return

    threading.Thread(target=watch, name="stop", daemon=True).start()
    try:
        yield
    finally:
        over.set()
