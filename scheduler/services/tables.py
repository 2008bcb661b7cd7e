"""A school as the tables of its workbook, edited one at a time: the same words, the same faults at the same cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, Lang, Text
from scheduler.io.workbook import book, plain
from scheduler.io.workbook.output import Block, Sheet
from scheduler.io.workbook.reader import read_grids
from scheduler.io.workbook.sheets import Column, Desk
from scheduler.io.workbook.writer import sheets_of
from scheduler.services.load import rule_infos

Rows = Sequence[Sequence[str]]
Drafts = Mapping[str, Rows]
"""Tables as somebody is changing them, by `Table.id`: kept where they have faults, until they have none."""
CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet. `first` is the row of the sheet (from 1) in which its first row stands."""

    sheet: str
    number: int
    sheet_title: Text
    title: Text | None
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int
    help: tuple[Text, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The sheet and its number in it: plan/0."""
        return f"{self.sheet}/{self.number}"

    def place(self, fault: Fault) -> tuple[int, int] | None:
        """Row and column (from 0) of a fault in this table; None where it stands elsewhere."""
        found = CELL.fullmatch(fault.cell)
        if found is None or fault.sheet not in (self.sheet_title.zh, self.sheet_title.en):
            return None
        row = int(found[2]) - self.first
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - 64
        return (row, column - 1) if 0 <= row < len(self.rows) and column <= len(self.columns) else None


def tables(problem: Problem, lang: Lang, drafts: Drafts | None = None) -> tuple[Table, ...]:
    """Every table of the school, empty ones too, in the order a dean works; drafts stand in place of what they change.

    A draft whose columns are no longer those of the table is left out.
    """
    known = {title: an_id for an_id, title, _ in book.SHEETS}
    out: list[Table] = []
    for sheet in sheets_of(problem, lang, rule_infos(), template=True):
        row = 1
        for number, block in enumerate(sheet.blocks):
            row += (1 if row > 1 else 0) + 1 if block.title is not None else 0
            row += 1 if block.columns else 0
            table = Table(
                known[sheet.title],
                number,
                sheet.title,
                block.title,
                block.columns,
                _texts(block.rows),
                row,
                tuple(sheet.help),
                tuple(map(str, block.beside)),
            )
            draft = (drafts or {}).get(table.id)
            if draft is not None and all(len(line) == len(block.columns) for line in draft):
                table = replace(table, rows=_texts(draft))
            out.append(table)
            row += len(table.rows)
    return tuple(out)


def read_tables(problem: Problem, lang: Lang, drafts: Drafts) -> Problem:
    """The school with these tables in place of its own.

    Raises:
        FaultyInput: with every fault, each at its sheet and cell.
    """
    sheets: list[Sheet] = []
    known = {title: an_id for an_id, title, _ in book.SHEETS}
    for sheet in sheets_of(problem, lang, rule_infos(), template=True):
        blocks = [_drafted(block, drafts.get(f"{known[sheet.title]}/{n}")) for n, block in enumerate(sheet.blocks)]
        sheets.append(replace(sheet, blocks=blocks))
    read = read_grids([sheet.grid(lang) for sheet in sheets], Desk(lang), rule_infos())
    return read.problem.model_copy(update={"earlier": problem.earlier})


def renamed(table: Table, rows: Rows) -> Rows:
    """Rows after an edit: where a name was changed, the old one stays as the row's id, so that others still know it.

    The rows are those of the table, in order; new ones stand at the end.
    """
    ids = [column.id for column in table.columns]
    if "id" not in ids or not ids:
        return rows
    at = ids.index("id")
    out = [list(row) for row in rows]
    for old, new in zip(table.rows, out, strict=False):
        if old[0] and new[0] and old[0] != new[0] and not new[at]:
            new[at] = plain.unquote(old[0])
    return out


def changed(before: Problem, after: Problem, lang: Lang) -> tuple[Text, ...]:
    """What differs between two states of a school, cell by cell; rows are known by their first cell."""
    old = {table.id: table for table in tables(before, lang)}
    out: list[Text] = []
    for table in tables(after, lang):
        was = old.get(table.id)
        if was is None or (was.columns == table.columns and was.rows == table.rows):
            continue
        where = table.sheet_title
        mine, theirs = _by_name(was), _by_name(table)
        out += [GONE.format(sheet=where, row=name) for name in mine if name not in theirs]
        out += [NEW.format(sheet=where, row=name) for name in theirs if name not in mine]
        for name in (name for name in mine if name in theirs):
            for head in dict.fromkeys((*mine[name], *theirs[name])):
                a, b = mine[name].get(head, ""), theirs[name].get(head, "")
                if a != b:
                    out.append(CELL_CHANGED.format(sheet=where, row=name, column=head, a=a or "—", b=b or "—"))
    return tuple(out)


GONE = Text("{sheet}: {row} is gone", "{sheet}：去掉了 {row}")
NEW = Text("{sheet}: {row} is new", "{sheet}：新增 {row}")
CELL_CHANGED = Text("{sheet}: {row}, {column}: {a} → {b}", "{sheet}：{row} 的{column}：{a} → {b}")


def _by_name(table: Table) -> dict[str, dict[Text, str]]:
    """Rows by their first cell (its repetitions numbered), each as cells by header."""
    out: dict[str, dict[Text, str]] = {}
    for row in table.rows:
        name, again = row[0] if row else "", 1
        while name in out:
            again += 1
            name = f"{row[0]} #{again}"
        out[name] = {column.title: cell for column, cell in zip(table.columns[1:], row[1:], strict=True)}
    return out


def _drafted(block: Block, draft: Rows | None) -> Block:
    if draft is None or any(len(line) != len(block.columns) for line in draft):
        return block
    return replace(block, rows=[list(line) for line in draft])


def _texts(rows: Sequence[Sequence[object]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple("" if cell is None else str(cell) for cell in row) for row in rows)
