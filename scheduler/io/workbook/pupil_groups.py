"""The groups of pupils below the courses of 分组与合班: what each consists of, and when it is away."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.domain.problem import Problem
from scheduler.domain.school import StudentGroup
from scheduler.domain.text import Text
from scheduler.io.workbook.output import Block, Cell
from scheduler.io.workbook.sheets import Section, column
from scheduler.io.workbook.tables import Reading, Writing, identity, identity_cells, rows_of

GROUPS = Text("Groups of pupils", "学生组")
COLUMNS = (
    column("name", "Group", "组名", "分组", width=16),
    column("leaves", "Consists of", "组成", "小组", width=30),
    column("unavailable", "Closed times", "不排课时间", width=20, note=Text("e.g. Fri 6", "如：周五 6")),
    column("id", "Id", "编号", width=12),
)


def declare(parts: Sequence[Section], reading: Reading) -> tuple[StudentGroup, ...]:
    """Groups of pupils, made known as sets."""
    out: dict[str, StudentGroup] = {}
    for section in parts[1:]:
        for row in rows_of(section, COLUMNS, ("name", "leaves"), reading.desk):
            an_id, name = identity(row)
            if not an_id:
                continue
            if an_id in out:
                row.fault("name", Text(f"group {an_id[:40]} stands here twice", f"分组“{an_id[:40]}”重复"))
            leaves, closed = reading.names.leaves.many(row, "leaves"), reading.ranges(row, "unavailable")
            made = row.build(StudentGroup, id=an_id, name=name, leaves=leaves, unavailable=closed)
            row.place(f"groups[{an_id}]", "name")
            if made is not None:
                out[an_id] = made
                reading.names.sets.add(an_id, name or an_id)
    return tuple(out.values())


def block(problem: Problem, writing: Writing) -> Block:
    """The groups as a table."""
    rows: list[list[Cell]] = []
    for group in problem.groups:
        name, an_id = identity_cells(group.id, group.name)
        rows.append([name, writing.list(group.leaves), writing.ranges(group.unavailable), an_id])
    return Block(COLUMNS, rows, GROUPS)
