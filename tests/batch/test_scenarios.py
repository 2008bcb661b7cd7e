"""Scenarios side by side: told as they come, one that fails by itself, a stop that keeps what is done."""

from __future__ import annotations

from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import pytest

import constraints
from scheduler.answers import Answered
from scheduler.batch import Crashed, Processes
from scheduler.batch.scenarios import Scenarios
from scheduler.domain.scenario import RoomClosed, Scenario
from scheduler.domain.time import TimeRange
from scheduler.engine.settings import Settings
from scheduler.io import Imported
from scheduler.samples import sample
from scheduler.services.load import School

MUSIC = Scenario(name="music", patches=(RoomClosed(room="音乐教室1", times=(TimeRange(day=1, periods=(1, 2, 3, 4)),)),))
SPORT = Scenario(name="sport", patches=(RoomClosed(room="操场", times=(TimeRange(day=1),)),))
UNKNOWN = Scenario(name="moon", patches=(RoomClosed(room="月球", times=(TimeRange(day=1),)),))


@pytest.fixture(scope="module")
def tiny() -> School:
    problem = sample("tiny")
    return School(problem, constraints.bind(problem), Imported(problem, ()))


class Frail(Executor):
    """Loses every task of a scenario called "sport", as a machine that goes down would."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(1)

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        task = args[0]
        if task.args[2].name == "sport":
            lost: Future[Any] = Future()
            lost.set_exception(Crashed("exit code -9"))
            return lost
        return self._threads.submit(fn, *args, **kwargs)


def test_each_scenario_has_its_answer_from_a_process_of_its_own(tiny: School) -> None:
    with Processes(2) as executor:
        settings = Settings(seconds=20, workers=2)
        found = dict(Scenarios(tiny, None, (MUSIC, UNKNOWN), settings, executor=executor))
    assert (found[0].scenario, found[0].status) == ("music", "optimal")
    assert found[1].failure
    assert "月球" in found[1].words[0].zh
    assert found[0].timetable is not None
    assert not [x for x in found[0].timetable.lessons if x.day == 1 and x.period <= 4 and "音乐教室1" in x.rooms]


def test_a_scenario_whose_process_dies_is_told_and_the_next_is_answered(tiny: School) -> None:
    settings = Settings(seconds=20, workers=1)
    found = list(Scenarios(tiny, None, (SPORT, MUSIC), settings, executor=Frail()))
    assert [(number, answer.scenario) for number, answer in found] == [(0, "sport"), (1, "music")]
    assert (found[0][1].status, "-9" in found[0][1].failure) == ("unknown", True)
    assert found[1][1].status == "optimal"


def test_a_stop_keeps_the_answers_there_are(tiny: School) -> None:
    with ThreadPoolExecutor(1) as executor:
        settings = Settings(seconds=20, workers=1)
        sweep = Scenarios(tiny, None, (MUSIC, SPORT, MUSIC, SPORT), settings, executor=executor)
        found: list[Answered] = []
        for _, answer in sweep:
            found.append(answer)
            sweep.cancel()
    assert [answer.scenario for answer in found] == ["music"]
    assert found[0].status == "optimal"
