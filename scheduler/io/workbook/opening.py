"""Open a spreadsheet of unknown origin: limits are checked before anything is unpacked into memory."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from scheduler.domain.text import Text
from scheduler.io.faults import faulty
from scheduler.io.workbook.plain import cell_name
from scheduler.io.workbook.sheets import Grid

FILE_BYTES = 20 * 2**20
UNPACKED_BYTES = 200 * 2**20
ROWS, COLUMNS = 5_000, 300
CELL_LIMIT = Text(f"a sheet may have {ROWS:,} rows and {COLUMNS} columns", f"每张表最多 {ROWS} 行、{COLUMNS} 列")
SAVE_AS = Text("open it and save it as .xlsx", "请打开后“另存为”.xlsx 再上传")
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_READABLE = Text("the file is damaged or no workbook", "文件已损坏，或不是工作簿")
_COLUMN = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a workbook, and formula cells that hold no value."""

    grids: tuple[Grid, ...]
    unanswered: tuple[str, ...] = ()


@dataclass
class _Scan:
    """What a worksheet's XML says before it is loaded."""

    rows: int = 0
    columns: int = 0
    row: int = 0
    column: int = 0
    formula: bool = False
    value: bool = False
    worksheet: bool | None = None
    unanswered: list[str] = field(default_factory=list)


class _Stop(Exception):
    """The XML is no worksheet, or more than enough is known."""


def open_book(data: bytes) -> Book:
    """The values of every sheet.

    Raises:
        FaultyInput: for what is no workbook, is locked, or is larger than any school.
    """
    if len(data) > FILE_BYTES:
        raise faulty("file", Text("the file is larger than 20 MB", "文件超过 20 MB"), SAVE_AS)
    unanswered: list[str] = []
    if data[:2] == b"PK":
        unanswered = _check_archive(data)
    elif data[:8] == OLE2:
        _check_old(data)
    else:
        raise faulty("file", _NOT_READABLE, SAVE_AS)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            grids = tuple(_grid(book, name) for name in book.sheet_names)
    except PasswordError:
        raise locked() from None
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a parser written in another language ends in panics that are no Exception
        if isinstance(error, CalamineError) or not isinstance(error, Exception) or _of_calamine(error):
            raise faulty("file", _NOT_READABLE, SAVE_AS) from None
        raise
    return Book(grids, tuple(unanswered))


def locked() -> Exception:
    """The fault of a workbook with a password."""
    return faulty(
        "file",
        Text("the workbook is protected by a password", "工作簿有打开密码"),
        Text("save it without a password and try again", "请取消密码另存后再上传"),
    )


def _of_calamine(error: Exception) -> bool:
    return isinstance(error, (OSError, ValueError, OverflowError, UnicodeError, IndexError, KeyError))


def _grid(book: CalamineWorkbook, name: str) -> Grid:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > ROWS or sheet.total_width > COLUMNS:
        raise faulty(name[:40], Text(f"sheet {name[:40]} is too large", f"工作表“{name[:40]}”过大"), CELL_LIMIT)
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    budget = ROWS * COLUMNS
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        bottom, right = min(bottom, len(rows) - 1), min(right, COLUMNS)
        budget -= max(0, bottom - top + 1) * max(0, right - left + 1)
        if budget < 0 or top > bottom or left >= len(rows[top]):
            continue
        for at in range(top, bottom + 1):
            for column in range(left, min(right + 1, len(rows[at]))):
                if rows[at][column] == "":
                    rows[at][column] = rows[top][left]
    return Grid(name, rows)


def _check_old(data: bytes) -> None:
    """An old or locked file: its streams are named in UTF-16 in the directory."""
    if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
        raise locked()
    if "Workbook".encode("utf-16-le") not in data and "Book".encode("utf-16-le") not in data:
        raise faulty("file", Text("the file is not a workbook", "文件不是工作簿"), SAVE_AS)


def _check_archive(data: bytes) -> list[str]:
    """Refuse bombs and giant sheets; returns formula cells without a value."""
    unanswered: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > 2_000 or sum(i.file_size for i in infos) > UNPACKED_BYTES:
                raise faulty(
                    "file",
                    Text("the workbook unpacks to more than 200 MB", "工作簿解压后超过 200 MB"),
                    SAVE_AS,
                )
            if not any(i.filename.endswith("workbook.xml") for i in infos):
                raise faulty("file", Text("the archive holds no workbook", "压缩包里没有 .xlsx 工作簿"), SAVE_AS)
            left = UNPACKED_BYTES
            for info in infos:
                if info.filename.lower().endswith((".xml", ".rels", ".vml")) or "sheet" in info.filename.lower():
                    left = _scan(archive, info, left, unanswered)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise faulty("file", _NOT_READABLE, SAVE_AS) from None
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma", "struct"):
            raise faulty("file", _NOT_READABLE, SAVE_AS) from None
        raise
    return unanswered


def _scan(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, unanswered: list[str]) -> int:
    """Read one part as a stream and stop as soon as it proves too large."""
    state = _Scan()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: _start(state, name.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda name: _end(state, name.rpartition(" ")[2])
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(65_536):
                left -= len(chunk)
                if left < 0:
                    raise faulty(
                        "file",
                        Text("the workbook unpacks to more than 200 MB", "工作簿解压后超过 200 MB"),
                        SAVE_AS,
                    )
                parser.Parse(chunk, False)
                if state.rows > ROWS or state.columns > COLUMNS:
                    raise faulty(
                        info.filename.rpartition("/")[2],
                        Text(
                            f"the sheet reaches row {state.rows:,}, column {state.columns:,}",
                            f"工作表用到了第 {state.rows} 行、第 {state.columns} 列",
                        ),
                        CELL_LIMIT,
                    )
    except (_Stop, expat.ExpatError):
        pass  # what is no worksheet is calamine's to judge
    if state.worksheet:
        unanswered.extend(state.unanswered[:50])
    return left


def _no_doctype(*_: object) -> None:
    raise faulty("file", Text("the workbook declares entities", "工作簿含有实体声明"), SAVE_AS)


def _start(state: _Scan, name: str, attributes: dict[str, str]) -> None:
    if state.worksheet is None:
        state.worksheet = name == "worksheet"
        if not state.worksheet:
            raise _Stop
    if name == "row":
        given = attributes.get("r", "")
        state.row = int(given) if given.isdecimal() and len(given) < 8 else state.row + 1
        state.rows, state.column = max(state.rows, state.row), 0
    elif name == "c":
        found = _COLUMN.fullmatch(attributes.get("r", ""))
        if found:
            state.column = _number(found[1])
            state.rows = max(state.rows, int(found[2]))
        else:
            state.column += 1
        state.columns = max(state.columns, state.column)
        state.formula = state.value = False
    elif name == "f":
        state.formula = True
    elif name in ("v", "is"):
        state.value = True


def _end(state: _Scan, name: str) -> None:
    if name == "c" and state.formula and not state.value:
        state.unanswered.append(cell_name(state.row, state.column - 1))


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def titles(grids: Sequence[Grid]) -> str:
    """The sheets' names as one line."""
    return "、".join(g.title[:40] for g in grids[:20])


def read_bytes(source: Path | bytes) -> bytes:
    """A file's bytes, never more than the limit.

    Raises:
        FaultyInput: where there is no such file or it is too large.
    """
    if isinstance(source, bytes):
        return source
    try:
        with source.open("rb") as stream:
            return stream.read(FILE_BYTES + 1)
    except OSError as error:
        raise faulty(
            source.name, Text(f"cannot open the file ({error.strerror})", f"无法打开文件（{error.strerror}）")
        ) from None
