"""What one cell or row of a sheet says: a lesson of some periods, not yet matched to a course."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from scheduler.domain.text import Fault, Text
from scheduler.domain.time import Weeks
from scheduler.io.imported import Note, NoteKind
from scheduler.io.timetable.names import Names, clean


@dataclass(frozen=True, slots=True)
class Atom:
    """A lesson as written. `course` is None where the sheet does not say; `teachers` None where it names none.

    `settled` marks what our own data sheet says in full: its course and duration are not guessed again.
    """

    subject: str
    sets: tuple[str, ...]
    day: int
    period: int
    weeks: Weeks = Weeks.ALL
    teachers: tuple[str, ...] | None = None
    rooms: tuple[str, ...] = ()
    duration: int = 1
    course: str | None = None
    bell: str = ""
    source: str = ""
    settled: bool = False
    order: int = 0


@dataclass
class Desk:
    """Where readers put what they find: faults, notes, names nobody knows."""

    names: Names
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    strangers: set[str] = field(default_factory=set)

    def fault(self, sheet: str, cell: str, wrong: Text, right: Text) -> None:
        """Complain of a cell."""
        self.faults.append(Fault(f"{sheet}!{cell}" if sheet and cell else sheet or cell, wrong, right, sheet, cell))

    def note(self, text: Text, sheet: str = "", cell: str = "", kind: NoteKind = NoteKind.READ_AS) -> None:
        """Tell what was understood or left out."""
        self.notes.append(Note(kind, text, sheet, cell))

    # -- names in lists ----------------------------------------------------------------------------------

    def subject(self, text: str, sheet: str, cell: str) -> str | None:
        """The subject a text names, else a fault."""
        found = self.names.find_subject(text)
        if len(found) == 1:
            return found[0]
        shown = clean(text)[:40]
        if found:
            several = "、".join(self.names.subject(one) for one in found)
            self.fault(
                sheet,
                cell,
                Text(f"“{shown}” may be several subjects: {several}", f"“{shown}”可能是多个科目：{several}"),
                Text("write the subject's full name", "请写科目全名"),
            )
        else:
            known = "、".join(s.name or s.id for s in self.names.problem.subjects[:8])
            self.fault(
                sheet,
                cell,
                Text(f"“{shown}” is no subject of this school", f"“{shown}”不是本校的科目"),
                Text(f"write a subject such as {known}", f"请写本校科目，如{known}"),
            )
        return None

    def sets(self, text: str, sheet: str, cell: str) -> tuple[str, ...] | None:
        """Classes or groups joined by +, else a fault."""
        out: list[str] = []
        for piece in pieces(text, lambda word: bool(self.names.find_set(word))):
            if whole := self.names.find_grade(piece):
                out += whole
                continue
            found = self.names.find_set(piece)
            if len(found) != 1:
                shown = clean(piece)[:40]
                wrong = Text(f"“{shown}” is no class of this school", f"“{shown}”不是本校的班级")
                if found:
                    wrong = Text(f"“{shown}” may be several classes", f"“{shown}”可能是多个班级")
                known = "、".join(self.names.pupils(c.id) for c in self.names.problem.classes[:6])
                right = Text(f"write a class such as {known}", f"请写本校班级，如{known}")
                self.fault(sheet, cell, wrong, right)
                return None
            out.append(found[0])
        return tuple(dict.fromkeys(out))

    def teachers(self, text: str, sheet: str, cell: str) -> tuple[str, ...] | None:
        """Teachers joined by +; unknown ones are kept as written, with a note; a name of two people is a fault."""
        out: list[str] = []
        for piece in pieces(text, lambda word: bool(self.names.teachers.find(word))):
            found = self.names.teachers.find(piece)
            if len(found) > 1:
                shown = clean(piece)[:40]
                several = "、".join(self.names.teacher(one) for one in found)
                self.fault(
                    sheet,
                    cell,
                    Text(f"two teachers are called {shown}", f"有两位教师叫{shown}"),
                    Text(f"add the staff number: {several}", f"请加工号：{several}"),
                )
                return None
            out.append(found[0] if found else self._stranger(piece, Text("teacher", "教师"), sheet, cell))
        return tuple(dict.fromkeys(out))

    def rooms(self, text: str, sheet: str, cell: str) -> tuple[str, ...]:
        """Rooms joined by +; unknown or doubtful ones are kept as written, with a note."""
        out = []
        for piece in pieces(text, lambda word: bool(self.names.rooms.find(word))):
            found = self.names.rooms.only(piece)
            out.append(found or self._stranger(piece, Text("room", "场地"), sheet, cell))
        return tuple(dict.fromkeys(out))

    def _stranger(self, word: str, kind: Text, sheet: str, cell: str) -> str:
        word = clean(word)[:120]
        if word not in self.strangers:
            self.strangers.add(word)
            said = Text("the school has no {kind} “{word}”; kept as written", "本校没有{kind}“{word}”，按原文保留")
            self.note(said.format(kind=kind, word=word), sheet, cell)
        return word


def pieces(text: str, known: Callable[[str], bool]) -> list[str]:
    """Names joined by +; neighbours are put together again where only the whole is a known name."""
    words = [word.strip() for word in text.replace("＋", "+").split("+")]
    out: list[str] = []
    at = 0
    while at < len(words):
        end = next((e for e in range(min(len(words), at + 4), at, -1) if known("+".join(words[at:e]))), at + 1)
        if joined := "+".join(words[at:end]):
            out.append(joined)
        at = end
    return out
