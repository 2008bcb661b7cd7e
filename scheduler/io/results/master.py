"""总课表: the whole school on one sheet, a row per class, the days side by side."""

from __future__ import annotations

import math

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.school import Family
from scheduler.domain.text import Lang, Text
from scheduler.io.results.base import Results, merge
from scheduler.io.results.style import (
    A3,
    FAMILY_FILLS,
    FAMILY_NAMES,
    column_points,
    lines_needed,
    printable,
    text_width,
)
from scheduler.io.timetable.grid import MARK, Writer

NAME = Text("Whole school", "总课表")
TITLE = Text("Timetable of the whole school", "总课程表")
CLASS = Text("Class", "班级")
SIZE = 8


def write_master(results: Results) -> None:
    """Write the sheet."""
    problem, styles = results.problem, results.styles
    counts = [max(bell.periods(day) for bell in problem.bells) for day in problem.days]
    last = sum(counts)
    texts = _texts(results, counts)
    width = _column_width(texts, results.lang)
    sheet = results.sheet(NAME, paper=A3, landscape=True)
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, last, width)
    row = results.head(sheet, 0, last, TITLE, size=18)
    _legend(results, sheet, row, last)
    first = row = row + 1
    merge(sheet, row, 0, row + 1, 0, results.say(CLASS), styles.head())
    column = 1
    for day, count in zip(problem.days, counts, strict=True):
        if count:
            merge(sheet, row, column, row, column + count - 1, results.day(day), styles.head(left=2))
        for period in range(1, count + 1):
            sheet.write_number(row + 1, column, period, styles.head(**({"left": 2} if period == 1 else {})))
            column += 1
    row += 2
    heights: list[float] = []
    for at, home in enumerate(problem.classes):
        new_grade = at > 0 and problem.classes[at - 1].grade != home.grade
        top = {"top": 2} if new_grade else {}
        sheet.write_string(row, 0, results.names.pupils(home.id), styles.head(**top))
        bell = problem.index.bell_of_pupil(home.id)
        column, lines = 1, 1
        for day, count in zip(problem.days, counts, strict=True):
            for period in range(1, count + 1):
                edge = {**top, **({"left": 2} if period == 1 else {})}
                text = texts[home.id, day, period]
                lines = max(lines, lines_needed(text, width))
                lessons = results.lessons_at((home.id, day, period))
                if lessons:
                    protected = any(results.protected(one.subject) for one in lessons)
                    family = results.family(lessons[0].subject)
                    style = styles.lesson(family, protected=protected, size=SIZE, **edge)
                elif period > bell.periods(day):
                    style = styles.get(bg_color="#E3E3E3", pattern=1, **{**styles.line(), **edge})
                else:
                    style = styles.lesson(None, protected=False, size=SIZE, **edge)
                sheet.write_string(row, column, text, style)
                column += 1
        heights.append(4 + 11.5 * max(2, lines))
        sheet.set_row(row, heights[-1])
        row += 1
    sheet.repeat_rows(0, first + 1)
    sheet.repeat_columns("A:A")
    sheet.freeze_panes(first + 2, 1)
    sheet.print_area(0, 0, row - 1, last)
    sheet.fit_to_pages(1, _pages(heights, [8.0, *[width] * last]))


def _pages(heights: list[float], widths: list[float]) -> int:
    """Pages the rows fill at the paper's width; a last page of a few rows is saved by printing a little smaller."""
    wide, high = printable(A3, landscape=True)
    scale = min(1.0, wide / sum(column_points(width) for width in widths))
    head = 90.0
    return max(1, math.ceil(sum(heights) / (high / scale - head) - 0.3))


def _texts(results: Results, counts: list[int]) -> dict[tuple[str, int, int], str]:
    writer = Writer(results.names, results.lang, short=True)
    return {
        (home.id, day, period): writer.cell(home.id, results.lessons_at((home.id, day, period)))
        for home in results.problem.classes
        for day, count in zip(results.problem.days, counts, strict=True)
        for period in range(1, count + 1)
    }


def _column_width(texts: dict[tuple[str, int, int], str], lang: Lang) -> float:
    """Wide enough that nearly all lines stay whole, from 6 to 9.5 characters."""
    widths = sorted(text_width(line) for text in texts.values() for line in text.split("\n") if line)
    usual = widths[int(len(widths) * 0.97)] if widths else 6
    return max(6.0, min(9.5 if lang == "en" else 8.0, usual * 0.9))


def _legend(results: Results, sheet: Worksheet, row: int, last: int) -> None:
    """The colours of the families in use, and what the mark means."""
    used = {results.family(lesson.subject) for lesson in results.timetable.lessons if lesson.sets}
    column = 1
    step = 2 if last >= 24 else 1
    for family in Family:
        if family in used and column + step <= last:
            style = results.styles.get(font_size=8, align="center", bg_color=FAMILY_FILLS[family])
            merge(sheet, row, column, row, column + step - 1, results.say(FAMILY_NAMES[family]), style)
            column += step
    said = Text(
        "{mark} protected subject · Odd/Even = odd or even weeks · @ = room",
        "{mark} 受保护学科（不得挤占）· 单/双 = 单周/双周 · @ = 上课场地",
    )
    if column < last:
        text = results.say(said, mark=MARK)
        merge(sheet, row, column, row, last, text, results.styles.small(indent=1))
