"""Things of the school by every word people write for them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from scheduler.domain.text import Text
from scheduler.io.faults import SHOWN
from scheduler.io.workbook import plain
from scheduler.io.workbook.sheets import Row
from scheduler.io.workbook.subjects import token_of

_NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九", start=1)}
_GRADE = (
    r"(?:(?P<stage>初|高|小)?(?P<numeral>[一二三四五六七八九1-9])(?:年级|年)?|(?:grade|g|year|y)(?P<digit>\d{1,2}))"
)
_CLASS = re.compile(
    _GRADE + r"(?:[.\-·]|班)?(?:\(|\[|第|class|c)?(?P<klass>\d{1,2}|[一二三四五六七八九十])(?:\)|\])?班?"
)
_NUMBER = re.compile(r"(?P<numeral>[1-9])(?P<klass>\d{2})班?")
_STAGES = {"初": 6, "高": 9, "小": 0, None: 0}

LISTED = 5
"""How many known names are told where none is like the unknown one."""

Words = tuple[str, tuple[str, ...]]
"""An id and the other words for it."""


def grade_number(word: str) -> int | None:
    """一年级, 三, G3, 初一 as 1-12; None where the text is no grade."""
    found = re.fullmatch(_GRADE, plain.key(word))
    return _number(found) if found else None


def class_numbers(word: str) -> tuple[int, int] | None:
    """三(2), 三（2）班, 3.2, 302, 三2, 三年级2班, 七3, 初一(3) as (grade, class); None where the text is neither."""
    folded = plain.key(word)
    found = _NUMBER.fullmatch(folded) or _CLASS.fullmatch(folded)
    if found is None:
        return None
    number = found["klass"]
    klass = int(number) if number.isdecimal() else _NUMERALS.get(number, 10)
    return _number(found), klass


def _number(found: re.Match[str]) -> int:
    parts = found.groupdict()
    if parts.get("digit"):
        return int(parts["digit"])
    numeral = parts["numeral"]
    number = _NUMERALS[numeral] if numeral in _NUMERALS else int(unicodedata.digit(numeral))
    return number + _STAGES[parts.get("stage")]


@dataclass
class Finder:
    """Ids by word: the id itself, then names as written, then forgiving spelling, then what the school means."""

    what: Text
    things: list[Words] = field(default_factory=list)
    meaning: Callable[[str], Hashable | None] | None = None

    def __post_init__(self) -> None:
        self.ids: dict[str, tuple[str, ...]] = {}
        self._said: dict[str, dict[str, None]] = {}
        self._folded: dict[str, dict[str, None]] = {}
        self._meant: dict[Hashable, dict[str, None]] = {}
        for thing in self.things:
            self._take(thing)

    def _take(self, thing: Words) -> None:
        an_id, words = thing
        self.ids.setdefault(an_id, words)
        for word in (an_id, *words):
            if word:
                self._said.setdefault(word, {})[an_id] = None
                self._folded.setdefault(plain.key(word), {})[an_id] = None
                meant = self.meaning(word) if self.meaning else None
                if meant is not None:
                    self._meant.setdefault(meant, {})[an_id] = None

    def add(self, an_id: str, *words: str) -> None:
        """Know one thing more."""
        self.things.append((an_id, words))
        self._take((an_id, words))

    def find(self, word: str) -> tuple[str, ...]:
        """Ids the word may mean: none, one, or several where it is not clear."""
        if word in self.ids:
            return (word,)
        found = self._said.get(word) or self._folded.get(plain.key(word))
        if not found and self.meaning is not None and (meant := self.meaning(word)) is not None:
            found = self._meant.get(meant)
        return tuple(found or ())

    def word(self, an_id: str) -> str:
        """How to write an id so that `find` takes it back: by its first word that is clear."""
        words = self.ids.get(an_id, ())
        return next((w for w in words if w and self.find(w) == (an_id,)), an_id)

    def unknown(self, word: str, *, guess: bool = True) -> tuple[Text, Text]:
        """What is wrong with a word that is not found, and what may have been meant (costly: only while shown)."""
        short = word[:40]
        several = self.find(word)
        if several:
            names = "、".join(several[:5])
            return (
                Text(f"“{short}” means more than one {self.what.en}", f"“{short}”对应不止一个{self.what.zh}"),
                Text(f"write one of: {names}", f"请写明其中之一：{names}"),
            )
        likely = list(self._said)[:2000] if guess and len(word) < 60 else []
        near = difflib.get_close_matches(word, likely, n=3, cutoff=0.5)
        names = "、".join(near)
        return (
            Text(f"no {self.what.en} is called “{short}”", f"没有叫“{short}”的{self.what.zh}"),
            Text(f"did you mean {names}?", f"是否为 {names}？") if near else Text("", ""),
        )

    def one(self, row: Row, column: str) -> str:
        """The thing a cell names, empty where the cell is empty or wrong."""
        word = row.text(column)
        if not word:
            return ""
        return self.known(row, column, word) or ""

    def known(self, row: Row, column: str, word: str) -> str | None:
        """The id of a word, or None and a fault at the cell."""
        found = self.find(word)
        if len(found) == 1:
            return found[0]
        wrong, right = self.unknown(word, guess=len(row.desk.faults) < SHOWN)
        if not right.en and self.ids:
            some = [self.word(an_id) for an_id in list(self.ids)[:LISTED]]
            right = Text(f"write e.g. {', '.join(some)}", f"请写已有的，如 {'、'.join(some)}")
        row.fault(column, wrong, right)
        return None

    def many(self, row: Row, column: str) -> tuple[str, ...]:
        """The things a cell lists; blanks separate too where that gives only known names."""
        out: list[str] = []
        for piece in plain.split(row.raw(column)):
            word = plain.unquote(piece)
            by_blank = word.split()
            if not self.find(word) and len(by_blank) > 1 and all(len(self.find(w)) == 1 for w in by_blank):
                out.extend(self.find(w)[0] for w in by_blank)
            elif (known := self.known(row, column, word)) is not None:
                out.append(known)
        return tuple(out)


def finder(en: str, zh: str, meaning: Callable[[str], Hashable | None] | None = None) -> Finder:
    """An empty finder."""
    return Finder(Text(en, zh), [], meaning)


@dataclass(frozen=True)
class Several:
    """Finders asked one after another; an id that one of them has goes before any other word for something."""

    finders: tuple[Finder, ...]

    def find(self, word: str) -> tuple[str, ...]:
        """Ids the word may mean."""
        if any(word in one.ids for one in self.finders):
            return (word,)
        return next((found for one in self.finders if (found := one.find(word))), ())

    def word(self, an_id: str) -> str:
        """How to write an id so that `find` takes it back."""
        words = (word for one in self.finders for word in one.ids.get(an_id, ()))
        return next((word for word in words if word and self.find(word) == (an_id,)), an_id)

    def unknown(self, word: str) -> tuple[Text, Text]:
        """What is wrong with a word that is not found."""
        return self.finders[0].unknown(word)


@dataclass
class Names:
    """Finders of every kind of thing a workbook names."""

    bells: Finder = field(default_factory=lambda: finder("bell schedule", "作息表"))
    campuses: Finder = field(default_factory=lambda: finder("campus", "校区"))
    grades: Finder = field(default_factory=lambda: finder("grade", "年级", grade_number))
    classes: Finder = field(default_factory=lambda: finder("class", "班级", class_numbers))
    leaves: Finder = field(default_factory=lambda: finder("smallest group", "最小分组"))
    sets: Finder = field(default_factory=lambda: finder("class or group", "班级或分组", class_numbers))
    subjects: Finder = field(default_factory=lambda: finder("subject", "科目", token_of))
    rooms: Finder = field(default_factory=lambda: finder("room", "场地"))
    places: Finder = field(default_factory=lambda: finder("room or sort of room", "场地或场地类"))
    teachers: Finder = field(default_factory=lambda: finder("teacher", "教师"))
    teams: Finder = field(default_factory=lambda: finder("teachers' group", "教师组"))
    courses: Finder = field(default_factory=lambda: finder("course", "课程"))

    @property
    def pupils(self) -> Several:
        """Classes, groups and smallest groups, as a scope may name them."""
        return Several((self.classes, self.sets, self.leaves))

    @property
    def gathered(self) -> Several:
        """Groups of teachers and of pupils."""
        return Several((self.teams, self.sets))

    @property
    def _every(self) -> Several:
        groups = (self.teams, self.sets, self.leaves)
        return Several((self.teachers, self.classes, self.grades, self.subjects, *groups, self.places, self.courses))

    def anything(self, word: str) -> tuple[str, ...]:
        """Ids of any kind that a word may mean."""
        return self._every.find(word)

    def said(self, an_id: str) -> str:
        """How to write an id of any kind so that `anything` takes it back."""
        words = self.teachers.ids.get(an_id, ())
        return next((w for w in words if w and self.anything(w) == (an_id,)), an_id)
