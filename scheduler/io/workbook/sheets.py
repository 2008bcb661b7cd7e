"""Sheets as rows: columns found by their headers, sections by their 【titles】, cells asked for by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from scheduler.domain.base import Value
from scheduler.domain.text import Fault, Lang, Text
from scheduler.io.faults import words_of
from scheduler.io.imported import Note, NoteKind
from scheduler.io.workbook import plain

HEADER_ROWS = 12
V = TypeVar("V", bound=Value)
NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title in both languages, other headers it is known by, and what to tell whoever fills it."""

    id: str
    title: Text
    aliases: tuple[str, ...] = ()
    note: Text = NOTHING
    width: int = 12
    choices: tuple[Text, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """Headers that mean this column."""
        return frozenset(header_key(word) for word in (self.title.en, self.title.zh, *self.aliases))


def column(id: str, en: str, zh: str, *aliases: str, width: int = 12, note: Text = NOTHING, **more: Any) -> Column:
    """A column, its English title also known by its id."""
    return Column(id, Text(en, zh), (*aliases, id), note, width, **more)


def header_key(word: str) -> str:
    """A header without star, unit in brackets, or line break."""
    return re.sub(r"\(.*\)$", "", plain.key(word)).strip("*:")


def title_key(word: str) -> str | None:
    """The title of a section row, None where the cell is none."""
    found = re.fullmatch(r"[【\[](.+)[】\]]", word)
    return plain.key(found[1]) if found else None


@dataclass
class Desk:
    """Where a reader puts what it finds: faults, notes, and which cell each thing of the school came from."""

    lang: Lang
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)

    def fault(self, sheet: str, cell: str, wrong: Text, right: Text = NOTHING) -> None:
        """Note a fault."""
        self.faults.append(Fault(f"{sheet}!{cell}" if cell else sheet, wrong, right, sheet, cell))

    def placed(self, fault: Fault) -> Fault:
        """A fault of the whole school at the cell it comes from."""
        for end in (fault.where, fault.where.rpartition(".")[0]):
            if end in self.places:
                sheet, cell = self.places[end]
                return Fault(fault.where, fault.wrong, fault.right, sheet, cell)
        return fault

    def note(self, kind: NoteKind, text: Text, sheet: str = "", cell: str = "") -> None:
        """Note what is no fault."""
        self.notes.append(Note(kind, text, sheet, cell))


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of values; `title` as the file names it."""

    title: str
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True)
class Row:
    """One row under a header: asks for cells by column id, and complains with the cell's name.

    `heads` are the headers as the sheet has them, by column id.
    """

    desk: Desk
    sheet: str
    number: int
    columns: dict[str, int]
    values: Sequence[object]
    heads: dict[str, str] = field(default_factory=dict)

    def value(self, column: str) -> object:
        """The cell as the file has it."""
        at = self.columns.get(column)
        return self.values[at] if at is not None and at < len(self.values) else None

    def raw(self, column: str) -> str:
        """The cell as text, quotes kept."""
        found = plain.text(self.value(column))
        if len(found) > plain.TOO_LONG:
            self.fault(column, Text("the cell holds too much text", "单元格内容过长"))
            return ""
        return found

    def text(self, column: str) -> str:
        """The cell as one name or sentence."""
        return plain.unquote(self.raw(column))

    def items(self, column: str) -> tuple[str, ...]:
        """The cell as a list of names."""
        return tuple(plain.items(self.raw(column)))

    def whole(self, column: str, default: int | None = 0) -> int | None:
        """The cell as a whole number; a default where it is empty or wrong."""
        raw = self.raw(column)
        if not raw:
            return default
        found = plain.whole(raw)
        if found is None:
            self.fault(
                column,
                Text(f"“{raw[:30]}” is not a whole number", f"“{raw[:30]}”不是整数"),
                Text("write digits only, e.g. 4", "只写数字，如 4"),
            )
        return default if found is None else found

    def number_of(self, column: str, default: int = 0) -> int:
        """The cell as a whole number that is always there."""
        found = self.whole(column, default)
        return default if found is None else found

    def truth(self, column: str, default: bool = False) -> bool:
        """The cell as 是 or 否; the default where it is empty or wrong."""
        raw = self.raw(column)
        if not raw:
            return default
        found = plain.truth(raw)
        if found is None:
            self.fault(
                column,
                Text(f"“{raw[:30]}” is neither yes nor no", f"“{raw[:30]}”既不是“是”也不是“否”"),
                Text("write yes or no", "请写“是”或“否”"),
            )
        return default if found is None else found

    def has(self, column: str) -> bool:
        """Whether the sheet has the column."""
        return column in self.columns

    def cell(self, column: str) -> str:
        """The name of a cell, of the first one where the sheet lacks the column."""
        return plain.cell_name(self.number, self.columns.get(column, min(self.columns.values(), default=0)))

    def fault(self, column: str, wrong: Text, right: Text = NOTHING) -> None:
        """Complain of a cell."""
        self.desk.fault(self.sheet, self.cell(column), wrong, right)

    def place(self, thing: str, column: str) -> None:
        """Remember that something of the school stands in a cell."""
        self.desk.places.setdefault(thing, (self.sheet, self.cell(column)))

    def build(self, model: type[V], **fields: Any) -> V | None:
        """A value of the domain, or None and faults at the cells it is made of."""
        try:
            return model(**fields)
        except ValidationError as error:
            for detail in error.errors(include_url=False, include_input=False):
                name = str(detail["loc"][0]) if detail["loc"] else ""
                what, head = words_of(detail), self.heads.get(name, name)
                self.fault(name, Text(f"{head}: {what.en}", f"{head}：{what.zh}"))
            return None

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(plain.text(v) for v in self.values)


@dataclass(frozen=True)
class Section:
    """Rows of a sheet under one 【title】 (none for those before the first), and the cells beside the title."""

    title: str
    beside: tuple[str, ...]
    grid: Grid
    first: int
    last: int

    def header(self, columns: Sequence[Column], needed: Sequence[str] = ()) -> tuple[int, dict[str, int]] | None:
        """The header row within the first rows: the one that has all needed columns and knows most."""
        keys = {k: c.id for c in reversed(columns) for k in c.keys}
        best: tuple[int, dict[str, int]] | None = None
        for at in range(self.first, min(self.last, self.first + HEADER_ROWS)):
            found: dict[str, int] = {}
            for index, value in enumerate(self.grid.rows[at]):
                if (known := keys.get(header_key(plain.text(value)))) is not None:
                    found.setdefault(known, index)
            if not found or not all(n in found for n in needed):
                continue
            merged_down = best is not None and best[0] + 1 == at and best[1] == found
            if best is None or len(found) > len(best[1]) or merged_down:
                best = at, found
        return best

    def rows(self, desk: Desk, header: int, columns: dict[str, int]) -> Iterator[Row]:
        """Rows below a header that hold anything in the columns known."""
        heads = {an_id: plain.text(self.grid.rows[header][at])[:40] for an_id, at in columns.items()}
        for at in range(header + 1, self.last):
            values = self.grid.rows[at]
            if any(plain.text(values[i]) for i in columns.values() if i < len(values)):
                yield Row(desk, self.grid.title, at + 1, columns, values, heads)


def sections(grid: Grid) -> list[Section]:
    """The sections of a sheet in order; the first has no title."""
    marks: list[tuple[int, str, tuple[str, ...]]] = [(-1, "", ())]
    for at, values in enumerate(grid.rows):
        first = next((i for i, v in enumerate(values) if v not in (None, "")), None)
        if first is not None and (title := title_key(plain.text(values[first]))) is not None:
            marks.append((at, title, tuple(plain.text(v) for v in values[first + 1 :])))
    ends = [at for at, _, _ in marks[1:]] + [len(grid.rows)]
    return [Section(title, beside, grid, at + 1, end) for (at, title, beside), end in zip(marks, ends, strict=True)]
