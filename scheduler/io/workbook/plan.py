"""课程计划: subjects down, grades across, weekly lessons in the cells; subjects' attributes beside them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.curriculum import PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, same
from scheduler.io.imported import NoteKind
from scheduler.io.workbook import plain
from scheduler.io.workbook.classes import know_grade
from scheduler.io.workbook.names import grade_number
from scheduler.io.workbook.output import YES_NO, Block, Cell, Sheet, number, said, yes
from scheduler.io.workbook.sheets import Column, Row, Section, column, header_key
from scheduler.io.workbook.subject_columns import SUBJECT_COLUMNS, subject_cells
from scheduler.io.workbook.tables import PASSED_OVER, Reading, Writing, identity, left_out, merged, rows_of

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


def write(problem: Problem, writing: Writing) -> Sheet:
    """The sheet of the plan in force, with the subjects."""
    return _sheet(TITLE, problem, problem.plan, writing, subjects=True)


def write_filed(problem: Problem, writing: Writing) -> Sheet:
    """The sheet of the filed plan."""
    return _sheet(FILED_TITLE, problem, problem.filed_plan or (), writing, subjects=False)


def _sheet(title: Text, problem: Problem, plan: Sequence[PlanRow], writing: Writing, *, subjects: bool) -> Sheet:
    by_grade: dict[str, list[PlanRow]] = {}
    for row in plan:
        by_grade.setdefault(row.grade, []).append(row)
    grouped = [row for rows in by_grade.values() for row in rows] == list(plan)
    grades = list(dict.fromkeys((*by_grade, *(g.id for g in problem.grades))))
    lines = merged([[_said_of(row) for row in by_grade.get(g, ())] for g in grades]) if grouped else []
    hours = {(row.grade, row.subject): row.weekly for row in plan}
    table: list[list[Cell]] = []
    order: dict[str, None] = {}
    attributes = {s.id: s for s in problem.subjects}
    for (subject, *facts), at in lines:
        weekly = [hours[grades[i], subject] if i in at else None for i in range(len(grades))]
        name = attributes[subject].name if subjects else writing.names.subjects.word(subject)
        line = [said(name or subject), *(_weekly_cell(w) for w in weekly), *_shared_cells(facts, writing)]
        if subjects:
            own = subject_cells(attributes[subject], writing)
            line += (
                own if subject not in order else ["" if c.id != "id" else own[i] for i, c in enumerate(SUBJECT_COLUMNS)]
            )
        table.append(line)
        order[subject] = None
    rest = [s for s in problem.subjects if s.id not in order] if subjects else []
    for s in rest:
        blank: list[Cell] = [""] * (len(grades) + len(ROW_COLUMNS))
        table.append([said(s.name or s.id), *blank, *subject_cells(s, writing)])
    columns = (NAME, *(_grade_column(writing.names.grades.word(g)) for g in grades), *ROW_COLUMNS)
    if subjects:
        columns = (*columns, *SUBJECT_COLUMNS)
        _number(table, [*order, *(s.id for s in rest)], [s.id for s in problem.subjects], columns)
    blocks = [Block(columns, table)]
    if not grouped:
        blocks.append(Block(FLAT_COLUMNS, [_flat(row, writing) for row in plan], FLAT))
    return Sheet(title, blocks, wide=True)


def _said_of(row: PlanRow) -> tuple[str, str, str, str, bool, int]:
    return row.subject, row.title, row.counted_in, row.room, row.room_strict, row.doubles


def _shared_cells(facts: Sequence[object], writing: Writing) -> list[Cell]:
    title, counted_in, room, strict, doubles = facts
    names = writing.names
    return [
        said(str(title)),
        writing.ref(names.subjects, str(counted_in)),
        writing.ref(names.places, str(room)),
        "" if strict else yes(True, writing.lang),
        number(doubles if isinstance(doubles, int) and doubles else None),
    ]


def _flat(row: PlanRow, writing: Writing) -> list[Cell]:
    names = writing.names
    head = [writing.ref(names.grades, row.grade), writing.ref(names.subjects, row.subject)]
    return [*head, row.odd, row.even, *_shared_cells(_said_of(row)[1:], writing)]


def _weekly_cell(weekly: tuple[int, int] | None) -> Cell:
    if weekly is None:
        return ""
    return weekly[0] if weekly[0] == weekly[1] else f"{weekly[0]}/{weekly[1]}"


def _grade_column(word: str) -> Column:
    """A column headed by a grade; quoted where the grade is called as another column is."""
    taken = {k for c in (NAME, *ROW_COLUMNS, *SUBJECT_COLUMNS) for k in c.keys}
    return Column(
        "grade:" + word, same(plain.quote(word, '"') if header_key(word) not in taken else f'"{word}"'), width=8
    )


def _number(table: list[list[Cell]], order: list[str], wanted: list[str], columns: Sequence[Column]) -> None:
    """Fill the column 顺序 where subjects stand in another order than the school's."""
    if order == wanted:
        return
    at = [c.id for c in columns].index("order")
    family = [c.id for c in columns].index("family")
    rank = {subject: n for n, subject in enumerate(wanted, start=1)}
    firsts = iter(order)
    for line in table:
        if line[family]:
            line[at] = rank[next(firsts)]
