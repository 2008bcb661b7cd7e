"""任课: classes down, subjects across, teachers in the cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.curriculum import Course, CourseKind, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, same
from scheduler.io.faults import SHOWN
from scheduler.io.imported import NoteKind
from scheduler.io.workbook import plain
from scheduler.io.workbook.cells import (
    NOWHERE,
    PLACEHOLDER,
    Cell,
    bare_names,
    courses_of,
    read_cell,
    shares_of,
    write_cell,
)
from scheduler.io.workbook.output import Block, Sheet, said
from scheduler.io.workbook.output import Cell as Written
from scheduler.io.workbook.sheets import Column, Row, Section, column, header_key
from scheduler.io.workbook.tables import PASSED_OVER, PRIVATE, Reading, Writing, left_out, rows_of

TITLE = Text("Teaching", "任课")
CLASS = column("class", "Class", "班级", "班级名称", "班", width=12)
HEAD = column("class_teacher", "Class teacher", "班主任", "正班主任", width=12)
HELP = (
    Text(
        "A cell: Smith · Smith(3)/Jones(1) · Smith+Jones (both) · odd:Smith even:Jones · "
        "Smith[1-8]/Jones[9-] by weeks · TBD1 · empty: nobody yet",
        "单元格写法：王敏 · 王敏(3)/李红(1) · 王敏+外教（同时到场）· 单:王敏 双:李红 · "
        "王敏[1-8]/李红[9-]（按周）· 待定1 · 不填：尚未分课",
    ),
)


@dataclass(frozen=True)
class Matrix:
    """The 任课 sheet: its rows, and which columns are which subjects (by header where not known yet)."""

    rows: tuple[Row, ...]
    headers: tuple[tuple[str, int], ...]


def declare(parts: Sequence[Section], reading: Reading) -> Matrix:
    """Find rows and subject columns."""
    for section in parts[:1]:
        found = section.header((CLASS, HEAD), ("class",))
        rows = rows_of(section, (CLASS, HEAD), ("class",), reading.desk, own=lambda _: True)
        if found is None:
            return Matrix((), ())
        taken = set(found[1].values())
        headers: list[tuple[str, int]] = []
        for index, value in enumerate(section.grid.rows[found[0]]):
            word = plain.text(value)
            folded = header_key(word)
            if not word or index in taken:
                continue
            known = bool(reading.names.subjects.find(plain.unquote(word)))
            if not known and (folded in PASSED_OVER or any(p in folded for p in PRIVATE)):
                left_out(reading.desk, section.grid.title, plain.cell_name(found[0] + 1, index), word)
            else:
                headers.append((word, index))
        wide = [
            Row(r.desk, r.sheet, r.number, {**r.columns, **{f"={i}": i for _, i in headers}}, r.values, r.heads)
            for r in rows
        ]
        kept = [r for r in wide if not _is_remark(r, reading)]
        return Matrix(tuple(kept), tuple(headers))
    return Matrix((), ())


def _is_remark(row: Row, reading: Reading) -> bool:
    """Whether a row says one thing only (merged cells repeat it) and that is no class: a band, a foot line, a sum."""
    word = row.text("class")
    if plain.key(word) in PASSED_OVER:
        return True
    filled = len({plain.text(v) for v in row.values} - {""})
    if len(reading.names.classes.find(word)) == 1 or filled > 1 or reading.names.classes.meaning is None:
        return False
    if reading.names.classes.meaning(word) is not None:
        return False
    reading.desk.note(
        NoteKind.LEFT_OUT, Text("a remark was passed over", "说明文字未采用"), row.sheet, row.cell("class")
    )
    return True


def names_in(matrix: Matrix, *, placeholders_only: bool) -> list[str]:
    """Names of teachers the cells hold, each once, in order."""
    out: dict[str, None] = {}
    for row in matrix.rows:
        found = [n for _, at in matrix.headers for n in bare_names(row.raw(f"={at}"))]
        head = row.text("class_teacher")
        for name in (*([head] if head else []), *found):
            if PLACEHOLDER.fullmatch(name) or not placeholders_only:
                out[name] = None
    return [name for name in out if len(name) <= 120]


@dataclass(frozen=True)
class Taught:
    """What the sheet gives: courses in order, and class teachers by class."""

    courses: tuple[Course, ...]
    heads: dict[str, str]


def read(matrix: Matrix, classes: dict[str, str], plan: Sequence[PlanRow], reading: Reading) -> Taught:
    """The courses of each class (`classes`: id → grade) in the plan's order, then those outside the plan."""
    subjects = {s: at for word, at in matrix.headers if (s := _subject(matrix, word, at, reading))}
    planned = {(p.grade, p.subject): p for p in plan}
    by_class: dict[str, Row] = {}
    heads: dict[str, str] = {}
    for row in matrix.rows:
        class_id = reading.names.classes.one(row, "class")
        if not class_id:
            if not row.text("class"):
                row.fault("class", Text("the class is missing", "缺少班级"))
            continue
        if class_id in by_class:
            row.fault("class", Text(f"class {class_id[:40]} stands here twice", f"班级“{class_id[:40]}”重复"))
        by_class[class_id] = row
        head = reading.names.teachers.one(row, "class_teacher")
        if head:
            heads[class_id] = head
    order: dict[str, list[str]] = {}
    for p in plan:
        order.setdefault(p.grade, []).append(p.subject)
    out: list[Course] = []
    for class_id, grade in classes.items():
        taught = by_class.get(class_id)
        for subject in dict.fromkeys((*order.get(grade, ()), *subjects)):
            column = f"={subjects[subject]}" if subject in subjects and taught is not None else ""
            out.extend(_courses(taught, column, class_id, subject, planned.get((grade, subject)), reading))
    return Taught(tuple(out), heads)


