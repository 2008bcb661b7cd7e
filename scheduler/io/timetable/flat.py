"""The flat list (L6): one row per period, or per lesson where the list has a column for its length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.io.timetable.atoms import Atom, Desk
from scheduler.io.timetable.names import Names, number
from scheduler.io.timetable.words import day_words, period_of, week_of
from scheduler.io.workbook.plain import cell_name, key

HEADER = ("week", "class", "day", "period", "subject", "teacher", "room")
LONG_HEADER = (*HEADER, "periods", "course", "bell")
LONG_NAMES = (
    Text("week", "周次"),
    Text("class", "班级"),
    Text("day", "星期"),
    Text("period", "节次"),
    Text("subject", "科目"),
    Text("teacher", "教师"),
    Text("room", "场地"),
    Text("periods", "连续节数"),
    Text("course", "课程编号"),
    Text("bell", "作息"),
)
COLUMN_WORDS: Mapping[str, tuple[str, ...]] = {
    "week": ("week", "weeks", "周次", "单双周"),
    "class": ("class", "班级", "教学班", "班"),
    "day": ("day", "weekday", "星期", "周几"),
    "period": ("period", "节次", "节"),
    "subject": ("subject", "科目", "课程", "学科", "课程名称"),
    "teacher": ("teacher", "教师", "任课教师", "老师", "教师姓名"),
    "room": ("room", "教室", "场地", "地点", "上课地点"),
    "periods": ("periods", "连续节数", "节数"),
    "course": ("course", "课程编号"),
    "bell": ("bell", "作息"),
}
NEEDED = ("class", "day", "period", "subject")


def lesson_cells(names: Names, lesson: Lesson) -> tuple[str, ...]:
    """week, class, day, period, subject, teacher and room of a lesson's first period."""
    day_names = names.problem.day_names
    return (
        lesson.weeks.value,
        "+".join(names.pupils(one) for one in lesson.sets),
        day_names[lesson.day - 1] if lesson.day <= len(day_names) else str(lesson.day),
        str(lesson.period),
        names.subject(lesson.subject),
        "+".join(names.teacher(one) for one in lesson.teachers),
        "+".join(names.room(one) for one in lesson.rooms),
    )


def period_rows(problem: Problem, timetable: Timetable) -> Iterator[tuple[str, ...]]:
    """One row for each period of each lesson.

    Rows of one block follow each other; a lesson that would look like the rest of a block comes at the end.
    """
    names = Names(problem)
    late: list[tuple[str, ...]] = []
    before: tuple[tuple[str, ...], int] = ((), 0)
    for lesson in timetable.lessons:
        cells = lesson_cells(names, lesson)
        facts = (*cells[:3], *cells[4:])
        rows = [(*cells[:3], str(p), *cells[4:]) for p in range(lesson.period, lesson.period + lesson.duration)]
        if before == (facts, lesson.period - 1):
            late += rows
        else:
            yield from rows
            before = facts, lesson.period + lesson.duration - 1
    yield from late


def lesson_rows(problem: Problem, timetable: Timetable) -> Iterator[tuple[str, ...]]:
    """One row for each lesson, with its length, its course and the bell schedule it names."""
    names = Names(problem)
    for lesson in timetable.lessons:
        yield (*lesson_cells(names, lesson), str(lesson.duration), lesson.course or "", lesson.bell)


def header_of(cells: Sequence[str]) -> dict[str, int] | None:
    """Which column holds what, where a row is the header of a flat list."""
    words = {key(word): name for name, known in COLUMN_WORDS.items() for word in known}
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        if (name := words.get(key(cell))) is not None:
            found.setdefault(name, at)
    return found if all(name in found for name in NEEDED) else None


def read_rows(
    desk: Desk, rows: Sequence[Sequence[str]], columns: Mapping[str, int], sheet: str, first: int
) -> list[Atom]:
    """What the rows from `first` (0 = the first of the sheet) say; faults go to the desk."""
    days = day_words(desk.names.problem)
    out: list[Atom] = []
    for at in range(first, len(rows)):
        row = rows[at]
        cells = {name: _unguarded(row[i]) if i < len(row) else "" for name, i in columns.items()}
        if any(cells.values()) and (atom := _atom(desk, cells, columns, days, sheet, at)) is not None:
            out.append(atom)
    return out


def _unguarded(text: str) -> str:
    """A cell without the apostrophe that keeps programs from reading it as a formula."""
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@\t\r'") else text


def _atom(
    desk: Desk, cells: Mapping[str, str], columns: Mapping[str, int], days: Mapping[str, int], sheet: str, at: int
) -> Atom | None:
    def place(name: str) -> str:
        return cell_name(at + 1, columns.get(name, 0))

    before = len(desk.faults)
    weeks = week_of(cells.get("week", ""))
    if weeks is None:
        wrong = Text(f"“{cells['week'][:30]}” is no kind of week", f"“{cells['week'][:30]}”不是周次")
        desk.fault(sheet, place("week"), wrong, Text("write all, odd or even", "请写 all、odd 或 even"))
    day = days.get(key(cells["day"]))
    if day is None:
        wrong = Text(f"“{cells['day'][:30]}” is no school day", f"“{cells['day'][:30]}”不是上课日")
        known = "、".join(desk.names.problem.day_names)
        desk.fault(sheet, place("day"), wrong, Text(f"write one of {known}", f"请写{known}之一"))
    period = period_of(cells["period"])
    if period is None:
        wrong = Text(f"“{cells['period'][:30]}” is no period", f"“{cells['period'][:30]}”不是节次")
        desk.fault(sheet, place("period"), wrong, Text("write a number from 1", "请写从 1 起的数字"))
    duration = number(cells.get("periods", "1") or "1")
    if duration is None or not 1 <= duration <= 12:
        wrong = Text(f"“{cells['periods'][:30]}” is no number of periods", f"“{cells['periods'][:30]}”不是连续节数")
        desk.fault(sheet, place("periods"), wrong, Text("write 1 to 12", "请写 1 至 12"))
    subject = desk.subject(cells["subject"], sheet, place("subject"))
    sets = desk.sets(cells["class"], sheet, place("class"))
    teachers = desk.teachers(cells.get("teacher", ""), sheet, place("teacher"))
    rooms = desk.rooms(cells.get("room", ""), sheet, place("room"))
    if len(desk.faults) > before or subject is None or sets is None or day is None or period is None:
        return None
    return Atom(
        subject=subject,
        sets=sets,
        day=day,
        period=period,
        weeks=weeks or Weeks.ALL,
        teachers=teachers if "teacher" in columns else None,
        rooms=rooms,
        duration=duration or 1,
        course=cells.get("course", "").strip() or None,
        bell=cells.get("bell", "").strip(),
        source=f"{sheet}!{place('subject')}" if sheet else place("subject"),
        settled="course" in columns and "periods" in columns,
        order=at,
    )
