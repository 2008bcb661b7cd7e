"""规则明细: what no cell of sheet 规则 can hold: rows of courses, and long lists, each on a line of its rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scheduler.domain.policy import RuleException, Scope
from scheduler.domain.text import Text
from scheduler.io.workbook import plain
from scheduler.io.workbook.output import YES_NO
from scheduler.io.workbook.row_fields import FIELDS, IDS, columns_of, read_fields
from scheduler.io.workbook.settings import Misread, both_scopes, read_exceptions, read_list, read_scope
from scheduler.io.workbook.sheets import NOTHING, Row, Section, column
from scheduler.io.workbook.tables import Reading, rows_of
from scheduler.rules.info import RuleInfo

TITLE = Text("Rule rows", "规则明细")
ROWS = "rows"
"""The setting a line tells where it names none."""

SEE = Text("see Rule rows", "见规则明细")
"""What a cell of sheet 规则 says where the lines are here."""

SCOPE, EXCEPTIONS = Text("Binds", "适用范围"), Text("Except", "例外")
SPECIAL = {plain.key(word): at for at, t in (("scope", SCOPE), ("exceptions", EXCEPTIONS)) for word in (t.en, t.zh)}
COLUMNS = (
    column("rule", "Rule", "规则", "规则编号", width=22),
    column(
        "instance",
        "Instance",
        "实例",
        width=18,
        note=Text("as on sheet Rules; empty where the rule stands once", "与“规则”表相同；规则只设一次时不填"),
    ),
    column(
        "param",
        "Setting",
        "设置项",
        "参数",
        width=12,
        note=Text("empty: rows. Or Binds, Except, a setting's name", "不填：rows。或写 适用范围、例外、设置项名称"),
    ),
    column(
        "more",
        "Continues",
        "接上行",
        width=8,
        choices=YES_NO,
        note=Text("yes: the line above goes on here", "是：内容接在上一行后面"),
    ),
    *FIELDS,
    column(
        "values", "Values", "值", width=30, note=Text("of Binds, Except or a long list", "适用范围、例外或长列表的内容")
    ),
)
Key = tuple[str, str]
"""(rule, instance) of a row of sheet 规则."""


@dataclass
class Told:
    """What the lines of one rule add to its row on sheet 规则."""

    params: dict[str, Any] = field(default_factory=dict)
    scope: Scope = field(default_factory=Scope)
    exceptions: tuple[RuleException, ...] = ()


@dataclass
class _Place:
    """Whose line the last one was, and what it told: the row it began, None where it was a list."""

    key: Key
    param: str
    begun: dict[str, Any] | None = None


def read(parts: Sequence[Section], rules: Mapping[Key, RuleInfo | None], reading: Reading) -> dict[Key, Told]:
    """What the sheet adds to each rule of sheet 规则; faults where a line belongs to none."""
    out: dict[Key, Told] = {}
    finder = _Finder.of(rules, reading)
    place: _Place | None = None
    for section in parts[:1]:
        for row in rows_of(section, COLUMNS, ("rule",), reading.desk):
            more = row.truth("more")
            if not more:
                key = finder.find(row)
                place = None if key is None else _Place(key, _param(row, rules[key]))
            elif place is None:
                row.fault("more", Text("there is no line above to go on from", "上面没有可接的一行"))
            if place is not None:
                _take(row, place, out.setdefault(place.key, Told()), rules[place.key], reading, more=more)
    return out


def _take(row: Row, place: _Place, told: Told, info: RuleInfo | None, reading: Reading, *, more: bool) -> None:
    listed = row.raw("values")
    if place.param in SPECIAL.values():
        _whom(row, listed, place.param, told, info, reading)
        return
    fields = read_fields(row, reading)
    into: list[Any] = told.params.setdefault(place.param, [])
    if listed or (place.param in IDS and set(fields) <= {place.param}):
        into.extend(fields.get(place.param, ()))
        into.extend(_values(row, listed))
        return
    if place.begun is None or not more:
        place.begun = {}
        into.append(place.begun)
    for name, value in fields.items():
        before = place.begun.get(name)
        place.begun[name] = before + value if isinstance(before, list) and isinstance(value, list) else value
    _fits(row, place.param, fields, info, more=more)


def _values(row: Row, raw: str) -> list[Any]:
    try:
        return read_list(raw) if raw else []
    except Misread as error:
        row.fault("values", error.wrong, error.right)
        return []


def _whom(row: Row, raw: str, param: str, told: Told, info: RuleInfo | None, reading: Reading) -> None:
    try:
        if param == "scope":
            told.scope = both_scopes(told.scope, read_scope(raw, reading.names))
        else:
            told.exceptions = (*told.exceptions, *read_exceptions(raw, reading.names, labels(info)))
    except Misread as error:
        row.fault("values", error.wrong, error.right)


def labels(info: RuleInfo | None) -> dict[str, str]:
    """Ids of a rule's settings by their labels."""
    return {plain.key(w): s.id for s in info.settings for w in (s.label.zh, s.label.en)} if info else {}


