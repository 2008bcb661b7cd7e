"""场地使用: how far each room and field is used, in which period it is full, and what is held elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.text import Text
from scheduler.domain.view import Placed
from scheduler.io.results.base import Results, merge
from scheduler.io.results.room_use import RoomUse
from scheduler.io.results.style import A4, lines_needed
from scheduler.io.results.table import POINTS_A_LINE, row_height, write_value

NAME = Text("Facility use", "场地使用")
TOLD = Text(
    "In each period: lessons at once / open places; — is closed. Σ: lessons of the day. Share: lessons of the week out "
    "of all open places.",
    "每节：同时上课数 / 可用场位；“—”为不开放。Σ：当天节数。使用率：全周节数占可用场位。",
)
NONE = Text("The school has no special rooms or fields.", "学校没有登记专用教室和场地。")
PLACE = Text("Place", "场地")
SUM = "Σ"
WEEK = (Text("places", "场位"), Text("week", "周节数"), Text("open", "可用"), Text("share", "使用率"))
FIRST, NARROW, WIDE = 18.0, 4.0, 7.0
ROW = 18.0
"""Least height of a row in points."""
FULL = {"bg_color": "#FCE4D6", "bold": True}
OVER = {"bg_color": "#FCE4D6", "bold": True, "font_color": "#9C0006"}
FREE = {"font_color": "#808080"}
ELSEWHERE = Text("Lessons that need a special room", "需要专用场地的课")
NEEDS = (
    Text("Need", "需要"),
    Text("lessons", "节数"),
    Text("held there", "在专用场地"),
    Text("elsewhere", "不在"),
    Text("which, and where they are held", "哪些课，在哪里上"),
)
MOST_LISTED = 40


def write_facility(results: Results) -> None:
    """Write the sheet."""
    use = RoomUse(results)
    days = [(day, use.bell.periods(day)) for day in results.problem.days if use.bell.periods(day)]
    widths = [FIRST, *[NARROW] * sum(count + 1 for _, count in days), *[WIDE] * len(WEEK)]
    sheet = results.sheet(NAME, paper=A4, landscape=True)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    last = len(widths) - 1
    row = results.head(sheet, 0, last, NAME, size=14)
    merge(sheet, row, 0, row, last, results.say(TOLD), results.styles.small())
    row += 1
    if not use.rooms:
        merge(sheet, row, 0, row, last, results.say(NONE), results.styles.body())
        sheet.print_area(0, 0, row, last)
        return
    row = _heads(results, sheet, row, days)
    sheet.repeat_rows(0, row - 1)
    sheet.freeze_panes(row, 1)
    named = {room.id: room for room in use.rooms}
    for pool in results.problem.pools:
        inside = [room for room in pool.rooms if room in named]
        if len(inside) > 1:
            row = _place(results, sheet, row, use, results.problem.index.title(pool.id), inside, days, bold=True)
        for room in inside:
            row = _place(results, sheet, row, use, results.names.room(room), [room], days, indent=len(inside) > 1)
            del named[room]
    for room in named:
        row = _place(results, sheet, row, use, results.names.room(room), [room], days)
    row = _needs(results, sheet, row + 1, widths)
    sheet.print_area(0, 0, row - 1, last)


def _heads(results: Results, sheet: Worksheet, row: int, days: Sequence[tuple[int, int]]) -> int:
    head = results.styles.head(font_size=8)
    merge(sheet, row, 0, row + 1, 0, results.say(PLACE), head)
    column = 1
    for day, count in days:
        merge(sheet, row, column, row, column + count, results.day(day), results.styles.head(font_size=8, left=2))
        for period in range(1, count + 1):
            style = results.styles.head(font_size=8, left=2) if period == 1 else head
            sheet.write_number(row + 1, column + period - 1, period, style)
        sheet.write_string(row + 1, column + count, SUM, head)
        column += count + 1
    for title in WEEK:
        merge(sheet, row, column, row + 1, column, results.say(title), head)
        column += 1
    return row + 2


def _place(
    results: Results,
    sheet: Worksheet,
    row: int,
    use: RoomUse,
    title: str,
    rooms: Sequence[str],
    days: Sequence[tuple[int, int]],
    *,
    bold: bool = False,
    indent: bool = False,
) -> int:
    """One room or pool; the next free row."""
    styles = results.styles
    loads, by_day = use.loads(rooms), use.by_day(rooms)
    own = {"font_size": 8, "bold": bold, "align": "center"}
    sheet.write_string(row, 0, title, styles.body(font_size=8, bold=bold, indent=int(indent)))
    column = 1
    for day, count in days:
        for period in range(1, count + 1):
            held, places = loads[day, period]
            look = OVER if held > places else FULL if held == places and places else {} if held else FREE
            text = f"{held}/{places}" if held or places else "—"
            edge = {"left": 2} if period == 1 else {}
            sheet.write_string(row, column + period - 1, text, styles.body(**{**own, "font_size": 7, **look, **edge}))
        write_value(sheet, row, column + count, by_day.get(day, 0), styles.body(**own))
        column += count + 1
    week, open_places = sum(by_day.values()), sum(places for _, places in loads.values())
    share = f"{round(100 * week / open_places)}%" if open_places else "—"
    most = sum(results.problem.index.rooms[room].places for room in rooms)
    for at, value in enumerate((most, week, open_places, share)):
        write_value(sheet, row, column + at, value, styles.body(**own))
    sheet.set_row(row, max(ROW, row_height(lines_needed(title, FIRST * 1.1))))
    return row + 1


def _needs(results: Results, sheet: Worksheet, row: int, widths: Sequence[float]) -> int:
    """Lessons of each need, and those held elsewhere; the next free row."""
    styles, last = results.styles, len(widths) - 1
    spans = [(0, 0), (1, min(2, last - 3)), (3, min(5, last - 2)), (6, min(8, last - 1)), (9, last)]
    found = _by_need(results)
    if last < spans[-1][0] or not found:
        return row
    merge(sheet, row, 0, row, last, results.say(ELSEWHERE), styles.head(align="left"))
    row += 1
    for (left, right), title in zip(spans, NEEDS, strict=True):
        merge(sheet, row, left, row, right, results.say(title), styles.head(font_size=8))
    room = sum(widths[spans[-1][0] :]) * 1.15
    for need, (every, elsewhere) in found.items():
        row += 1
        said = results.say(Text("; ", "；")).join(_told(results, placed) for placed in elsewhere[:MOST_LISTED])
        if rest := len(elsewhere) - MOST_LISTED:
            said += results.say(Text(" … and {n} more", "……另有 {n} 节"), n=rest) if rest > 0 else ""
        figures = (
            results.problem.index.title(need),
            len(every),
            len(every) - len(elsewhere),
            len(elsewhere),
            said or "—",
        )
        for at, ((left, right), value) in enumerate(zip(spans, figures, strict=True)):
            style = styles.body(font_size=8, **({"align": "center"} if 0 < at < len(spans) - 1 else {}))
            merge(sheet, row, left, row, right, str(value), style)
        lines = max(lines_needed(said, room), lines_needed(str(figures[0]), FIRST * 1.1))
        sheet.set_row(row, min(400, 4 + POINTS_A_LINE * lines))
    return row + 1


def _by_need(results: Results) -> dict[str, tuple[list[Placed], list[Placed]]]:
    """For each room or pool that courses need: all their lessons, and those held elsewhere."""
    index = results.problem.index
    out: dict[str, tuple[list[Placed], list[Placed]]] = defaultdict(lambda: ([], []))
    for placed in results.view.lessons:
        course = index.courses.get(placed.lesson.course or "")
        if course is not None and course.room:
            every, elsewhere = out[course.room]
            every.append(placed)
            if set(index.rooms_in(course.room)).isdisjoint(placed.lesson.rooms):
                elsewhere.append(placed)
    return dict(out)


def _told(results: Results, placed: Placed) -> str:
    """A lesson held elsewhere, in a few words."""
    lesson, names = placed.lesson, results.names
    where = "+".join(names.room(room) for room in lesson.rooms)
    said = Text("{who} {subject} {day} {period}: {where}", "{who} {subject} {day}第{period}节：{where}")
    return results.say(
        said,
        who=names.all_pupils(lesson.sets),
        subject=names.subject(lesson.subject),
        day=results.day(lesson.day),
        period=lesson.period,
        where=where or Text("no special room", "未用专用场地"),
    )
