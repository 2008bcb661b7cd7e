"""What every change of a scenario shares: whom it names, what it decides, and how it changes a school."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from scheduler.domain.base import Value
from scheduler.domain.text import Text

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem

Claim = tuple[str, ...]
"""What a change decides or relies on: ("teacher", 王敏), ("lessons of", 三(2):语文) …"""

NOTHING = Text("", "")
UNKNOWN = Text("the school has no {what} “{word}”", "学校里没有{what}“{word}”")
USE_AN_ID = Text("use an id of the school", "请写学校文件里的名称")
KINDS: dict[str, Text] = {
    "teacher": Text("teacher", "教师"),
    "class": Text("class", "班级"),
    "grade": Text("grade", "年级"),
    "room": Text("room", "场地"),
    "pool": Text("room or sort of room", "场地"),
    "course": Text("course", "课程"),
    "meeting": Text("meeting", "会议"),
    "subject": Text("subject", "科目"),
    "bell": Text("bell schedule", "作息表"),
    "group": Text("teachers' group", "教师组"),
}
"""What ids of a school name."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What a field of a change says wrongly, and what would be right."""

    field: str
    wrong: Text
    right: Text = NOTHING


class Change(Value):
    """One change to a school. Its `kind` is what files call it.

    `claims` are what it decides alone: two changes of one scenario with the same claim contradict each other.
    `ends` are what is no more after it, `needs` what it relies on: nothing that one change ends may another need.
    """

    def wrong(self, problem: Problem) -> Iterator[Wrong]:  # noqa: ARG002
        """What it says that this school does not know; the school is the one after the changes before it."""
        return iter(())

    @abstractmethod
    def applied(self, problem: Problem) -> Problem:
        """The school after the change; only called where nothing is wrong."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What it decides alone."""
        return ()

    @property
    def ends(self) -> tuple[Claim, ...]:
        """What is no more."""
        return ()

    @property
    def needs(self) -> tuple[Claim, ...]:
        """What it relies on."""
        return ()


V = TypeVar("V", bound=Value)


def unknown(field: str, kind: str, word: str, known: Collection[str]) -> Iterator[Wrong]:
    """Nothing where the word is known, else what is wrong, with the names most like it."""
    if word not in known:
        near = [one for one in known if word and (word in one or one in word)][:5]
        right = Text(f"e.g. {', '.join(near)}", f"如：{'、'.join(near)}") if near else USE_AN_ID
        yield Wrong(field, UNKNOWN.format(what=KINDS[kind], word=word[:60]), right)


def taken(field: str, kind: str, word: str, known: Collection[str]) -> Iterator[Wrong]:
    """What is wrong where something new has a name that is in use."""
    if word in known:
        told = Text("the school has a {what} “{word}” already", "学校里已有{what}“{word}”")
        yield Wrong(field, told.format(what=KINDS[kind], word=word[:60]), Text("give another name", "请另取名称"))


def put(values: tuple[V, ...], old: V, *new: V) -> tuple[V, ...]:
    """The values with others in one's place."""
    return tuple(out for value in values for out in (new if value is old else (value,)))
