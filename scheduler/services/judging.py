"""Judge: any timetable of a school, ours or not. Needs no solver."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scheduler.domain.timetable import Timetable
from scheduler.io.imported import Note
from scheduler.io.timetable import read_timetable
from scheduler.services.assign import whole
from scheduler.services.load import School
from scheduler.verify import Report, judge


@dataclass(frozen=True, slots=True)
class Judged:
    """The school as judged, a timetable as read, what was noticed while reading, and the judge's report."""

    school: School
    timetable: Timetable
    notes: tuple[Note, ...]
    report: Report


def judge_file(school: School, path: Path) -> Judged:
    """Read a timetable and judge it with evidence.

    A half-filled school is completed as `solve` completes it, so that its placeholders are known persons.

    Raises:
        FaultyInput: where the file cannot be read as a timetable of this school.
    """
    school, _ = whole(school)
    read = read_timetable(path, school.problem)
    report = judge(school.problem, read.timetable, school.rules, evidence=True)
    return Judged(school, read.timetable, tuple(read.notes), report)
