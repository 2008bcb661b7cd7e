"""Pages in tests: a store of their own, and jobs that nobody works at unless the test itself does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.jobs import queue
from scheduler.ui import state


class Idle:
    """Nobody works at jobs."""

    def __init__(self, *_: object) -> None:
        """As the real one is made."""

    def wake(self) -> None:
        """Nothing happens."""

    def close(self) -> None:
        """Nothing to end."""


@pytest.fixture(scope="session", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("store") / "schools.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QINGKE_STORE", str(path))
        patch.setattr(queue, "Pump", Idle)
        state.shelf.clear()
        state.jobs.clear()
        yield path
        state.jobs().close()
        state.shelf().store.close()
        state.jobs.clear()
        state.shelf.clear()
