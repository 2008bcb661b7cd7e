"""教师课表: a small week for each teacher, eight to a page."""

from __future__ import annotations

from collections import defaultdict

from xlsxwriter.format import Format

from scheduler.domain.school import Teacher
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import Placed
from scheduler.io.results.base import Results
from scheduler.io.results.blocks import Strip, page_points, write_strips
from scheduler.io.results.figures import shown, teacher_load
from scheduler.io.results.style import A4, scale_for
from scheduler.io.timetable.grid import MARK, PARITY

NAME = Text("Teachers", "教师课表")
FACTS = Text(
    "lessons a week: {n}   weighted: {w}   free gaps: {g}",
    "周课时：{n}   折算：{w}   空节：{g}",
)


def write_teachers(results: Results) -> None:
    """Write the sheet."""
    days = len(results.problem.days)
    across = 2 if days <= 6 else 1
    width = 8.5 if results.lang == "zh" else 10.5
    widths = ([4.0, *[width] * days, 2.0] * across)[:-1]
    scale = scale_for(A4, widths)
    sheet = results.sheet(NAME, paper=A4, scale=scale)
    strips = [_strip(results, teacher) for teacher in results.problem.teachers]
    write_strips(results, sheet, strips, across=across, width=width, page=page_points(scale))


def _strip(results: Results, teacher: Teacher) -> Strip:
    load = teacher_load(results.view, teacher.id)
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
    return Strip("  ".join(part for part in parts if part), facts, range(1, most + 1), cell)


def _says(results: Results, placed: Placed) -> str:
    """Class and subject, the room where it is not the class's own."""
    lesson = placed.lesson
    subject = results.names.subject(lesson.subject, short=bool(lesson.sets))
    if results.protected(lesson.subject):
        subject = MARK + subject
    who = "+".join(results.names.pupils(one) for one in lesson.sets)
    parity = PARITY[lesson.weeks, results.lang] if lesson.weeks is not Weeks.ALL else ""
    return f"{parity}{who} {subject}".strip() if who else f"{parity}{subject}"
