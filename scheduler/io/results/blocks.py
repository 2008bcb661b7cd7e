"""Small weeks side by side: the strips of teachers and of rooms, ready to be cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scheduler.domain.text import Text
from scheduler.domain.time import BellSchedule
from scheduler.io.results.base import Results, merge
from scheduler.io.results.style import A4, lines_needed, printable
from scheduler.io.results.week import period_times


@dataclass(frozen=True, slots=True)
class Strip:
    """One small week: title, line of facts, its periods with their clock times, what each cell says and looks like.

    `below` stands under the week.
    """

    title: str
    facts: str
    periods: Sequence[int]
    times: Sequence[str]
    cell: Callable[[int, int], tuple[str, Format]]
    below: str = ""


PERIOD, TIME = 3.0, 10.0
"""Widths of the columns left of the days."""
STRETCH = 1.35
"""Rows grow so far where a page has room for more."""
LABELS = 2
"""Columns left of the days."""


def strip_widths(days: int, width: float) -> list[float]:
    """Widths of a strip's columns."""
    return [PERIOD, TIME, *[width] * days]


def bell_times(results: Results, bell: BellSchedule, most: int) -> list[str]:
    """Clock times of the periods 1 to `most` of a schedule."""
    return [period_times(results, bell, number) for number in range(1, most + 1)]


def page_points(scale: int) -> float:
    """Height of an upright A4 page in the points of a sheet printed at a scale."""
    return printable(A4, landscape=False)[1] * 100 / scale * 0.96


def write_strips(
    results: Results,
    sheet: Worksheet,
    strips: Sequence[Strip],
    *,
    across: int,
    width: float,
    page: float,
    deep: int = 99,
) -> None:
    """Write strips, `across` side by side and at most `deep` below each other on a page, which never cuts one."""
    days = list(results.problem.days)
    wide = len(days) + LABELS
    for side in range(across):
        for at, one in enumerate([*strip_widths(len(days), width), 2.0][: wide + (side + 1 < across)]):
            sheet.set_column(side * (wide + 1) + at, side * (wide + 1) + at, one)
    row, used, full, breaks = 0, 0.0, 0, []
    lines = [strips[at : at + across] for at in range(0, len(strips), across)]
    high = [_heights(line, days, width) for line in lines]
    stretch = max(1.0, min(STRETCH, page / (deep * max(map(sum, high), default=page))))
    for line, heights in zip(lines, high, strict=True):
        heights = [height * stretch for height in heights]
        if used and (used + sum(heights) > page or full == deep):
            breaks.append(row)
            used, full = 0.0, 0
        for offset, height in enumerate(heights):
            sheet.set_row(row + offset, height)
        for side, strip in enumerate(line):
            most = max(len(strip.periods) for strip in line)
            _write(results, sheet, row, side * (wide + 1), strip, days, most)
        row += len(heights)
        used, full = used + sum(heights), full + 1
    sheet.set_h_pagebreaks(breaks[:1000])
    if row:
        sheet.print_area(0, 0, row - 1, min(across, len(strips)) * (wide + 1) - 2)


def _heights(line: Sequence[Strip], days: Sequence[int], width: float) -> list[float]:
    """Heights of title, facts, header, each period, what stands below, and the gap after it."""
    most = max(len(strip.periods) for strip in line)
    out = [19.0, 13.0, 14.0]
    for at in range(most):
        lines = 1
        for strip in line:
            if at < len(strip.periods):
                texts = (strip.cell(day, strip.periods[at])[0] for day in days)
                lines = max(
                    lines, strip.times[at].count("\n") + 1, *(lines_needed(text, width * 1.1) for text in texts)
                )
        out.append(max(14.0, 4 + 12 * lines))
    wide = sum(strip_widths(len(days), width)) * 1.3
    below = max(lines_needed(strip.below, wide) if strip.below else 0 for strip in line)
    return [*out, *([4 + 10.0 * below] if below else []), 10.0]


def _write(
    results: Results, sheet: Worksheet, top: int, left: int, strip: Strip, days: Sequence[int], most: int
) -> None:
    styles, right = results.styles, left + len(days) + LABELS - 1
    title = styles.get(font_size=11, bold=True, text_wrap=False, top=1, top_color="#000000")
    merge(sheet, top, left, top, right, results.draft + strip.title, title)
    merge(sheet, top + 1, left, top + 1, right, strip.facts, styles.small(shrink=True))
    head, time = styles.head(font_size=8), styles.body(font_size=6.5, align="center")
    sheet.write_string(top + 2, left, results.say(Text("P", "节")), head)
    sheet.write_string(top + 2, left + 1, results.say(Text("Time", "时间")), head)
    for at, day in enumerate(days, start=LABELS):
        sheet.write_string(top + 2, left + at, results.day(day), head)
    for offset, (period, times) in enumerate(zip(strip.periods, strip.times, strict=True), start=top + 3):
        sheet.write_number(offset, left, period, head)
        sheet.write_string(offset, left + 1, times, time)
        for at, day in enumerate(days, start=LABELS):
            text, style = strip.cell(day, period)
            sheet.write_string(offset, left + at, text, style)
    if strip.below:
        row = top + 3 + most
        merge(sheet, row, left, row, right, strip.below, styles.small(text_wrap=True, valign="top"))
