"""FET as referee: fed its own file with our timetable locked in, does it accept every lesson, and at what price?

Weights below 100 % are made a hundredth first: FET meets a broken wish by trying again at random, and a wish of
99.99 % broken by a lock would be tried for ever. The total it reports is a hundredth, then, of what it stands for.
FET 6.8.5 forgets its own limit of time where locks clash, so an outer one ends it.
"""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scheduler.bench.fet import peer
from scheduler.bench.fet.process import run
from scheduler.domain.problem import Problem
from scheduler.domain.text import FaultyInput
from scheduler.domain.timetable import Timetable
from scheduler.io.fet.lock import locked
from scheduler.io.timetable import read_timetable

SECONDS = 20
SOFTER = 0.01
NAME = "judged.fet"
Place = tuple[int, int, tuple[str, ...]]
"""Day, period and the names of the rooms, sorted."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether FET accepts a timetable; its soft total and broken wishes if so, else what it said."""

    accepted: bool
    soft: float | None = None
    broken: int | None = None
    said: str = ""


def referee(source: Path, problem: Problem, timetable: Timetable, *, seconds: int = SECONDS) -> Verdict:
    """FET's word on a complete timetable of the school in a file."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:  # FET, when ended, may still be writing
        folder = Path(name)
        case = folder / NAME
        case.write_bytes(locked(source, problem, timetable, softer=SOFTER))
        took = run(peer.command(case, folder, max(1, seconds - 5)), folder / "log.txt", seconds=seconds)
        if peer.SUCCESS not in took.output:
            said = took.output if "Cannot precompute" in took.output else "no success in time"
            return Verdict(False, said=_shortened(said))
        try:
            read = read_timetable(peer.results(folder, case) / f"{case.stem}_activities.xml", problem)
        except FaultyInput as error:
            return Verdict(False, said=str(error))
        if moved := _moved(_places(problem, timetable), _places(problem, read.timetable)):
            return Verdict(False, said=f"activities stand elsewhere: {', '.join(moved[:8])}")
        soft = peer.soft_total(folder, case)
        report = (peer.results(folder, case) / f"{case.stem}_soft_conflicts.txt").read_text("utf-8-sig", "replace")
        broken = re.search(r"^Number of broken soft constraints: *(\d+)", report, re.MULTILINE)
        return Verdict(
            accepted=soft is not None,
            soft=None if soft is None else round(soft / SOFTER, 6),
            broken=int(broken[1]) if broken else None,
        )


def _places(problem: Problem, timetable: Timetable) -> dict[str, list[Place]]:
    """Where the lessons of each course stand, in order."""
    names = {room.id: room.name or room.id for room in problem.rooms}
    found: dict[str, list[Place]] = defaultdict(list)
    for one in timetable.lessons:
        if one.course is not None:
            rooms = tuple(sorted(names.get(room, room) for room in one.rooms))
            found[one.course].append((one.day, one.period, rooms))
    return {course: sorted(places) for course, places in found.items()}


def _moved(ours: Mapping[str, list[Place]], theirs: Mapping[str, list[Place]]) -> list[str]:
    """Courses FET placed elsewhere; a room it gave where we name none is no difference."""
    return [course for course in sorted({*ours, *theirs}) if not _alike(ours.get(course, []), theirs.get(course, []))]


def _alike(ours: list[Place], theirs: list[Place]) -> bool:
    return len(ours) == len(theirs) and all(
        mine[:2] == its[:2] and (not mine[2] or mine[2] == its[2]) for mine, its in zip(ours, theirs, strict=True)
    )


def _shortened(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    at = next((i for i, line in enumerate(lines) if "Cannot precompute" in line), 0)
    return " ".join(lines[max(0, at - 6) : at + 6])[:600]
