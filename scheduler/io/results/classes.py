"""班级课表: a wall chart for each class, one to a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.school import SchoolClass
from scheduler.domain.text import Text
from scheduler.io.results.base import Results, merge
from scheduler.io.results.style import A4, BAND, lines_needed, scale_for
from scheduler.io.results.week import Band, Period, chart_rows
from scheduler.io.timetable.grid import Writer

NAME = Text("Classes", "班级课表")
TITLE = Text("{name} timetable", "{name}课程表")
PERIOD = Text("Period", "节次")
TIME = Text("Time", "时间")
SIZE = 11
HEADING = (30.0, 16.0, 20.0)
"""Heights of title, facts and header."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One class's chart: what stands in each row, the texts of its cells, the heights."""

    home: SchoolClass
    rows: Sequence[Period | Band]
    texts: dict[tuple[int, int], str]
    heights: Sequence[float]


def write_classes(results: Results) -> None:
    """Write the sheet."""
    days = list(results.problem.days)
    scale, widths, charts = _fitted(results, days)
    sheet = results.sheet(NAME, paper=A4, landscape=True, scale=scale)
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide)
    row = 0
    breaks = []
    for chart in charts:
        row = _write(results, sheet, row, chart, days)
        breaks.append(row)
    sheet.set_h_pagebreaks(breaks[:-1][:1000])
    if row:
        sheet.print_area(0, 0, row - 1, len(widths) - 1)


def _fitted(results: Results, days: list[int]) -> tuple[int, list[float], list[Chart]]:
    """The largest scale at which every chart fits a page, with its columns: wider ones make lower charts."""
    best: tuple[int, list[float], list[Chart]] = (0, [], [])
    for width in (14.0, 18.0, 22.0, 26.0, 30.0)[len(days) <= 5 :]:
        widths = [7.0, 16.0, *[width] * len(days)]
        charts = [_chart(results, home, days, width) for home in results.problem.classes]
        tallest = max((sum(HEADING) + sum(chart.heights) for chart in charts), default=0.0)
        scale = scale_for(A4, widths, landscape=True, height=tallest)
        if scale <= best[0]:
            break
        best = scale, widths, charts
    return best


def _chart(results: Results, home: SchoolClass, days: list[int], width: float) -> Chart:
    rows = chart_rows(results, results.problem.index.bell_of_pupil(home.id))
    writer = Writer(results.names, results.lang, short=False, groups=6)
    texts: dict[tuple[int, int], str] = {}
    heights = []
    for one in rows:
        if isinstance(one, Band):
            heights.append(11.0 if one.thin else 15.0)
            continue
        lines = lines_needed(one.times, 20)
        for day in days:
            text = writer.cell(home.id, results.lessons_at((home.id, day, one.number)))
            texts[day, one.number] = text
            lines = max(lines, lines_needed(text, width * 0.9))
        heights.append(max(34.0, 6 + 15.5 * lines))
    return Chart(home, rows, texts, heights)


def _write(results: Results, sheet: Worksheet, row: int, chart: Chart, days: list[int]) -> int:
    styles, last = results.styles, len(days) + 1
    name = results.names.pupils(chart.home.id)
    if name[-1:].isdigit() or name.endswith(")"):
        name = results.say(Text("{name}", "{name}班"), name=name)
    merge(sheet, row, 0, row, last, results.draft + results.say(TITLE, name=name), styles.title(18))
    merge(
        sheet,
        row + 1,
        0,
        row + 1,
        last,
        _facts(results, chart.home),
        styles.small(font_size=9, align="center", shrink=True),
    )
    head = styles.head(font_size=SIZE)
    for column, text in enumerate([results.say(PERIOD), results.say(TIME), *(results.day(day) for day in days)]):
        sheet.write_string(row + 2, column, text, head)
    for height in HEADING:
        sheet.set_row(row, height)
        row += 1
    for one, height in zip(chart.rows, chart.heights, strict=True):
        if isinstance(one, Band):
            _band(results, sheet, row, one, days)
        else:
            _period(results, sheet, row, one, chart, days)
        sheet.set_row(row, height)
        row += 1
    return row


def _facts(results: Results, home: SchoolClass) -> str:
    teacher = results.names.teacher(home.class_teacher) if home.class_teacher else "—"
    out = [results.say(Text("class teacher: {t}", "班主任：{t}"), t=teacher)]
    if home.room:
        out.append(results.say(Text("room: {r}", "教室：{r}"), r=results.names.room(home.room)))
    school = " ".join(part for part in (results.problem.school, results.problem.term) if part)
    return "   ".join([*([school] if school else []), *out, results.facts()])


def _band(results: Results, sheet: Worksheet, row: int, band: Band, days: list[int]) -> None:
    """What no lesson may take: one text across, or a text on the days that have it."""
    size, fill = (7, "#FFFFFF") if band.thin else (9, BAND)
    style = results.styles.get(
        bg_color=fill, font_size=size, align="center", text_wrap=False, shrink=True, **results.styles.line()
    )
    if band.text:
        merge(sheet, row, 0, row, len(days) + 1, band.text, style)
        return
    merge(sheet, row, 0, row, 1, "", style)
    column = 2
    for text, alike in groupby(days, key=lambda day: band.by_day.get(day, "")):
        wide = len(list(alike))
        merge(sheet, row, column, row, column + wide - 1, text, style)
        column += wide


def _period(results: Results, sheet: Worksheet, row: int, period: Period, chart: Chart, days: list[int]) -> None:
    styles = results.styles
    bell = results.problem.index.bell_of_pupil(chart.home.id)
    sheet.write_number(row, 0, period.number, styles.head(font_size=SIZE))
    sheet.write_string(row, 1, period.times, styles.body(align="center", font_size=9))
    for column, day in enumerate(days, start=2):
        lessons = results.lessons_at((chart.home.id, day, period.number))
        if lessons or period.number <= bell.periods(day):
            text = chart.texts[day, period.number]
            sheet.write_string(row, column, text, results.lesson_format(lessons, SIZE))
        else:
            sheet.write_string(row, column, period.instead.get(day, ""), styles.closed())
