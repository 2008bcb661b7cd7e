"""责任与确认: who answers for a rule or a duty, and what was confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from scheduler.domain.planning import Attestation
from scheduler.domain.planning_words import DUTY_NAMES
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.io.workbook import plain
from scheduler.io.workbook.choice import demand, one_line
from scheduler.io.workbook.dates import NOTE, read_date
from scheduler.io.workbook.output import YES_NO, Block, Cell, Sheet, said, yes
from scheduler.io.workbook.sheets import Section, column
from scheduler.io.workbook.tables import Reading, Writing, rows_of
from scheduler.rules.info import RuleInfo

TITLE = Text("Owners", "责任与确认")
COLUMNS = (
    column(
        "item",
        "Rule or duty",
        "规则",
        "事项",
        "责任事项",
        "规则或事项",
        "rule",
        width=28,
        note=Text("its name or id; other duties in your own words", "规则名、编号，或自己写的事项"),
    ),
    column("owner", "Responsible", "责任人", "负责人", width=14),
    column(
        "confirmed",
        "Confirmed",
        "确认结论",
        "结论",
        "是否做到",
        width=12,
        choices=YES_NO,
        note=Text("yes: kept; no: not kept; empty: not confirmed yet", "是：做到；否：没做到；不填：还没确认"),
    ),
    column("on", "Date", "日期", "确认日期", width=14, note=NOTE),
    column("note", "Note", "备注", "说明", width=30),
)
_OPEN = frozenset(("", "-", "—", "/", "未确认", "待确认", "open", "notyet"))
HELP = (
    Text(
        "Who answers for what, and what people confirm where no timetable shows it.",
        "每项要求由谁负责；课表上看不出来的，由人确认。",
    ),
)


def words_of(infos: Sequence[RuleInfo]) -> dict[str, Text]:
    """Names of duties and of rules by their ids; a rule whose name another has goes by its id."""
    names = {**DUTY_NAMES, **{info.id: info.name for info in infos}}
    common = Counter(plain.key(word) for text in names.values() for word in {text.en, text.zh})
    return {an_id: t for an_id, t in names.items() if common[plain.key(t.en)] == common[plain.key(t.zh)] == 1}


def read(parts: Sequence[Section], reading: Reading) -> tuple[Attestation, ...]:
    """The entries; a line that names a duty and says nothing of it is none."""
    known: Mapping[str, str] = {plain.key(w): i for i, t in words_of(reading.infos).items() for w in (t.en, t.zh, i)}
    out: list[Attestation] = []
    for section in parts[:1]:
        for row in rows_of(section, COLUMNS, ("item", "owner"), reading.desk):
            if not any(row.text(c.id) for c in COLUMNS[1:]) or not demand(row, "item"):
                continue
            word = row.text("item")
            made = row.build(
                Attestation,
                item=known.get(plain.key(word), word),
                owner=row.text("owner"),
                confirmed=None if plain.key(row.raw("confirmed")) in _OPEN else row.truth("confirmed"),
                on=read_date(row, "on", reading),
                note=one_line(row, "note"),
            )
            if made is not None:
                row.place(f"attestations[{len(out)}]", "item")
                out.append(made)
    return tuple(out)


def write(problem: Problem, infos: Sequence[RuleInfo], writing: Writing) -> Sheet:
    """The sheet: what is entered, then the duties nobody spoke of yet."""
    lang, names = writing.lang, words_of(infos)
    rows: list[list[Cell]] = []
    for one in problem.attestations:
        rows.append(
            [
                names[one.item].to(lang) if one.item in names else said(one.item),
                said(one.owner),
                "" if one.confirmed is None else yes(one.confirmed, lang),
                "" if one.on is None else one.on.isoformat(),
                said(one.note),
            ]
        )
    left = [duty for duty in DUTY_NAMES if duty not in {one.item for one in problem.attestations}]
    rows += [[names[duty].to(lang) if duty in names else duty, "", "", "", ""] for duty in left]
    columns = (replace(COLUMNS[0], choices=tuple(names.values())), *COLUMNS[1:])
    return Sheet(TITLE, [Block(columns, rows)], HELP)
