"""The timetable as JSON: the domain's own value, nothing lost."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scheduler.domain.text import FaultyInput, Text
from scheduler.domain.timetable import TIMETABLE_SCHEMA, Timetable
from scheduler.io.faults import capped, faulty, validation_faults
from scheduler.io.timetable.atoms import Desk
from scheduler.io.timetable.files import replace_file

MAX_LESSONS = 30_000


def write_json(timetable: Timetable, path: Path) -> None:
    """Write a timetable as JSON; the file appears complete or not at all."""
    content = timetable.model_dump(mode="json")
    replace_file(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def read_json(desk: Desk, content: bytes) -> Timetable:
    """A timetable document, or any object that holds one under `timetable`.

    Raises:
        FaultyInput: with every fault of the document.
    """
    try:
        found: Any = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        wrong = Text("not a JSON document", "不是 JSON 文件")
        if line:
            wrong = Text(f"not a JSON document (line {line})", f"不是 JSON 文件（第 {line} 行）")
        raise faulty("JSON", wrong) from error
    if isinstance(found, dict) and isinstance(found.get("timetable"), dict):
        found = found["timetable"]
    if not isinstance(found, dict) or "lessons" not in found:
        right = Text("an object with `lessons`", "应为含 lessons 的对象")
        raise faulty("JSON", Text("not a timetable", "不是课表"), right)
    version = found.get("schema_version", TIMETABLE_SCHEMA)
    if isinstance(version, int) and version > TIMETABLE_SCHEMA:
        wrong = Text(f"written by a newer version (schema {version})", f"由更新的版本写出（格式 {version}）")
        raise faulty("schema_version", wrong, Text("update this program", "请更新本程序"))
    if isinstance(found["lessons"], list) and len(found["lessons"]) > MAX_LESSONS:
        raise faulty("lessons", Text(f"more than {MAX_LESSONS} lessons", f"超过 {MAX_LESSONS} 节课"))
    try:
        timetable = Timetable.model_validate_json(json.dumps(found))
    except ValidationError as error:
        raise FaultyInput(capped(validation_faults(error))) from error
    except (ValueError, RecursionError) as error:
        raise faulty("JSON", Text("not a timetable", "不是课表")) from error
    _tell_strangers(desk, timetable)
    return timetable


def _tell_strangers(desk: Desk, timetable: Timetable) -> None:
    index = desk.names.problem.index
    known_sets = {*index.classes, *index.groups, *index.pupils}
    kinds = (
        (Text("class", "班级"), known_sets, [s for one in timetable.lessons for s in one.sets]),
        (Text("teacher", "教师"), set(index.teachers), [t for one in timetable.lessons for t in one.teachers]),
        (Text("room", "场地"), set(index.rooms), [r for one in timetable.lessons for r in one.rooms]),
        (Text("subject", "科目"), set(index.subjects), [one.subject for one in timetable.lessons]),
        (Text("course", "课程"), set(index.courses), [one.course for one in timetable.lessons if one.course]),
    )
    for kind, known, named in kinds:
        for word, n in Counter(word for word in named if word not in known).items():
            said = Text(
                "the school has no {kind} “{word}”; {n} lessons are kept as written",
                "本校没有{kind}“{word}”，{n} 节课按原文保留",
            )
            desk.note(said.format(kind=kind, word=word, n=n))
