"""Weeks of the term in a cell: `王敏[1-8]/李红[9-]` says who teaches until when, and who takes over."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from scheduler.domain.curriculum import Later
from scheduler.domain.text import Text
from scheduler.io.workbook import plain

LAST = 60
"""No term has more weeks."""
_TERM = re.compile(r"\[第?(?:(\d{0,3})周?(?:[-~—–至到]第?(\d{0,3})周?|起|开始)|(\d{1,3})周?)\]")
_LONGEST = 24
_FOLLOW = Text("write the weeks without gaps, e.g. Smith[1-8]/Jones[9-]", "周次要前后相接，如 王敏[1-8]/李红[9-]")

Wrong = tuple[Text, Text]
"""What is wrong, what would be right."""


@dataclass(frozen=True, slots=True)
class Span:
    """Weeks from `first` to `last`, None to the end of the term."""

    first: int
    last: int | None


def cut(piece: str) -> tuple[str, Span | None]:
    """A piece of a cell without the weeks at its end, and these."""
    at = max(piece.rfind(mark) for mark in "[［【")
    if at < 0 or len(piece) - at > _LONGEST:
        return piece, None
    found = _TERM.fullmatch(plain.key(piece[at:]).replace("【", "[").replace("】", "]"))
    if found is None:
        return piece, None
    rest = piece[:at].strip()
    if found[3]:
        return rest, Span(int(found[3]), int(found[3]))
    return rest, Span(int(found[1] or 1), int(found[2]) if found[2] else None)


@dataclass
class Run:
    """Teachers of one share of the lessons, one after another."""

    start: int = 1
    end: int | None = 0
    later: list[Later] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    def begin(self, span: Span, teachers: Sequence[str]) -> tuple[str, ...]:
        """The teachers of week 1; whoever begins later takes over from nobody."""
        if span.first <= 1:
            self._until(span)
            return tuple(teachers)
        self.start, self.end = 1, span.first - 1
        self.take_over(span, teachers)
        return ()

    def take_over(self, span: Span, teachers: Sequence[str]) -> None:
        """Other teachers from a week on."""
        if self.end is None or span.first != self.end + 1:
            here, before = f"[{span.first}-{span.last or ''}]", f"[{self.start}-{self.end or ''}]"
            wrong = Text(f"{here} does not follow {before}", f"{here} 与前面的 {before} 不相接")
            self.wrong.append((wrong, _FOLLOW))
        elif not teachers:
            self.wrong.append(
                (
                    Text(f"nobody takes over in week {span.first}", f"第 {span.first} 周没有人接"),
                    Text(f"write a name, or TBD1[{span.first}-]", f"请写姓名，或 待定1[{span.first}-]"),
                )
            )
        elif span.first <= LAST:
            self.later.append(Later(week=span.first, teachers=tuple(teachers)))
        self._until(span)

    def _until(self, span: Span) -> None:
        if max(span.first, span.last or 0) > LAST or span.first < 1 or (span.last or LAST) < span.first:
            weeks = f"[{span.first}-{span.last or ''}]"
            self.wrong.append((Text(f"{weeks} are no weeks of a term", f"{weeks} 不是教学周"), _FOLLOW))
        self.start, self.end = span.first, span.last


def later_words(later: Sequence[Later], word: Callable[[tuple[str, ...]], str]) -> list[str]:
    """Who takes over, as pieces of a cell."""
    ends = [*(str(one.week - 1) for one in later[1:]), ""]
    return [f"{word(one.teachers)}[{one.week}-{end}]" for one, end in zip(later, ends, strict=False)]
