"""Problems and timetables as JSON documents: version, upgrades, every fault with its path."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json

from scheduler.domain.base import Value
from scheduler.domain.problem import PROBLEM_SCHEMA, Problem
from scheduler.domain.text import FaultyInput, Text
from scheduler.domain.timetable import TIMETABLE_SCHEMA, Timetable
from scheduler.io.faults import capped, faulty, unopened, validation_faults

M = TypeVar("M", bound=Value)
Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
FILE_BYTES = 50 * 2**20


def upgrade_1(content: dict[str, Any]) -> dict[str, Any]:
    """A school of version 1 has no planning tables and no records; all of them may be left out."""
    return {**content, "schema_version": 2}


UPGRADES: Mapping[type[Value], Mapping[int, Upgrade]] = {Problem: {1: upgrade_1}, Timetable: {}}
"""For each document, how version n becomes version n + 1; pure functions."""
VERSIONS: Mapping[type[Value], int] = {Problem: PROBLEM_SCHEMA, Timetable: TIMETABLE_SCHEMA}


def read(source: Path | bytes, model: type[M]) -> M:
    """A document of any version known.

    Raises:
        FaultyInput: with every fault of its form.
    """
    content = _content(source)
    version = content.get("schema_version", 1)
    newest = VERSIONS[model]
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= newest:
        raise faulty(
            "schema_version",
            Text(f"version {str(version)[:20]} is not known here", f"不认识版本 {str(version)[:20]}"),
            Text(f"versions 1 to {newest} can be read; update the program", f"可读版本为 1 至 {newest}；请更新程序"),
        )
    for step in range(version, newest):
        content = UPGRADES[model][step](content)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise FaultyInput(capped(validation_faults(error))) from None


def read_problem(source: Path | bytes) -> Problem:
    """A school."""
    return read(source, Problem)


def read_timetable(source: Path | bytes) -> Timetable:
    """A timetable."""
    return read(source, Timetable)


def write(document: Problem | Timetable, path: Path) -> None:
    """Write a document; the file is complete or as it was before."""
    text = json.dumps(document.model_dump(mode="json"), ensure_ascii=False, indent=1)
    handle, beside = tempfile.mkstemp(suffix=".json", prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="strict") as stream:
            stream.write(text + "\n")
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _content(source: Path | bytes) -> dict[str, Any]:
    """The JSON object in a file; nesting deeper than any document is a fault."""
    if isinstance(source, bytes):
        data = source
    else:
        try:
            with source.open("rb") as stream:
                data = stream.read(FILE_BYTES + 1)
        except OSError as error:
            raise unopened(source.name, error) from None
    if len(data) > FILE_BYTES:
        raise faulty("file", Text("the file is larger than 50 MB", "文件超过 50 MB"))
    try:
        content = from_json(data.removeprefix(b"\xef\xbb\xbf"), allow_inf_nan=False, cache_strings="none")
    except (ValueError, RecursionError) as error:
        raise faulty("file", Text(f"this is not JSON: {error}", f"不是有效的 JSON：{error}")) from None
    if not isinstance(content, dict):
        raise faulty("file", Text("the document should be an object", "文件内容应为对象"), Text("{ … }", "{ … }"))
    return content
