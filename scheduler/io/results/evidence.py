"""Evidence of the rules: rows that print even when all is well, one table a rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.io.results.base import Results, merge
from scheduler.io.results.style import A4, lines_needed, text_width
from scheduler.io.results.table import row_height, write_value
from scheduler.words import rule_title

NAME = Text("Evidence", "核查数据")
COLUMNS = 11
ROOM = 12.0
"""Half characters of 8-point text that a column holds."""
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
        title = results.say(rule_title(results.problem, one.rule))
        merge(sheet, row, 0, row, COLUMNS - 1, title, results.styles.head(align="left", shrink=True, text_wrap=False))
        row += 1
        for records in _shapes(shown):
            row = _table(results, sheet, row, records)
        if rest := len(one.evidence) - len(shown):
            said = results.say(Text("… and {n} more rows", "……另有 {n} 行"), n=rest)
            merge(sheet, row, 0, row, COLUMNS - 1, said, results.styles.body(font_size=8))
            row += 1
        row += 1
    sheet.print_area(0, 0, row - 1, COLUMNS - 1)


def _shapes(records: Sequence[Mapping[str, object]]) -> list[list[Mapping[str, object]]]:
    """Records with the same fields together, those first seen first."""
    out: dict[tuple[str, ...], list[Mapping[str, object]]] = {}
    for record in records:
        out.setdefault(tuple(record), []).append(record)
    return list(out.values())


def _table(results: Results, sheet: Worksheet, row: int, records: Sequence[Mapping[str, object]]) -> int:
    """Records with the same fields, in as many columns of tables as fit; the next free row."""
    names = list(records[0])[:COLUMNS]
    heads = [results.say(HEADERS.get(name, Text(name.replace("_", " "), name))) for name in names]
    texts = [[_said(results, name, record[name]) for name in names] for record in records]
    widest = [max(text_width(str(values[at])) for values in texts) for at in range(len(names))]
    across = 1 if max(widest) > 2 * ROOM else max(1, (COLUMNS + 1) // (len(names) + 1))
    spans = _spans(widest) if across == 1 else [(at, at) for at in range(len(names))]
    deep = -(-len(records) // across)
    heights = [1] * deep
    for at, values in enumerate(texts):
        side, down = divmod(at, deep)
        left = side * (len(names) + 1)
        if down == 0:
            _line(results, sheet, row, left, spans, heads, head=True)
        _line(results, sheet, row + 1 + down, left, spans, values)
        lines = [lines_needed(str(v), ROOM * (b - a + 1)) for v, (a, b) in zip(values, spans, strict=True)]
        heights[down] = max(heights[down], *lines)
    for offset, lines_high in enumerate(heights):
        sheet.set_row(row + 1 + offset, min(400, max(15.0, row_height(lines_high))))
    tall = max(lines_needed(head, ROOM * 0.9 * (b - a + 1)) for head, (a, b) in zip(heads, spans, strict=True))
    sheet.set_row(row, row_height(tall) + 2)
    return row + 1 + deep


def _spans(widest: Sequence[int]) -> list[tuple[int, int]]:
    """The columns each field stretches over: one, and what is left to the field whose texts need it most."""
    wide = [1] * len(widest)
    for _ in range(COLUMNS - len(widest)):
        neediest = max(range(len(widest)), key=lambda at: widest[at] / wide[at])
        wide[neediest] += widest[neediest] > ROOM * wide[neediest]
    ends = list(accumulate(wide))
    return [(end - width, end - 1) for end, width in zip(ends, wide, strict=True)]


def _line(
    results: Results,
    sheet: Worksheet,
    row: int,
    left: int,
    spans: Sequence[tuple[int, int]],
    values: Sequence[str | float],
    *,
    head: bool = False,
) -> None:
    for (first, last), value in zip(spans, values, strict=True):
        if head:
            style = results.styles.head(font_size=8)
        else:
            style = results.styles.body(font_size=8, align="left" if last > first else "center")
        if last > first:
            sheet.merge_range(row, left + first, row, left + last, "", style)
        write_value(sheet, row, left + first, value, style)


def _said(results: Results, name: str, value: object) -> str | float:
    """A value in words: yes or no, a day, a name for an id."""
    if isinstance(value, bool):
        return results.say(Text("yes", "是") if value else Text("no", "否"))
    if isinstance(value, int) and name == "day":
        return results.day(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, Text):
        return results.say(value)
    if isinstance(value, Weeks):
        return results.say(WEEKS[value])
    if isinstance(value, str) and value in HEADERS and name in HEADERS:
        return results.say(HEADERS[value])
    return results.problem.index.title(str(value))[:500]
