"""Jobs in the store: one end each, one claim each, and words only of who owns them."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from scheduler.samples import sample
from scheduler.store import Store
from scheduler.store import jobs as jobs_module
from scheduler.store.values import Missing

MINE, OTHER = "here|1|a", "there|2|b"


@pytest.fixture
def school(store: Store) -> str:
    return store.schools.create(sample("tiny"))


def improved(penalty: int) -> dict[str, Any]:
    return {"event": "improved", "seconds": 1.0, "relaxed": 0, "penalty": penalty, "timetable": {"lessons": []}}


def finished(penalty: int) -> dict[str, Any]:
    return {**improved(penalty), "event": "finished", "status": "optimal", "reason": "", "bound": penalty}


def running(store: Store, school: str, kind: Any = "solve") -> str:
    job = store.jobs.add(school, kind, {})
    claimed = store.jobs.claim(MINE, "here", 99)
    assert claimed is not None
    assert claimed.id == job
    return job


def test_each_waiting_job_is_claimed_once_in_their_order(store: Store, school: str) -> None:
    waiting = [store.jobs.add(school, "solve", {"settings": {"seed": k}}) for k in range(6)]
    claimed: list[str] = []

    def claim(owner: str) -> None:
        while (got := store.jobs.claim(owner, owner, 99)) is not None:
            claimed.append(got.id)

    threads = [threading.Thread(target=claim, args=(f"o{k}",)) for k in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(claimed) == sorted(waiting)
    assert {row.state for row in store.jobs.all()} == {"running"}


def test_slots_are_counted_for_each_computer(store: Store, school: str) -> None:
    first, second, third = (store.jobs.add(school, "solve", {}) for _ in range(3))
    ids = [store.jobs.claim(MINE, "here", 1), store.jobs.claim(MINE, "here", 1), store.jobs.claim(OTHER, "there", 1)]
    assert [claimed and claimed.id for claimed in ids] == [first, None, second]
    assert store.jobs.row(third).position == 1
    store.jobs.append(first, MINE, [finished(3)], after=0)
    again = store.jobs.claim(MINE, "here", 1)
    assert again is not None
    assert again.id == third


def test_a_claimed_job_brings_its_school_and_what_stands_beside_it(store: Store) -> None:
    school = store.schools.create(sample("tiny"), beside={"unknown": [["Odd", 1]]})
    store.jobs.add(school, "solve", {"week": 3}, sample("tiny").model_copy(update={"term": "other"}))
    claimed = store.jobs.claim(MINE, "here", 1)
    assert claimed is not None
    assert claimed.request == {"week": 3}
    assert '"term":"other"' in claimed.document.body
    assert claimed.document.beside == {"unknown": [["Odd", 1]]}


def test_the_columns_follow_what_is_told(store: Store, school: str) -> None:
    job = running(store, school)
    told = [improved(9), {"event": "bound", "seconds": 2.0, "bound": 4}, improved(7)]
    assert store.jobs.append(job, MINE, told, after=0)
    row = store.jobs.row(job)
    assert (row.state, row.events, row.penalty, row.bound, row.timetable) == ("running", 3, 7, 4, True)
    assert store.jobs.append(job, MINE, [finished(7)], after=3)
    row = store.jobs.row(job)
    assert (row.state, row.status, row.bound, row.over) == ("done", "optimal", 7, True)
    last = store.jobs.last(job)
    assert last is not None
    assert last["timetable"] == {"lessons": []}


def test_the_value_of_an_answer_are_its_points(store: Store, school: str) -> None:
    job = running(store, school, "whatif")
    store.jobs.append(job, MINE, [finished(9)], after=0)
    assert store.jobs.row(job).state == "running"  # a search within the answer has ended, not the answer
    answered = {"event": "answered", "seconds": 3.0, "status": "impossible", "value": [1, 2], "timetable": None}
    store.jobs.append(job, MINE, [answered], after=1)
    row = store.jobs.row(job)
    assert (row.state, row.status, row.relaxed, row.penalty) == ("done", "impossible", 1, 2)
    last = store.jobs.last(job)
    assert last is not None
    assert last.get("timetable") is None


def test_what_was_written_already_is_not_written_twice(store: Store, school: str) -> None:
    job = running(store, school)
    store.jobs.append(job, MINE, [improved(9), improved(8)], after=0)
    store.jobs.append(job, MINE, [improved(9), improved(8), improved(7)], after=0)
    assert [told.body["penalty"] for told in store.jobs.told(job)] == [9, 8, 7]
    assert [told.number for told in store.jobs.told(job, after=1)] == [2, 3]


def test_only_the_owner_writes_and_a_job_has_one_end(store: Store, school: str) -> None:
    job = running(store, school)
    assert not store.jobs.append(job, OTHER, [improved(1)], after=0)
    assert not store.jobs.interrupt(job, OTHER, "killed")
    store.jobs.append(job, MINE, [finished(7)], after=0)
    assert not store.jobs.append(job, MINE, [improved(1)], after=1)
    assert not store.jobs.interrupt(job, MINE, "killed")
    store.jobs.ask_stop(job)
    assert store.jobs.row(job).state == "done"


def test_jobs_of_servers_that_are_gone_are_interrupted_and_keep_their_timetable(store: Store, school: str) -> None:
    lost, kept, waiting = running(store, school), running(store, school), store.jobs.add(school, "solve", {})
    for job in (lost, kept):
        store.jobs.append(job, MINE, [improved(9)], after=0)
    store.jobs.append(kept, MINE, [finished(9)], after=1)
    assert store.jobs.reap(lambda owner, beat: owner != MINE) == (lost,)
    assert [(store.jobs.row(job).state, store.jobs.row(job).reason) for job in (lost, kept, waiting)] == [
        ("interrupted", "server"),
        ("done", ""),
        ("queued", ""),
    ]
    assert store.jobs.timetable(lost) is not None
    assert store.jobs.last(lost) is None
    assert not store.jobs.append(lost, MINE, [finished(9)], after=1)


def test_the_owner_is_known_to_live_by_its_last_word(store: Store, school: str) -> None:
    running(store, school)
    beats: list[float] = []

    def lives(owner: str, beat: float) -> bool:
        beats.append(beat)
        return True

    store.jobs.reap(lives)
    store.jobs.beat(MINE)
    store.jobs.reap(lives)
    assert beats[0] < beats[1]


def test_a_timetable_of_an_interrupted_job_is_adopted_without_points(store: Store, school: str) -> None:
    job = running(store, school)
    store.jobs.append(job, MINE, [improved(9)], after=0)
    store.jobs.interrupt(job, MINE, "killed")
    row = store.timetables.row(store.timetables.adopt(job, name="抢救"))
    assert (row.penalty, row.job) == (None, job)


def test_events_of_old_jobs_are_forgotten_and_their_results_kept(
    store: Store, school: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "MOST_TOLD", 1)
    old, new = running(store, school), None
    store.jobs.append(old, MINE, [finished(9)], after=0)
    new = running(store, school)
    store.jobs.append(new, MINE, [finished(8)], after=0)
    going = running(store, school)
    store.jobs.append(going, MINE, [improved(7)], after=0)
    store.jobs.add(school, "solve", {})
    assert [len(store.jobs.told(job)) for job in (old, new, going)] == [0, 1, 1]
    assert store.jobs.last(old) is not None


def test_jobs_that_are_gone_are_told(store: Store) -> None:
    with pytest.raises(Missing):
        store.jobs.row("none")
    with pytest.raises(Missing):
        store.jobs.ask_stop("none")
    with pytest.raises(Missing):
        store.jobs.add("none", "solve", {})
    assert store.jobs.last("none") is None
    assert store.jobs.timetable("none") is None
