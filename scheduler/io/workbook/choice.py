"""Cells in which one of a few words stands, and cells that name grades or pupils."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from scheduler.domain.text import Text, joined
from scheduler.io.workbook import plain
from scheduler.io.workbook.names import Finder, Names, class_numbers, grade_number
from scheduler.io.workbook.sheets import Row
from scheduler.io.workbook.tables import Reading

K = TypeVar("K", bound=str)
EVERYONE = frozenset(("全部", "全校", "各年级", "所有年级", "all", "allgrades", "everyone"))


def known_words(names: Mapping[K, Text], more: Mapping[str, K] | None = None) -> dict[str, K]:
    """Kinds by every word for them: the names, the ids, and `more`."""
    out = {plain.key(word): kind for word, kind in (more or {}).items()}
    out |= {plain.key(word): kind for kind, text in names.items() for word in (kind, text.en, text.zh)}
    return out


def chosen(row: Row, column: str, known: Mapping[str, K], names: Mapping[K, Text]) -> K | None:
    """The kind a cell names, None where it is empty or wrong (then with a fault that lists the words)."""
    raw = row.text(column)
    found = known.get(plain.key(raw))
    if raw and found is None:
        wrong_choice(row, column, raw, list(names.values()))
    return found


def wrong_choice(row: Row, column: str, raw: str, words: Sequence[Text]) -> None:
    """Complain of a word that is none of some."""
    told = joined(list(words))
    row.fault(
        column,
        Text(f"“{raw[:20]}” is not known here", f"“{raw[:20]}”不是可选项"),
        Text(f"write one of: {told.en}", f"请填其中之一：{told.zh}"),
    )


def demand(row: Row, *columns: str) -> bool:
    """Whether cells that must not be empty are filled in; complain of those that are not."""
    empty = [name for name in columns if not row.raw(name)]
    for name in empty:
        head = row.heads.get(name, name)
        right = Text("fill it in, or delete the row", "请填写，或删除这一行")
        row.fault(name, Text(f"{head}: nothing is filled in", f"缺少{head}"), right)
    return not empty


def one_line(row: Row, column: str) -> str:
    """The cell's text, line breaks made blanks."""
    return re.sub(r"\s*[\r\n]+\s*", " ", row.text(column))


def read_grades(row: Row, column: str, reading: Reading) -> tuple[str, ...]:
    """The grades a cell lists; none where it is empty or says all."""
    raw = row.raw(column)
    if plain.key(raw) in EVERYONE and not reading.names.grades.find(raw):
        return ()
    return reading.names.grades.many(row, column)


def pupils(names: Names, *, grades: bool) -> Finder:
    """Finds classes, groups and smallest groups; also grades if asked."""
    what = Text("class, group or grade", "班级、分组或年级") if grades else Text("class or group", "班级或分组")

    def meaning(word: str) -> tuple[int, int] | int | None:
        return class_numbers(word) or (grade_number(word) if grades else None)

    more = names.grades.things if grades else []
    return Finder(what, [*names.sets.things, *names.leaves.things, *more], meaning)
