"""A workbook as atoms: our own data sheet first, else the layouts schools use."""

from __future__ import annotations

from scheduler.domain.text import Lang, Text
from scheduler.io.faults import faulty
from scheduler.io.timetable.atoms import Atom, Desk
from scheduler.io.timetable.flat import header_of, read_rows
from scheduler.io.workbook import plain
from scheduler.io.workbook.opening import open_book

HEADER_WITHIN = 12


def read_book(desk: Desk, content: bytes, lang: Lang) -> list[Atom]:
    """What the sheets say.

    Raises:
        FaultyInput: where no sheet holds a timetable.
    """
    del lang
    for grid in open_book(content).grids:
        rows = [[plain.text(value) for value in row] for row in grid.rows]
        for at, row in enumerate(rows[:HEADER_WITHIN]):
            if (columns := header_of(row)) is not None:
                return read_rows(desk, rows, columns, grid.title, at + 1)
    raise faulty("file", Text("no sheet holds a timetable", "没有找到课表"))
