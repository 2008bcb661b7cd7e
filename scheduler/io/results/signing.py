"""任课核对签字表: who teaches what in each class, and what each teacher teaches, to be checked and signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.school import SchoolClass, Teacher
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.io.results.base import Results, merge
from scheduler.io.results.figures import halves_of, shown
from scheduler.io.results.style import A4, lines_needed, printable, scale_for
from scheduler.io.results.table import Column, row_height, write_value
from scheduler.io.timetable.grid import MARK, PARITY

NAME = Text("Signing list", "任课核对签字表")
BY_TEACHER = Text("Teaching by teacher", "教师任课")
CLASS_COLUMNS = (
    Column(Text("Subject", "科目"), 16.0, left=True),
    Column(Text("Teacher", "教师"), 16.0, left=True),
    Column(Text("Periods", "节数"), 8.0),
    Column(Text("Signature", "签字"), 14.0),
)
ACROSS = 2
"""Classes side by side."""
BETWEEN = 2.0
"""Width of the column between two classes."""
HEADS = (18.0, 15.0)
"""Heights of a class's title and header in points."""
SIGNED = 20.0
"""Least height of a row somebody signs."""


@dataclass(frozen=True, slots=True)
class Taught:
    """Some lessons of one subject: whose, by whom, how many periods a week in halves."""

    subject: str
    who: str
    halves: int


def write_signing(results: Results) -> None:
    """Write the sheet: classes two by two, then a table of all teachers on a page of its own."""
    wide = [column.width for column in CLASS_COLUMNS]
    widths = ([*wide, BETWEEN] * ACROSS)[:-1]
    scale = scale_for(A4, widths)
    sheet = results.sheet(NAME, paper=A4, scale=scale)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    last = len(widths) - 1
    page = printable(A4, landscape=False)[1] * 100 / scale * 0.96
    row = results.head(sheet, 0, last, NAME, size=14)
    row, breaks = _classes(results, sheet, row, page)
    breaks.append(row)
    row = _teachers(results, sheet, row, widths, page, breaks)
    sheet.set_h_pagebreaks([at for at in breaks if at][:1000])
    sheet.print_area(0, 0, row - 1, last)


# -- classes -------------------------------------------------------------------------------------------------


def _classes(results: Results, sheet: Worksheet, row: int, page: float) -> tuple[int, list[int]]:
    """Blocks of classes; the next free row, and where pages end."""
    used, breaks = 45.0, []
    homes = results.problem.classes
    for at in range(0, len(homes), ACROSS):
        line = [(home, _of_class(results, home)) for home in homes[at : at + ACROSS]]
        deep = max(len(taught) for _, taught in line)
        heights = [
            max(
                SIGNED,
                *(row_height(_lines(results, taught[n])) for _, taught in line if n < len(taught)),
            )
            for n in range(deep)
        ]
        whole = sum(HEADS) + sum(heights) + 10
        if used + whole > page and used:
            breaks.append(row)
            used = 0.0
        used += whole
        for side, (home, taught) in enumerate(line):
            _class(results, sheet, row, side * (len(CLASS_COLUMNS) + 1), home, taught)
        for offset, height in enumerate([*HEADS, *heights, 10.0]):
            sheet.set_row(row + offset, height)
        row += len(HEADS) + deep + 1
    return row, breaks


def _lines(results: Results, taught: Taught) -> int:
    texts = _subject(results, taught.subject), taught.who
    return max(lines_needed(text, CLASS_COLUMNS[at].width * 1.1) for at, text in enumerate(texts))


def _subject(results: Results, subject: str) -> str:
    return (MARK if results.protected(subject) else "") + results.names.subject(subject)


def _class(
    results: Results, sheet: Worksheet, row: int, left: int, home: SchoolClass, taught: Sequence[Taught]
) -> None:
    """One class: class teacher in the title, a row per subject and teacher."""
    styles, right = results.styles, left + len(CLASS_COLUMNS) - 1
    who = results.names.teacher(home.class_teacher) if home.class_teacher else "—"
    said = Text("{name}   class teacher: {t}   {n} periods", "{name}   班主任：{t}   共 {n} 节")
    leaves = (results.view.of_pupil.get(leaf, ()) for leaf in results.problem.index.leaves((home.id,)))
    most = max(sum(p.lesson.duration * halves_of(p.lesson.weeks) for p in lessons) for lessons in leaves)
    title = results.say(said, name=results.names.pupils(home.id), t=who, n=shown(most / 2))
    merge(sheet, row, left, row, right, title, styles.get(bold=True, text_wrap=False, shrink=True))
    for at, column in enumerate(CLASS_COLUMNS):
        sheet.write_string(row + 1, left + at, results.say(column.title), styles.head(font_size=8))
    for offset, one in enumerate(taught, start=row + 2):
        bold = results.protected(one.subject)
        sheet.write_string(offset, left, _subject(results, one.subject), styles.body(font_size=8, bold=bold))
        sheet.write_string(offset, left + 1, one.who, styles.body(font_size=8))
        write_value(sheet, offset, left + 2, one.halves / 2, styles.body(font_size=8, align="center"))
        sheet.write_string(offset, left + 3, "", styles.body(font_size=8))


