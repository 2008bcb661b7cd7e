"""A store in a file, a school in it, and jobs that end with the test."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scheduler.jobs import job
from scheduler.jobs.queue import Jobs
from scheduler.samples import sample
from scheduler.store import Store
from scheduler.store.values import JobRow

PATIENCE_SECONDS = 240.0
"""What a slow and busy computer may need; nothing here depends on it."""


PLAYED = """
import json, sys
task = json.loads(sys.stdin.readline())
lesson = {"subject": "语文", "day": 1, "period": 1}
best = {"seconds": 1.0, "relaxed": 0, "penalty": 5, "timetable": {"lessons": [lesson]}}
tell = lambda **event: print(json.dumps({**best, **event}), flush=True)
tell(event="improved")
for line in sys.stdin:
    if line.strip() == "stop" and HEEDS:
        tell(event="finished", status="feasible", reason="stopped")
        break
"""
"""A worker that has one timetable and goes on until it is stopped; it starts at once."""


def play(monkeypatch: pytest.MonkeyPatch, *, heeds: bool) -> None:
    """Jobs have such a worker from now on, which heeds the wish to stop or does not."""

    def start() -> subprocess.Popen[bytes]:
        program = PLAYED.replace("HEEDS", str(heeds))
        return subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    monkeypatch.setattr(job, "_start", start)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "qingke.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store(path)
    yield opened
    opened.close()


@pytest.fixture
def school(store: Store) -> str:
    return store.schools.create(sample("tiny"))


@pytest.fixture
def jobs(store: Store) -> Iterator[Jobs]:
    working = Jobs(store)
    yield working
    working.close()


Until = Callable[[Jobs, str, Callable[[JobRow], bool]], JobRow]


@pytest.fixture
def until() -> Until:
    """Wait until a job is as asked; fails where it ends otherwise."""

    def wait(jobs: Jobs, job: str, asked: Callable[[JobRow], bool]) -> JobRow:
        begin = time.monotonic()
        while not asked(row := jobs.poll(job)):
            assert not row.over, f"ended as {row.state} {row.reason}"
            assert time.monotonic() - begin < PATIENCE_SECONDS, f"still {row.state}"
            time.sleep(0.05)
        return row

    return wait
