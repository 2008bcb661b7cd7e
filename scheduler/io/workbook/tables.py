"""Tables of named things: header, rows, what is left out; the name and the id of a row."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeVar

from scheduler.domain.planning import Calendar
from scheduler.domain.text import Lang, Text
from scheduler.domain.time import TimeRange
from scheduler.io.imported import NoteKind
from scheduler.io.workbook import plain
from scheduler.io.workbook.names import Finder, Names
from scheduler.io.workbook.output import said
from scheduler.io.workbook.sheets import Column, Desk, Row, Section, column, header_key
from scheduler.io.workbook.times import Days, day_word, ranges_word, read_ranges
from scheduler.rules.info import RuleInfo

T = TypeVar("T", bound=Hashable)
PRIVATE = (
    *(
        "身份证",
        "证件",
        "手机",
        "电话",
        "联系方式",
        "出生",
        "生日",
        "银行",
        "账号",
        "账户",
        "卡号",
        "住址",
        "家庭地址",
        "工资",
    ),
    *(
        "idcard",
        "idnumber",
        "passport",
        "phone",
        "mobile",
        "birth",
        "bankaccount",
        "accountnumber",
        "address",
        "salary",
    ),
)
PASSED_OVER = frozenset(
    map(plain.key, ("序号", "备注", "合计", "总计", "小计", "人数", "no", "no.", "remarks", "total"))
)
ID = column("id", "Id", "编号", "内部编号", "代码", width=10)


@dataclass
class Reading:
    """What every part of the reader shares."""

    desk: Desk
    names: Names = field(default_factory=Names)
    days: Days = field(default_factory=lambda: Days.of(()))
    infos: Sequence[RuleInfo] = ()
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Start and end of the first schedule's rows by their names, for duties such as 早读."""
    longest: dict[int, int] = field(default_factory=dict)
    """Periods of each day in the schedule that has most."""
    calendar: Calendar | None = None
    school_year: int | None = None
    """The year in which the school year begins, as the term's name says it."""

    def ranges(self, row: Row, column: str, days: Days | None = None) -> tuple[TimeRange, ...]:
        """The times of the week in a cell, on the school's days or on others."""
        found, wrong = read_ranges(row.raw(column), days or self.days)
        for piece in wrong:
            row.fault(
                column,
                Text(f"“{piece[:40]}” is no time of the week", f"“{piece[:40]}”不是时间"),
                Text("write e.g. Tue 5-6; Fri; Wed 14:00-15:30", "写法如：周二 5-6；周五；周三 14:00-15:30"),
            )
        out = []
        for when in found:
            bell = self.names.bells.known(row, column, when.bell) if when.bell else ""
            out.append(when if bell == when.bell else when.model_copy(update={"bell": bell or ""}))
        return tuple(out)


@dataclass(frozen=True)
class Writing:
    """What every part of the writer shares: names as the reader will know them."""

    lang: Lang
    names: Names
    days: Days
    longest: Mapping[int, int] = field(default_factory=dict)
    """Periods of each day in the schedule that has most."""

    def ranges(self, ranges: tuple[TimeRange, ...]) -> str:
        """Times of the week as a cell."""
        return ranges_word(ranges, self.days, self.lang)

    def day(self, day: int) -> str:
        """A day as a time begins."""
        return day_word(day, self.days, self.lang)

    def list(self, words: Sequence[str]) -> str:
        """Words as a cell."""
        return plain.joined(tuple(words), self.lang)

    def words(self, finder: Finder, ids: Sequence[str], special: str = plain.SEPARATORS) -> tuple[str, ...]:
        """Things by the names the reader knows them by, quoted where a name holds what separates them."""
        return tuple(plain.quote(finder.word(an_id), special) for an_id in ids)

    def refs(self, finder: Finder, ids: Sequence[str]) -> str:
        """Things as a cell, by the names the reader knows them by."""
        return plain.joined([finder.word(an_id) for an_id in ids], self.lang)

    def ref(self, finder: Finder, an_id: str) -> str:
        """One thing as a cell."""
        return said(finder.word(an_id)) if an_id else ""


def rows_of(
    section: Section,
    columns: Sequence[Column],
    needed: Sequence[str],
    desk: Desk,
    own: Callable[[str], bool] = lambda _: False,
) -> list[Row]:
    """Rows of a table; a fault where something stands there but no header is found.

    `own` says which other headers the caller reads itself.
    """
    found = section.header(columns, needed)
    title = section.grid.title
    if found is None:
        if any(plain.text(v) for at in range(section.first, section.last) for v in section.grid.rows[at]):
            names = [c.title for c in columns if c.id in needed]
            desk.fault(
                title,
                plain.cell_name(section.first + 1, 0),
                Text("no header row is found", "找不到表头"),
                Text(
                    "a row among the first 12 must hold: " + ", ".join(n.en for n in names),
                    "前 12 行中应有一行包含：" + "、".join(n.zh for n in names),
                ),
            )
        return []
    header, where = found
    for index, value in enumerate(section.grid.rows[header]):
        word = plain.text(value)
        if word and index not in where.values() and not own(word):
            left_out(desk, title, plain.cell_name(header + 1, index), word)
    return list(section.rows(desk, header, where))


def left_out(desk: Desk, sheet: str, cell: str, word: str) -> None:
    """Note a column that is not read; private ones are named as such."""
    folded = header_key(word)
    if any(private in folded for private in PRIVATE):
        text = Text(f"column “{word[:30]}” is private and was not stored", f"“{word[:30]}”列属个人信息，未读取、未保存")
    elif folded in PASSED_OVER:
        return
    else:
        text = Text(f"column “{word[:30]}” is not known and was not read", f"不认识“{word[:30]}”列，未读取")
    desk.note(NoteKind.LEFT_OUT, text, sheet, cell)


def identity(row: Row, name: str = "name", *, named: bool = True) -> tuple[str, str]:
    """The id and the name of a row. Without an id of its own the name is the id, and (if `named`) the name too."""
    an_id, said_name = row.text("id"), row.text(name)
    return (an_id, said_name) if an_id else (said_name, said_name if named else "")


def identity_cells(an_id: str, name: str, *, named: bool = True) -> tuple[str, str]:
    """The name cell and the id cell that `identity` reads back."""
    if named and name == an_id:
        return said(name), ""
    if not named and not name:
        return said(an_id), ""
    return said(name), said(an_id)


def merged(sequences: Sequence[Sequence[T]]) -> list[tuple[T, list[int]]]:
    """Several sequences as one: each item with the sequences it stands in, every order kept."""
    rows: list[tuple[T, list[int]]] = []
    for at, sequence in enumerate(sequences):
        matcher = SequenceMatcher(None, [item for item, _ in rows], sequence, autojunk=False)
        out: list[tuple[T, list[int]]] = []
        i = j = 0
        for a, b, size in matcher.get_matching_blocks():
            out += rows[i:a]
            out += [(item, [at]) for item in sequence[j:b]]
            out += [(item, [*where, at]) for item, where in rows[a : a + size]]
            i, j = a + size, b + size
        rows = out
    return rows