def _of_class(results: Results, home: SchoolClass) -> list[Taught]:
    """What a class is taught, by subject in the school's order; pull-outs too, since they take a teacher."""
    index = results.problem.index
    leaves = set(index.leaves((home.id,)))
    halves: dict[tuple[str, str], int] = {}
    for placed in results.view.lessons:
        lesson = placed.lesson
        if lesson.sets and not leaves.isdisjoint(index.leaves(lesson.sets)):
            key = lesson.subject, "+".join(results.names.teacher(one) for one in lesson.teachers) or "—"
            halves[key] = halves.get(key, 0) + lesson.duration * halves_of(lesson.weeks)
    order = {subject.id: at for at, subject in enumerate(results.problem.subjects)}
    found = sorted(halves, key=lambda key: (order.get(key[0], len(order)), key))
    return [Taught(subject, who, halves[subject, who]) for subject, who in found]


# -- teachers ------------------------------------------------------------------------------------------------


def _teachers(
    results: Results, sheet: Worksheet, row: int, widths: Sequence[float], page: float, breaks: list[int]
) -> int:
    """A row per teacher, the header again on each page; the next free row."""
    last = len(widths) - 1
    spans = ((0, 0), (1, last - 2), (last - 1, last - 1), (last, last))
    row = results.head(sheet, row, last, BY_TEACHER, size=14)
    row = _teacher_heads(results, sheet, row, spans)
    room = sum(widths[1 : last - 1]) * 1.15
    used = 45.0 + HEADS[1]
    for teacher in results.problem.teachers:
        load = results.load(teacher.id)
        if not load.halves:
            continue
        said = _teaches(results, teacher)
        height = max(SIGNED, row_height(max(lines_needed(said, room), 1)))
        if used + height > page:
            breaks.append(row)
            row = _teacher_heads(results, sheet, row, spans)
            used = HEADS[1]
        used += height
        styles = results.styles
        sheet.write_string(row, 0, results.names.teacher(teacher.id), styles.body(bold=True))
        merge(sheet, row, spans[1][0], row, spans[1][1], said, styles.body(font_size=8))
        write_value(sheet, row, last - 1, load.periods, styles.body(align="center"))
        sheet.write_string(row, last, "", styles.body())
        sheet.set_row(row, height)
        row += 1
    return row


def _teacher_heads(results: Results, sheet: Worksheet, row: int, spans: Sequence[tuple[int, int]]) -> int:
    titles = (
        CLASS_COLUMNS[1].title,
        Text("Teaches (periods a week)", "任课（周节数）"),
        *(c.title for c in CLASS_COLUMNS[2:]),
    )
    for (left, right), title in zip(spans, titles, strict=True):
        merge(sheet, row, left, row, right, results.say(title), results.styles.head(font_size=8))
    sheet.set_row(row, HEADS[1])
    return row + 1


def _teaches(results: Results, teacher: Teacher) -> str:
    """语文 三(1) 6、三(2) 6；班队会 三(1) 1."""
    halves: dict[tuple[str, Weeks, str], int] = {}
    for placed in results.view.of_teacher.get(teacher.id, ()):
        lesson = placed.lesson
        if lesson.sets:
            key = lesson.subject, lesson.weeks, results.names.all_pupils(lesson.sets)
            halves[key] = halves.get(key, 0) + lesson.duration * 2
    by_subject: dict[str, list[str]] = {}
    for (subject, weeks, who), number in halves.items():
        said = f"{PARITY[weeks, results.lang]}{who} {shown(number / 2)}"
        by_subject.setdefault(subject, []).append(said)
    comma, stop = results.say(Text(", ", "、")), results.say(Text("; ", "；"))
    return stop.join(f"{_subject(results, subject)} {comma.join(said)}" for subject, said in by_subject.items())
