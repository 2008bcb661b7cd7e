"""Results workbooks, written and read with another library."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from constraints.teacher_clash import TeacherClash
from constraints.teacher_gaps import TeacherGaps
from scheduler.domain.problem import Problem
from scheduler.domain.text import Lang
from scheduler.domain.timetable import Timetable
from scheduler.io.results import write_results
from scheduler.rules.base import Rule
from scheduler.verify import judge

TODAY = date(2026, 9, 1)
RULES = (TeacherClash(), TeacherGaps(limit=0))


def written(
    folder: Path, problem: Problem, timetable: Timetable, lang: Lang = "zh", rules: Sequence[Rule] = RULES
) -> Workbook:
    """The workbook of a timetable, judged with evidence."""
    path = folder / f"{lang}.xlsx"
    report = judge(problem, timetable, rules, evidence=True)
    write_results(problem, timetable, report, path, lang=lang, today=TODAY)
    return openpyxl.load_workbook(path)


def texts(sheet: Worksheet) -> list[str]:
    """Every filled cell as text."""
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def rows(sheet: Worksheet) -> list[list[object]]:
    """The values of every row."""
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def row_of(sheet: Worksheet, *first: object) -> list[object]:
    """The values of the row that begins with some values."""
    return next(row for row in rows(sheet) if tuple(row[: len(first)]) == first)
