"""Write 规则明细: a line for each row of a rule's setting, and lines for lists too long for sheet 规则."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from scheduler.domain.policy import RuleSetting
from scheduler.domain.text import Lang, same
from scheduler.io.workbook import plain
from scheduler.io.workbook.output import Block, Cell, Sheet, said, yes
from scheduler.io.workbook.row_fields import CELL, IDS, cut, field_cells
from scheduler.io.workbook.rule_rows import COLUMNS, EXCEPTIONS, SCOPE, SEE, SPECIAL, TITLE
from scheduler.io.workbook.settings import list_word, scope_words, write_exceptions, write_params, write_scope
from scheduler.io.workbook.tables import Writing
from scheduler.rules.info import RuleInfo


@dataclass(frozen=True)
class Split:
    """A rule's cells on sheet 规则, and its lines here."""

    scope: str
    exceptions: str
    params: str
    lines: Sequence[Sequence[Cell]]


def split(rule: RuleSetting, writing: Writing) -> Split:
    """What stands on sheet 规则 and what here."""
    lang, names = writing.lang, writing.names
    out = _Lines(rule, lang)
    scope, exceptions = write_scope(rule.scope, names, lang), write_exceptions(rule.exceptions, names, lang)
    if len(scope) > CELL:
        between = "、" if lang == "zh" else ", "
        for title, words in scope_words(rule.scope, names, lang):
            for piece in cut(words, between, f"{title}="):
                out.add(SCOPE.to(lang), {"values": [piece]})
        scope = SEE.to(lang)
    if len(exceptions) > CELL:
        pieces = [write_exceptions((one,), names, lang) for one in rule.exceptions]
        for piece in cut(pieces, "\n"):
            out.add(EXCEPTIONS.to(lang), {"values": [piece]})
        exceptions = SEE.to(lang)
    kept: dict[str, Any] = {}
    for name, value in rule.params.items():
        word = f'"{name}"' if plain.key(name) in SPECIAL else said(name)
        if name not in IDS and _rows(value):
            for fields in value:
                out.add(word, field_cells(fields, writing))
        elif _long(name, value, lang):
            cells = field_cells({name: value}, writing) if name in IDS else {}
            out.add(word, cells if name in cells else {"values": cut([list_word(v, lang) for v in value], ",")})
        else:
            kept[name] = value
    params = write_params(kept, lang)
    if len(kept) < len(rule.params):
        params = "; ".join(filter(None, (params, SEE.to(lang))))
    return Split(scope, exceptions, params, out.lines)


def _rows(value: Any) -> bool:
    """Whether a setting is a list of rows whose fields have names that a cell can hold."""
    return (
        isinstance(value, (list, tuple))
        and bool(value)
        and all(isinstance(row, dict) for row in value)
        and all(name and not plain.flawed(name) for row in value for name in row)
    )


def _long(name: str, value: Any, lang: Lang) -> bool:
    """Whether a setting is a list of single values too long for its cell."""
    plain_list = isinstance(value, (list, tuple)) and not any(isinstance(v, (list, tuple, dict)) for v in value)
    return plain_list and len(write_params({name: value}, lang)) > CELL


class _Lines:
    """The lines of one rule."""

    def __init__(self, rule: RuleSetting, lang: Lang) -> None:
        self.rule, self.lang = rule, lang
        self.lines: list[list[Cell]] = []

    def add(self, param: str, cells: dict[str, list[Cell]]) -> None:
        """A line, and further ones for cells that go on."""
        titles = [c.id for c in COLUMNS[4:]]
        for at, values in enumerate(zip_longest(*cells.values(), fillvalue="") if cells else [()]):
            line = dict(zip(cells, values, strict=True))
            head: list[Cell] = ["", "", "", yes(True, self.lang)]
            if not at:
                head = [said(self.rule.id), said(self.rule.instance), param, ""]
            self.lines.append([*head, *(line.get(title, "") for title in titles)])


def write(splits: Sequence[Split], infos: Sequence[RuleInfo]) -> Sheet:
    """The sheet."""
    rule = replace(COLUMNS[0], choices=tuple(same(info.id) for info in infos))
    return Sheet(TITLE, [Block((rule, *COLUMNS[1:]), [line for one in splits for line in one.lines])], wide=True)
