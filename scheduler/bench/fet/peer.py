"""Runs of fet-cl: one thread, one seed after another, each ends at its first timetable."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler.bench.fet.process import Took, run

PROGRAM = "fet-cl"
FIRST_SEED = (10, 11, 12, 20, 21, 22)
SUCCESS = "Simulation successful"
QUIET = (
    "daysHorizontal daysVertical timeHorizontal timeVertical subgroups groups years teachers teachersFreePeriods rooms "
    "subjects statistics"
).lower()
"""Tables not written. Leaving out those of activity tags would leave out the activities too (FET 6.8.5)."""
MOST_SEEDS = 5000
"""More than fit into two minutes: no file's limit."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run: its seed, when it ended since the first began, what it reached; `soft` is FET's own total."""

    seed: int
    status: str
    ended: float
    wall: float
    cpu: float
    megabytes: float
    soft: float | None = None
    placed: int | None = None
    folder: Path | None = None


def available() -> bool:
    """Whether FET's command is installed."""
    return shutil.which(PROGRAM) is not None


def command(source: Path, folder: Path, seconds: int, *options: str) -> list[str]:
    """The command of one run that writes what a program reads, and no page."""
    words = [PROGRAM, f"--inputfile={source}", f"--outputdir={folder}", f"--timelimitseconds={seconds}"]
    words += ["--htmllevel=0", "--warnsubgroupswiththesameactivities=false"]
    words += [f"--writetimetables{name}=false" for name in QUIET.split()]
    return [*words, *options]


def seeds(number: int) -> list[str]:
    """The six numbers of the first seed, the second (100 more), the third (1000 more), the fourth (2000) …"""
    more = (0, 100)[number - 1] if number <= 2 else 1000 * (number - 2)
    names = ("10", "11", "12", "20", "21", "22")
    return [f"--randomseeds{name}={value + more}" for name, value in zip(names, FIRST_SEED, strict=True)]


def results(folder: Path, source: Path) -> Path:
    """Where a run's results are."""
    return folder / "timetables" / source.stem


def soft_total(folder: Path, source: Path) -> float | None:
    """The total of soft conflicts FET reports, None where it reports none."""
    report = results(folder, source) / f"{source.stem}_soft_conflicts.txt"
    if not report.is_file():
        return None
    found = re.search(r"^Total soft conflicts: *(\S+)", report.read_text("utf-8-sig", "replace"), re.MULTILINE)
    return None if found is None else float(found[1])


def race(source: Path, folder: Path, seconds: float, cores: Sequence[int]) -> list[Outcome]:
    """As many seeds as fit into a time, one after another; the time of reading counts."""
    out: list[Outcome] = []
    best = float("inf")
    begin = time.perf_counter()
    for number in range(1, MOST_SEEDS + 1):
        left = int(seconds - (time.perf_counter() - begin))
        if left < 1 or (out and (out[-1].status == "rejected" or out[-1].soft == 0)):
            break
        place = folder / f"seed-{number}"
        place.mkdir(parents=True)
        words = command(source, place, left, *seeds(number))
        took = run(words, place / "log.txt", seconds=left + 10, cores=cores)
        one = _outcome(number, took, place, source, time.perf_counter() - begin)
        if one.soft is not None and one.soft < best:
            best = one.soft
        else:
            shutil.rmtree(place)
            one = replace(one, folder=None)
        out.append(one)
    return out


def _outcome(number: int, took: Took, place: Path, source: Path, ended: float) -> Outcome:
    solved = SUCCESS in took.output
    status = "solved" if solved else "rejected" if "Cannot precompute" in took.output else "timeout"
    stages = place / "logs" / "max_placed_activities.txt"
    placed = None
    if not solved and stages.is_file():
        counts = re.findall(r"reached (\d+) activities", stages.read_text("utf-8-sig", "replace"))
        placed = max(map(int, counts), default=None)
    return Outcome(
        seed=number,
        status=status,
        ended=ended,
        wall=took.wall,
        cpu=took.cpu,
        megabytes=took.megabytes,
        soft=soft_total(place, source) if solved else None,
        placed=placed,
        folder=place if solved else None,
    )
