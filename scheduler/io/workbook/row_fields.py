"""What a row of a rule's setting says, field by field: courses, rooms, periods, numbers, words; each a column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scheduler.domain.text import Lang, Text
from scheduler.io.workbook import plain
from scheduler.io.workbook.names import Finder, Names
from scheduler.io.workbook.output import YES_NO, Cell, yes
from scheduler.io.workbook.settings import Misread, read_params, write_params
from scheduler.io.workbook.sheets import Column, Row, column
from scheduler.io.workbook.spots import read_spots, spot_words
from scheduler.io.workbook.tables import Reading, Writing

CELL = 2_000
"""Longer lists go on in the next line."""

WORDS: dict[str, dict[str, Text]] = {
    "same": {
        "time": Text("time", "时间"),
        "day": Text("day", "星期"),
        "period": Text("period", "节次"),
    },
    "how": {
        "consecutive": Text("consecutive", "紧接"),
        "grouped": Text("grouped", "相连"),
        "ordered": Text("ordered", "先后"),
        "ordered_on_a_day": Text("ordered on a day", "同天先后"),
    },
}
"""Fields that hold one of some words."""

IDS: dict[str, Callable[[Names], Finder]] = {"courses": lambda n: n.courses, "rooms": lambda n: n.rooms}
"""Fields that list things of the school."""

NUMBERS, FLAGS = ("days", "periods", "most", "least"), ("whole", "or_none")
NONE = Text("none", "无")
EMPTY = "[]"
_NONE_WORDS = frozenset(plain.key(word) for word in (NONE.en, NONE.zh))
FIELDS: tuple[Column, ...] = (
    column("courses", "Courses", "课程", "任课", width=30, note=Text("course ids or names", "课程编号或名称")),
    column("rooms", "Rooms", "场地", width=20),
    column(
        "times",
        "Periods of the week",
        "时间",
        "时段",
        width=24,
        note=Text("e.g. Mon 1-3,5; Tue 2. Or day-period: 1-1, 2-2", "如 周一 1-3,5；周二 2。或 星期-节次：1-1、2-2"),
    ),
    column("days", "Days", "天数", width=8),
    column("periods", "Periods", "节数", width=8),
    column("most", "At most", "至多", width=8),
    column("least", "At least", "至少", width=8),
    column("same", "Same", "相同", width=10, choices=tuple(WORDS["same"].values())),
    column("how", "How", "方式", width=12, choices=tuple(WORDS["how"].values())),
    column(
        "whole",
        "Whole lesson",
        "整节",
        width=10,
        choices=YES_NO,
        note=Text("yes: every period of it, not its start alone", "是：连堂的每一节都要在内，不只看第一节"),
    ),
    column(
        "or_none",
        "Or none",
        "或没有",
        width=10,
        choices=YES_NO,
        note=Text("yes: none at all will do", "是：一节没有也行"),
    ),
    column("other", "Further", "其他", width=24, note=Text("name=value; name=value", "名称=值；如 limit=2")),
)


def read_fields(row: Row, reading: Reading) -> dict[str, Any]:
    """The fields a line fills in."""
    out: dict[str, Any] = {}
    for name in IDS:
        if row.raw(name):
            out[name] = [] if row.raw(name) == EMPTY else list(IDS[name](reading.names).many(row, name))
    if raw := row.raw("times"):
        out["times"] = [] if raw == EMPTY else _spots(row, raw, reading)
    for name in NUMBERS:
        if raw := row.raw(name):
            out[name] = None if plain.key(raw) in _NONE_WORDS else row.whole(name, None)
    for name, words in WORDS.items():
        if raw := row.raw(name):
            known = {plain.key(w): an_id for an_id, said in words.items() for w in (said.en, said.zh, an_id)}
            out[name] = known.get(plain.key(raw))
            if out[name] is None:
                right = Text(", ".join(w.en for w in words.values()), "、".join(w.zh for w in words.values()))
                row.fault(name, Text(f"“{raw[:30]}” is none of the words for this", f"不能写“{raw[:30]}”"), right)
    out |= {name: row.truth(name) for name in FLAGS if row.raw(name)}
    try:
        out |= read_params(row.raw("other"), {})
    except Misread as error:
        row.fault("other", error.wrong, error.right)
    return out


def _spots(row: Row, raw: str, reading: Reading) -> list[list[int]]:
    found, wrong = read_spots(raw, reading.days)
    right = Text("write e.g. Mon 1-3; Tue 2, or day-period: 1-1, 2-2", "写法如：周一 1-3；周二 2，或 1-1、2-2")
    for piece in wrong:
        told = Text(f"“{piece[:40]}” names no period of the week", f"“{piece[:40]}”不是某天某节")
        row.fault("times", told, right)
    for day, period in found:
        if not (1 <= day <= len(reading.days.names) and 1 <= period <= reading.longest.get(day, 0)):
            told = Text(f"the school has no period {period} on day {day}", f"学校第 {day} 天没有第 {period} 节")
            row.fault("times", told, right)
            break
    return found


def field_cells(fields: Mapping[str, Any], writing: Writing) -> dict[str, list[Cell]]:
    """Cells by column, one below another, that `read_fields` reads back line by line."""
    out: dict[str, list[Cell]] = {}
    rest: dict[str, Any] = {}
    for name, value in fields.items():
        cells = _cells(name, value, writing)
        if cells is None:
            rest[name] = value
        else:
            out[name] = cells
    if rest:
        out["other"] = [write_params(rest, writing.lang)]
    return out


def _cells(name: str, value: Any, writing: Writing) -> list[Cell] | None:
    """A field's cells; None where its column cannot say the value."""
    lang = writing.lang
    whole = isinstance(value, int) and not isinstance(value, bool)
    if name in IDS and _ids(value, IDS[name](writing.names)):
        words = writing.words(IDS[name](writing.names), value)
        return cut(words, "、" if lang == "zh" else ", ") if value else [EMPTY]
    if name == "times" and _all_spots(value, writing):
        return cut(spot_words(value, writing.days, lang), "；" if lang == "zh" else "; ") if value else [EMPTY]
    if name in NUMBERS and (value is None or (whole and abs(value) < 10**9)):
        return [NONE.to(lang) if value is None else value]
    if name in WORDS and isinstance(value, str) and value in WORDS[name]:
        return [WORDS[name][value].to(lang)]
    return [yes(value, lang)] if name in FLAGS and isinstance(value, bool) else None


