"""Evidence of the rules: rows that print even when all is well, one table a rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.io.results.base import Results, merge
from scheduler.io.results.style import A4

NAME = Text("Evidence", "核查数据")
COLUMNS = 11
MOST_A_RULE = 700
MOST = 3000
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
    "seen": Text("seen", "抽查节数"),
    "due": Text("due in these weeks", "这些周应上节数"),
    "as_planned": Text("as in the timetable", "按课表上课"),
    "unapproved": Text("swaps without a slip", "无调课单的换课"),
    "size": Text("pupils", "人数"),
    "smallest": Text("smallest class", "最小班人数"),
    "duty": Text("duty", "事项"),
    "responsible": Text("who answers for it", "责任人"),
    "confirmed": Text("confirmed", "已确认"),
    "date": Text("date", "日期"),
    "note": Text("note", "备注"),
    "item": Text("item", "项目"),
    "there": Text("filled in", "已填报"),
    "says": Text("what it says", "内容"),
    "unqualified": Text("teaches without qualification", "任教资格以外的教师"),
    "required": Text("required", "要求"),
    "found": Text("found", "实际"),
    "limit": Text("limit", "限额"),
    "periods": Text("periods", "节数"),
    "week": Text("week", "教学周"),
    "exam": Text("exam", "考试"),
    "range": Text("who sits it", "范围"),
    "organiser": Text("organiser", "组织者"),
    "form": Text("form", "形式"),
    "counted": Text("counted", "计入"),
    "eye_exercises": Text("eye exercises", "眼保健操（次）"),
    "long_breaks": Text("long breaks", "大课间（次）"),
    "actual": Text("actual", "实际"),
    "weighted": Text("weighted", "折算"),
    "reduction": Text("taken off for duties", "职务减免"),
    "at_least": Text("at least", "下限"),
    "at_most": Text("at most", "上限"),
}


def write_evidence(results: Results) -> None:
    """Write the sheet, where any rule has evidence."""
    with_rows = [one for one in results.report.rules if one.evidence]
    if not with_rows:
        return
    sheet = results.sheet(NAME, paper=A4)
    sheet.set_column(0, COLUMNS - 1, 11)
    row = results.head(sheet, 0, COLUMNS - 1, NAME, size=14) + 1
    left = MOST
    for one in with_rows:
        shown = one.evidence[: min(MOST_A_RULE, left)]
        left -= len(shown)
        merge(sheet, row, 0, row, COLUMNS - 1, results.say(one.rule.name), results.styles.head(align="left"))
        row = _table(results, sheet, row + 1, shown)
        if rest := len(one.evidence) - len(shown):
            said = results.say(Text("… and {n} more rows", "……另有 {n} 行"), n=rest)
            merge(sheet, row, 0, row, COLUMNS - 1, said, results.styles.body(font_size=8))
            row += 1
        row += 1
    sheet.print_area(0, 0, row - 1, COLUMNS - 1)


def _table(results: Results, sheet: Worksheet, row: int, records: Sequence[Mapping[str, object]]) -> int:
    """Rows of one rule, in as many columns of tables as fit; the next free row."""
    heads = list(dict.fromkeys(name for record in records for name in record))[:COLUMNS]
    across = max(1, (COLUMNS + 1) // (len(heads) + 1))
    deep = -(-len(records) // across)
    for at, record in enumerate(records):
        side, down = divmod(at, deep)
        left = side * (len(heads) + 1)
        if down == 0:
            for column, name in enumerate(heads, start=left):
                text = results.say(HEADERS.get(name, Text(name.replace("_", " "), name)))
                sheet.write_string(row, column, text, results.styles.head(font_size=8))
        for column, name in enumerate(heads):
            _cell(results, sheet, row + 1 + down, left + column, name, record.get(name, ""))
    sheet.set_row(row, 36)
    return row + 1 + deep


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
