"""Sheets as an .xlsx file: headers that stay in view, drop-downs, notes, print set-up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from scheduler.domain.text import Lang
from scheduler.io.workbook.book import LISTS
from scheduler.io.workbook.output import Block, Cell, Sheet
from scheduler.io.workbook.plain import column_name

DROP_DOWN_ROWS = 400
WIDEST = 40
"""Longer texts wrap."""
LIST_LIMIT = 255
"""Excel refuses a typed list longer than this."""


def write_sheets(sheets: Sequence[Sheet], path: Path, lang: Lang) -> None:
    """Write every sheet. Texts are never taken for formulas or links."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    long_lists: list[list[str]] = []
    with xlsxwriter.Workbook(str(path), options) as workbook:
        styles = {
            "head": workbook.add_format(
                {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "vcenter"}
            ),
            "title": workbook.add_format({"bold": True, "font_color": "#1F4E79"}),
            "text": workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            "number": workbook.add_format({"valign": "top"}),
        }
        for sheet in sheets:
            _sheet(workbook, sheet, lang, styles, long_lists)
        if long_lists:
            page = workbook.add_worksheet(LISTS.to(lang))
            page.hide()
            for column, words in enumerate(long_lists):
                page.write_column(0, column, words)


def _sheet(workbook: Any, sheet: Sheet, lang: Lang, styles: dict[str, Any], long_lists: list[list[str]]) -> None:
    page = workbook.add_worksheet(sheet.title.to(lang))
    page.hide_gridlines(0)
    page.set_landscape() if sheet.wide else page.set_portrait()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&R&P / &N")
    widths: dict[int, int] = {}
    at = 0
    for number, block in enumerate(sheet.blocks):
        if block.title is not None:
            at += 1 if at else 0
            page.write_string(at, 0, f"【{block.title.to(lang)}】", styles["title"])
            for column, value in enumerate(block.beside, start=1):
                _cell(page, at, column, value, styles)
                if column >= len(block.columns):
                    widths[column] = max(widths.get(column, 0), min(_width(str(value)), WIDEST))
            at += 1
        if block.columns:
            _header(
                page,
                at,
                block,
                lang,
                styles["head"],
                widths,
                last=number == len(sheet.blocks) - 1,
                long_lists=long_lists,
            )
            if number == 0:
                page.freeze_panes(at + 1, 1)
                page.repeat_rows(at)
                if sheet.help:
                    told = "\n".join(h.to(lang) for h in sheet.help)
                    page.write_comment(at, 0, told, {"x_scale": 3, "y_scale": 2})
            at += 1
        for row in block.rows:
            for column, value in enumerate(row):
                _cell(page, at, column, value, styles)
                if column in widths:
                    widths[column] = max(widths[column], min(_width(str(value)), WIDEST))
            at += 1
    for column, width in widths.items():
        page.set_column(column, column, width)


def _width(text: str) -> int:
    """Width of the longest line in Latin characters; Chinese ones take two."""
    return max((len(line) + sum(ord(c) > 255 for c in line) + 2 for line in text.split("\n")), default=0)


def _cell(page: Any, row: int, column: int, value: Cell, styles: dict[str, Any]) -> None:
    if isinstance(value, int):
        page.write_number(row, column, value, styles["number"])
    elif value:
        page.write_string(row, column, value, styles["text"])


def _header(
    page: Any,
    at: int,
    block: Block,
    lang: Lang,
    style: Any,
    widths: dict[int, int],
    *,
    last: bool,
    long_lists: list[list[str]],
) -> None:
    end = at + max(len(block.rows), DROP_DOWN_ROWS if last else 0)
    for index, column in enumerate(block.columns):
        title = column.title.to(lang)
        page.write_string(at, index, title, style)
        widths[index] = max(widths.get(index, 0), column.width, _width(title))
        if column.note.to(lang):
            page.write_comment(at, index, column.note.to(lang))
        choices = [c.to(lang) for c in column.choices]
        if choices and end > at:
            source = choices if len(",".join(choices)) <= LIST_LIMIT else _listed(long_lists, choices, lang)
            page.data_validation(
                at + 1, index, end, index, {"validate": "list", "source": source, "error_type": "warning"}
            )


def _listed(long_lists: list[list[str]], choices: list[str], lang: Lang) -> str:
    """Where a list that is too long for a cell will stand."""
    if choices not in long_lists:
        long_lists.append(choices)
    letter = column_name(long_lists.index(choices))
    return f"='{LISTS.to(lang)}'!${letter}$1:${letter}${len(choices)}"
