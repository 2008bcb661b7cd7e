"""Small weeks side by side: the strips of teachers and of rooms, ready to be cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scheduler.domain.text import Text
from scheduler.io.results.base import Results, merge
from scheduler.io.results.style import A4, lines_needed, printable


@dataclass(frozen=True, slots=True)
class Strip:
    """One small week: title, line of facts, how many periods, and what each cell says and looks like."""

    title: str
    facts: str
    periods: Sequence[int]
    cell: Callable[[int, int], tuple[str, Format]]


def page_points(scale: int) -> float:
    """Height of an upright A4 page in the points of a sheet printed at a scale."""
    return printable(A4, landscape=False)[1] * 100 / scale * 0.96


def write_strips(
    results: Results, sheet: Worksheet, strips: Sequence[Strip], *, across: int, width: float, page: float
) -> None:
    """Write strips, `across` side by side; a page never cuts one."""
    days = list(results.problem.days)
    wide = len(days) + 1
    for side in range(across):
        left = side * (wide + 1)
        sheet.set_column(left, left, 4)
        sheet.set_column(left + 1, left + wide - 1, width)
        if side + 1 < across:
            sheet.set_column(left + wide, left + wide, 2)
    row, used, breaks = 0, 0.0, []
    for at in range(0, len(strips), across):
        line = strips[at : at + across]
        heights = _heights(line, days, width)
        if used and used + sum(heights) > page:
            breaks.append(row)
            used = 0.0
        for offset, height in enumerate(heights):
            sheet.set_row(row + offset, height)
        for side, strip in enumerate(line):
            _write(results, sheet, row, side * (wide + 1), strip, days)
        row += len(heights)
        used += sum(heights)
    sheet.set_h_pagebreaks(breaks[:1000])
    if row:
        sheet.print_area(0, 0, row - 1, across * (wide + 1) - 2)


def _heights(line: Sequence[Strip], days: Sequence[int], width: float) -> list[float]:
    """Heights of title, facts, header, each period, and the gap below."""
    most = max(len(strip.periods) for strip in line)
    out = [19.0, 13.0, 14.0]
    for at in range(most):
        lines = 1
        for strip in line:
            if at < len(strip.periods):
                texts = (strip.cell(day, strip.periods[at])[0] for day in days)
                lines = max(lines, *(lines_needed(text, width) for text in texts))
        out.append(max(14.0, 4 + 12 * lines))
    return [*out, 10.0]


def _write(results: Results, sheet: Worksheet, top: int, left: int, strip: Strip, days: Sequence[int]) -> None:
    styles, right = results.styles, left + len(days)
    title = styles.get(font_size=11, bold=True, text_wrap=False, top=1, top_color="#000000")
    merge(sheet, top, left, top, right, results.draft + strip.title, title)
    merge(sheet, top + 1, left, top + 1, right, strip.facts, styles.small())
    head = styles.head(font_size=8)
    sheet.write_string(top + 2, left, results.say(Text("P", "节")), head)
    for at, day in enumerate(days, start=1):
        sheet.write_string(top + 2, left + at, results.day(day), head)
    for offset, period in enumerate(strip.periods, start=top + 3):
        sheet.write_number(offset, left, period, head)
        for at, day in enumerate(days, start=1):
            text, style = strip.cell(day, period)
            sheet.write_string(offset, left + at, text, style)
