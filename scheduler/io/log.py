"""A patrol log of its own: CSV, or a workbook with a sheet 巡课记录."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.domain.planning import Taught
from scheduler.domain.problem import Problem
from scheduler.domain.reference_planning import taught_faults
from scheduler.domain.text import FaultyInput, Lang, Text
from scheduler.io.faults import capped, faulty
from scheduler.io.imported import Note
from scheduler.io.timetable.csv_file import table
from scheduler.io.workbook import patrol, plain
from scheduler.io.workbook.book import SHEETS
from scheduler.io.workbook.dates import school_year
from scheduler.io.workbook.opening import FILE_BYTES, OLE2, open_book, read_bytes
from scheduler.io.workbook.sheets import Desk, Grid, Section, sections
from scheduler.io.workbook.tables import Reading
from scheduler.io.workbook.times import Days
from scheduler.io.workbook.writer import names_of

HEADER = ("date", "week", "day", "period", "class", "planned_subject", "taught_subject", "taught_teacher")
"""The columns of a log that matter most, as a CSV file heads them; Chinese headers are known too."""


@dataclass(frozen=True, slots=True)
class ReadLog:
    """The lines of a log, and what was understood or left out."""

    entries: tuple[Taught, ...]
    notes: tuple[Note, ...] = ()


def read_log(path: Path, problem: Problem, *, lang: Lang = "zh") -> ReadLog:
    """The patrol log in a file, about this school.

    Raises:
        FaultyInput: with every fault, each at its cell.
    """
    content = read_bytes(path)
    if len(content) > FILE_BYTES:
        raise faulty(path.name, Text("the file is larger than 20 MB", "文件超过 20 MB"))
    if not content.strip():
        raise faulty(path.name, Text("the file is empty", "文件是空的"))
    desk = Desk(lang)
    names, days = names_of(problem), Days.of(problem.day_names)
    reading = Reading(desk, names, days, calendar=problem.calendar, school_year=school_year(problem.term))
    entries = patrol.read([_section(path.name, content)], problem.plan, reading)
    found = list(desk.faults)
    if not found:
        logged = problem.model_copy(update={"taught": entries})
        found = [desk.placed(fault) for fault in taught_faults(logged)]
    if found:
        raise FaultyInput(capped(found))
    return ReadLog(entries, tuple(desk.notes))


def _section(name: str, content: bytes) -> Section:
    """The table that holds the log: the sheet called so, else the first with its header."""
    if content[:2] == b"PK" or content[:8] == OLE2:
        grids: Sequence[Grid] = [Grid(f"[{name}]{grid.title}", grid.rows) for grid in open_book(content).grids]
    else:
        grids = [Grid(name, table(content))]
    _, title, more = next(one for one in SHEETS if one[0] == "patrol")
    called = {plain.key(word) for word in (title.en, title.zh, *more)}
    for grid in grids:
        if plain.key(grid.title.partition("]")[2]) in called:
            return sections(grid)[0]
    parts = [part for grid in grids for part in sections(grid)]
    found = next((part for part in parts if part.header(patrol.COLUMNS, patrol.NEEDED) is not None), None)
    if found is None:
        right = Text(
            f"a table headed {', '.join(HEADER)}, state …; or a sheet called {title.en}",
            f"表头应含日期（或周次、星期）、节次、班级、应上科目、实上科目等；工作簿请用“{title.zh}”表",
        )
        raise faulty(name, Text("this is no patrol log", "不是巡课记录"), right)
    return found
