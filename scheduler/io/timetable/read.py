"""Read a timetable: JSON, CSV, a workbook or a file of FET's; what the file holds decides, not its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from scheduler.domain.problem import Problem
from scheduler.domain.text import FaultyInput, Lang, Text
from scheduler.domain.timetable import Timetable
from scheduler.io.faults import capped, faulty, validation_faults
from scheduler.io.imported import Note
from scheduler.io.timetable.assemble import assemble
from scheduler.io.timetable.atoms import Atom, Desk
from scheduler.io.timetable.book import read_book
from scheduler.io.timetable.csv_file import read_csv
from scheduler.io.timetable.fet_file import is_xml, read_fet
from scheduler.io.timetable.json_file import read_json
from scheduler.io.timetable.names import Names
from scheduler.io.workbook.opening import FILE_BYTES, OLE2, read_bytes


@dataclass(frozen=True, slots=True)
class ReadTimetable:
    """A timetable as read, and what was understood, changed or left out."""

    timetable: Timetable
    notes: tuple[Note, ...] = ()


def read_timetable(
    path: Path | bytes, problem: Problem, *, lang: Lang = "zh", other_version: bool = False
) -> ReadTimetable:
    """A timetable of this school; `lang` is the language in which changed cells are told.

    That it was made for another state of the school's data is told unless it is known to be another version.

    Raises:
        FaultyInput: with every cell that cannot be understood.
    """
    content = read_bytes(path)
    if len(content) > FILE_BYTES:
        raise faulty("file", Text("the file is larger than 20 MB", "文件超过 20 MB"))
    if not content.strip():
        raise faulty("file", Text("the file is empty", "文件是空的"))
    desk = Desk(Names(problem))
    if content[:2] == b"PK" or content[:8] == OLE2:
        book = read_book(desk, content, lang)
        timetable = _timetable(desk, book.atoms, book.facts)
    elif content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        timetable = read_json(desk, content)
    elif is_xml(content):
        timetable = read_fet(desk, content)
    else:
        timetable = _timetable(desk, read_csv(desk, content))
    if not other_version:
        _tell_other_school(desk, timetable)
    return ReadTimetable(timetable, tuple(desk.notes))


def _timetable(desk: Desk, atoms: list[Atom], facts: Mapping[str, str] | None = None) -> Timetable:
    if desk.faults:
        raise FaultyInput(capped(desk.faults))
    try:
        lessons = assemble(desk, atoms)
    except ValidationError as error:
        raise FaultyInput(capped(validation_faults(error))) from error
    if not lessons:
        raise faulty("file", Text("no lesson was found", "没有读到任何课"))
    said = {name: value[:200] for name, value in (facts or {}).items()}
    return Timetable(
        lessons=tuple(lessons),
        version=said.get("version", ""),
        valid_from=said.get("valid_from", ""),
        problem_fingerprint=said.get("problem_fingerprint", ""),
        draft=said.get("draft") == "1",
    )


def _tell_other_school(desk: Desk, timetable: Timetable) -> None:
    made_for = timetable.problem_fingerprint
    if made_for and made_for != desk.names.problem.fingerprint:
        said = Text(
            "the timetable was made for another state of the school's data",
            "这份课表是按另一版学校数据排的",
        )
        desk.note(said)
