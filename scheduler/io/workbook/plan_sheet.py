"""Write the plan: subjects down, grades across, one row for what several grades share."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.domain.curriculum import PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, same
from scheduler.io.workbook import plain
from scheduler.io.workbook.output import Block, Cell, Sheet, number, said, yes
from scheduler.io.workbook.plan import FILED_TITLE, FLAT, FLAT_COLUMNS, NAME, ROW_COLUMNS, TITLE
from scheduler.io.workbook.sheets import Column, header_key
from scheduler.io.workbook.subject_columns import SUBJECT_COLUMNS, subject_cells
from scheduler.io.workbook.tables import Writing, merged


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
