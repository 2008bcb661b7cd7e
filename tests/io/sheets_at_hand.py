"""Small workbooks as a dean would type them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

Rows = list[list[Any]]

PLAN: Rows = [["科目", "三", "四"], ["语文", 5, 5], ["数学", "４", 4], ["体育", 3, 3], ["心理", "1/0", ""]]
TEACHING: Rows = [
    ["班级", "班主任", "语", "数", "体", "心理"],
    ["三(1)", "王敏", "王敏", "李红", "赵强", "周静"],
    ["三（2）班", "孙丽", "孙丽(3)/王敏(2)", "李红", "待定1", "周静"],
    ["401", "", "", "李红+外教", "赵强", ""],
]


def school(path: Path, merges: dict[str, list[tuple[int, int, int, int]]] | None = None, **sheets: Rows) -> Path:
    """A workbook of sheets given by title; formulas as ("=…", value)."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        clock = workbook.add_format({"num_format": "h:mm"})
        for title, rows in sheets.items():
            page = workbook.add_worksheet(title)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    if isinstance(value, tuple):
                        page.write_formula(r, c, value[0], None, value[1])
                    elif isinstance(value, str):
                        page.write_string(r, c, value)
                    elif isinstance(value, datetime.time):
                        page.write_datetime(r, c, value, clock)
                    elif value is not None:
                        page.write(r, c, value)
            for top, left, bottom, right in (merges or {}).get(title, ()):
                value = rows[top][left]
                page.merge_range(top, left, bottom, right, value)
    return path


def minimal(path: Path, **changed: Rows) -> Path:
    """The two sheets a dean has."""
    return school(path, None, **{"课程计划": PLAN, "任课": TEACHING, **changed})
