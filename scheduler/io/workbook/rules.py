"""规则: the presets a school follows, then one rule per row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from scheduler.domain.policy import Level, RuleException, RuleSetting, Scope
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, same
from scheduler.io.imported import NoteKind
from scheduler.io.workbook import plain
from scheduler.io.workbook.output import YES_NO, Block, Cell, Sheet, number, said, yes
from scheduler.io.workbook.settings import (
    Misread,
    read_exceptions,
    read_params,
    read_scope,
    write_exceptions,
    write_params,
    write_scope,
)
from scheduler.io.workbook.sheets import Row, Section, column
from scheduler.io.workbook.tables import Reading, Writing, rows_of
from scheduler.rules.info import RuleInfo

TITLE = Text("Rules", "规则")
PRESETS = Text("presets", "预设")
DEFAULT_PRESETS = ("national-2021",)
LEVEL_WORDS: dict[Level, Text] = {
    Level.HARD: Text("must", "必须"),
    Level.RELAXABLE: Text("should", "尽量必须"),
    Level.SOFT: Text("wish", "尽量"),
}
_LEVELS = {plain.key(w): level for level, t in LEVEL_WORDS.items() for w in (t.en, t.zh, level.value)}
COLUMNS = (
    column("id", "Rule", "规则", "规则编号", width=22),
    column("name", "Name", "名称", "规则名称", width=18),
    column(
        "instance", "Instance", "实例", width=16, note=Text("where one rule stands twice", "同一规则设多次时区分用")
    ),
    column("on", "In use", "启用", width=8, choices=YES_NO),
    column("level", "Level", "级别", width=10, choices=tuple(LEVEL_WORDS.values())),
    column("weight", "Weight", "权重", width=8),
    column(
        "scope",
        "Binds",
        "适用范围",
        width=26,
        note=Text("empty: everyone; e.g. grades=Grade 3", "不填：全校；如 年级=三年级"),
    ),
    column(
        "exceptions",
        "Except",
        "例外",
        width=30,
        note=Text("one a line: who: off (reason)", "每行一条：王敏：limit=4（孕期） 或 王敏：关（理由）"),
    ),
    column("params", "Settings", "设置", width=34, note=Text("name=value; name=value", "如 limit=2; periods=1,6")),
    column("source", "Source", "来源", width=18),
    column("reason", "Reason", "理由", width=20, note=Text("needed where a preset is loosened", "放宽预设时必填")),
)


def read(parts: Sequence[Section] | None, reading: Reading) -> tuple[tuple[str, ...], tuple[RuleSetting, ...]]:
    """Presets and settings; without the sheet the national ones."""
    if parts is None:
        reading.desk.note(
            NoteKind.ASSUMED,
            Text("rules are the national preset of 2021", "规则采用预设 national-2021"),
            TITLE.to(reading.desk.lang),
        )
        return DEFAULT_PRESETS, ()
    presets: tuple[str, ...] = ()
    out: list[RuleSetting] = []
    by_name = {plain.key(w): i for i in reading.infos for w in (i.id, i.name.zh, i.name.en)}
    for section in parts[:1]:
        for row in rows_of(section, COLUMNS, ("id",), reading.desk):
            word = row.text("id") or row.text("name")
            if plain.key(row.raw("id")) in (PRESETS.zh, PRESETS.en):
                presets = (*presets, *row.items("params"))
                continue
            info = by_name.get(plain.key(word))
            setting = _setting(row, info.id if info else word, info, reading)
            if setting is not None:
                row.place(f"rules[{len(out)}]", "id")
                out.append(setting)
    return presets, tuple(out)


def _setting(row: Row, rule: str, info: RuleInfo | None, reading: Reading) -> RuleSetting | None:
    labels = {plain.key(w): s.id for s in info.settings for w in (s.label.zh, s.label.en)} if info else {}
    if not rule:
        row.fault("id", Text("the rule is missing", "缺少规则"))
        return None
    if reading.infos and info is None:
        row.fault("id", Text(f"there is no rule “{rule[:40]}”", f"没有规则“{rule[:40]}”"))
    params: dict[str, Any] = {}
    scope = Scope()
    exceptions: tuple[RuleException, ...] = ()
    column = "params"
    try:
        params = read_params(row.raw("params"), labels)
        column = "scope"
        scope = read_scope(row.raw("scope"), reading.names)
        column = "exceptions"
        exceptions = read_exceptions(row.raw("exceptions"), reading.names, labels)
    except Misread as error:
        row.fault(column, error.wrong, error.right)
    raw = row.raw("level")
    level = _LEVELS.get(plain.key(raw))
    if raw and level is None:
        row.fault(
            "level",
            Text("this is no level", "不是级别"),
            Text("write must, should or wish", "请填 必须、尽量必须 或 尽量"),
        )
    return row.build(
        RuleSetting,
        id=rule,
        instance=row.text("instance"),
        off=not row.truth("on", True),
        level=level,
        weight=row.whole("weight", None),
        scope=scope,
        exceptions=exceptions,
        params=params,
        source=row.text("source"),
        reason=row.text("reason"),
    )


def write(problem: Problem, infos: Sequence[RuleInfo], writing: Writing) -> Sheet:
    """The sheet."""
    lang, names = writing.lang, {i.id: i.name for i in infos}
    rows: list[list[Cell]] = []
    head: list[Cell] = [PRESETS.to(lang), *[""] * 7, writing.list(problem.presets), "", ""]
    rows.append(head)
    for r in problem.rules:
        rows.append(
            [
                f'"{r.id}"' if plain.key(r.id) in (PRESETS.zh, PRESETS.en) else said(r.id),
                names[r.id].to(lang) if r.id in names else "",
                said(r.instance),
                yes(not r.off, lang),
                LEVEL_WORDS[r.level].to(lang) if r.level else "",
                number(r.weight),
                write_scope(r.scope, writing.names, lang),
                write_exceptions(r.exceptions, writing.names, lang),
                write_params(r.params, lang),
                said(r.source),
                said(r.reason),
            ]
        )
    choices = (PRESETS, *(same(i.id) for i in infos))
    columns = (replace(COLUMNS[0], choices=choices if infos else ()), *COLUMNS[1:])
    return Sheet(TITLE, [Block(columns, rows)])
