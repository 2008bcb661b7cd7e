"""方案: what-if questions beside the school, one change a line; an empty name goes on with the scenario above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from scheduler.domain.scenario import PATCHES, Change, Scenario
from scheduler.domain.text import Text
from scheduler.io.faults import words_of
from scheduler.io.workbook import plain
from scheduler.io.workbook.names import Finder
from scheduler.io.workbook.output import Block, Sheet
from scheduler.io.workbook.scenario_kinds import KINDS, LEVELS, LISTS, Kind
from scheduler.io.workbook.settings import Misread, read_params
from scheduler.io.workbook.sheets import Row, Section, column
from scheduler.io.workbook.tables import Reading, rows_of

TITLE = Text("Scenarios", "方案")


_WORDS = {plain.key(w): kind for kind in KINDS for w in (kind.id, kind.title.en, kind.title.zh)}
_MODELS: dict[str, type[Change]] = {patch.model_fields["kind"].default: patch for patch in PATCHES}
COLUMNS = (
    column("scenario", "Scenario", "方案", "方案名称", width=22, note=Text("empty: as above", "不填：同上一行的方案")),
    column("weeks", "Weeks", "周次", width=10, note=Text("e.g. 6-7; empty: the whole term", "如 6-7；不填：全学期")),
    column("change", "Change", "改动", width=16, choices=tuple(kind.title for kind in KINDS)),
    column(
        "target", "Of whom or what", "对象", width=20, note=Text("teacher, room, course …", "教师、场地、课程、规则等")
    ),
    column("times", "Times", "时间", width=20, note=Text("e.g. Tue 5-6; Fri", "如 周二 5-6；周五")),
    column(
        "to", "Becomes", "改为", width=18, note=Text("other teacher, number …", "接任教师、数目、级别等；课时如 2+1+1")
    ),
    column("other", "Further", "其他", width=30, note=Text("name=value; name=value", "名称=值；见方案推演说明")),
    column("note", "Remarks", "备注", width=24),
)


@dataclass
class _Scenario:
    """A scenario while its lines are read; `new` are names its own changes bring into the school."""

    name: str
    weeks: str = ""
    patches: list[Change] = field(default_factory=list)
    new: set[str] = field(default_factory=set)


def read(parts: Sequence[Section], reading: Reading) -> tuple[Scenario, ...]:
    """The scenarios in order; faults at the cells that say nothing a scenario knows."""
    found: dict[str, _Scenario] = {}
    last: _Scenario | None = None
    out: list[Scenario] = []
    for section in parts[:1]:
        for row in rows_of(section, COLUMNS, ("scenario", "change"), reading.desk):
            name = row.text("scenario")
            if name:
                last = found.setdefault(name, _Scenario(name))
            if last is None:
                row.fault("scenario", Text("the scenario has no name", "方案没有名称"), Text("write one", "请写名称"))
                continue
            last.weeks = last.weeks or row.raw("weeks")
            if (patch := _patch(row, last, reading)) is not None:
                last.patches.append(patch)
            try:
                weeks = {"weeks": last.weeks} if last.weeks else {}
                scenario = Scenario.model_validate({"name": last.name, "patches": last.patches or [patch], **weeks})
            except ValidationError as error:
                if patch is not None:
                    told = words_of(error.errors(include_url=False, include_input=False)[0])
                    row.fault("weeks", told, Text("write e.g. 6-7", "写法如 6-7"))
                continue
            out = [one for one in out if one.name != scenario.name] + [scenario]
    return tuple(out)


def _patch(row: Row, scenario: _Scenario, reading: Reading) -> Change | None:
    """The change a line says, or None and faults at its cells."""
    word = row.text("change")
    kind = _WORDS.get(plain.key(word))
    if kind is None:
        shown = [k.title for k in KINDS]
        right = Text("one of: " + ", ".join(t.en for t in shown), "可写：" + "、".join(t.zh for t in shown))
        row.fault("change", Text(f"“{word[:30]}” is no kind of change", f"没有“{word[:30]}”这种改动"), right)
        return None
    before = len(row.desk.faults)
    try:
        fields = read_params(row.raw("other"), {})
    except Misread as error:
        row.fault("other", error.wrong, error.right)
        return None
    fields = {
        name: [value] if name in LISTS and not isinstance(value, list) else value for name, value in fields.items()
    }
    fields |= _target(row, kind, scenario, reading)
    fields |= _times(row, kind, reading)
    fields |= _to(row, kind, scenario, reading)
    if kind.id == "rule_changed":
        instance = {"instance": fields.pop("instance")} if "instance" in fields else {}
        reason = {"reason": fields.pop("reason")} if "reason" in fields else {}
        off = {"off": fields.pop("off")} if "off" in fields else {}
        fields = {"setting": {"id": fields.pop("rule"), **instance, **reason, **off, "params": fields}}
    if len(row.desk.faults) > before:
        return None
    columns = {kind.target: "target", kind.times: "times", kind.to: "to"}
    try:
        return _MODELS[kind.id].model_validate({"kind": kind.id, **fields})
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            name = str(detail["loc"][0]) if detail["loc"] else ""
            told = words_of(detail)
            row.fault(columns.get(name, "other"), Text(f"{name}: {told.en}", f"{name}：{told.zh}"))
        return None


def _target(row: Row, kind: Kind, scenario: _Scenario, reading: Reading) -> dict[str, Any]:
    if kind.target == "bells":
        words = row.items("target")
        found = [_known(row, "target", word, reading.names.bells, scenario) for word in words]
        return {"bells": [one for one in found if one]} if words else {}
    word = row.text("target")
    if not word:
        row.fault("target", Text("is missing", "没有填写"))
        return {}
    if kind.finder is None:
        if kind.id == "plan_changed":
            word = next(iter(reading.names.subjects.find(word)), word)
        else:
            scenario.new.add(word)
        return {kind.target: word}
    return {kind.target: _known(row, "target", word, kind.finder(reading.names), scenario)}


def _known(row: Row, column: str, word: str, finder: Finder, scenario: _Scenario) -> str | None:
    """An id of the school, or a name that an earlier line of the scenario has brought in."""
    if word in scenario.new or any(word.startswith(f"{name}:") for name in scenario.new):
        return word
    return finder.known(row, column, word)


def _times(row: Row, kind: Kind, reading: Reading) -> dict[str, Any]:
    if not kind.times or not row.raw("times"):
        if kind.needs_times:
            row.fault("times", Text("is missing", "没有填写"), Text("write e.g. Tue 5-6", "写法如 周二 5-6"))
        return {}
    ranges = reading.ranges(row, "times")
    if kind.times == "days":
        return {"days": [when.day for when in ranges]}
    if kind.times == "at":
        if len(ranges) != 1 or not ranges[0].day or len(ranges[0].periods) != 1:
            row.fault("times", Text("not one period of a day", "不是某天某一节"), Text("write Tue 5", "写法如 周二 5"))
            return {}
        return {"at": {"day": ranges[0].day, "period": ranges[0].periods[0]}}
    if kind.id == "teacher_comes":
        return {"times": [{"day": when.day, "periods": when.periods} for when in ranges]}
    return {"times": ranges}


def _to(row: Row, kind: Kind, scenario: _Scenario, reading: Reading) -> dict[str, Any]:
    raw = row.text("to")
    if not raw or not kind.to:
        if raw:
            row.fault("to", Text("this change has nothing here", "这种改动不填这一列"))
        return {}
    if kind.to_type == "number":
        return {kind.to: row.whole("to", None)}
    if kind.to_type == "parts":
        lengths = [plain.whole(piece) for piece in raw.replace("＋", "+").split("+")]
        if any(length is None for length in lengths):
            row.fault("to", Text("is no list of lengths", "不是课时"), Text("write e.g. 2+1+1", "写法如 2+1+1"))
            return {}
        return {"parts": [{"duration": n, "count": lengths.count(n)} for n in dict.fromkeys(lengths)]}
    if kind.to_type == "names":
        assert kind.to_finder is not None  # every list of names is of things the school has
        finder = kind.to_finder(reading.names)
        return {kind.to: [_known(row, "to", word, finder, scenario) for word in row.items("to")]}
    if kind.to_finder is not None:
        return {kind.to: _known(row, "to", raw, kind.to_finder(reading.names), scenario)}
    if kind.id == "teacher_replaced":
        scenario.new.add(raw)
        raw = next(iter(reading.names.teachers.find(raw)), raw)
    return {kind.to: LEVELS.get(plain.key(raw), raw) if kind.id == "rule_level" else raw}


def write() -> Sheet:
    """The sheet with its headers, to be filled in; scenarios are asked, not kept, so none are written."""
    return Sheet(TITLE, [Block(COLUMNS, [])])
