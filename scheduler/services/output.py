"""Write a timetable where the dean wants it: .xlsx, .csv, .json or .fet by the name's ending, never half a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from xlsxwriter.exceptions import XlsxFileError

from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, FaultyInput, Lang, Text
from scheduler.domain.timetable import Timetable
from scheduler.io.fet.export import write_fet
from scheduler.io.fet.lock import write_locked
from scheduler.io.imported import Note
from scheduler.io.results import write_results
from scheduler.io.timetable import write_csv, write_json
from scheduler.io.timetable.fet_file import is_xml
from scheduler.services.load import rule_infos
from scheduler.verify import Report

ENDINGS = (".xlsx", ".csv", ".json", ".fet")
RESCUE = "qingke-timetable.json"
"""Where the timetable goes that no output would take."""


def check_outputs(
    paths: Sequence[Path], inputs: Sequence[Path | None] = (), *, endings: Sequence[str] = ENDINGS
) -> None:
    """Refuse what cannot be written, and what would overwrite an input, before hours are spent on a solve.

    Raises:
        FaultyInput: naming every output that cannot be written.
    """
    wrong = [fault for path in paths for fault in (_fault(path, inputs, endings),) if fault is not None]
    if wrong:
        raise FaultyInput(wrong)


def _fault(path: Path, inputs: Sequence[Path | None], endings: Sequence[str]) -> Fault | None:
    if path.suffix.lower() not in endings:
        return Fault(
            where=str(path),
            wrong=Text(
                f"cannot be written as {path.suffix or 'a file without ending'}",
                f"不能写成 {path.suffix or '无扩展名'} 文件",
            ),
            right=Text(
                f"use a name ending in {', '.join(endings[:-1])} or {endings[-1]}",
                f"请用 {'、'.join(endings[:-1])} 或 {endings[-1]} 结尾的文件名",
            ),
        )
    other = Text("name another file", "请换一个文件名")
    try:
        if path.is_dir():
            return Fault(str(path), Text("is a folder", "是一个文件夹"), other)
        if any(given is not None and given.exists() and path.exists() and path.samefile(given) for given in inputs):
            return Fault(str(path), Text("is the input itself", "就是输入文件本身"), other)
        folder = path.parent
        while not folder.exists():
            folder = folder.parent
        if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
            return Fault(str(path), Text(f"{folder} cannot be written to", f"{folder} 不能写入"), other)
    except OSError as error:
        return unwritten(path, error)
    return None


def _is_fet(path: Path) -> bool:
    """Whether a school's file is one of FET's."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return is_xml(stream.read(64))


def unwritten(path: Path, error: Exception) -> Fault:
    """The fault of an output that could not be written."""
    cause = error.args[0] if error.args and isinstance(error.args[0], OSError) else error
    told = getattr(cause, "strerror", None) or type(cause).__name__
    right = Text("close the file, or name another place", "请关闭该文件，或换一个位置")
    return Fault(str(path), Text(f"cannot be written ({told})", f"写不进去（{told}）"), right)


def write_all(
    problem: Problem,
    timetable: Timetable,
    report: Report,
    paths: Sequence[Path],
    lang: Lang,
    *,
    source: Path | None = None,
    notes: list[Note] | None = None,
) -> tuple[list[Path], list[Fault]]:
    """Write every output, each complete or absent; what was written, and a fault for what could not be.

    `source` is the file the school was read from: where it is one of FET's, a .fet file is that file with the
    timetable locked in it; of other schools `notes` learns what a .fet file cannot say.
    Where no output took the timetable, it is written as JSON into the current folder or the system's for
    temporary files, so that the work of hours is not lost.
    """
    notes = [] if notes is None else notes
    written: list[Path] = []
    wrong: list[Fault] = []
    for path in paths:
        try:
            told = _write(problem, timetable, report, path, lang, source)
            notes += told
            written.append(path)
        except (OSError, XlsxFileError) as error:
            wrong.append(unwritten(path, error))
    if wrong and not written:
        for folder in (Path.cwd(), Path(tempfile.gettempdir())):
            rescue = _free(folder / RESCUE)
            try:
                write_json(timetable, rescue)
            except OSError:
                continue
            return [rescue], wrong
    return written, wrong


def _write(
    problem: Problem, timetable: Timetable, report: Report, path: Path, lang: Lang, source: Path | None
) -> tuple[Note, ...]:
    path.parent.mkdir(parents=True, exist_ok=True)
    match path.suffix.lower():
        case ".csv":
            write_csv(problem, timetable, path)
        case ".json":
            write_json(timetable, path)
        case ".fet":
            if source is None or not _is_fet(source):
                return write_fet(problem, path, rules=[one.rule for one in report.rules], timetable=timetable)
            write_locked(source, problem, timetable, path)
        case _:
            today = date.today()
            write_results(problem, timetable, report, path, lang=lang, today=today, rules=rule_infos())
    return ()


def _free(path: Path) -> Path:
    """The path, with a number where it is taken."""
    number = 1
    found = path
    while found.exists():
        number += 1
        found = path.with_stem(f"{path.stem}-{number}")
    return found
