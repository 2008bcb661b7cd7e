"""From when a timetable on a sheet is in force: 生效日期：2026年9月1日, or 本表自9月1日起执行."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scheduler.domain.problem import Problem
from scheduler.io.workbook.dates import begins, school_year

LONGEST = 200
"""A title or a foot line is no longer."""
_MARK = re.compile(r"(?:生效日期|生效时间|启用日期|执行日期|valid from)\s*[:：]?\s*(.*)", re.IGNORECASE | re.DOTALL)
_FROM = re.compile(r"自\s*([\d年月日号./ -]{4,20}?)\s*起")
_WORD = re.compile(r"[\d年月日号第周./-]+")


def valid_from(problem: Problem, rows: Iterable[Sequence[str]]) -> str:
    """The date as 2026-09-01, empty where no cell says one."""
    beginning = school_year(problem.term)
    for row in rows:
        for at, cell in enumerate(row):
            if len(cell) > LONGEST:
                continue
            said = _FROM.search(cell)
            words = [said[1]] if said else []
            if (mark := _MARK.search(cell)) is not None:
                words += [mark[1] or next((more for more in row[at + 1 :] if more), "")]
            for word in words:
                first = _WORD.match(word.strip())
                found = begins(first[0], problem.calendar, beginning) if first else None
                if found is not None:
                    return found.isoformat()
    return ""
