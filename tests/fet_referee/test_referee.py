"""FET's own command judges what we make: timetables of FET files, and schools and timetables written for FET.

Skipped where the command is not installed (Debian: `apt-get install fet`); QINGKE_REQUIRE=fet-cl makes that a failure.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import constraints
from scheduler.bench.fet import peer
from scheduler.bench.fet.process import run
from scheduler.bench.fet.referee import referee
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.io.fet.export import write_fet
from scheduler.io.fet.read import read_fet
from scheduler.io.timetable import read_timetable
from scheduler.samples import SAMPLES, sample

ABSENT = not peer.available() and "fet-cl" not in os.environ.get("QINGKE_REQUIRE", "").split()
pytestmark = pytest.mark.skipif(ABSENT, reason="the command fet-cl is not installed")

SCALE = 10_000
FILES = Path(__file__).parents[1] / "fet"


def solved(problem: Problem, seconds: float = 10) -> Finished:
    """How a short search ends."""
    run_of_it = Run(problem, constraints.bind(problem), Settings(seconds=seconds, workers=1), strict=True)
    finished = [event for event in run_of_it if isinstance(event, Finished)][-1]
    assert finished.status in ("optimal", "feasible")
    return finished


@pytest.mark.parametrize("name", ["first", "rooms", "sets", "sites", "tags", "virtual", "virtual_room"])
def test_fet_accepts_our_timetable_of_its_file_at_the_price_we_say(name: str) -> None:
    file = FILES / f"{name}.fet"
    problem = read_fet(file).problem
    finished = solved(problem)
    assert finished.timetable is not None
    assert finished.penalty is not None
    verdict = referee(file, problem, finished.timetable)
    assert verdict.accepted, verdict.said
    assert verdict.soft == pytest.approx(finished.penalty / SCALE)


def test_fet_refuses_a_clash_and_a_lesson_left_out() -> None:
    file = FILES / "virtual_room.fet"
    problem = read_fet(file).problem
    timetable = solved(problem).timetable
    assert timetable is not None
    first, second = timetable.lessons
    assert referee(file, problem, timetable).accepted
    here = {"day": first.day, "period": first.period}
    for lessons in ((first, second.model_copy(update=here)), (first,)):
        verdict = referee(file, problem, Timetable(lessons=lessons), seconds=6)
        assert not verdict.accepted
        assert verdict.said


@pytest.mark.parametrize("name", [one.name for one in SAMPLES])
def test_fet_reads_a_school_written_for_it_without_a_word_and_starts(name: str, tmp_path: Path) -> None:
    problem = sample(name)
    file = tmp_path / "school.fet"
    write_fet(problem, file, rules=constraints.bind(problem))
    took = run(peer.command(file, tmp_path, 2), tmp_path / "log.txt", seconds=20)
    said, started, _ = took.output.partition("Starting timetable generation...")
    assert started, said
    told = [line for line in said.splitlines() if line.startswith("Message:")]
    assert all("Your data contains constraints students max gaps per day" in line for line in told), said


def test_a_timetable_written_for_fet_is_accepted_and_reads_back(tmp_path: Path) -> None:
    problem = sample("tiny")
    timetable = solved(problem).timetable
    assert timetable is not None
    file = tmp_path / "tiny.fet"
    write_fet(problem, file, timetable=timetable)
    took = run(peer.command(file, tmp_path, 5), tmp_path / "log.txt", seconds=20)
    assert peer.SUCCESS in took.output, took.output
    back = read_timetable(peer.results(tmp_path, file) / "tiny_data_and_timetable.fet", problem)

    def places(one: Timetable) -> set[tuple[object, ...]]:
        return {(x.course, x.day, x.period, x.duration, x.rooms) for x in one.lessons}

    assert places(back.timetable) == places(timetable)
