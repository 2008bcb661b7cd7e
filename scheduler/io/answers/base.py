"""What every report of answers is made of: tables, and an answer with the names it speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scheduler.answers import Answered
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, joined, same

Cell = Text | int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A title, headers, rows of the same length."""

    title: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with the school it speaks of (after the changes) and the names of rules by their labels."""

    answered: Answered
    problem: Problem
    rules: Mapping[str, Text] = field(default_factory=dict)

    def title(self, an_id: str) -> Text:
        """The name to print for an id."""
        return same(self.problem.index.title(an_id))

    def titles(self, ids: Sequence[str]) -> Text:
        """Names to print."""
        return joined([self.title(an_id) for an_id in ids])

    def day(self, day: int) -> Text:
        """A day's name."""
        return self.problem.index.day_name(day)
