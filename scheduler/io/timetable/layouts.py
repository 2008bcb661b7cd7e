"""Where timetables stand on sheets: class rows (L1), time rows (L2), class blocks (L3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.domain.text import Text
from scheduler.io.timetable.atoms import Desk
from scheduler.io.timetable.words import period_of
from scheduler.io.workbook.plain import cell_name, key

HEADER_WITHIN = 12
_AROUND = re.compile(r"(课程表|课表|班级|班主任.*|timetable|的|class:|classteacher.*|[:【】《》]|草稿|draft)")
_NOT_CLASSES = ("教师", "老师", "场地", "场室", "教室", "统计", "空课", "teacher", "room", "statistic", "free")

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A filled or empty cell of a class at a time, and where it stands."""

    home: str
    day: int
    period: int
    text: str
    sheet: str
    cell: str


def at(rows: Rows, row: int, column: int) -> str:
    """The text of a cell, empty outside the sheet."""
    return rows[row][column] if 0 <= row < len(rows) and 0 <= column < len(rows[row]) else ""


def day_columns(row: Sequence[str], days: Mapping[str, int]) -> dict[int, int]:
    """Columns whose cell names a weekday in words (a bare number does not)."""
    found = {column: days[key(text)] for column, text in enumerate(row) if key(text) in days}
    return {column: day for column, day in found.items() if not key(row[column]).isdecimal()}


# -- L1 ------------------------------------------------------------------------------------------------------


def class_rows(desk: Desk, rows: Rows, sheet: str, days: Mapping[str, int]) -> list[Entry]:
    """Cells of a table with a row per class and the days side by side; nothing where the sheet is none."""
    for top in range(min(HEADER_WITHIN, len(rows))):
        named = day_columns(rows[top], days)
        if len(set(named.values())) < 2:
            continue
        for below in (top + 1, top + 2):
            times = _times(rows, below, named)
            if times:
                return _class_cells(desk, rows, sheet, below, times)
    return []


def _times(rows: Rows, below: int, named: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """(day, period) of each column: the day stands in the column or left of it, the period in the row below."""
    first = min(named)
    width = len(rows[below]) if below < len(rows) else 0
    out: dict[int, tuple[int, int]] = {}
    day = 0
    for column in range(first, width):
        day = named.get(column, day)
        period = period_of(at(rows, below, column))
        if period is not None:
            out[column] = day, period
    enough = len(out) >= max(2, len(set(named.values()))) and set(named) <= set(out)
    return out if enough and len(set(out.values())) == len(out) else {}


def _class_cells(desk: Desk, rows: Rows, sheet: str, below: int, times: Mapping[int, tuple[int, int]]) -> list[Entry]:
    out: list[Entry] = []
    first = min(times)
    for row in range(below + 1, len(rows)):
        labels = [text for column in range(first) if (text := at(rows, row, column))]
        found = next((sets for text in reversed(labels) if len(sets := desk.names.find_set(text)) == 1), ())
        if not found:
            filled = [at(rows, row, column) for column in times]
            lessons = sum(bool(desk.names.find_subject(text.split("\n")[0].lstrip("●"))) for text in filled if text)
            if labels and lessons >= 2:
                shown = labels[-1][:40]
                wrong = Text(f"“{shown}” is no class of this school", f"“{shown}”不是本校的班级")
                right = Text("write the class as in the school's data", "请按学校数据写班级")
                desk.fault(sheet, cell_name(row + 1, 0), wrong, right)
            continue
        for column, (day, period) in times.items():
            out.append(Entry(found[0], day, period, at(rows, row, column), sheet, cell_name(row + 1, column)))
    return out


# -- L2 ------------------------------------------------------------------------------------------------------


def time_rows(desk: Desk, rows: Rows, sheet: str, days: Mapping[str, int]) -> list[Entry]:
    """Cells of a table with a column per class and the days below each other."""
    for top in range(min(HEADER_WITHIN, len(rows))):
        homes: dict[int, str] = {}
        for column, text in enumerate(rows[top]):
            found = desk.names.find_set(text) if text else ()
            if len(found) == 1 and column > 0:
                homes[column] = found[0]
        if len(set(homes.values())) < 2 or len(set(homes.values())) < len(homes):
            continue
        out: list[Entry] = []
        first, day, last = min(homes), 0, 0
        for row in range(top + 1, len(rows)):
            left = [at(rows, row, column) for column in range(first)]
            named = next((days[key(text)] for text in left[:1] if key(text) in days), None)
            if named is not None and named != day:
                day, last = named, 0
            period = next((p for text in reversed(left[1:] or left) if (p := period_of(text, last)) is not None), None)
            if not day or period is None:
                continue
            last = max(last, period)
            for column, home in homes.items():
                out.append(Entry(home, day, period, at(rows, row, column), sheet, cell_name(row + 1, column)))
        if out:
            return out
    return []


# -- L3 ------------------------------------------------------------------------------------------------------


def class_blocks(desk: Desk, rows: Rows, sheet: str, days: Mapping[str, int]) -> list[Entry]:
    """Cells of blocks with the days across and the periods down, each under the name of its class."""
    if any(word in key(sheet) for word in _NOT_CLASSES):
        return []
    heads = [row for row in range(len(rows)) if len(set(day_columns(rows[row], days).values())) >= 2]
    out: list[Entry] = []
    for number, head in enumerate(heads):
        named = day_columns(rows[head], days)
        if len(set(named.values())) < len(named):
            continue
        above = heads[number - 1] if number else -1
        home = _home(desk, rows, range(head, max(above, head - 5), -1), min(named)) or _class_in(desk, sheet)
        if home is None:
            continue
        end = heads[number + 1] if number + 1 < len(heads) else len(rows)
        out += _block(rows, sheet, home, head, end, named)
    return out


def _home(desk: Desk, rows: Rows, above: range, first: int) -> str | None:
    """The class named above a block, nearest row first."""
    for row in above:
        for column, text in enumerate(rows[row]):
            if text and (row != above.start or column < first) and (home := _class_in(desk, text)) is not None:
                return home
    return None


def _class_in(desk: Desk, text: str) -> str | None:
    for part in (text, *re.split(r"\s{2,}|\n", text)):
        bare = _AROUND.sub("", key(part))
        found = desk.names.find_set(bare) or desk.names.find_set(bare.removesuffix("班")) if bare else ()
        if len(found) == 1:
            return found[0]
    return None


def _block(rows: Rows, sheet: str, home: str, head: int, end: int, named: Mapping[int, int]) -> list[Entry]:
    out: list[Entry] = []
    first = min(named)
    seen, morning, afternoon = 0, 0, False
    for row in range(head + 1, end):
        left = [at(rows, row, column) for column in range(first)]
        if not afternoon and any(key(text) in ("下午", "afternoon") for text in left):
            afternoon, morning = True, seen
        period = next((p for text in left if (p := period_of(text, morning)) is not None), None)
        if period is None:
            continue
        if afternoon and period <= morning:
            period += morning
        if period <= seen and row > head + 1:
            continue
        seen = max(seen, period)
        for column, day in named.items():
            out.append(Entry(home, day, period, at(rows, row, column), sheet, cell_name(row + 1, column)))
    return out
