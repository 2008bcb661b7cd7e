"""场地课表: who uses each room and field, and when."""

from __future__ import annotations

from collections import defaultdict

from xlsxwriter.format import Format

from scheduler.domain.school import Room
from scheduler.domain.text import Text
from scheduler.domain.view import Placed
from scheduler.io.results.base import Results
from scheduler.io.results.blocks import Strip, bell_times, page_points, strip_widths, write_strips
from scheduler.io.results.style import A4, scale_for
from scheduler.io.timetable.grid import PARITY

NAME = Text("Rooms", "场地课表")
NONE = Text("The timetable names no room.", "课表没有写明场地。")


def write_rooms(results: Results) -> None:
    """Write the sheet."""
    days = len(results.problem.days)
    width = 18.0
    scale = scale_for(A4, strip_widths(days, width))
    sheet = results.sheet(NAME, paper=A4, scale=scale)
    own = {home.room for home in results.problem.classes}
    used = [room for room in results.problem.rooms if room.id in results.view.of_room and room.id not in own]
    if not used:
        row = results.head(sheet, 0, days + 1, NAME, size=14)
        sheet.write_string(row, 0, results.say(NONE), results.styles.get(text_wrap=False))
        return
    strips = [_strip(results, room) for room in used]
    write_strips(results, sheet, strips, across=1, width=width, page=page_points(scale))


def _strip(results: Results, room: Room) -> Strip:
    index, view = results.problem.index, results.view
    lessons = view.of_room.get(room.id, [])
    bells = [placed.bell for placed in lessons]
    home = index.bells[max(sorted(set(bells)), key=bells.count)]
    slots: dict[tuple[int, int], list[Placed]] = defaultdict(list)
    for placed in lessons:
        for period in view.home_periods(home.id, placed.moments) or [placed.lesson.period]:
            slots[placed.lesson.day, period].append(placed)
    most = max([*(home.periods(day) for day in results.problem.days), *(period for _, period in slots)])

    def cell(day: int, period: int) -> tuple[str, Format]:
        here = slots.get((day, period), [])
        if not here and period > home.periods(day):
            return "", results.styles.closed()
        return "\n".join(_says(results, placed) for placed in here), results.lesson_format([p.lesson for p in here])

    use = sum(placed.lesson.duration for placed in lessons)
    facts = results.say(
        Text("holds {p} at once   periods in use: {n}", "可同时上课：{p} 个班   每周使用：{n} 节"),
        p=room.places,
        n=use,
    )
    times = bell_times(results, home, most)
    return Strip(results.names.room(room.id), f"{facts}   {results.stamp()}", range(1, most + 1), times, cell)


def _says(results: Results, placed: Placed) -> str:
    lesson, names = placed.lesson, results.names
    who = "+".join(names.pupils(one) for one in lesson.sets)
    teacher = "+".join(names.teacher(one) for one in lesson.teachers)
    subject = names.subject(lesson.subject, short=True)
    parts = (who, subject if subject not in who else "", teacher)
    return PARITY[lesson.weeks, results.lang] + " ".join(part for part in parts if part)
