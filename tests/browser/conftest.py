"""A server with a store of its own, and Chromium looking at it.

Skipped where Chromium is not installed (Debian: `apt-get install chromium`); QINGKE_REQUIRE=chromium makes that a
failure.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from scheduler.domain.text import Text
from scheduler.store import Store
from scheduler.ui.shelf import Shelf
from tests.ui.solved import solved

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
ABSENT = not CHROMIUM and "chromium" not in os.environ.get("QINGKE_REQUIRE", "").split()
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
ROOT = Path(__file__).parents[2]
PATIENCE = 120
"""Seconds for the server to come up, and for anything to be seen: the computer may be busy."""


@dataclass(frozen=True)
class Served:
    """A running server and its store."""

    url: str
    store: Path

    def timetable(self, name: str = "tiny") -> str:
        """The address of a school with a timetable, put into the store anew."""
        problem, made = solved(name)
        store = Store(self.store)
        shelf = Shelf(store)
        school = shelf.add_school(problem, Text("sample", "示例"))
        timetable = shelf.add_timetable(school, made, "first")
        store.close()
        return f"school={school}&timetable={timetable}"


expect.set_options(timeout=PATIENCE * 1000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if ABSENT and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="the browser chromium is not installed"))


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    around = {**os.environ, "QINGKE_STORE": str(folder / "schools.db"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "scheduler.ui", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, env=around, cwd=folder, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(f"{url}/_stcore/health", server)
            yield Served(url, folder / "schools.db")
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not come up")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="session")
def laptop(browser: Browser) -> Iterator[BrowserContext]:
    """A laptop's screen, in Chinese, with a touch screen; all tests share what it has loaded once."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", has_touch=True)
    context.set_default_timeout(PATIENCE * 1000)
    yield context
    context.close()


@dataclass
class Seen:
    """A page with what went wrong in it: errors of its code, and anything asked of another computer."""

    page: Page
    errors: list[str]
    outside: list[str]


@pytest.fixture
def seen(laptop: BrowserContext, served: Served) -> Iterator[Seen]:
    """A page. Nothing may go wrong in it, and nothing may be fetched from elsewhere."""
    page = laptop.new_page()
    found = Seen(page, [], [])
    page.on("pageerror", lambda error: found.errors.append(str(error)))
    page.on("request", lambda asked: _noted(found, asked.url, served.url))
    yield found
    page.close()
    assert found.errors == []
    assert found.outside == []


def _noted(found: Seen, asked: str, url: str) -> None:
    if not asked.startswith((url, "data:", "blob:")):
        found.outside.append(asked)
