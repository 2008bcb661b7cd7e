"""Records from files of their own: the patrol log, and versions of the timetable in force before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.domain.timetable import Timetable
from scheduler.io.imported import Note
from scheduler.io.timetable import read_timetable
from scheduler.io.workbook.dates import begins, school_year

R = TypeVar("R")
NO_DATE = Text("the version does not say from when it was in force", "没有写这一版课表从哪天起执行")
WRITE_DATE = Text(
    "give valid_from in the JSON, or write Valid from 2026-09-01 in the workbook",
    "JSON 写 valid_from，工作簿写“生效日期：2026-09-01”",
)


@dataclass
class Reads:
    """Several files read together: every fault of all of them, and what was noticed."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def read(self, read: Callable[[], R], name: str = "") -> R | None:
        """What is read, None where it has faults; `name` tells the file where several are alike."""
        try:
            return read()
        except FaultyInput as error:
            self.faults += [named(fault, name) for fault in error.faults]
            return None

    def end(self) -> None:
        """Nothing more to read.

        Raises:
            FaultyInput: where anything was wrong.
        """
        if self.faults:
            raise FaultyInput(self.faults)


def named(fault: Fault, name: str) -> Fault:
    """A fault that says which file it is of, as spreadsheets do: [old.xlsx]Classes."""
    if not name:
        return fault
    sheet = f"[{name}]{fault.sheet}" if fault.sheet or fault.cell else ""
    return replace(fault, where=f"[{name}]{fault.where}", sheet=sheet)


def read_earlier(reads: Reads, paths: Sequence[Path], problem: Problem) -> tuple[Timetable, ...]:
    """Versions in force before, oldest first, each with its first day as 2026-09-01; faults go to `reads`."""
    found: dict[str, Timetable] = {}
    for path in paths:
        read = reads.read(partial(read_timetable, path, problem, other_version=True), path.name)
        if read is None:
            continue
        reads.notes += [replace(note, sheet=f"[{path.name}]{note.sheet}") for note in read.notes]
        first = begins(read.timetable.valid_from, problem.calendar, school_year(problem.term))
        if first is None:
            reads.faults.append(Fault(f"[{path.name}]", NO_DATE, WRITE_DATE))
        elif first.isoformat() in found:
            wrong = Text(f"another version is in force from {first} too", f"另有一版也从 {first} 起执行")
            reads.faults.append(Fault(f"[{path.name}]", wrong))
        else:
            found[first.isoformat()] = read.timetable.model_copy(update={"valid_from": first.isoformat()})
    return tuple(found[first] for first in sorted(found))
