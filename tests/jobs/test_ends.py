"""However a job ends, its state tells the truth and its last timetable is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.jobs import owner
from scheduler.jobs.queue import Jobs
from scheduler.samples import sample
from scheduler.store import Store
from scheduler.store.values import JobRow
from tests.jobs.conftest import Until

LONG = Settings(seconds=3600, workers=1)
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")

SERVER = """
import sys, time
from scheduler.engine.settings import Settings
from scheduler.jobs.queue import Jobs
from scheduler.store import Store

jobs = Jobs(Store(sys.argv[1]))
for _ in range(2):
    print(jobs.start(sys.argv[2], Settings(seconds=3600, workers=1)), flush=True)
sys.stdin.read()
"""
"""A server that starts two jobs with one slot and lives until its input closes or it is killed."""


def has_timetable(row: JobRow) -> bool:
    return row.timetable


@pytest.fixture
def busy(store: Store) -> str:
    """A school whose solve does not end by itself within a test."""
    return store.schools.create(sample("primary_18"))


def test_stop_keeps_the_best(jobs: Jobs, busy: str, until: Until) -> None:
    job = jobs.start(busy, LONG)
    until(jobs, job, has_timetable)
    jobs.stop(job)
    row = until(jobs, job, lambda row: row.state == "done")
    assert row.reason == "stopped"
    finished = jobs.result(job)
    assert isinstance(finished, Finished)
    assert finished.status == "feasible"
    assert finished.timetable is not None
    assert not finished.draft
    best = min(told.body["penalty"] for told in jobs.events(job) if told.event == "improved")
    assert finished.penalty == best == row.penalty


@posix
def test_a_killed_worker_is_told_and_its_last_timetable_kept(
    jobs: Jobs, busy: str, until: Until, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    job = jobs.start(busy, LONG)
    until(jobs, job, has_timetable)
    (begun,) = [record for record in caplog.records if "has begun" in record.message]
    assert isinstance(begun.args, tuple)
    os.kill(int(str(begun.args[2])), signal.SIGKILL)
    row = until(jobs, job, lambda row: row.state == "interrupted")
    assert row.reason == "killed"
    assert jobs.result(job) is None
    kept = jobs.timetable(job)
    assert kept is not None
    assert len(kept.lessons) > 400
    assert not any(teacher.id in caplog.text for teacher in sample("primary_18").teachers)


@posix
def test_a_killed_server_leaves_the_truth_to_the_next_one(path: Path, store: Store, busy: str, until: Until) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(path), busy],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert server.stdout is not None
    assert server.stdin is not None
    running, waiting = (server.stdout.readline().strip() for _ in range(2))
    reader = Watching(store)
    until(reader, running, has_timetable)
    server.kill()
    server.wait()
    assert reader.poll(running).state == "running"  # nobody has noticed yet
    jobs = Jobs(store)
    try:
        row = until(jobs, running, lambda row: row.state == "interrupted")
        assert row.reason == "server"
        assert jobs.timetable(running) is not None
        until(jobs, waiting, lambda row: row.state == "running")
    finally:
        jobs.close()
        server.stdin.close()
        server.stdout.close()
    assert jobs.poll(waiting).state == "interrupted"


class Watching(Jobs):
    """Another window's view: it polls and starts no thread."""

    def __init__(self, store: Store) -> None:
        self._store = store


def test_a_finished_job_survives_the_end_of_its_server(store: Store, school: str, path: Path, until: Until) -> None:
    jobs = Jobs(store)
    job = jobs.start(school, Settings(seconds=60, workers=1))
    until(jobs, job, lambda row: row.state == "done")
    before = jobs.result(job)
    jobs.close()
    other = Store(path)
    later = Jobs(other)
    try:
        assert later.poll(job).state == "done"
        assert later.result(job) == before
    finally:
        later.close()
        other.close()


@posix
def test_an_owner_lives_here_or_speaks() -> None:
    mine = owner.new_owner()
    assert not owner.lives(mine, 1e12)  # an earlier server that had our number
    owner.HERE.add(mine)
    assert owner.lives(mine, 0.0)
    owner.HERE.discard(mine)
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    assert not owner.lives(f"{owner.host()}|{child.pid}|a", 1e12)
    assert not owner.lives("elsewhere|1|a", 0.0)
    assert owner.lives("elsewhere|1|a", 1e12)
    assert owner.lives(f"{owner.host()}|{os.getppid()}|a", 1e12)