def _param(row: Row, info: RuleInfo | None) -> str:
    raw = row.raw("param")
    if plain.key(raw) in SPECIAL:
        return SPECIAL[plain.key(raw)]
    word = labels(info).get(plain.key(raw), plain.unquote(raw)) or ROWS
    known = [s.id for s in info.settings] if info else [word]
    if word not in known:
        told = Text(f"the rule has no setting “{word[:40]}”", f"这条规则没有设置项“{word[:40]}”")
        row.fault("param", told, Text(", ".join(known), "、".join(known)))
    return word


def _fits(row: Row, param: str, fields: Mapping[str, Any], info: RuleInfo | None, *, more: bool) -> None:
    """Complain of fields that the rule's rows do not have, and of needed ones left empty."""
    schema = info.row_of(param) if info else None
    if schema is None:
        return
    known = schema["properties"]
    lang = row.desk.lang
    for name in fields:
        if name not in known:
            told = Text("the rule does not ask for this", "这条规则不填这一列")
            right = Text(f"it asks for {columns_of([*known], 'en')}", f"应填：{columns_of([*known], 'zh')}")
            row.fault(name if row.raw(name) else "other", told, right)
    for name in () if more else schema.get("required", ()):
        if name not in fields and not row.raw(name):
            title = columns_of([name], lang)
            row.fault(name, Text(f"{title}: missing", f"缺少“{title}”"))


@dataclass(frozen=True)
class _Finder:
    """Rows of sheet 规则 by their names."""

    words: Mapping[str, str]
    by_rule: Mapping[str, Sequence[Key]]
    by_instance: Mapping[str, Sequence[Key]]

    @classmethod
    def of(cls, rules: Mapping[Key, RuleInfo | None], reading: Reading) -> _Finder:
        by_rule: dict[str, list[Key]] = {}
        by_instance: dict[str, list[Key]] = {}
        for key in rules:
            by_rule.setdefault(key[0], []).append(key)
            by_instance.setdefault(key[1] or key[0], []).append(key)
        return cls(rule_words(reading), by_rule, by_instance)

    def find(self, row: Row) -> Key | None:
        """The rule a line belongs to, or a fault at the cell that names it."""
        word, instance = row.text("rule"), row.text("instance")
        rule = self.words.get(plain.key(word), word)
        found = [key for key in self.by_instance.get(instance or rule, ()) if not word or key[0] == rule]
        found = found or ([] if instance else list(self.by_rule.get(rule, ())))
        if len(found) == 1:
            return found[0]
        at, said = ("instance", instance) if instance else ("rule", word)
        if found:
            names = [key[1] for key in found if key[1]]
            told = Text(f"sheet Rules has several rules “{said[:40]}”", f"“规则”表中有几条“{said[:40]}”")
            right = Text("name the instance: " + ", ".join(names[:5]), "请写明实例：" + "、".join(names[:5]))
        else:
            told = Text(f"sheet Rules has no rule “{said[:40]}”", f"“规则”表中没有“{said[:40]}”")
            right = Text("add it there, or correct the name", "请先在“规则”表中写上，或改正名称") if said else NOTHING
        row.fault(at, told, right)
        return None


def rule_words(reading: Reading) -> dict[str, str]:
    """Ids of rules by every word for them."""
    return {plain.key(w): i.id for i in reading.infos for w in (i.id, i.name.zh, i.name.en)}
