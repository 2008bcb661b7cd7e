"""Look through an .xlsx archive as a stream, before a library loads it: bombs and giant sheets are refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from xml.parsers import expat

from scheduler.domain.text import Text
from scheduler.io.faults import faulty
from scheduler.io.workbook.plain import cell_name

UNPACKED_BYTES = 200 * 2**20
TEXT_BYTES = 100 * 2**20
"""What all cells together may hold once shared texts are copied into them."""
PARTS = 2_000
ROWS, COLUMNS, AREA = 60_000, 300, 1_500_000
"""Thirty thousand lessons and their rules fit; a sheet is a rectangle in memory, so its cells are counted as well."""
CELL_LIMIT = Text(
    f"a sheet may have {ROWS:,} rows, {COLUMNS} columns and {AREA:,} cells",
    f"每张表最多 {ROWS} 行、{COLUMNS} 列，共 {AREA} 格",
)
SAVE_AS = Text("open it and save it as .xlsx", "请打开后“另存为”.xlsx 再上传")
NOT_READABLE = Text("the file is damaged or no workbook", "文件已损坏，或不是工作簿")
TOO_MUCH = Text("the workbook unpacks to more than 200 MB", "工作簿解压后超过 200 MB")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.IGNORECASE)
_SHEET_MARK = re.compile(rb"[<:]sheetData")
_SHEET_MARK_WIDE = "sheetData".encode("utf-16-le")


class _Stop(Exception):
    """Enough is known of this part."""


@dataclass
class _Part:
    """What one part's XML has said so far."""

    root: str = ""
    row: int = 0
    column: int = 0
    rows: int = 0
    columns: int = 0
    shared: bool = False
    digits: str | None = None
    uses: Counter[str] = field(default_factory=Counter)
    lengths: list[int] = field(default_factory=list)
    formula: bool = False
    value: bool = False
    unanswered: list[str] = field(default_factory=list)

    @property
    def too_large(self) -> bool:
        """Whether it reaches beyond what a sheet may."""
        return self.rows > ROWS or self.columns > COLUMNS or self.rows * self.columns > AREA


@dataclass
class _Whole:
    """What all parts come to."""

    left: int = UNPACKED_BYTES
    uses: Counter[str] = field(default_factory=Counter)
    lengths: list[int] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)

    @property
    def texts(self) -> int:
        """Characters of all cells once shared texts are copied into them; a strange number counts as the longest."""
        known = {str(at): length for at, length in enumerate(self.lengths)}
        longest = max(self.lengths, default=0)
        return sum(known.get(number, longest) * times for number, times in self.uses.items())


def check_archive(data: bytes) -> list[str]:
    """Formula cells without a value.

    Raises:
        FaultyInput: for bombs, giant sheets, damaged archives and archives without a workbook.
    """
    whole = _Whole()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > PARTS or sum(i.file_size for i in infos) > UNPACKED_BYTES:
                raise faulty("file", TOO_MUCH, SAVE_AS)
            if not any(i.filename.endswith("workbook.xml") for i in infos):
                raise faulty("file", Text("the archive holds no workbook", "压缩包里没有 .xlsx 工作簿"), SAVE_AS)
            for info in infos:
                _scan(archive, info, whole)
    # zipfile raises NotImplementedError for a compression it does not know
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise faulty("file", NOT_READABLE, SAVE_AS) from None
    if whole.texts > TEXT_BYTES:
        raise faulty("file", Text("the cells hold too much text", "单元格文字总量过大"), SAVE_AS)
    return whole.unanswered[:50]


def _scan(archive: zipfile.ZipFile, info: zipfile.ZipInfo, whole: _Whole) -> None:
    part = _Part()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: _start(part, name.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda name: _end(part, name.rpartition(" ")[2])
    parser.CharacterDataHandler = lambda text: _text(part, text)
    parser.StartDoctypeDeclHandler = _no_doctype
    reading, tail = True, b""
    with archive.open(info) as stream:
        while chunk := stream.read(65_536):
            whole.left -= len(chunk)
            if whole.left < 0:
                raise faulty("file", TOO_MUCH, SAVE_AS)
            if reading:
                try:
                    parser.Parse(chunk, False)
                except (_Stop, expat.ExpatError, LookupError):
                    reading = False
            # a reader more lenient than ours might still find a sheet in what is none to us
            if not reading and (_SHEET_MARK.search(tail + chunk) or _SHEET_MARK_WIDE in tail + chunk):
                raise faulty(info.filename.rpartition("/")[2], NOT_READABLE, SAVE_AS)
            tail = chunk[-32:]
            if part.too_large:
                raise faulty(info.filename.rpartition("/")[2], _reaches(part), CELL_LIMIT)
    whole.uses.update(part.uses)
    whole.lengths += part.lengths
    whole.unanswered += part.unanswered[:50]


def _reaches(part: _Part) -> Text:
    return Text(
        f"the sheet reaches row {part.rows:,}, column {part.columns:,}",
        f"工作表用到了第 {part.rows} 行、第 {part.columns} 列",
    )


def _no_doctype(*_: object) -> None:
    raise faulty("file", Text("the workbook declares entities", "工作簿含有实体声明"), SAVE_AS)


def _start(part: _Part, name: str, attributes: dict[str, str]) -> None:
    if not part.root:
        part.root = name
        if name not in ("worksheet", "sst"):
            raise _Stop
    match name:
        case "si":
            part.lengths.append(0)
        case "row":
            part.row = _whole(attributes["r"]) if "r" in attributes else part.row + 1
            part.rows, part.column = max(part.rows, part.row), 0
        case "c":
            part.column = _place(part, attributes["r"]) if "r" in attributes else part.column + 1
            part.columns = max(part.columns, part.column)
            part.shared = attributes.get("t") == "s"
            part.formula = part.value = False
        case "f":
            part.formula = True
        case "v" | "is":
            part.value = True
            part.digits = "" if part.shared else None


def _end(part: _Part, name: str) -> None:
    if name == "v" and part.digits is not None:
        part.uses[part.digits.strip()] += 1
        part.digits = None
    elif name == "c" and part.formula and not part.value:
        part.unanswered.append(cell_name(part.row, part.column - 1))


def _text(part: _Part, text: str) -> None:
    if part.digits is not None:
        part.digits += text
    elif part.lengths:
        part.lengths[-1] += len(text)


def _whole(digits: str) -> int:
    if not (digits.isdecimal() and len(digits) < 8):
        raise ValueError(digits)
    return int(digits)


def _place(part: _Part, name: str) -> int:
    """The column of a cell; its row counts too."""
    found = _CELL.fullmatch(name)
    if found is None:
        raise ValueError(name)
    part.rows = max(part.rows, int(found[2]))
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return column
