"""Judge: any timetable of a school, ours or not. Needs no solver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from scheduler.domain.policy import RuleSetting
from scheduler.domain.timetable import Timetable
from scheduler.io.imported import Note
from scheduler.io.log import read_log
from scheduler.io.timetable import read_timetable
from scheduler.services.assign import whole
from scheduler.services.load import School, also
from scheduler.services.records import Reads, read_earlier
from scheduler.verify import Report, judge


@dataclass(frozen=True, slots=True)
class Judged:
    """The school as judged, a timetable as read, what was noticed while reading, and the judge's report."""

    school: School
    timetable: Timetable
    notes: tuple[Note, ...]
    report: Report


def judge_file(school: School, path: Path, *, taught: Path | None = None, earlier: Sequence[Path] = ()) -> Judged:
    """Read a timetable and judge it with evidence, with a patrol log and versions in force before.

    With a log given, lessons as taught are judged whether or not the school's rules ask for it.
    A half-filled school is completed as `solve` completes it, so that its placeholders are known persons.

    Raises:
        FaultyInput: with every fault of every file.
    """
    school, _ = whole(school)
    reads = Reads()
    timetable = reads.read(partial(read_timetable, path, school.problem))
    log = reads.read(partial(read_log, taught, school.problem)) if taught is not None else None
    before = read_earlier(reads, earlier, school.problem)
    reads.end()
    assert timetable is not None  # else its faults were raised
    notes = [*timetable.notes, *(log.notes if log else ()), *reads.notes]
    records = {
        "taught": (*school.problem.taught, *(log.entries if log else ())),
        "earlier": (*school.problem.earlier, *before),
    }
    if log or before:
        school = replace(school, problem=school.problem.model_copy(update=records))
    if log:
        school = also(school, RuleSetting(id="follow_timetable", source="--taught"))
    report = judge(school.problem, timetable.timetable, school.rules, evidence=True)
    report = replace(report, unchecked=school.imported.unchecked)
    return Judged(school, timetable.timetable, tuple(notes), report)
