"""What reading a school gives: the problem, and what was assumed or left out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.problem import Problem
from scheduler.domain.scenario import Scenario
from scheduler.domain.text import Lang, Text


class NoteKind(StrEnum):
    """Why something is worth a note."""

    ASSUMED = "assumed"
    LEFT_OUT = "left_out"
    READ_AS = "read_as"


NOTE_NAMES = {
    NoteKind.ASSUMED: Text("default", "默认"),
    NoteKind.LEFT_OUT: Text("not stored", "未采用"),
    NoteKind.READ_AS: Text("read as", "读作"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """Something assumed, left out or understood while reading; never a fault."""

    kind: NoteKind
    text: Text
    sheet: str = ""
    cell: str = ""

    def to(self, lang: Lang) -> str:
        """The note as one line."""
        place = "!".join(p for p in (self.sheet, self.cell) if p)
        start = f"{NOTE_NAMES[self.kind].to(lang)}: " if lang == "en" else f"{NOTE_NAMES[self.kind].zh}："
        return f"{start}{self.text.to(lang)}" + (f" [{place}]" if place else "")


@dataclass(frozen=True, slots=True)
class Imported:
    """A school as read. Nothing of the input is dropped without a note.

    `unknown` counts, kind by kind, the conditions of the input that no rule of ours can say: a timetable may break
    them unseen. `scenarios` are those of the workbook's sheet of that name; they are no part of the school.
    """

    problem: Problem
    notes: tuple[Note, ...]
    unknown: tuple[tuple[str, int], ...] = ()
    scenarios: tuple[Scenario, ...] = ()

    @property
    def unchecked(self) -> int:
        """How many conditions are unknown."""
        return sum(count for _, count in self.unknown)
