"""课程计划: subjects down, grades across, weekly lessons in the cells; subjects' attributes beside them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.curriculum import PlanRow
from scheduler.domain.text import Text
from scheduler.io.imported import NoteKind
from scheduler.io.workbook import plain
from scheduler.io.workbook.classes import know_grade
from scheduler.io.workbook.names import grade_number
from scheduler.io.workbook.output import YES_NO
from scheduler.io.workbook.sheets import Row, Section, column
from scheduler.io.workbook.subject_columns import SUBJECT_COLUMNS
from scheduler.io.workbook.tables import PASSED_OVER, Reading, identity, left_out, rows_of

TITLE = Text("Plan", "课程计划")
FILED_TITLE = Text("Filed plan", "备案课程计划")
FLAT = Text("Row by row", "逐行")
NAME = column("name", "Subject", "科目", "学科", "课程", "课程名称", "subject", width=14)
ROW_COLUMNS = (
    column("title", "Printed as", "打印名", "课表名称", width=12),
    column(
        "counted_in",
        "Counted in",
        "计入科目",
        "计入",
        width=12,
        note=Text("whose hours pay for it", "占用哪个科目的课时"),
    ),
    column("room", "Needs room", "专用场地", "专用教室", "场地", width=14),
    column(
        "own_room",
        "Own classroom will do",
        "可用本班教室",
        width=12,
        choices=YES_NO,
        note=Text("yes: where no such room is free", "是：场地不够时可在本班上"),
    ),
    column("doubles", "Doubles", "连堂", "连堂次数", width=8, note=Text("doubles a week", "每周几次两节连上")),
)
FLAT_COLUMNS = (
    column("grade", "Grade", "年级", width=12),
    NAME,
    column("odd", "Odd weeks", "单周", width=8),
    column("even", "Even weeks", "双周", width=8),
    *ROW_COLUMNS,
)
_NONE = frozenset(("", "-", "—", "–", "/", "×"))


@dataclass(frozen=True)
class Matrix:
    """Rows of a plan sheet with the subject each is for, and its grade columns."""

    rows: tuple[tuple[Row, str], ...]
    grades: tuple[tuple[str, int], ...]
    flat: tuple[Row, ...] = ()
    pays: bool = True


def declare(parts: Sequence[Section], reading: Reading, *, filed: bool = False) -> Matrix:
    """Find grades and subjects; new ones become known."""
    columns = (NAME, *ROW_COLUMNS, *SUBJECT_COLUMNS)
    grades: list[tuple[str, int]] = []
    rows: list[tuple[Row, str]] = []
    subjects = reading.names.subjects
    for section in parts[:1]:
        found = section.header(columns, ("name",))
        if found is not None:
            grades = _grades(section, found[0], set(found[1].values()), reading)
        across = {at for _, at in grades}
        for row in rows_of(section, columns, ("name",), reading.desk, own=lambda _: True):
            an_id, name = identity(row, named=False)
            if not an_id or plain.key(an_id) in PASSED_OVER:
                continue
            if filed:
                known = subjects.known(row, "name", an_id)
                if known is not None:
                    rows.append((row, known))
                continue
            if an_id not in subjects.ids:
                row.place(f"subjects[{an_id}]", "name")
                subjects.add(an_id, name or an_id, row.text("short"), *row.items("aliases"))
            rows.append((row, an_id))
        if found is not None:
            for index, value in enumerate(section.grid.rows[found[0]]):
                word = plain.text(value)
                if word and index not in across and index not in found[1].values():
                    left_out(reading.desk, section.grid.title, plain.cell_name(found[0] + 1, index), word)
    flat = [r for s in parts[1:] for r in rows_of(s, FLAT_COLUMNS, ("grade", "name"), reading.desk)]
    return Matrix(tuple(rows), tuple(grades), tuple(flat))


def _grades(section: Section, header: int, taken: set[int], reading: Reading) -> list[tuple[str, int]]:
    out: list[tuple[str, int]] = []
    for index, value in enumerate(section.grid.rows[header]):
        word = plain.unquote(plain.text(value))
        if index in taken or not word:
            continue
        found = reading.names.grades.find(word)
        year = grade_number(word)
        if len(found) == 1 and found[0] not in {g for g, _ in out}:
            out.append((found[0], index))
        elif not found and year is not None and 1 <= year <= 12:
            out.append((know_grade(reading, year), index))
    return out


def read(matrix: Matrix, reading: Reading) -> tuple[PlanRow, ...]:
    """The plan: grade by grade in the order of the rows, or row by row where it is listed so."""
    out: dict[tuple[str, str], PlanRow] = {}
    shared = {id(row): _shared(row, reading) for row, _ in matrix.rows}
    for grade, at in matrix.grades:
        for row, subject in matrix.rows:
            here = Row(row.desk, row.sheet, row.number, {**row.columns, "weekly": at}, row.values)
            weekly = _weekly(here)
            if weekly is not None:
                facts = {**shared[id(row)], "grade": grade, "subject": subject, "odd": weekly[0], "even": weekly[1]}
                _take(out, here, here.build(PlanRow, **facts))
    for row in matrix.flat:
        grade, subject = reading.names.grades.one(row, "grade"), reading.names.subjects.one(row, "name")
        facts = {**_shared(row, reading), "odd": row.number_of("odd"), "even": row.number_of("even")}
        if grade and subject:
            _take(out, row, row.build(PlanRow, grade=grade, subject=subject, **facts))
    return tuple(out.values())


def _take(out: dict[tuple[str, str], PlanRow], row: Row, made: PlanRow | None) -> None:
    if made is None:
        return
    if (made.grade, made.subject) in out:
        where = f"{made.grade[:40]} {made.subject[:40]}"
        row.fault("weekly", Text(f"{where} stands here twice", f"{where} 重复"))
    row.place(f"plan[{made.grade}:{made.subject}]", "weekly" if "weekly" in row.columns else "name")
    out[made.grade, made.subject] = made


def _shared(row: Row, reading: Reading) -> dict[str, object]:
    """What a row says for all its grades."""
    room = ""
    if row.text("room") and not reading.names.places.ids:
        reading.desk.note(
            NoteKind.LEFT_OUT,
            Text("room needs are passed over: there is no sheet Rooms", "没有“场地”表，专用场地未采用"),
            row.sheet,
            row.cell("room"),
        )
    else:
        room = reading.names.places.one(row, "room")
    return {
        "title": row.text("title"),
        "counted_in": reading.names.subjects.one(row, "counted_in"),
        "room": room,
        "room_strict": not row.truth("own_room"),
        "doubles": row.number_of("doubles"),
    }


def _weekly(row: Row) -> tuple[int, int] | None:
    """Lessons in an odd and in an even week; 4/3 that the spreadsheet took for a date is put right."""
    value = row.value("weekly")
    if isinstance(value, datetime.date):
        text = Text(f"the date was read as {value.month}/{value.day}", f"日期按 {value.month}/{value.day} 读取")
        row.desk.note(NoteKind.READ_AS, text, row.sheet, row.cell("weekly"))
        return value.month, value.day
    raw = plain.text(value)
    folded = plain.key(raw)
    if folded in _NONE:
        return None
    found = re.fullmatch(r"(\d{1,2})节?(?:/(\d{1,2})节?)?", folded)
    if not found:
        row.fault(
            "weekly",
            Text(f"“{raw[:30]}” is no number of lessons", f"“{raw[:30]}”不是节数"),
            Text("write 4, or 4/3 for odd/even weeks", "写 4，或 4/3（单周/双周）"),
        )
        return None
    return int(found[1]), int(found[2] or found[1])
