"""Answers as a workbook: scenarios side by side on the first sheet, then a sheet for each."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from scheduler.domain.text import Lang, Text
from scheduler.io.answers.base import Answer, Cell, Table
from scheduler.io.answers.html import PRINTED, TITLE
from scheduler.io.answers.tables import summary, tables
from scheduler.io.results.style import A4, Styles, lines_needed, set_page, text_width

WIDTHS = (10, 44)
"""Characters of the narrowest and of the widest column."""
LINE = 14.0
"""Points of a line."""
MERGED = 9
"""Columns over which a sentence runs."""


def write_xlsx(answers: Sequence[Answer], path: Path, *, lang: Lang, today: date) -> None:
    """Write the workbook; the file appears complete or not at all."""
    handle, beside = tempfile.mkstemp(suffix=".xlsx", prefix=".", dir=path.parent)
    os.close(handle)
    try:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(beside, options) as book:
            _write(book, answers, lang, today)
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _write(book: xlsxwriter.Workbook, answers: Sequence[Answer], lang: Lang, today: date) -> None:
    styles = Styles(book)
    printed = PRINTED.format(d=today.isoformat()).to(lang)
    names: set[str] = set()
    first = summary(answers)
    sheet = _sheet(book, TITLE.to(lang), names, [first], lang)
    school = answers[0].problem.school if answers else ""
    row = _line(sheet, 0, styles, f"{school} {TITLE.to(lang)}".strip(), bold=True, font_size=14)
    row = _line(sheet, row, styles, printed)
    _table(sheet, row + 1, styles, first, lang, titled=False)
    for answer in answers:
        shown = tables(answer)
        sheet = _sheet(book, answer.answered.scenario, names, shown, lang)
        row = _line(sheet, 0, styles, answer.answered.scenario, bold=True, font_size=14)
        for at, text in enumerate(answer.answered.words):
            row = _line(sheet, row, styles, text.to(lang), bold=not at)
        for table in shown:
            row = _table(sheet, row + 1, styles, table, lang, titled=True)


def _sheet(book: xlsxwriter.Workbook, title: str, names: set[str], shown: Sequence[Table], lang: Lang) -> Worksheet:
    """A sheet whose name is what Excel takes, with columns wide enough for its tables."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", title).strip("' ")[:25] or "?"
    name, number = plain, 1
    while name.lower() in names:
        number += 1
        name = f"{plain} {number}"
    names.add(name.lower())
    sheet = book.add_worksheet(name)
    set_page(sheet, paper=A4, landscape=True, footer=f"&L{name.replace('&', '&&')}&R&P / &N")
    sheet.hide_gridlines(2)
    widths: dict[int, int] = {}
    for table in shown:
        for row in (table.head, *table.rows):
            for at, cell in enumerate(row):
                widths[at] = max(widths.get(at, WIDTHS[0]), min(WIDTHS[1], text_width(_said(cell, lang)) + 2))
    for at in range(max(MERGED, len(widths))):
        sheet.set_column(at, at, widths.get(at, WIDTHS[0]))
    return sheet


def _line(sheet: Worksheet, row: int, styles: Styles, text: str, **style: object) -> int:
    """A sentence over the width of a page; the next free row."""
    sheet.merge_range(row, 0, row, MERGED - 1, "", styles.get(**style))
    sheet.write_string(row, 0, text, styles.get(**style))
    sheet.set_row(row, (LINE + (6 if "font_size" in style else 0)) * lines_needed(text, 13 * MERGED))
    return row + 1


def _table(sheet: Worksheet, row: int, styles: Styles, table: Table, lang: Lang, *, titled: bool) -> int:
    if titled:
        sheet.write_string(row, 0, table.title.to(lang), styles.get(bold=True, text_wrap=False))
        row += 1
    for at, head in enumerate(table.head):
        sheet.write_string(row, at, head.to(lang), styles.head())
    for values in table.rows:
        row += 1
        lines = 1
        for at, cell in enumerate(values):
            if isinstance(cell, int):
                sheet.write_number(row, at, cell, styles.body())
            else:
                said = _said(cell, lang)
                sheet.write_string(row, at, said, styles.body())
                lines = max(lines, lines_needed(said, WIDTHS[1]))
        sheet.set_row(row, min(400.0, LINE * lines))
    return row + 1


def _said(cell: Cell, lang: Lang) -> str:
    return "" if cell is None else cell.to(lang) if isinstance(cell, Text) else str(cell)
