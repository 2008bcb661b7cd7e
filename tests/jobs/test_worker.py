"""The worker alone: a line in, events out, an end when nobody is there."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from scheduler.domain.timetable import Lesson, Timetable
from scheduler.engine.settings import Settings
from scheduler.events import Finished, Improved, Stage
from scheduler.jobs.request import Request, Task
from scheduler.jobs.teller import Teller
from scheduler.jobs.worker import DONE, FAILED, ORPHANED, Asked
from scheduler.samples import sample

ROOT = Path(__file__).parents[2]


def worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "scheduler.jobs.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def task(name: str = "tiny", **asked: Any) -> bytes:
    request = Request(**{"settings": Settings(seconds=3600, workers=1), **asked})
    return Task(request=request, document=sample(name).model_dump(mode="json")).model_dump_json().encode() + b"\n"


def spoken(child: subprocess.Popen[bytes], *lines: bytes) -> list[dict[str, Any]]:
    """What a worker says to these lines; its input stays open until it has ended."""
    assert child.stdin is not None
    assert child.stdout is not None
    for line in lines:
        child.stdin.write(line)
    child.stdin.flush()
    events = [json.loads(line) for line in child.stdout]
    child.wait()
    child.communicate()
    return events


def test_a_stop_that_comes_first_of_all_is_heard() -> None:
    child = worker()
    events = spoken(child, task("primary_36"), b"stop\n")
    assert events[-1]["event"] == "finished"
    assert events[-1]["reason"] == "stopped"
    assert child.returncode == DONE


def test_it_ends_when_its_input_closes() -> None:
    child = worker()
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(task("primary_18"))
    child.stdin.flush()
    assert json.loads(child.stdout.readline())["event"] == "stage"
    child.stdin.close()
    assert child.wait() == ORPHANED
    child.stdout.close()
    assert child.stderr is not None
    child.stderr.close()


def test_what_is_no_task_is_told_without_its_words() -> None:
    child = worker()
    (event,) = spoken(child, b'{"document": {"teachers": ["Zhang San"]}}\n')
    assert (event["event"], event["reason"], event["kind"]) == ("failed", "crash", "Task")
    assert "Zhang San" not in json.dumps(event)
    assert event["where"][0].startswith("scheduler/jobs/worker.py:")
    assert child.returncode == FAILED


def test_an_answer_this_program_does_not_have_is_told(monkeypatch) -> None:
    from scheduler.jobs import kinds, worker

    def absent(school: object, request: object) -> Any:
        raise ModuleNotFoundError(name="scheduler.services.horoscope")

    monkeypatch.setitem(kinds.KINDS, "explain", absent)
    told = Teller(io.BytesIO(), lambda: None)
    failed = worker._work(task(kind="explain"), told, Asked())
    assert failed is not None
    assert failed.reason == "absent"


def test_memory_that_is_not_enough_is_told(monkeypatch) -> None:
    from scheduler.jobs import kinds, worker

    def hungry(school: object, request: object) -> Any:
        raise MemoryError

    monkeypatch.setitem(kinds.KINDS, "solve", hungry)
    failed = worker._work(task(), Teller(io.BytesIO(), lambda: None), Asked())
    assert failed is not None
    assert failed.reason == "memory"


def improved(penalty: int) -> Improved:
    timetable = Timetable(lessons=(Lesson(subject="语文", day=1, period=penalty),))
    return Improved(seconds=float(penalty), timetable=timetable, relaxed=0, penalty=penalty)


def lines(out: io.BytesIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_timetable_too_soon_after_another_waits_and_the_newest_follows() -> None:
    out, wrote = io.BytesIO(), threading.Event()

    class Noticing(io.BytesIO):
        def write(self, data: Any) -> int:
            out.write(data)
            if b'"kept"' in data:
                wrote.set()
            return len(data)

    teller = Teller(Noticing(), lambda: None, seconds=0.3)
    for penalty in (5, 4, 3):
        teller.tell(improved(penalty))
    assert [(one["penalty"], "timetable" in one) for one in lines(out)] == [(5, True), (4, False), (3, False)]
    assert wrote.wait(60)
    kept = lines(out)[-1]
    assert (kept["event"], kept["penalty"], kept["timetable"]["lessons"][0]["period"]) == ("kept", 3, 3)
    teller.close()


def test_the_last_word_carries_its_timetable_and_nothing_follows_it() -> None:
    out = io.BytesIO()
    teller = Teller(out, lambda: None, seconds=3600)
    teller.tell(improved(5))
    teller.tell(improved(4))
    teller.tell(Stage(seconds=5.0, name="penalty"))
    teller.tell(Finished(seconds=6.0, status="optimal", timetable=improved(4).timetable))
    teller.close()
    assert [one["event"] for one in lines(out)] == ["improved", "improved", "stage", "finished"]
    assert lines(out)[-1]["timetable"]["lessons"][0]["period"] == 4


def test_a_worker_nobody_reads_ends() -> None:
    gone: list[bool] = []
    out = io.BytesIO()
    out.close()
    Teller(out, lambda: gone.append(True)).tell(Stage(seconds=0.0, name="first"))
    assert gone == [True]


def test_a_wish_to_stop_waits_for_something_to_stop() -> None:
    asked, cancelled = Asked(), []
    asked.ask()
    asked.meant_for(lambda: cancelled.append(1))
    asked.ask()
    assert cancelled == [1, 1]
