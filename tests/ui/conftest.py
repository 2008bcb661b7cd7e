"""Pages in tests: a store of their own, and jobs that nobody works at unless the test itself does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.ui import state


@pytest.fixture(scope="session", autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("store") / "schools.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QINGKE_STORE", str(path))
        patch.setattr(state, "SLOTS", 0)
        state.shelf.clear()
        state.jobs.clear()
        yield path
        state.jobs().close()
        state.shelf().store.close()
        state.jobs.clear()
        state.shelf.clear()
