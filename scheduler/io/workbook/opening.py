"""Open a spreadsheet of unknown origin: limits are checked before anything is unpacked into memory."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from scheduler.domain.text import Text
from scheduler.io.faults import faulty, unopened
from scheduler.io.workbook.old_xls import check_old, locked
from scheduler.io.workbook.scanning import AREA, CELL_LIMIT, COLUMNS, NOT_READABLE, ROWS, SAVE_AS, check_archive
from scheduler.io.workbook.sheets import Grid

FILE_BYTES = 20 * 2**20
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a workbook, and formula cells that hold no value."""

    grids: tuple[Grid, ...]
    unanswered: tuple[str, ...] = ()


def open_book(data: bytes) -> Book:
    """The values of every sheet.

    Raises:
        FaultyInput: for what is no workbook, is locked, or is larger than any school.
    """
    if len(data) > FILE_BYTES:
        raise faulty("file", Text("the file is larger than 20 MB", "文件超过 20 MB"), SAVE_AS)
    unanswered: list[str] = []
    if data[:2] == b"PK":
        unanswered = check_archive(data)
    elif data[:8] == OLE2:
        check_old(data)
    else:
        raise faulty("file", NOT_READABLE, SAVE_AS)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            grids = tuple(_grid(book, name) for name in book.sheet_names)
    except PasswordError:
        raise locked() from None
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a parser written in another language ends in panics that are no Exception
        if isinstance(error, CalamineError) or not isinstance(error, Exception) or _of_calamine(error):
            raise faulty("file", NOT_READABLE, SAVE_AS) from None
        raise
    return Book(grids, tuple(unanswered))


def _of_calamine(error: Exception) -> bool:
    return isinstance(error, (OSError, ValueError, OverflowError, UnicodeError, IndexError, KeyError))


def _grid(book: CalamineWorkbook, name: str) -> Grid:
    sheet = book.get_sheet_by_name(name)
    height, width = sheet.total_height, sheet.total_width
    if height > ROWS or width > COLUMNS or height * width > AREA:
        raise faulty(name[:40], Text(f"sheet {name[:40]} is too large", f"工作表“{name[:40]}”过大"), CELL_LIMIT)
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    budget = AREA
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        bottom, right = min(bottom, len(rows) - 1), min(right, COLUMNS)
        budget -= max(0, bottom - top + 1) * max(0, right - left + 1)
        if budget < 0 or top > bottom or left >= len(rows[top]):
            continue
        for at in range(top, bottom + 1):
            for column in range(left, min(right + 1, len(rows[at]))):
                if rows[at][column] == "":
                    rows[at][column] = rows[top][left]
    return Grid(name, rows)


def titles(grids: Sequence[Grid]) -> str:
    """The sheets' names as one line."""
    return "、".join(g.title[:40] for g in grids[:20])


def read_bytes(source: Path | bytes) -> bytes:
    """A file's bytes, never more than the limit.

    Raises:
        FaultyInput: where there is no such file or it is too large.
    """
    if isinstance(source, bytes):
        return source
    try:
        with source.open("rb") as stream:
            return stream.read(FILE_BYTES + 1)
    except OSError as error:
        raise unopened(source.name, error) from None
