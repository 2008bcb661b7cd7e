"""The timetable as CSV: one row per period, the same header in both languages, UTF-8 with BOM."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.timetable import Timetable
from scheduler.io.faults import faulty
from scheduler.io.timetable.atoms import Atom, Desk
from scheduler.io.timetable.files import replace_file
from scheduler.io.timetable.flat import HEADER, header_of, period_rows, read_rows

MAX_ROWS = 60_000
MAX_COLUMNS = 60
HEADER_WITHIN = 12


def write_csv(problem: Problem, timetable: Timetable, path: Path) -> None:
    """Write a timetable as CSV; the file appears complete or not at all."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    for row in period_rows(problem, timetable):
        writer.writerow([guarded(cell) for cell in row])
    replace_file(path, text.getvalue().encode("utf-8-sig"))


def guarded(text: str) -> str:
    """A cell no spreadsheet takes for a formula: an apostrophe before = + - @."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def decoded(content: bytes) -> str:
    """Text in UTF-8, with or without BOM, in UTF-16 with BOM, or in GBK.

    Raises:
        FaultyInput: where it is none of them.
    """
    encodings = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    wrong = Text("the text is neither UTF-8 nor GBK", "文字编码既不是 UTF-8 也不是 GBK")
    raise faulty("CSV", wrong, Text("save the file as CSV UTF-8", "请另存为“CSV UTF-8”"))


def table(content: bytes) -> list[list[str]]:
    """The cells of a CSV file; commas, semicolons or tabs separate, whichever the first line has most of.

    Raises:
        FaultyInput: where the file is no text, or too large.
    """
    text = decoded(content)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(rows) >= MAX_ROWS or len(row) > MAX_COLUMNS:
                wrong = Text("the table is too large", "表格太大")
                limit = Text("at most {rows} rows and {columns} columns", "最多 {rows} 行 {columns} 列")
                raise faulty("CSV", wrong, limit.format(rows=MAX_ROWS, columns=MAX_COLUMNS))
            rows.append(row)
    except csv.Error as error:
        raise faulty("CSV", Text("the table cannot be read", "表格无法读取")) from error
    return rows


def read_csv(desk: Desk, content: bytes) -> list[Atom]:
    """What the rows of a CSV file say.

    Raises:
        FaultyInput: where the file has no header of a timetable, or is too large.
    """
    rows = table(content)
    for at, row in enumerate(rows[:HEADER_WITHIN]):
        if (columns := header_of(row)) is not None:
            return read_rows(desk, rows, columns, "", at + 1)
    wrong = Text("no header of a timetable in the first rows", "前几行里没有课表的表头")
    raise faulty("CSV", wrong, Text(f"begin with {','.join(HEADER)}", f"表头应为 {','.join(HEADER)}"))