def _ids(value: Any, finder: Finder) -> bool:
    """Whether a value is a list of things that the school has."""
    return isinstance(value, (list, tuple)) and all(isinstance(v, str) and v in finder.ids for v in value)


def _all_spots(value: Any, writing: Writing) -> bool:
    """Whether a value is a list of periods that the school has."""
    return isinstance(value, (list, tuple)) and all(
        isinstance(spot, (list, tuple))
        and len(spot) == 2
        and all(isinstance(n, int) and not isinstance(n, bool) for n in spot)
        and 1 <= spot[0] <= len(writing.days.names)
        and 1 <= spot[1] <= writing.longest.get(spot[0], 0)
        for spot in value
    )


def cut(words: Sequence[str], between: str, head: str = "") -> list[Cell]:
    """Words in as many cells as keep each of them short; every cell begins with the head."""
    out: list[str] = []
    for word in words:
        if out and len(head) + len(out[-1]) + len(between) + len(word) <= CELL:
            out[-1] += between + word
        else:
            out.append(word)
    return [head + cell for cell in out]


def columns_of(fields: Sequence[str], lang: Lang) -> str:
    """The columns in which a row's fields stand, as a list."""
    titles = {c.id: c.title.to(lang) for c in FIELDS}
    return plain.joined([titles.get(name, name) for name in fields], lang)
