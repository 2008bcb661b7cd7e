"""Damaged workbooks: each is either a school or a list of faults, never anything else.

The number of mutations is set by QINGKE_MUTATIONS; each is reproduced by its seed.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, FaultyInput
from scheduler.io import json_file
from scheduler.io.workbook import read_school, write_school
from scheduler.io.workbook.opening import open_book
from scheduler.io.workbook.reader import read_grids
from scheduler.io.workbook.sheets import Desk, Grid
from tests.io.schools import everything

COUNT = int(os.environ.get("QINGKE_MUTATIONS", "240"))
ODD = "１２ 王 / ; 【x】 =1 待定 ( ) 3.5 -1 1e9 周九 25:70 1-99999999 @ + 单: [ ] 0 nan None #REF! 🙂 — ? 4/3 周一-周九"
WORDS = (*ODD.split(" "), '"', "9" * 30, "a" * 600, "", " ", "\x00", "\x01", "\u202e", "\ufffe")


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("valid") / "school.xlsx"
    write_school(everything(), path)
    return path.read_bytes()


def flip_bytes(random: Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(random.randint(1, 30)):
        out[random.randrange(len(out))] = random.randrange(256)
    return bytes(out[: random.randrange(len(out))] if random.random() < 0.2 else out)


def flip_inside(random: Random, data: bytes) -> bytes:
    """Flip bytes of one part of the archive, so that what is unpacked is damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice(sorted(parts))
    parts[name] = flip_bytes(random, parts[name]) if parts[name] else b"x"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return out.getvalue()


def change_cells(random: Random, grids: tuple[Grid, ...]) -> list[Grid]:
    """Delete, repeat and swap rows and cells; put odd words into cells."""
    sheets = [[list(row) for row in grid.rows] for grid in grids]
    for _ in range(random.randint(1, 5)):
        rows = random.choice(sheets)
        if not rows:
            continue
        at = random.randrange(len(rows))
        kind = random.randrange(6)
        if kind == 0:
            del rows[at]
        elif kind == 1:
            rows.insert(at, list(random.choice(rows)))
        elif rows[at]:
            column = random.randrange(len(rows[at]))
            if kind == 2:
                other = random.choice(random.choice([s for s in sheets if s]))
                if other:
                    place = random.randrange(len(other))
                    rows[at][column], other[place] = other[place], rows[at][column]
            else:
                word = random.choice(WORDS)
                rows[at][column] = word if kind < 5 else f"{rows[at][column]}{word}"
    if random.random() < 0.1:
        sheets[random.randrange(len(sheets))] = []
    return [Grid(grid.title, rows) for grid, rows in zip(grids, sheets, strict=True)]


def outcome(read: Callable[..., Problem], *given: Any) -> str:
    """Whether reading gives a school or faults; whatever else it raises fails the test."""
    faults: list[Fault] = []
    try:
        assert isinstance(read(*given), Problem)
    except FaultyInput as error:
        faults = error.faults
    else:
        return "school"
    assert faults
    assert all(fault.to("zh") and fault.to("en") for fault in faults)
    return "faults"


def school_in(data: bytes) -> Problem:
    return read_school(data).problem


def school_of(grids: list[Grid]) -> Problem:
    return read_grids(grids, Desk("zh")).problem


def test_damaged_files_are_a_school_or_faults(workbook: bytes) -> None:
    seen = set()
    for seed in range(COUNT):
        random = Random(seed)
        damage = flip_inside if seed % 2 else flip_bytes
        data = damage(random, workbook)
        seen.add(outcome(school_in, data))
    assert seen == {"school", "faults"}


def test_sheets_with_wrong_cells_are_a_school_or_faults(workbook: bytes) -> None:
    grids = open_book(workbook).grids
    seen = set()
    for seed in range(COUNT * 2):
        changed = change_cells(Random(seed), grids)
        seen.add(outcome(school_of, changed))
    assert seen == {"school", "faults"}


def test_damaged_json_is_a_school_or_faults(tmp_path: Path) -> None:
    json_file.write(everything(), tmp_path / "school.json")
    data = (tmp_path / "school.json").read_bytes()
    seen = set()
    for seed in range(COUNT):
        random = Random(seed)
        if seed % 2:
            damaged = flip_bytes(random, data)
        else:
            content = json.loads(data)
            _replace_inside(random, content)
            damaged = json.dumps(content).encode()
        seen.add(outcome(json_file.read_problem, damaged))
    assert "faults" in seen


def _replace_inside(random: Random, content: Any) -> None:
    """Put something else somewhere into a JSON document."""
    while content:
        key = random.choice(list(content) if isinstance(content, dict) else range(len(content)))
        inner = content[key]
        if random.random() < 0.3 or not isinstance(inner, dict | list) or not inner:
            content[key] = random.choice([None, -1, 1e300, "x", [], {}, [[]], True, "王" * 500])
            return
        content = inner
