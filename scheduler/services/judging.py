"""Judge: any timetable of a school, ours or not. Needs no solver."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scheduler.domain.timetable import Timetable
from scheduler.io.imported import Note
from scheduler.io.timetable import read_timetable
from scheduler.services.load import School
from scheduler.verify import Report, judge


@dataclass(frozen=True, slots=True)
class Judged:
    """A timetable as read, what was noticed while reading, and the judge's report."""

    timetable: Timetable
    notes: tuple[Note, ...]
    report: Report


def judge_file(school: School, path: Path) -> Judged:
    """Read a timetable and judge it with evidence.

    Raises:
        FaultyInput: where the file cannot be read as a timetable of this school.
    """
    read = read_timetable(path, school.problem)
    return Judged(read.timetable, tuple(read.notes), judge(school.problem, read.timetable, school.rules, evidence=True))