def _subject(matrix: Matrix, word: str, at: int, reading: Reading) -> str | None:
    found = reading.names.subjects.find(plain.unquote(word))
    if len(found) == 1:
        return found[0]
    if matrix.rows and any(row.raw(f"={at}") for row in matrix.rows):
        first = matrix.rows[0]
        header = plain.cell_name(max(1, first.number - 1), at)
        wrong, right = reading.names.subjects.unknown(plain.unquote(word))
        hint = Text("add the subject to sheet Plan, or correct the header", "请在“课程计划”表中加入该科目，或改正表头")
        reading.desk.fault(first.sheet, header, wrong, right if right.en else hint)
    return None


def _courses(
    row: Row | None, column: str, class_id: str, subject: str, plan: PlanRow | None, reading: Reading
) -> tuple[Course, ...]:
    line = row.raw(column) if row is not None and column else ""
    if not line and plan is None:
        return ()
    cell: Cell = read_cell(line, reading.names.teachers.find)
    if row is not None and column:
        row.place(f"courses[{class_id}:{subject}]", column)
        for name in cell.unknown:
            row.fault(column, *reading.names.teachers.unknown(name, guess=len(reading.desk.faults) < SHOWN))
        weeks_told(cell, row, column, reading)
    if cell.shares is None:
        return ()
    made, wrong = courses_of(class_id, subject, plan, cell.shares)
    if wrong is not None and row is not None and column:
        row.fault(column, wrong)
    if row is not None and column:
        for course in made:
            row.place(f"courses[{course.id}]", column)
    return made


def weeks_told(cell: Cell, row: Row, column: str, reading: Reading) -> None:
    """Complain of weeks that do not follow one another; note where a cell says nothing of the last ones."""
    for wrong, right in cell.wrong:
        row.fault(column, wrong, right)
    last = reading.calendar.weeks[-1:] if reading.calendar is not None else range(0)
    for week in cell.until:
        if not last or week < last[0]:
            text = Text(f"no word on the weeks after {week}: nothing changes", f"第 {week} 周以后没有写，按不变处理")
            reading.desk.note(NoteKind.ASSUMED, text, row.sheet, row.cell(column))


def split_courses(problem: Problem) -> tuple[dict[tuple[str, str], str], list[Course]]:
    """Courses a matrix can say, by (class, subject) with the shares as `shares_of` gives them; and the others."""
    mine: dict[tuple[str, str], list[Course]] = {}
    others: list[Course] = []
    classes = {c.id: c.grade for c in problem.classes}
    for course in problem.courses:
        one = len(course.sets) == 1 and course.sets[0] in classes
        plain_one = one and course.kind is CourseKind.LESSON and not course.name and not course.bell
        if plain_one:
            mine.setdefault((course.sets[0], course.subject), []).append(course)
        else:
            others.append(course)
    planned = {(p.grade, p.subject): p for p in problem.plan}
    told: dict[tuple[str, str], str] = {}
    for (class_id, subject), courses in mine.items():
        if shares_of(courses, planned.get((classes[class_id], subject))) is None:
            others.extend(courses)
        else:
            told[class_id, subject] = ""
    place = {c.id: n for n, c in enumerate(problem.courses)}
    return told, sorted(others, key=lambda c: place[c.id])


def write(problem: Problem, told: dict[tuple[str, str], str], writing: Writing) -> Sheet:
    """The sheet; a class whose planned subject is taught otherwise gets a cell that says so."""
    planned = {(p.grade, p.subject): p for p in problem.plan}
    used = {s for _, s in told} | {p.subject for p in problem.plan}
    subjects = [s.id for s in problem.subjects if s.id in used or not problem.courses]
    by_cell: dict[tuple[str, str], list[Course]] = {}
    for course in problem.courses:
        if len(course.sets) == 1 and (course.sets[0], course.subject) in told and course.kind is CourseKind.LESSON:
            by_cell.setdefault((course.sets[0], course.subject), []).append(course)
    finder = writing.names.teachers
    rows: list[list[Written]] = []
    for c in problem.classes:
        line: list[Written] = [writing.ref(writing.names.classes, c.id), writing.ref(finder, c.class_teacher)]
        for subject in subjects:
            plan = planned.get((c.grade, subject))
            courses = [x for x in by_cell.get((c.id, subject), ()) if not x.name and not x.bell]
            if courses:
                shares = shares_of(courses, plan) or ()
                line.append(write_cell(shares, finder.word, writing.lang))
            else:
                line.append(NOWHERE[writing.lang] if plan is not None and any(plan.weekly) else "")
        rows.append(line)
    columns = (CLASS, HEAD, *(_column(writing.names.subjects.word(s)) for s in subjects))
    return Sheet(TITLE, [Block(columns, rows)], HELP, wide=True)


def _column(word: str) -> Column:
    """A column headed by a subject, quoted where the word means another column."""
    folded = header_key(word)
    odd = folded in CLASS.keys | HEAD.keys
    title = f'"{word}"' if odd else said(word)
    return Column("subject:" + word, same(title), width=10)
