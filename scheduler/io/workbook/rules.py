"""规则: the presets a school follows, then one rule per row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from scheduler.domain.policy import Level, RuleException, RuleSetting, Scope
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, same
from scheduler.io.imported import NoteKind
from scheduler.io.workbook import plain, rule_rows
from scheduler.io.workbook.output import YES_NO, Block, Cell, Sheet, number, said, yes
from scheduler.io.workbook.rule_rows import SEE, Told
from scheduler.io.workbook.rule_rows_sheet import Split
from scheduler.io.workbook.settings import (
    Misread,
    both_scopes,
    read_exceptions,
    read_params,
    read_scope,
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


def read(
    parts: Sequence[Section] | None, lines: Sequence[Section], reading: Reading
) -> tuple[tuple[str, ...], tuple[RuleSetting, ...]]:
    """Presets and settings, with the `lines` of sheet 规则明细; without the sheet the national presets."""
    if parts is None:
        reading.desk.note(
            NoteKind.ASSUMED,
            Text("rules are the national preset of 2021", "规则采用预设 national-2021"),
            TITLE.to(reading.desk.lang),
        )
    presets: tuple[str, ...] = DEFAULT_PRESETS if parts is None else ()
    words, infos = rule_rows.rule_words(reading), {info.id: info for info in reading.infos}
    found: list[tuple[Row, str]] = []
    for section in (parts or ())[:1]:
        for row in rows_of(section, COLUMNS, ("id",), reading.desk):
            if plain.key(row.raw("id")) in (PRESETS.zh, PRESETS.en):
                presets = (*presets, *row.items("params"))
                continue
            word = row.text("id") or row.text("name")
            found.append((row, words.get(plain.key(word), word)))
    keys = {(rule, row.text("instance")): infos.get(rule) for row, rule in found}
    told = rule_rows.read(lines, keys, reading)
    out: list[RuleSetting] = []
    for row, rule in found:
        setting = _setting(row, rule, infos.get(rule), told.get((rule, row.text("instance"))), reading)
        if setting is not None:
            row.place(f"rules[{len(out)}]", "id")
            out.append(setting)
    return presets, tuple(out)


def _setting(row: Row, rule: str, info: RuleInfo | None, told: Told | None, reading: Reading) -> RuleSetting | None:
    labels, see = rule_rows.labels(info), {plain.key(word) for word in (SEE.en, SEE.zh)}
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
        pieces = plain.split(row.raw("params"), ";；\n")
        params = read_params(";".join(piece for piece in pieces if plain.key(piece) not in see), labels)
        column = "scope"
        scope = Scope() if plain.key(row.raw("scope")) in see else read_scope(row.raw("scope"), reading.names)
        column = "exceptions"
        if plain.key(row.raw("exceptions")) not in see:
            exceptions = read_exceptions(row.raw("exceptions"), reading.names, labels)
    except Misread as error:
        row.fault(column, error.wrong, error.right)
    if told is None:
        for name in ("scope", "exceptions", "params"):
            if any(plain.key(piece) in see for piece in plain.split(row.raw(name), ";；\n")):
                row.fault(name, Text("sheet Rule rows has no line of this rule", "“规则明细”表中没有这条规则的内容"))
        told = Told()
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
        scope=both_scopes(scope, told.scope),
        exceptions=(*exceptions, *told.exceptions),
        params={**params, **told.params},
        source=row.text("source"),
        reason=row.text("reason"),
    )


def write(problem: Problem, splits: Sequence[Split], infos: Sequence[RuleInfo], writing: Writing) -> Sheet:
    """The sheet, each rule split between it and 规则明细."""
    lang, names = writing.lang, {i.id: i.name for i in infos}
    rows: list[list[Cell]] = []
    head: list[Cell] = [PRESETS.to(lang), *[""] * 7, writing.list(problem.presets), "", ""]
    rows.append(head)
    for r, own in zip(problem.rules, splits, strict=True):
        rows.append(
            [
                f'"{r.id}"' if plain.key(r.id) in (PRESETS.zh, PRESETS.en) else said(r.id),
                names[r.id].to(lang) if r.id in names else "",
                said(r.instance),
                yes(not r.off, lang),
                LEVEL_WORDS[r.level].to(lang) if r.level else "",
                number(r.weight),
                own.scope,
                own.exceptions,
                own.params,
                said(r.source),
                said(r.reason),
            ]
        )
    choices = (PRESETS, *(same(i.id) for i in infos))
    columns = (replace(COLUMNS[0], choices=choices if infos else ()), *COLUMNS[1:])
    return Sheet(TITLE, [Block(columns, rows)])
