"""巡课表: what is due in each class, period by period, with boxes to tick; filled in, it reads as the patrol log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, product

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scheduler.domain.planning_words import STATE_NAMES
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import Placed
from scheduler.io.results.base import Results, merge
from scheduler.io.results.style import A4, printable, scale_for
from scheduler.io.results.table import Column, set_columns, write_heads
from scheduler.io.timetable.grid import MARK
from scheduler.io.workbook import patrol as log

NAME = Text("Patrol", "巡课表")
TOLD = Text(
    "Tick what was seen (for late, early, overrun the minutes will do) and date the row. A row without a tick was not "
    "seen. Filled in, the sheet goes into the school's workbook as it is.",
    "看到什么勾什么（迟到、提前下课、拖堂可写分钟数），并填日期；没勾的行算未巡。填好的表可整张放进学校工作簿。",
)
NONE = Text("The timetable has no lessons.", "课表中没有课。")
BOX = "□"
ROW = 15.5
"""Height of a row in points."""
_TITLES = {column.id: column.title for column in log.COLUMNS}
WEEKS = {Weeks.ALL: Text("all", "每周"), Weeks.ODD: Text("odd", "单周"), Weeks.EVEN: Text("even", "双周")}


@dataclass(frozen=True, slots=True)
class Due:
    """A lesson of a class or group in one period."""

    day: int
    period: int
    place: int
    who: str
    placed: Placed


def columns(*, parity: bool, box: float) -> list[Column]:
    """The columns, headed as the patrol log is; `box` is the width of those to tick."""
    due = [
        Column(_TITLES["on"], 11.0),
        Column(_TITLES["day"], 9.0),
        Column(_TITLES["period"], 6.0),
        *([Column(log.WEEKS_DUE, 6.0)] if parity else []),
        Column(_TITLES["class"], 11.0, left=True),
        Column(_TITLES["planned"], 13.0, left=True),
        Column(log.TEACHER_DUE, 13.0, left=True),
    ]
    seen = [
        Column(_TITLES["taught"], 12.0, left=True),
        Column(_TITLES["teacher"], 11.0, left=True),
        Column(_TITLES["patroller"], 10.0, left=True),
        Column(_TITLES["approval"], 10.0, left=True),
    ]
    return [*due, *(Column(name, box) for name in STATE_NAMES.values()), *seen]


def lessons_due(results: Results) -> list[Due]:
    """Every lesson of every class and group, period by period; pull-outs, which leave the class, are left out."""
    index, view = results.problem.index, results.view
    order = {one: at for at, one in enumerate((*index.classes, *index.groups, *index.pupils))}
    out = []
    for placed in view.lessons:
        for one in placed.lesson.sets if placed.leaves else ():
            bell = index.bell_of_pupil(one).id
            if placed.bell == bell or placed.off_grid:
                periods = list(range(placed.lesson.period, placed.lesson.period + placed.lesson.duration))
            else:
                periods = view.home_periods(bell, placed.moments)
            place = order.get(one, len(order))
            out += [Due(placed.lesson.day, period, place, one, placed) for period in periods]
    return sorted(out, key=lambda due: (due.day, due.period, due.place, due.who, due.placed.at))


def write_patrol(results: Results) -> None:
    """Write the sheet: a day begins a page, and a page never cuts a period that fits."""
    parity = results.view.cycle == 2
    across = columns(parity=parity, box=6.5 if results.lang == "zh" else 8.5)
    scale = scale_for(A4, [column.width for column in across], landscape=True)
    sheet = results.sheet(NAME, paper=A4, landscape=True, scale=scale)
    set_columns(sheet, across)
    last = len(across) - 1
    row = results.head(sheet, 0, last, NAME, size=14)
    merge(sheet, row, 0, row, last, results.say(TOLD), results.styles.small(shrink=True))
    row = write_heads(results, sheet, row + 1, across)
    sheet.repeat_rows(0, row - 1)
    sheet.freeze_panes(row, 0)
    first, breaks, styles = row, [], _styles(results)
    page = int((printable(A4, landscape=True)[1] * 100 / scale - 92) / ROW)
    used, day = 0, 0
    due = lessons_due(results)
    for (on, _), found in groupby(due, key=lambda one: (one.day, one.period)):
        block = list(found)
        if used and (on != day or used + len(block) > page):
            breaks.append(row)
            used = 0
        for offset in range(page, len(block), page):
            breaks.append(row + offset)
        used, day = (used + len(block)) % page if len(block) > page else used + len(block), on
        row = _block(results, sheet, row, block, across, styles)
    if not due:
        merge(sheet, row, 0, row, last, results.say(NONE), results.styles.body())
        row += 1
    sheet.set_h_pagebreaks(breaks[:1000])
    sheet.autofilter(first - 1, 0, row - 1, last)
    sheet.print_area(0, 0, row - 1, last)


def _block(
    results: Results,
    sheet: Worksheet,
    row: int,
    block: Sequence[Due],
    across: Sequence[Column],
    styles: Mapping[tuple[bool, bool, bool], Format],
) -> int:
    """The rows of one period; the next free row."""
    parity = results.view.cycle == 2
    planned = 4 + parity
    for at, one in enumerate(block):
        lesson, names = one.placed.lesson, results.names
        protected = results.protected(lesson.subject)
        home = results.problem.index.class_of(one.who)
        texts: list[str | int] = ["", results.day(one.day), one.period]
        texts += [results.say(WEEKS[lesson.weeks])] if parity else []
        texts += [
            names.pupils(one.who),
            (MARK if protected else "") + names.subject(lesson.subject, grade=home.grade if home else ""),
            "+".join(names.teacher(teacher) for teacher in lesson.teachers),
            *[BOX] * len(STATE_NAMES),
        ]
        for column, value in enumerate([*texts, *[""] * (len(across) - len(texts))]):
            style = styles[across[column].left, at == 0, protected and column == planned]
            if isinstance(value, str):
                sheet.write_string(row, column, value, style)
            else:
                sheet.write_number(row, column, value, style)
        sheet.set_row(row, ROW)
        row += 1
    return row


def _styles(results: Results) -> dict[tuple[bool, bool, bool], Format]:
    """The looks of a cell: standing left, in the first row of a period, protected."""
    out = {}
    for left, first, bold in product((False, True), repeat=3):
        own = {"align": "left" if left else "center", "bold": bold, **({"top": 2} if first else {})}
        out[left, first, bold] = results.styles.body(font_size=8, text_wrap=False, shrink=True, **own)
    return out
