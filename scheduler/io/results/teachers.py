"""教师课表: a small week for each teacher, eight to a page."""

from __future__ import annotations

from collections import defaultdict

from xlsxwriter.format import Format

from scheduler.domain.school import Teacher
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks, clock
from scheduler.domain.view import Placed
from scheduler.io.results.base import Results
from scheduler.io.results.blocks import Strip, bell_times, page_points, strip_widths, write_strips
from scheduler.io.results.figures import shown
from scheduler.io.results.style import A4, scale_for
from scheduler.io.timetable.grid import MARK, PARITY
from scheduler.io.workbook.teachers import duties_of, duty_reason

NAME = Text("Teachers", "教师课表")
DUTY = duty_reason("", "")
DEEP = 4
"""Rows of strips on a page."""
FACTS = Text(
    "lessons a week: {n}   weighted: {w}   free gaps: {g}",
    "周课时：{n}   折算：{w}   空节：{g}",
)


def write_teachers(results: Results) -> None:
    """Write the sheet."""
    days = len(results.problem.days)
    across = 2 if days <= 6 else 1
    width = 8.5 if results.lang == "zh" else 10.5
    widths = ([*strip_widths(days, width), 2.0] * across)[:-1]
    scale = scale_for(A4, widths)
    sheet = results.sheet(NAME, paper=A4, scale=scale)
    strips = [_strip(results, teacher) for teacher in results.problem.teachers]
    write_strips(results, sheet, strips, across=across, width=width, page=page_points(scale), deep=DEEP)


def _strip(results: Results, teacher: Teacher) -> Strip:
    load = results.load(teacher.id)
    index = results.problem.index
    home = index.home_bell(teacher.id)
    slots: dict[tuple[int, int], list[Placed]] = defaultdict(list)
    for placed in results.view.of_teacher.get(teacher.id, ()):
        lesson = placed.lesson
        if placed.bell == home.id or placed.off_grid:
            periods = list(range(lesson.period, lesson.period + lesson.duration))
        else:
            periods = results.view.home_periods(home.id, placed.moments)
        for period in periods:
            slots[lesson.day, period].append(placed)
    most = max((home.periods(day) for day in results.problem.days), default=0)
    most = max([most, *(period for _, period in slots)])

    def cell(day: int, period: int) -> tuple[str, Format]:
        lessons = slots.get((day, period), [])
        if not lessons and period > home.periods(day):
            return "", results.styles.closed()
        return "\n".join(_says(results, placed) for placed in lessons), results.lesson_format(
            [placed.lesson for placed in lessons]
        )

    subjects = results.say(Text(", ", "、")).join(results.names.subject(one) for one in teacher.subjects[:4])
    parts = [results.names.teacher(teacher.id), subjects, teacher.duty]
    facts = results.say(FACTS, n=shown(load.periods), w=shown(load.lessons), g=load.gaps)
    title, facts = "  ".join(part for part in parts if part), f"{facts}   {results.stamp()}"
    return Strip(title, facts, range(1, most + 1), bell_times(results, home, most), cell, _duties(results, teacher))


def _duties(results: Results, teacher: Teacher) -> str:
    """Duties before, between and after lessons (值守)."""
    said = []
    for one in duties_of(teacher):
        day = results.day(one.day) if one.day else results.say(Text("every day", "每天"))
        parity = PARITY[one.weeks, results.lang]
        said.append(
            f"{parity}{day} {clock(one.start or 0)}–{clock(one.end or 0)} {one.reason.removeprefix(DUTY)}".strip()
        )
    told = Text("on duty: {duties}", "值守：{duties}")
    return results.say(told, duties=results.say(Text("; ", "；")).join(said)) if said else ""


def _says(results: Results, placed: Placed) -> str:
    """Class and subject, the room where it is not the class's own."""
    lesson = placed.lesson
    subject = results.names.subject(lesson.subject, short=bool(lesson.sets))
    if results.protected(lesson.subject):
        subject = MARK + subject
    who = "+".join(results.names.pupils(one) for one in lesson.sets)
    parity = PARITY[lesson.weeks, results.lang] if lesson.weeks is not Weeks.ALL else ""
    return f"{parity}{who} {subject}".strip() if subject not in who else f"{parity}{who}"
