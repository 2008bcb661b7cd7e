"""Look through an old .xls file before a library loads it: locked files and giant sheets are refused."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from scheduler.domain.text import FaultyInput, Text
from scheduler.io.faults import faulty
from scheduler.io.workbook.scanning import AREA, CELL_LIMIT, COLUMNS, NOT_READABLE, ROWS, SAVE_AS

END = 0xFFFFFFFA
"""Sector numbers from here on mean that a chain ends."""
CELLS = frozenset((0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, 0x0001, 0x0002, 0x0003, 0x0004))
RUNS = frozenset((0x00BD, 0x00BE))
LOCK, DIMENSIONS, SHEET = 0x002F, 0x0200, 0x0809


def check_old(data: bytes) -> None:
    """Refuse what is locked, too large, or no workbook.

    Raises:
        FaultyInput: in each of these cases.
    """
    try:
        streams = {name.casefold(): content for name, content in _streams(data)}
        if "encryptedpackage" in streams or "encryptioninfo" in streams:
            raise locked()
        books = [streams[name] for name in ("workbook", "book") if name in streams]
        if not books:
            raise faulty("file", Text("the file is not a workbook", "文件不是工作簿"), SAVE_AS)
        for book in books:
            _walk(book)
    except (struct.error, IndexError, UnicodeDecodeError):
        raise faulty("file", NOT_READABLE, SAVE_AS) from None


def locked() -> FaultyInput:
    """The fault of a workbook with a password."""
    return faulty(
        "file",
        Text("the workbook is protected by a password", "工作簿有打开密码"),
        Text("save it without a password and try again", "请取消密码另存后再上传"),
    )


def _walk(book: bytes) -> None:
    """Record by record: no cell beyond the limits, no password."""
    at = rows = columns = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        body = book[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == LOCK:
            raise locked()
        if kind == SHEET:
            rows = columns = 0
        if kind in CELLS | RUNS and length >= 6:
            row, column = struct.unpack_from("<HH", body)
            if kind in RUNS:
                column = max(column, struct.unpack_from("<H", body, length - 2)[0])
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if rows > ROWS or columns > COLUMNS or rows * columns > AREA:
                raise _too_large(rows, columns)
        if kind == DIMENSIONS and length >= 12:
            _, height, _, width = struct.unpack_from("<IIHH", body)
            if height * width > AREA:
                raise _too_large(height, width)


def _too_large(row: int, column: int) -> FaultyInput:
    return faulty(
        "file",
        Text(f"a sheet reaches row {row:,}, column {column:,}", f"有工作表用到了第 {row} 行、第 {column} 列"),
        CELL_LIMIT,
    )


def _streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of every stream of a compound file."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if not 7 <= shift <= 16 or not 4 <= small_shift <= shift:
        raise IndexError(shift)
    directory, cutoff, small_first = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    size = 1 << shift
    table = _table(data, size)
    entries = _chain(data, table, directory, size, offset=1)
    smalls = b""
    small_table: list[int] = []
    for at in range(0, len(entries) - 127, 128):
        length, kind = entries[at + 64] | entries[at + 65] << 8, entries[at + 66]
        first, count = struct.unpack_from("<II", entries, at + 116)
        name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le")
        if kind == 5:
            smalls = _chain(data, table, first, size, offset=1)
            packed = _chain(data, table, small_first, size, offset=1)
            small_table = list(struct.unpack(f"<{len(packed) // 4}I", packed))
        elif kind == 2 and count < cutoff:
            yield name, _chain(smalls, small_table, first, 1 << small_shift, offset=0)[:count]
        elif kind == 2:
            yield name, _chain(data, table, first, size, offset=1)[:count]


def _table(data: bytes, size: int) -> list[int]:
    """The sector after each sector."""
    numbers = list(struct.unpack_from("<109I", data, 76))
    more, steps = struct.unpack_from("<I", data, 68)[0], 0
    while more < END and steps <= len(data) // size:
        block = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        numbers += block[:-1]
        more, steps = block[-1], steps + 1
    table: list[int] = []
    for number in dict.fromkeys(n for n in numbers if n < END):
        table += struct.unpack_from(f"<{size // 4}I", data, (number + 1) * size)
    return table


def _chain(data: bytes, table: list[int], first: int, size: int, *, offset: int) -> bytes:
    """The sectors of a chain put together; a chain that goes in circles is cut."""
    out: list[bytes] = []
    seen: set[int] = set()
    while first < END and first not in seen:
        seen.add(first)
        start = (first + offset) * size
        if start >= len(data):
            raise IndexError(first)
        out.append(data[start : start + size])
        first = table[first]
    return b"".join(out)
