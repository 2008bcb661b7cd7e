"""公示信息: what the public notice says beside its tables."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.domain.planning import PUBLIC_DATES, PublicItem
from scheduler.domain.planning_words import PUBLIC_NAMES
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.io.workbook import plain
from scheduler.io.workbook.choice import known_words, one_line, wrong_choice
from scheduler.io.workbook.dates import read_date
from scheduler.io.workbook.output import Block, Cell, Sheet, said
from scheduler.io.workbook.sheets import Section, column
from scheduler.io.workbook.tables import Reading, Writing, rows_of

LONGEST = 2000
TITLE = Text("Public notice", "公示信息")
COLUMNS = (
    column("item", "Item", "项目", "公示项目", width=22, choices=tuple(PUBLIC_NAMES.values())),
    column("says", "Content", "内容", "公示内容", width=60, note=Text("empty: not filled in", "不填：未填报")),
)
HELP = (
    Text(
        "What is printed on the notice. An office's telephone, never a person's. Dates as 2026-09-05.",
        "公示栏上印的内容。电话写办公电话，不写个人电话；日期写法如 2026-09-05。",
    ),
)
_MORE = {
    "举报电话": "phone",
    "监督举报电话": "phone",
    "telephone": "phone",
    "公示栏位置": "place",
    "公示位置": "place",
    "负责人": "head",
    "第一负责人": "head",
    "作业管理办法": "homework_rules",
    "作业量控制": "homework_rules",
    "教科书": "textbooks",
    "教材": "textbooks",
    "教材选用": "textbooks",
    "作业本": "workbooks",
    "教辅": "workbooks",
    "公示时间": "published",
    "备案时间": "filed",
    "备案": "filed",
}
_ITEMS = known_words(PUBLIC_NAMES, _MORE)


def read(parts: Sequence[Section], reading: Reading) -> tuple[PublicItem, ...]:
    """The lines that say something; a line without content is one not filled in."""
    out: list[PublicItem] = []
    for section in parts[:1]:
        for row in rows_of(section, COLUMNS, ("item", "says"), reading.desk):
            word = row.text("item")
            item = _ITEMS.get(plain.key(word).strip(":"))
            if not row.text("says"):
                continue
            if item is None:
                wrong_choice(row, "item", word, list(PUBLIC_NAMES.values()))
                continue
            says = one_line(row, "says")
            if item in PUBLIC_DATES:
                on = read_date(row, "says", reading)
                says = on.isoformat() if on is not None else ""
            if len(says) > LONGEST:
                right = Text("shorten it; the whole may hang beside the notice", "请缩短，全文可另附")
                row.fault("says", Text(f"longer than {LONGEST} characters", f"超过 {LONGEST} 个字"), right)
                continue
            made = row.build(PublicItem, item=item, says=says)
            if made is not None and made.says:
                row.place(f"publication[{len(out)}]", "says")
                out.append(made)
    return tuple(out)


def write(problem: Problem, writing: Writing) -> Sheet:
    """The sheet: what is filled in, then what is not."""
    told = [one for one in problem.publication if one.says]
    rows: list[list[Cell]] = [[PUBLIC_NAMES[one.item].to(writing.lang), said(one.says)] for one in told]
    left = [item for item in PUBLIC_NAMES if item not in {one.item for one in told}]
    rows += [[PUBLIC_NAMES[item].to(writing.lang), ""] for item in left]
    return Sheet(TITLE, [Block(COLUMNS, rows)], HELP)
