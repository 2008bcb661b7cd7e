"""How jobs take turns and end, with a played worker that starts at once."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from scheduler.jobs import job as process
from scheduler.jobs import pump
from scheduler.jobs.queue import Jobs
from scheduler.samples import sample
from scheduler.store import Store
from scheduler.store.values import JobRow
from tests.jobs.conftest import Until, play


def has_timetable(row: JobRow) -> bool:
    return row.timetable


def test_two_jobs_with_one_slot_wait_for_each_other(
    jobs: Jobs, school: str, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(monkeypatch, heeds=True)
    first, second, third = (jobs.start(school) for _ in range(3))
    until(jobs, first, lambda row: row.state == "running")
    assert [jobs.poll(job).position for job in (first, second, third)] == [None, 1, 2]
    jobs.stop(second)
    assert jobs.poll(second).state == "cancelled"
    assert jobs.poll(third).position == 1
    assert {row.id for row in jobs.all(active=True)} == {first, third}
    until(jobs, first, has_timetable)
    assert jobs.poll(third).state == "queued"
    jobs.stop(first)
    until(jobs, first, lambda row: row.state == "done")
    until(jobs, third, lambda row: row.state == "running")
    assert jobs.timetable(second) is None
    assert jobs.result(second) is None


def test_two_slots_are_two_jobs_at_once(
    store: Store, school: str, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(monkeypatch, heeds=True)
    jobs = Jobs(store, slots=2)
    try:
        first, second, third = (jobs.start(school) for _ in range(3))
        until(jobs, first, has_timetable)
        until(jobs, second, has_timetable)
        assert jobs.poll(third).position == 1
    finally:
        jobs.close()
    assert [jobs.poll(job).state for job in (first, second, third)] == ["interrupted", "interrupted", "queued"]


def test_a_worker_that_does_not_heed_is_made_to_stop(
    store: Store, school: str, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(monkeypatch, heeds=False)
    jobs = Jobs(store, grace=0.5)
    try:
        job = jobs.start(school)
        until(jobs, job, has_timetable)
        jobs.stop(job)
        row = until(jobs, job, lambda row: row.state == "interrupted")
        assert row.reason == "hard"
        assert jobs.timetable(job) is not None
    finally:
        jobs.close()


def test_another_window_stops_a_job_it_did_not_start(
    store: Store, jobs: Jobs, school: str, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(monkeypatch, heeds=True)
    job = jobs.start(school)
    until(jobs, job, has_timetable)
    store.jobs.ask_stop(job)
    row = until(jobs, job, lambda row: row.state == "done")
    assert (row.reason, row.status) == ("stopped", "feasible")


def test_the_end_of_a_server_ends_its_workers(
    store: Store, school: str, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(monkeypatch, heeds=True)
    jobs = Jobs(store)
    job = jobs.start(school)
    until(jobs, job, has_timetable)
    jobs.close()
    jobs.close()
    row = jobs.poll(job)
    assert (row.state, row.reason) == ("interrupted", "server")
    assert jobs.timetable(job) is not None
    jobs.stop(job)
    assert jobs.poll(job).state == "interrupted"


def test_the_job_of_a_deleted_school_ends_and_gives_its_slot_free(
    store: Store, jobs: Jobs, school: str, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(monkeypatch, heeds=True)
    other = store.schools.create(sample("tiny"))
    job = jobs.start(other)
    until(jobs, job, has_timetable)
    store.schools.delete(other)
    after = jobs.start(school)
    until(jobs, after, has_timetable)
    assert [row.id for row in jobs.all()] == [after]


@pytest.mark.parametrize("written", [False, True], ids=["before it wrote", "after it wrote"])
def test_a_database_that_does_not_answer_loses_no_event_and_doubles_none(
    store: Store, jobs: Jobs, school: str, until: Until, monkeypatch: pytest.MonkeyPatch, written: bool
) -> None:
    play(monkeypatch, heeds=True)
    monkeypatch.setattr(pump, "RETRY_SECONDS", 0.1)
    append = store.jobs.append
    failures: list[int] = []

    def failing(job: str, owner: str, told: Sequence[Mapping[str, Any]], *, after: int) -> bool:
        if len(failures) < 3:
            failures.append(after)
            if written:
                append(job, owner, told, after=after)
            raise OperationalError("", {}, Exception("the server closed the connection"))
        return append(job, owner, told, after=after)

    monkeypatch.setattr(store.jobs, "append", failing)
    job = jobs.start(school)
    until(jobs, job, lambda _: len(failures) == 3)
    until(jobs, job, has_timetable)
    jobs.stop(job)
    until(jobs, job, lambda row: row.state == "done")
    assert failures == [0, 0, 0]
    assert [(told.number, told.event) for told in jobs.events(job)] == [(1, "improved"), (2, "finished")]


def test_a_worker_that_cannot_be_started_is_told(
    jobs: Jobs, school: str, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start() -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(process, "_start", start)
    row = until(jobs, jobs.start(school), lambda row: row.state == "failed")
    assert row.reason == "crash"


def test_a_program_from_a_checkout_tells_its_worker_where_it_is(tmp_path) -> None:
    assert process._environment({"PYTHONPATH": "/a"}, tmp_path)["PYTHONPATH"].split(os.pathsep) == [
        str(tmp_path),
        "/a",
    ]
    assert process._environment({}, tmp_path / "site-packages") == {}
