"""One file measured: FET's runs, ours with one and with two workers, and the referee's word on every timetable."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scheduler.bench.fet import peer
from scheduler.bench.fet.corpus import short
from scheduler.bench.fet.process import run
from scheduler.bench.fet.referee import referee
from scheduler.domain.problem import Problem
from scheduler.domain.text import FaultyInput
from scheduler.io import read_problem
from scheduler.io.json_file import read_timetable as read_ours
from scheduler.io.timetable import read_timetable

Row = dict[str, Any]
WORKERS = (1, 2)
SHORT = 10.0
"""Seconds every program gets at least before the first comparison."""


def measured(source: Path, seconds: float, cores: Sequence[int]) -> Row:
    """Everything the tables say of one file, one program at a time on the same cores."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        outcomes = peer.race(source, folder / "fet", seconds, cores[:1])
        solved = [one for one in outcomes if one.status == "solved"]
        first = solved[0] if solved else None
        mark = min(seconds, max(SHORT, first.ended if first else 0.0))
        row: Row = {"file": short(source), "seconds": seconds, "mark": mark, "cores": list(cores)}
        problem: Problem | None = None
        try:
            problem = read_problem(source).problem
            row["activities"] = sum(course.lessons for course in problem.courses)
        except FaultyInput as error:
            row["unread"] = [fault.to("en") for fault in error.faults[:5]]
        row["fet"] = _peers(outcomes, source, problem, marks=(mark, seconds))
        for workers in WORKERS:
            place = folder / f"ours-{workers}"
            place.mkdir()
            row[f"ours_{workers}"] = _ours(source, place, problem, seconds, mark, cores[:workers])
    return row


def _peers(outcomes: list[peer.Outcome], source: Path, problem: Problem | None, marks: tuple[float, float]) -> Row:
    """FET's runs: the first solved one's time and memory; the best total by each mark, and the referee's on it."""
    solved = [one for one in outcomes if one.status == "solved"]
    shown = solved[0] if solved else outcomes[0]
    runs = [{k: v for k, v in asdict(one).items() if k != "folder"} for one in outcomes]
    row: Row = {"status": shown.status, "wall_s": shown.ended, "cpu_s": shown.cpu, "memory_mb": shown.megabytes}
    row |= {"placed": max((one.placed or 0 for one in outcomes), default=None), "runs": runs}
    for name, mark in zip(("mark", "last"), marks, strict=True):
        row[f"soft_{name}"] = min(
            (one.soft for one in solved if one.ended <= mark and one.soft is not None), default=None
        )
    best = min(solved, key=lambda one: one.soft or 0.0, default=None)
    if best is not None and best.folder is not None and problem is not None:
        file = peer.results(best.folder, source) / f"{source.stem}_activities.xml"
        row["referee"] = asdict(referee(source, problem, read_timetable(file, problem).timetable))
    return row


def _ours(source: Path, place: Path, problem: Problem | None, seconds: float, mark: float, cores: Sequence[int]) -> Row:
    """One run of ours as its process tells it, with peak memory and the referee's word on each timetable."""
    words = [sys.executable, "-m", "scheduler.bench.fet.ours", str(source), str(place), "--began", repr(time.time())]
    words += ["--seconds", str(seconds), "--workers", str(len(cores)), "--marks", str(mark)]
    took = run(words, place / "log.txt", seconds=seconds * 1.25 + 30, cores=cores)
    try:
        row: Row = json.loads(took.output.strip().splitlines()[-1])
    except (ValueError, IndexError):
        row = {"status": "failed", "why": [took.output.strip()[-300:]]}
    row["memory_mb"] = took.megabytes
    if problem is None:
        return row
    for name, file in (("mark", place / f"{mark:g}.json"), ("last", place / "last.json")):
        if file.is_file():
            row[f"referee_{name}"] = asdict(referee(source, problem, read_ours(file)))
    return row
