"""Reports of answers: titled tables as a workbook or a page, with nothing that a file could make a program run."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import xlsxwriter

from scheduler.domain.text import Lang, Text
from scheduler.io.results.style import FONT, HEAD, LINE

Cell = Text | str | int | None
WIDEST = 60.0
"""Characters of the widest column."""
PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font-family: "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 2rem; color: #1f2933 }}
table {{ border-collapse: collapse; margin-bottom: 2rem }}
th, td {{ border: 1px solid #7f8c9a; padding: 0.25rem 0.6rem; text-align: left }}
th {{ background: #d9e2ec }}
</style></head><body><h1>{title}</h1>
{body}</body></html>
"""


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table; its title is the tab of the workbook."""

    title: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_report(title: Text, tables: Sequence[Table], path: Path, lang: Lang) -> None:
    """Write tables as .xlsx or .html, by the name's ending."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() == ".xlsx":
        path.write_bytes(as_workbook(tables, lang))
    else:
        path.write_text(as_page(title, tables, lang), encoding="utf-8")


def as_workbook(tables: Sequence[Table], lang: Lang) -> bytes:
    """A workbook with a tab for each table."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        head = book.add_format({"font_name": FONT, "bold": True, "bg_color": HEAD, "border": 1, "border_color": LINE})
        body = book.add_format({"font_name": FONT, "border": 1, "border_color": LINE, "text_wrap": True})
        for table in tables:
            sheet = book.add_worksheet(table.title.to(lang)[:31])
            sheet.freeze_panes(1, 0)
            rows = [tuple(_plain(cell, lang) for cell in row) for row in table.rows]
            for column, name in enumerate(table.heads):
                sheet.write_string(0, column, name.to(lang), head)
                longest = max(len(str(text)) for text in (name.to(lang), *(row[column] for row in rows)))
                sheet.set_column(column, column, min(WIDEST, 4.0 + 1.6 * longest))
            for number, row in enumerate(rows, start=1):
                for column, value in enumerate(row):
                    if isinstance(value, int):
                        sheet.write_number(number, column, value, body)
                    else:
                        sheet.write_string(number, column, value, body)
    return content.getvalue()


def as_page(title: Text, tables: Sequence[Table], lang: Lang) -> str:
    """A page with the tables one after another."""
    body = "".join(_section(table, lang) for table in tables)
    return PAGE.format(lang="zh-CN" if lang == "zh" else "en", title=escape(title.to(lang)), body=body)


def _section(table: Table, lang: Lang) -> str:
    heads = "".join(f"<th>{escape(head.to(lang))}</th>" for head in table.heads)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(str(_plain(cell, lang)))}</td>' for cell in row)}</tr>\n" for row in table.rows
    )
    return f"<h2>{escape(table.title.to(lang))}</h2>\n<table><tr>{heads}</tr>\n{rows}</table>\n"


def _plain(cell: Cell, lang: Lang) -> str | int:
    return cell.to(lang) if isinstance(cell, Text) else "" if cell is None else cell
