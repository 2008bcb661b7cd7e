"""Many tasks over any executor: a crash, an error or a time-out of one, and a stop, cost no other its result."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from scheduler.batch import Failure, Processes, Task, run_all
from tests.batch import jobs


class Cluster(Executor):
    """Like a cluster's executor: what goes out and comes back is pickled, and nothing else of it is known."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(2)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        payload = pickle.dumps((fn, args, kwargs))

        def run() -> bytes:
            function, given, named = pickle.loads(payload)
            return pickle.dumps(function(*given, **named))

        out: Future[Any] = Future()
        inner = self._threads.submit(run)
        inner.add_done_callback(lambda done: out.set_result(pickle.loads(done.result())))
        return out

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._threads.shutdown(wait, cancel_futures=cancel_futures)


def doubles(numbers: range) -> list[Task]:
    return [Task(str(n), jobs.double, (n,)) for n in numbers]


def results(found: Iterator[tuple[Task, Any]]) -> dict[str, Any]:
    return {task.name: result for task, result in found}


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor, Processes, Cluster])
def test_every_task_has_its_result_whatever_the_executor(kind: type[Executor]) -> None:
    with kind() as executor:
        found = results(run_all([*doubles(range(5)), Task("bad", jobs.fail, (7,))], executor, at_once=2))
    assert {name: value for name, value in found.items() if name != "bad"} == {str(n): 2 * n for n in range(5)}
    assert found["bad"].kind == "error"
    assert "no 7" in found["bad"].words.en


def test_what_is_wrong_with_an_input_is_told_in_both_languages() -> None:
    with ThreadPoolExecutor(1) as executor:
        [(_, failure)] = run_all([Task("bad", jobs.faulty)], executor)
    assert "nobody is called Wu" in failure.words.en
    assert "没有人叫吴" in failure.words.zh


def test_a_process_that_dies_takes_no_other_task_with_it() -> None:
    tasks = [Task("dies", jobs.die, (3,)), *doubles(range(6)), Task("dies too", jobs.die, (4,))]
    with Processes(2) as executor:
        found = results(run_all(tasks, executor, at_once=2))
    assert found["dies"].kind == "crash"
    assert "3" in found["dies"].words.en
    assert "4" in found["dies too"].words.en
    assert [found[str(n)] for n in range(6)] == [2 * n for n in range(6)]


def test_a_pool_that_breaks_is_reported_task_by_task() -> None:
    with ProcessPoolExecutor(1) as executor:
        found = results(run_all([Task("dies", jobs.die, (3,)), *doubles(range(2))], executor, at_once=1))
    assert set(found) == {"dies", "0", "1"}
    assert found["dies"].kind == "crash"


def test_a_result_that_cannot_be_sent_is_a_failure() -> None:
    with Processes(1) as executor:
        found = results(run_all([Task("lock", jobs.unsendable), *doubles(range(1))], executor, at_once=1))
    assert isinstance(found["lock"], Failure)
    assert found["0"] == 0


def test_a_task_that_takes_too_long_is_ended_and_the_rest_goes_on() -> None:
    with Processes(1) as executor:
        tasks = [Task("slow", jobs.sleep, (60,), seconds=0.5), *doubles(range(3))]
        found = results(run_all(tasks, executor, at_once=1))
    assert found["slow"].kind == "timeout"
    assert [found[str(n)] for n in range(3)] == [0, 2, 4]


def test_where_a_task_cannot_be_ended_the_others_use_what_workers_are_left() -> None:
    with ThreadPoolExecutor(2) as executor:
        tasks = [Task("slow", jobs.sleep, (2,), seconds=0.2), *doubles(range(3))]
        found = results(run_all(tasks, executor, at_once=2))
        assert found["slow"].kind == "timeout"
        assert [found[str(n)] for n in range(3)] == [0, 2, 4]
        left = results(run_all([Task("slow", jobs.sleep, (1,), seconds=0.2), *doubles(range(1))], executor, at_once=1))
    assert left["0"].kind == "timeout"


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, Processes])
def test_stopping_begins_no_task_and_keeps_what_the_running_ones_return(kind: type[Executor], tmp_path: Path) -> None:
    stop, begun = threading.Event(), []

    def tasks() -> Iterator[Task]:
        yield from doubles(range(1))
        for n in range(5):
            begun.append(n)
            yield Task(f"long {n}", jobs.until_told, (tmp_path / str(n),), heeds=True)

    found: dict[str, Any] = {}
    with kind(2) as executor:  # type: ignore[call-arg]
        threading.Thread(target=_stop_once_there, args=(stop, tmp_path / "0", tmp_path / "1")).start()
        found = results(run_all(tasks(), executor, at_once=2, stop=stop))
    assert begun == [0, 1]
    assert found == {"0": 0, "long 0": "told", "long 1": "told"}


def test_a_task_that_does_not_heed_the_stop_is_given_up_after_the_grace() -> None:
    stop = threading.Event()
    with Processes(1) as executor:
        running = run_all(
            [*doubles(range(1)), Task("deaf", jobs.sleep, (60,))], executor, at_once=1, stop=stop, grace=0.3
        )
        assert next(running)[1] == 0
        threading.Timer(0.3, stop.set).start()
        assert results(running)["deaf"].kind == "stopped"


def test_what_comes_next_may_depend_on_what_has_been_found() -> None:
    found: list[int] = []

    def tasks() -> Iterator[Task]:
        n = 1
        while n < 50:
            yield Task(str(n), jobs.double, (n,))
            n = found[-1]

    with ThreadPoolExecutor(1) as executor:
        for _, result in run_all(tasks(), executor, at_once=1):
            found.append(result)
    assert found == [2, 4, 8, 16, 32, 64]


def test_leaving_early_ends_the_running_tasks(tmp_path: Path) -> None:
    with Processes(2) as executor:
        tasks = [*doubles(range(1)), Task("long", jobs.until_told, (tmp_path / "begun",), heeds=True)]
        running = run_all(tasks, executor, at_once=2)
        next(running)
        _appear(tmp_path / "begun")
        running.close()  # type: ignore[attr-defined]
        [left] = list(executor._busy)
        assert left.result(30) == "told"


def _stop_once_there(stop: threading.Event, *paths: Path) -> None:
    for path in paths:
        _appear(path)
    stop.set()


def _appear(path: Path) -> None:
    wait = threading.Event()
    while not path.exists():
        wait.wait(0.02)
