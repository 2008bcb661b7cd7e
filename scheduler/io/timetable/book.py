"""A workbook as atoms: our own (its data sheet and what was changed by hand), else the layouts schools use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from scheduler.domain.text import Lang, Text
from scheduler.io.faults import faulty
from scheduler.io.imported import NoteKind
from scheduler.io.timetable import flat
from scheduler.io.timetable.atoms import Atom, Desk
from scheduler.io.timetable.cell import CellReader
from scheduler.io.timetable.edits import edited
from scheduler.io.timetable.layouts import Entry, class_blocks, class_rows, time_rows
from scheduler.io.timetable.validity import valid_from
from scheduler.io.timetable.words import day_words
from scheduler.io.workbook import plain
from scheduler.io.workbook.opening import open_book
from scheduler.io.workbook.plain import key

HEADER_WITHIN = 12
FACTS = ("version", "valid_from", "problem_fingerprint", "draft")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as text."""

    title: str
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class ReadBook:
    """What a workbook says, and what identifies the timetable where it is ours."""

    atoms: list[Atom]
    facts: dict[str, str] = field(default_factory=dict)


def read_book(desk: Desk, content: bytes, lang: Lang) -> ReadBook:
    """What the sheets say; sheets of class rows win over time rows, these over class blocks, these over lists.

    Raises:
        FaultyInput: where no sheet holds a timetable.
    """
    book = open_book(content)
    sheets = [Sheet(grid.title, [[plain.text(value) for value in row] for row in grid.rows]) for grid in book.grids]
    days = day_words(desk.names.problem)
    lists = [(sheet, found) for sheet in sheets if (found := _list_header(sheet)) is not None]
    ours = next(((sheet, found) for sheet, found in lists if {"course", "periods"} <= set(found[1])), None)
    if ours is not None:
        return _our_book(desk, sheets, ours, days, lang)
    for layout in (class_rows, time_rows, class_blocks):
        entries: list[Entry] = []
        read = []
        for sheet in sheets:
            if cells := layout(desk, sheet.rows, sheet.title, days):
                entries += cells
                read.append(sheet.title)
        if entries:
            _tell_unread(desk, sheets, read)
            return ReadBook(_atoms(desk, entries), _facts(desk, sheets))
    for sheet, (at, columns) in lists:  # the first will do
        _tell_unread(desk, sheets, [sheet.title])
        return ReadBook(flat.read_rows(desk, sheet.rows, columns, sheet.title, at + 1), _facts(desk, sheets))
    right = Text(
        "a table of classes × days × periods, or a list with class, day, period and subject",
        "应为“班级 × 星期 × 节次”的课表，或含班级、星期、节次、科目的清单",
    )
    raise faulty("file", Text("no sheet holds a timetable", "没有找到课表"), right)


def _facts(desk: Desk, sheets: Sequence[Sheet]) -> dict[str, str]:
    said = valid_from(desk.names.problem, (row for sheet in sheets for row in sheet.rows))
    return {"valid_from": said} if said else {}


def _list_header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for at, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        if (columns := flat.header_of(row)) is not None:
            return at, columns
    return None


def _our_book(
    desk: Desk,
    sheets: Sequence[Sheet],
    ours: tuple[Sheet, tuple[int, dict[str, int]]],
    days: Mapping[str, int],
    lang: Lang,
) -> ReadBook:
    data, (at, columns) = ours
    base = flat.read_rows(desk, data.rows, columns, data.title, at + 1)
    facts = {}
    for row in data.rows[:at]:
        facts.update({name: value for name, value in pairwise(row) if name in FACTS})
    if desk.faults:
        return ReadBook(base, facts)
    grids: list[tuple[Sequence[Entry], bool]] = []
    for sheet in sheets:
        if sheet is not data and (cells := class_rows(desk, sheet.rows, sheet.title, days)):
            grids.append((cells, True))
    for sheet in sheets:
        if key(sheet.title) in ("班级课表", "classes"):
            grids.append((class_blocks(desk, sheet.rows, sheet.title, days), False))
    return ReadBook(edited(desk, base, grids, lang), facts)


def _atoms(desk: Desk, entries: Sequence[Entry]) -> list[Atom]:
    reader = CellReader(desk)
    out: list[Atom] = []
    for entry in entries:
        for said in reader.read(entry.text, entry.sheet, entry.cell):
            out.append(
                Atom(
                    subject=said.subject,
                    sets=said.sets or (entry.home,),
                    day=entry.day,
                    period=entry.period,
                    weeks=said.weeks,
                    teachers=said.teachers,
                    rooms=said.rooms,
                    source=f"{entry.sheet}!{entry.cell}",
                    order=2 * len(out),
                )
            )
    return out


def _tell_unread(desk: Desk, sheets: Sequence[Sheet], read: Sequence[str]) -> None:
    for sheet in sheets:
        if sheet.title not in read and any(text for row in sheet.rows for text in row):
            said = Text("the sheet was not read", "这张表没有读")
            desk.note(said, sheet.title, kind=NoteKind.LEFT_OUT)
