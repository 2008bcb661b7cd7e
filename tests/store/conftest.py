"""Each test of the store runs on SQLite and on a PostgreSQL server of its own.

The second is skipped where the server is not installed (Debian: `apt-get install postgresql`);
QINGKE_REQUIRE=postgresql makes that a failure.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from scheduler.store import Store
from tests import postgres


@pytest.fixture(scope="session")
def server() -> Iterator[URL]:
    if postgres.ABSENT:
        pytest.skip("PostgreSQL is not installed")
    with postgres.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path / "data" / "qingke.db")
        return
    with postgres.database(request.getfixturevalue("server")) as found:
        yield found


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store(url)
    yield opened
    opened.close()
