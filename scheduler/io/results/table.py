"""Plain tables: a header that repeats on each page, and rows high enough for what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scheduler.domain.text import Text
from scheduler.io.results.base import Results
from scheduler.io.results.style import lines_needed

POINTS_A_LINE = 11.5
"""Height of a line of 8-point text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its width in characters, and whether its texts stand left."""

    title: Text
    width: float
    left: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A value that looks different from its neighbours."""

    value: str | float
    style: dict[str, Any]


Value = str | float | Cell


def set_columns(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Give the columns their widths."""
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)


def write_heads(results: Results, sheet: Worksheet, row: int, columns: Sequence[Column]) -> int:
    """Write the header; the next free row."""
    style = results.styles.head(font_size=8)
    texts = [results.say(column.title) for column in columns]
    for at, text in enumerate(texts):
        sheet.write_string(row, at, text, style)
    sheet.set_row(
        row, 5 + POINTS_A_LINE * max(_lines(text, column) for text, column in zip(texts, columns, strict=True))
    )
    return row + 1


def write_row(
    results: Results, sheet: Worksheet, row: int, columns: Sequence[Column], values: Sequence[Value], **style: Any
) -> int:
    """Write a row as high as its texts need; the next free row."""
    lines = 1
    for at, (column, value) in enumerate(zip(columns, values, strict=True)):
        own = value.style if isinstance(value, Cell) else {}
        plain = value.value if isinstance(value, Cell) else value
        write_value(sheet, row, at, plain, results.styles.body(**{"font_size": 8, **align(column), **style, **own}))
        if isinstance(plain, str):
            lines = max(lines, _lines(plain, column))
    sheet.set_row(row, min(400.0, row_height(lines)))
    return row + 1


def align(column: Column) -> dict[str, str]:
    """Where the values of a column stand."""
    return {} if column.left else {"align": "center"}


def row_height(lines: int) -> float:
    """Points a row of so many lines of 8-point text takes."""
    return 4 + POINTS_A_LINE * lines


def write_value(sheet: Worksheet, row: int, column: int, value: str | float, style: Format) -> None:
    """Write a text as text, a number as a number."""
    if isinstance(value, str):
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)


def _lines(text: str, column: Column) -> int:
    return lines_needed(text, column.width * 1.1)
