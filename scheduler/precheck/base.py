"""What a pre-check says: a shortage with its numbers, whose it is, and what would end it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from scheduler.domain.text import Text

NO_TEXT = Text("", "")


class Severity(StrEnum):
    """Red is proven impossible, yellow is tight or likely trouble, green says what was counted."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Shortage:
    """One thing counted: `need` against `have`, both in lessons unless `facts` says otherwise.

    `rules` are the ids of the rules that together make it impossible; `owners` are ids of the school; `proof` says
    how a red is shown: by "counting", or by adding up rows of the rules ("lp").
    """

    id: str
    severity: Severity
    owners: tuple[str, ...]
    reason: Text
    remedy: Text = NO_TEXT
    need: int = 0
    have: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    proof: Literal["counting", "lp"] = "counting"

    @property
    def missing(self) -> int:
        """How much `have` falls short of `need`."""
        return max(0, self.need - self.have)


@dataclass(frozen=True, slots=True)
class Precheck:
    """Everything the pre-checks found, in the order of the checks."""

    found: tuple[Shortage, ...]

    @property
    def reds(self) -> tuple[Shortage, ...]:
        """Proofs that no timetable keeps the hard rules."""
        return tuple(one for one in self.found if one.severity is Severity.RED)

    @property
    def yellows(self) -> tuple[Shortage, ...]:
        """What is tight, or forces a relaxable rule to give way."""
        return tuple(one for one in self.found if one.severity is Severity.YELLOW)

    @property
    def greens(self) -> tuple[Shortage, ...]:
        """What was counted and found enough."""
        return tuple(one for one in self.found if one.severity is Severity.GREEN)

    @property
    def impossible(self) -> bool:
        """Whether counting alone proves that no timetable exists."""
        return any(one.severity is Severity.RED for one in self.found)
