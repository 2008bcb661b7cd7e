"""Dates and weeks of the term as people write them: 2026-10-12, 2026/10/12, 2026.10.12, 10月12日, 第5周."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from scheduler.domain.planning import Calendar
from scheduler.domain.text import Text
from scheduler.io.workbook.sheets import Row
from scheduler.io.workbook.tables import Reading
from scheduler.io.workbook.times import Days

NOTE = Text("e.g. 2026-10-12", "如 2026-10-12 或 10月12日")
WEEK = Days.of(())
"""Monday to Sunday, whatever days the school teaches on."""

_FULL = re.compile(r"(\d{4})(?:(\d\d)(\d\d)|\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?)")
_SHORT = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_BESIDE = re.compile(r"\s*(?:\d{1,2}:\d{2}(?::\d{2})?|\(?(?:周|星期|礼拜)[一二三四五六日天]\)?)\s*$")
_WEEK = re.compile(r"(?:第|week|w)?\s*(\d{1,2})\s*周?", re.IGNORECASE)
_PAIR = re.compile(r"(\d{4})\s*[-~—–/至]+\s*\d{2,4}")
_SINGLE = re.compile(r"(\d{4})")
_SPRING = re.compile(r"春|spring", re.IGNORECASE)

LONGEST = 40

YearOf = Callable[[int, int], int | None]


def school_year(term: str) -> int | None:
    """The year in which the school year of a term begins: 2026 for 2026—2027学年第二学期 and for 2027年春季."""
    folded = unicodedata.normalize("NFKC", term)
    if found := _PAIR.search(folded):
        return int(found[1])
    single = _SINGLE.search(folded)
    return int(single[1]) - bool(_SPRING.search(folded)) if single else None


def year_of(calendar: Calendar | None, beginning: int | None) -> YearOf:
    """Which year a month and day lie in: the nearest to the term, else that of the school year (from August)."""

    def found(month: int, day: int) -> int | None:
        if calendar is None:
            return None if beginning is None else beginning + (month < 8)
        first, last = calendar.first, calendar.last
        near = [d for y in range(first.year - 1, last.year + 2) if (d := made(y, month, day)) is not None]
        return min(near, key=lambda d: max(first - d, d - last).days).year if near else None

    return found


def made(year: int, month: int, day: int) -> date | None:
    """A date, None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _bare(word: str) -> str:
    """A date without the weekday or time of day beside it; what is longer than any date is left as it is."""
    folded = unicodedata.normalize("NFKC", word).strip()
    return folded if len(folded) > LONGEST else _BESIDE.sub("", folded)


def date_of(word: str, year: YearOf = lambda month, day: None) -> date | None:  # noqa: ARG005
    """The date a text means, None where it is none; a weekday or a time of day after it is passed over."""
    folded = _bare(word)
    if found := _FULL.fullmatch(folded):
        return made(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
    if found := _SHORT.fullmatch(folded):
        month, day = int(found[1]), int(found[2])
        in_year = year(month, day)
        return None if in_year is None else made(in_year, month, day)
    return None


def read_date(row: Row, column: str, reading: Reading) -> date | None:
    """The date in a cell; None where it is empty, or wrong (then with a fault)."""
    raw = row.text(column)
    if not raw:
        return None
    found = date_of(raw, year_of(reading.calendar, reading.school_year))
    if found is None:
        short = _SHORT.fullmatch(_bare(raw))
        if short and made(2028, int(short[1]), int(short[2])) and reading.calendar is None:
            row.fault(
                column,
                Text(f"“{raw[:30]}” does not say the year", f"“{raw[:30]}”没有写年份"),
                Text("write 2026-10-12, or give the term on sheet Calendar", "写 2026-10-12，或在“校历”填学期"),
            )
        else:
            row.fault(
                column,
                Text(f"“{raw[:30]}” is no date", f"“{raw[:30]}”不是日期"),
                Text("write e.g. 2026-10-12", "写法如 2026-10-12、2026/10/12 或 10月12日"),
            )
    return found


def week_of(word: str) -> int | None:
    """第5周 or 5 as a number, None where the text is no week of a term."""
    found = _WEEK.fullmatch(unicodedata.normalize("NFKC", word).strip())
    return int(found[1]) if found else None


def read_week(row: Row, column: str) -> int:
    """The week of the term in a cell, 0 where it is empty or wrong."""
    raw = row.text(column)
    found = week_of(raw) if raw else 0
    if found is None or not 0 <= found <= 60:
        row.fault(
            column,
            Text(f"“{raw[:20]}” is no week of the term", f"“{raw[:20]}”不是教学周"),
            Text("write a number from 1, e.g. 5", "写第几周，如 5"),
        )
        return 0
    return found


def begins(word: str, calendar: Calendar | None, beginning: int | None) -> date | None:
    """The day a timetable is valid from: a date, or the first day of 第5周 where there is a calendar."""
    found = date_of(word, year_of(calendar, beginning))
    week = week_of(word)
    if found is None and calendar is not None and week is not None and week in calendar.weeks:
        return calendar.dates(week)[0]
    return found


def weekday_of(word: str) -> int | None:
    """周四, 按周四上课, Thu as 1-7; None where the text names no weekday."""
    found = re.search(r"(?:周|星期|礼拜)[一二三四五六日天]", unicodedata.normalize("NFKC", word))
    day = WEEK.find(found[0] if found else word)
    return day if day is not None and 1 <= day <= 7 else None
