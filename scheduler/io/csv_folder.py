"""A folder of CSV files: the sheets of the school workbook, one file each, named as the sheets are."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from scheduler.domain.problem import Problem
from scheduler.domain.text import FaultyInput, Lang, Text
from scheduler.io.faults import faulty
from scheduler.io.imported import Imported
from scheduler.io.workbook.opening import FILE_BYTES, read_bytes
from scheduler.io.workbook.reader import read_grids
from scheduler.io.workbook.scanning import AREA, CELL_LIMIT, COLUMNS, ROWS
from scheduler.io.workbook.sheets import Desk, Grid
from scheduler.io.workbook.writer import sheets_of
from scheduler.rules.info import RuleInfo

FILES = 50
ENCODINGS = ("utf-8-sig", "gb18030")


def read_folder(folder: Path, *, lang: Lang = "zh", rule_infos: Sequence[RuleInfo] = ()) -> Imported:
    """The school in a folder.

    Raises:
        FaultyInput: with every fault found.
    """
    paths = sorted(p for p in folder.iterdir() if p.suffix.lower() == ".csv" and not p.name.startswith("."))
    if not paths or len(paths) > FILES:
        raise faulty(
            folder.name,
            Text(f"the folder holds {len(paths)} CSV files", f"文件夹中有 {len(paths)} 个 CSV 文件"),
            Text(
                "one file for each sheet, named Plan.csv, Teaching.csv …",
                "每张工作表一个文件：课程计划.csv、任课.csv …",
            ),
        )
    faults = []
    grids = []
    for path in paths:
        try:
            grids.append(_grid(path))
        except FaultyInput as error:
            faults += error.faults
    if faults:
        raise FaultyInput(faults)
    return read_grids(grids, Desk(lang), rule_infos)


def _grid(path: Path) -> Grid:
    data = read_bytes(path)
    if len(data) > FILE_BYTES:
        raise faulty(path.name, Text("the file is larger than 20 MB", "文件超过 20 MB"))
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise faulty(
            path.name, Text("the encoding is not known", "不认识文件编码"), Text("save as UTF-8", "请另存为 UTF-8")
        )
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline="")):
            cells += len(row)
            if len(rows) >= ROWS or len(row) > COLUMNS or cells > AREA:
                raise faulty(path.name, Text("the table is too large", "表格过大"), CELL_LIMIT)
            rows.append(row)
    except csv.Error as error:
        raise faulty(path.name, Text(f"this is no CSV: {error}", f"不是有效的 CSV：{error}")) from None
    return Grid(path.stem, rows)


def write_folder(problem: Problem, folder: Path, *, lang: Lang = "zh", rule_infos: Sequence[RuleInfo] = ()) -> None:
    """Write every sheet as a file, UTF-8 with BOM so that spreadsheets show Chinese."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in sheets_of(problem, lang, rule_infos):
        beside = folder / f".{sheet.title.to(lang)}.part"
        with beside.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(sheet.rows(lang))
        beside.replace(folder / f"{sheet.title.to(lang)}.csv")
