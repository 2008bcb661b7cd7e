"""Jobs run in processes of their own; what they tell is in the store."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from scheduler.answers import Answered, Explained, Repaired
from scheduler.domain.scenario import Scenario, TeacherAway
from scheduler.domain.time import TimeRange
from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.jobs.queue import Jobs
from scheduler.jobs.request import Failed
from scheduler.samples import sample
from scheduler.store import Store
from scheduler.store.values import Missing
from tests.jobs.conftest import Until

QUICK = Settings(seconds=60, workers=1)


def test_a_solve_tells_its_progress_and_keeps_its_timetable(
    store: Store, jobs: Jobs, school: str, until: Until
) -> None:
    job = jobs.start(school, QUICK)
    row = until(jobs, job, lambda row: row.state == "done")
    assert (row.status, row.relaxed, row.bound, row.reason) == ("optimal", 0, row.penalty, "")
    told = jobs.events(job)
    assert [one.number for one in told] == list(range(1, row.events + 1))
    assert told[0].event == "stage"
    assert told[-1].event == "finished"
    assert "improved" in {one.event for one in told}
    assert not any("timetable" in one.body for one in told)
    assert jobs.events(job, after=row.events - 1) == told[-1:]
    finished = jobs.result(job)
    assert isinstance(finished, Finished)
    assert finished.timetable == jobs.timetable(job)
    assert finished.timetable is not None
    assert len(finished.timetable.lessons) == 36


def test_a_job_is_adopted_as_a_timetable_once(store: Store, jobs: Jobs, school: str, until: Until) -> None:
    job = jobs.start(school, QUICK)
    with pytest.raises(Missing):
        store.timetables.adopt("no such job", name="第一版")
    row = until(jobs, job, lambda row: row.state == "done")
    adopted = store.timetables.adopt(job, name="第一版")
    assert store.timetables.adopt(job, name="again") == adopted
    (kept,) = store.timetables.all(school)
    assert (kept.name, kept.job, kept.penalty, kept.lessons) == ("第一版", job, row.penalty, 36)
    assert kept.fingerprint == sample("tiny").fingerprint


def test_a_scenario_and_another_state_of_the_school_reach_the_worker(jobs: Jobs, school: str, until: Until) -> None:
    teacher = sample("tiny").teachers[0].id
    away = TeacherAway(teacher=teacher, times=(TimeRange(day=0),))
    problem = sample("tiny").model_copy(update={"term": "another"})
    job = jobs.start(school, QUICK, scenario=Scenario(patches=(away,)), problem=problem)
    row = until(jobs, job, lambda row: row.state == "done")
    assert row.status == "impossible"
    assert row.fingerprint == problem.fingerprint
    (counted,) = [one for one in jobs.events(job) if one.event == "counted"]
    assert teacher in str(counted.body["reasons"])


def test_a_faulty_school_is_told_with_its_faults(store: Store, jobs: Jobs, until: Until) -> None:
    broken = sample("tiny").model_copy(update={"teachers": ()})
    job = jobs.start(store.schools.create(broken), QUICK)
    row = until(jobs, job, lambda row: row.state == "failed")
    assert row.reason == "faulty"
    failed = jobs.result(job)
    assert isinstance(failed, Failed)
    assert len(failed.faults) > 1


def test_unknown_wishes_are_refused_before_anything_is_queued(jobs: Jobs, school: str) -> None:
    with pytest.raises(ValidationError):
        jobs.start(school, QUICK, colour="red")
    with pytest.raises(ValidationError):
        jobs.start(school, QUICK, "whatif")
    with pytest.raises(ValidationError):
        jobs.start(school, QUICK, "repair")
    with pytest.raises(Missing):
        jobs.start("no such school", QUICK)
    assert jobs.all() == ()


def test_answers_of_every_kind_come_back_whole(jobs: Jobs, school: str, until: Until) -> None:
    solved = jobs.start(school, QUICK)
    until(jobs, solved, lambda row: row.state == "done")
    base = jobs.timetable(solved)
    assert base is not None
    first = base.lessons[0]
    away = TeacherAway(teacher=first.teachers[0], times=(TimeRange(day=first.day, periods=(first.period,)),))
    change = Scenario(name="one lesson away", patches=(away,))
    started = {
        "whatif": jobs.start(school, QUICK, "whatif", scenario=change, timetable=base),
        "repair": jobs.start(school, QUICK, "repair", scenario=change, timetable=base),
        "explain": jobs.start(school, QUICK, "explain", ways=0),
    }
    for job in started.values():
        until(jobs, job, lambda row: row.state == "done")
    answered, repaired, explained = (jobs.result(job) for job in started.values())
    assert isinstance(answered, Answered)
    assert isinstance(repaired, Repaired)
    assert isinstance(explained, Explained)
    assert answered.scenario == "one lesson away"
    assert explained.status == "feasible"
    for told in (answered, repaired):
        assert told.timetable is not None
        there = {(one.day, one.period) for one in told.timetable.lessons if first.teachers[0] in one.teachers}
        assert (first.day, first.period) not in there
    assert repaired.moved == repaired.moved_bound
    assert jobs.poll(started["repair"]).status == "optimal"
