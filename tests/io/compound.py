"""Old compound files for the tests, built sector by sector."""

from __future__ import annotations

import struct

FREE, LAST, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SIZE = 512


def record(kind: int, *fields: int) -> bytes:
    """A BIFF record of 16-bit fields."""
    return struct.pack(f"<HH{len(fields)}H", kind, 2 * len(fields), *fields)


def compound(**streams: bytes) -> bytes:
    """A compound file of streams, each padded to 4096 bytes so that none is small."""
    sectors: list[bytes] = []
    following: list[int] = []

    def put(content: bytes) -> int:
        first = len(sectors)
        content += b"\0" * (-len(content) % SIZE)
        for at in range(0, len(content), SIZE):
            sectors.append(content[at : at + SIZE])
            following.append(len(sectors))
        following[-1] = LAST
        return first

    entries = [_entry("Root Entry", 5, LAST, 0)]
    for name, content in streams.items():
        padded = content + b"\0" * max(0, 4096 - len(content))
        entries.append(_entry(name, 2, put(padded), len(padded)))
    directory = put(b"".join(entries))
    table_at = len(sectors)
    following.append(TABLE)
    table = struct.pack("<128I", *(following + [FREE] * (128 - len(following))))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += b"\0" * 10 + struct.pack("<IIIIIIIII", 1, directory, 0, 4096, LAST, 0, LAST, 0, table_at)
    return head + struct.pack("<108I", *[FREE] * 108) + b"".join(sectors) + table


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    said = name.encode("utf-16-le")
    head = said + b"\0" * (64 - len(said)) + struct.pack("<HBB", len(said) + 2, kind, 1)
    return head + struct.pack("<III", FREE, FREE, FREE) + b"\0" * 36 + struct.pack("<IQ", first, size)
