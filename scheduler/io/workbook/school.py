"""学校与学期: the school's name, term, version, days and campuses."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.domain.problem import Problem
from scheduler.domain.school import Campus
from scheduler.domain.text import Text
from scheduler.domain.time import WEEKDAYS
from scheduler.io.imported import NoteKind
from scheduler.io.workbook import plain
from scheduler.io.workbook.output import Block, Sheet, said
from scheduler.io.workbook.sheets import Section, column
from scheduler.io.workbook.tables import ID, Reading, Writing, identity, identity_cells, rows_of

TITLE = Text("School", "学校与学期")
CAMPUSES = Text("Campuses", "校区")
ITEM = column("item", "Item", "项目", "项", width=16)
CONTENT = column("content", "Content", "内容", "值", width=48)
FIELDS: dict[str, tuple[Text, tuple[str, ...]]] = {
    "school": (Text("School", "学校"), ("学校名称", "校名", "name")),
    "term": (Text("Term", "学期"), ("学年学期", "semester")),
    "version": (Text("Version", "版本号"), ("版本", "课表版本")),
    "valid_from": (Text("Valid from", "生效日期"), ("生效周", "生效", "启用日期")),
    "day_names": (Text("Teaching days", "上课日"), ("上课星期", "星期", "days")),
}
CAMPUS_COLUMNS = (column("name", "Campus", "校区", "校区名称", "name", width=16), ID)


def read(parts: Sequence[Section], reading: Reading) -> dict[str, object]:
    """The fields of a problem this sheet gives: names, days, campuses."""
    known = {plain.key(w): f for f, (title, more) in FIELDS.items() for w in (title.en, title.zh, *more, f)}
    facts: dict[str, object] = {}
    for section in parts[:1]:
        for row in rows_of(section, (ITEM, CONTENT), ("item", "content"), reading.desk):
            field = known.get(plain.key(row.text("item")).strip(":"))
            if field == "day_names":
                facts[field] = row.items("content")
            elif field is not None and field not in facts:
                content = row.text("content")
                if len(content) > 200:
                    row.fault("content", Text("longer than 200 characters", "超过 200 个字"))
                facts[field] = content[:200]
            elif field is None:
                reading.desk.note(
                    NoteKind.LEFT_OUT, Text("this line is not known", "不认识这一行"), row.sheet, row.cell("item")
                )
    if not facts.get("day_names"):
        facts["day_names"] = tuple(day.zh for day in WEEKDAYS[:5])
        reading.desk.note(
            NoteKind.ASSUMED,
            Text("teaching days are Monday to Friday", "上课日为周一至周五"),
            TITLE.to(reading.desk.lang),
        )
    campuses = []
    for section in parts[1:]:
        for row in rows_of(section, CAMPUS_COLUMNS, ("name",), reading.desk):
            an_id, name = identity(row)
            if (campus := row.build(Campus, id=an_id, name=name)) is not None:
                row.place(f"campuses[{an_id}]", "name")
                reading.names.campuses.add(an_id, name)
                campuses.append(campus)
    return {**facts, "campuses": tuple(campuses)}


def write(problem: Problem, writing: Writing) -> Sheet:
    """The sheet."""
    lang = writing.lang
    texts = [(FIELDS[f][0].to(lang), said(getattr(problem, f))) for f in ("school", "term", "version", "valid_from")]
    days = (FIELDS["day_names"][0].to(lang), writing.list(problem.day_names))
    blocks = [Block((ITEM, CONTENT), [*texts, days])]
    if problem.campuses:
        rows = [identity_cells(c.id, c.name) for c in problem.campuses]
        blocks.append(Block(CAMPUS_COLUMNS, rows, CAMPUSES))
    return Sheet(TITLE, blocks)
