"""Reading and writing schools. The content of a file decides what it is, never its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from scheduler.domain import references
from scheduler.domain.problem import Problem
from scheduler.domain.text import FaultyInput, Lang, Text
from scheduler.io import json_file
from scheduler.io.csv_folder import read_folder, write_folder
from scheduler.io.faults import capped, faulty, unopened
from scheduler.io.fet.export import write_fet
from scheduler.io.fet.read import is_fet, read_fet
from scheduler.io.imported import Imported, Note, NoteKind
from scheduler.io.workbook.opening import OLE2
from scheduler.io.workbook.reader import read_school
from scheduler.io.workbook.scanning import SAVE_AS
from scheduler.io.workbook.writer import write_school
from scheduler.rules.base import Rule
from scheduler.rules.info import RuleInfo

__all__ = [
    "FORMATS",
    "Format",
    "Imported",
    "Note",
    "NoteKind",
    "read_problem",
    "write_problem",
]


class Read(Protocol):
    """How a format is read."""

    def __call__(self, path: Path, /, *, lang: Lang, rule_infos: Sequence[RuleInfo]) -> Imported:
        """The school in a file or folder."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of input: `is_it` sees the path and the first bytes (none of a folder)."""

    name: str
    title: Text
    is_it: Callable[[Path, bytes], bool]
    read: Read


def _read_json(path: Path, /, *, lang: Lang, rule_infos: Sequence[RuleInfo]) -> Imported:  # noqa: ARG001
    problem = json_file.read_problem(path)
    if found := references.faults(problem):
        raise FaultyInput(capped(found))
    return Imported(problem, ())


def _refuse_et(path: Path, /, *, lang: Lang, rule_infos: Sequence[RuleInfo]) -> Imported:  # noqa: ARG001
    raise faulty(path.name, Text("WPS .et files cannot be read", "无法读取 WPS 的 .et 文件"), SAVE_AS)


FORMATS: tuple[Format, ...] = (
    Format("folder", Text("folder of CSV files", "CSV 文件夹"), lambda path, _: path.is_dir(), read_folder),
    Format("xlsx", Text("workbook", "工作簿"), lambda _, head: head[:2] == b"PK", read_school),
    Format(
        "et",
        Text("WPS table", "WPS 表格"),
        lambda path, head: head[:8] == OLE2 and path.suffix.lower() in (".et", ".ett"),
        _refuse_et,
    ),
    Format("fet", Text("FET file", "FET 文件"), is_fet, read_fet),
    Format("xls", Text("old workbook", "旧版工作簿"), lambda _, head: head[:8] == OLE2, read_school),
    Format(
        "json",
        Text("JSON document", "JSON 文档"),
        lambda _, head: head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["),
        _read_json,
    ),
)


def read_problem(path: Path | str, *, lang: Lang = "zh", rule_infos: Sequence[RuleInfo] = ()) -> Imported:
    """The school in a workbook, a JSON document, a FET file or a folder of CSV files.

    Raises:
        FaultyInput: with every fault found.
    """
    path = Path(path)
    head = b""
    if not path.is_dir():
        try:
            with path.open("rb") as stream:
                head = stream.read(4096)
        except (OSError, ValueError) as error:
            raise unopened(path.name or str(path), error) from None
        if not head:
            raise faulty(path.name, Text("the file is empty", "文件是空的"))
    for known in FORMATS:
        if known.is_it(path, head):
            return known.read(path, lang=lang, rule_infos=rule_infos)
    names = Text(", ".join(f.title.en for f in FORMATS), "、".join(f.title.zh for f in FORMATS))
    raise faulty(path.name, Text("this kind of file is not known", "不认识这种文件"), names)


def write_problem(
    problem: Problem,
    target: Path | str,
    *,
    lang: Lang = "zh",
    rule_infos: Sequence[RuleInfo] = (),
    rules: Sequence[Rule] = (),
) -> tuple[Note, ...]:
    """Write a school as .xlsx, .json, .fet, or (a name without ending) as a folder of CSV files.

    Of a .fet file `rules` are the school's, and what it cannot say of them and of the school comes back as notes.

    Raises:
        FaultyInput: for other endings, and for texts that cannot stand in a cell.
    """
    target = Path(target)
    match target.suffix.lower():
        case ".xlsx":
            write_school(problem, target, lang=lang, rule_infos=rule_infos)
        case ".json":
            json_file.write(problem, target)
        case ".fet":
            return write_fet(problem, target, rules=rules)
        case "":
            write_folder(problem, target, lang=lang, rule_infos=rule_infos)
        case other:
            raise faulty(
                target.name,
                Text(f"a school cannot be written as {other}", f"不能写成 {other} 文件"),
                Text("use .xlsx, .json, .fet, or a folder", "请用 .xlsx、.json、.fet 或文件夹"),
            )
    return ()
