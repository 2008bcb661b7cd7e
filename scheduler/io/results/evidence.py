"""Evidence of the rules: rows that print even when all is well, one table a rule."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.io.results.base import Results, merge

TITLE = Text("Evidence", "核查依据数据")
MOST_A_RULE = 700
MOST = 2000
EVERY = Text("all", "每周")
WEEKS = {Weeks.ALL: EVERY, Weeks.ODD: Text("odd", "单周"), Weeks.EVEN: Text("even", "双周")}

HEADERS: Mapping[str, Text] = {
    "grade": Text("grade", "年级"),
    "class": Text("class", "班级"),
    "leaf": Text("class", "班级"),
    "pupils": Text("class", "班级"),
    "day": Text("day", "星期"),
    "weeks": Text("weeks", "周次"),
    "subject": Text("subject", "科目"),
    "teacher": Text("teacher", "教师"),
    "room": Text("room", "场地"),
    "group": Text("group", "教研组"),
    "course": Text("course", "课程"),
    "owner": Text("who", "对象"),
    "learning": Text("learning (min)", "学习时间（分）"),
    "organised": Text("organised (min)", "统一安排（分）"),
    "on_campus": Text("on campus (min)", "在校时间（分）"),
    "cap": Text("cap (min)", "上限（分）"),
    "margin": Text("margin (min)", "余量（分）"),
    "definition": Text("definition", "口径"),
    "bells": Text("in long breaks and activities (min)", "大课间与活动（分）"),
    "lessons": Text("in lessons (min)", "课内（分）"),
    "minutes": Text("minutes", "分钟"),
    "total": Text("total", "合计"),
    "planned": Text("planned", "计划"),
    "scheduled": Text("scheduled", "实排"),
    "plan": Text("plan", "计划"),
    "placed": Text("placed", "实排"),
    "difference": Text("difference", "差"),
    "unqualified": Text("teaches without qualification", "任教资格以外的教师"),
    "required": Text("required", "要求"),
    "found": Text("found", "实际"),
    "limit": Text("limit", "限额"),
    "periods": Text("periods", "节数"),
    "actual": Text("actual", "实际"),
    "weighted": Text("weighted", "折算"),
}


def write_evidence(results: Results, sheet: Worksheet, row: int, columns: int) -> int:
    """Write a table for each rule that has evidence; the next free row."""
    with_rows = [one for one in results.report.rules if one.evidence]
    if not with_rows:
        return row
    styles = results.styles
    merge(sheet, row, 0, row, columns - 1, results.say(TITLE), styles.head(align="left"))
    row += 1
    left = MOST
    for one in with_rows:
        heads = list(dict.fromkeys(name for record in one.evidence for name in record))[:columns]
        merge(sheet, row, 0, row, columns - 1, results.say(one.rule.name), styles.get(bold=True, top=1))
        row += 1
        for column, name in enumerate(heads):
            text = results.say(HEADERS.get(name, Text(name.replace("_", " "), name)))
            sheet.write_string(row, column, text, styles.head(font_size=8))
        sheet.set_row(row, 24)
        shown = one.evidence[: min(MOST_A_RULE, left)]
        left -= len(shown)
        for record in shown:
            row += 1
            for column, name in enumerate(heads):
                _cell(results, sheet, row, column, name, record.get(name, ""))
        row += 1
        if rest := len(one.evidence) - len(shown):
            said = results.say(Text("… and {n} more rows", "……另有 {n} 行"), n=rest)
            merge(sheet, row, 0, row, columns - 1, said, styles.body(font_size=8))
            row += 1
        row += 1
    return row


def _cell(results: Results, sheet: Worksheet, row: int, column: int, name: str, value: object) -> None:
    style = results.styles.body(font_size=8, align="center")
    if isinstance(value, bool):
        said = Text("yes", "是") if value else Text("no", "否")
        sheet.write_string(row, column, results.say(said), style)
    elif isinstance(value, int) and name == "day":
        sheet.write_string(row, column, results.day(value), style)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    elif isinstance(value, Text):
        sheet.write_string(row, column, results.say(value), style)
    elif isinstance(value, Weeks):
        sheet.write_string(row, column, results.say(WEEKS[value]), style)
    elif isinstance(value, str) and name in HEADERS and value in HEADERS:
        sheet.write_string(row, column, results.say(HEADERS[value]), style)
    else:
        sheet.write_string(row, column, results.problem.index.title(str(value))[:500], style)
