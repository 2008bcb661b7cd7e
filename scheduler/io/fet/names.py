"""From FET's names to ids: every kind of thing that a rule may name is called as nothing else is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TypeVar

from scheduler.domain.text import Text, joined, same

ID_LENGTH = 100
"""Leaves room for what tells two ids apart."""
NAME_LENGTH = 200
V = TypeVar("V")


class Ids:
    """Ids like the names they are made from, each given once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def of(self, name: str, kind: str = "") -> str:
        """A new id for a name: itself where it is free, else with its kind or a number behind it."""
        plain = clean(name)[:ID_LENGTH].rstrip() or "?"
        found = next(word for word in _tries(plain, kind) if word not in self._taken)
        self._taken.add(found)
        return found


def _tries(plain: str, kind: str) -> Iterator[str]:
    yield plain
    if kind:
        yield f"{plain} ({kind})"
    number = 2
    while True:
        yield f"{plain} ({number})"
        number += 1


def clean(name: str) -> str:
    """A name as texts of a school may be: no control characters, no blanks at an end."""
    return "".join(c if c.isprintable() else " " for c in name).strip()


class Known(dict[str, V]):
    """Names of one kind of thing as the file writes them, each with what it means; blanks around it are forgiven."""

    def find(self, name: str) -> V | None:
        """What is called so."""
        return self.get(name) if name in self else self.get(name.strip())

    def name(self, word: str) -> str:
        """A name as the list writes it, whatever blanks stand around it here."""
        return word if word in self else word.strip()

    def near(self, name: str) -> Text:
        """What may be meant."""
        close = get_close_matches(name, list(self), n=3, cutoff=0.5)
        return Text("perhaps {0}", "是否为 {0}").format(joined([same(one) for one in close])) if close else Text("", "")
