"""The block an inspector signs: names, date, rule version, checksums."""

from __future__ import annotations

import hashlib
import json

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.text import Text
from scheduler.domain.timetable import Timetable
from scheduler.io.results.base import Results, merge
from scheduler.verify import Report

TITLE = Text("Signed off", "检查签字")


def timetable_hash(timetable: Timetable) -> str:
    """SHA-256 of the lessons, in any order and wherever they were read from."""
    lessons = (lesson.model_dump(mode="json", exclude={"source"}) for lesson in timetable.lessons)
    rows = sorted(json.dumps(lesson, sort_keys=True, ensure_ascii=False) for lesson in lessons)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def rules_hash(report: Report) -> str:
    """A short mark of the rules and their settings: equal marks, equal rules."""
    rules = sorted(f"{one.rule.id} {one.rule.model_dump_json()}" for one in report.rules)
    return hashlib.sha256("\n".join(rules).encode()).hexdigest()[:12]


def write_sign_off(results: Results, sheet: Worksheet, row: int, last: int) -> int:
    """Write the block; the next free row."""
    styles = results.styles
    merge(sheet, row, 0, row, last, results.say(TITLE), styles.head(align="left"))
    school = results.problem.fingerprint[:32]
    timetable = timetable_hash(results.timetable)[:32]
    lines = (
        (Text("Inspector", "检查人"), "", Text("Date", "日期"), ""),
        (Text("Head of school", "负责人"), "", Text("Rules (mark)", "规则版本"), rules_hash(results.report)),
        (Text("School data", "学校数据校验值"), school, Text("Timetable", "课表校验值"), timetable),
    )
    for left, said, right, told in lines:
        row += 1
        sheet.write_string(row, 0, results.say(left), styles.body(bold=True))
        merge(sheet, row, 1, row, 4, said, styles.body())
        sheet.write_string(row, 5, results.say(right), styles.body(bold=True))
        merge(sheet, row, 6, row, last, told, styles.body())
        sheet.set_row(row, 22)
    return row + 1
