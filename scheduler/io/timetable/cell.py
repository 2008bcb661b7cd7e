"""What is written in a cell of a timetable: subject, teachers, room, odd and even weeks, groups."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise

from scheduler.domain.time import KIND_NAMES, Weeks
from scheduler.io.timetable.atoms import Desk
from scheduler.io.timetable.grid import MARK
from scheduler.io.timetable.names import Names, clean
from scheduler.io.workbook.plain import key

NOTHING = frozenset(map(key, ("", "-", "—", "–", "/", "×", "x", "无", "空", "none")))
_PARITY = re.compile(r"(?<![a-z])(单周?|双周?|odd|even)\s*[:：]\s*", re.IGNORECASE)
_LABEL = re.compile(r"[\[【](.+?)[\]】]\s*")
_SEVERAL = re.compile(r"等\d+人$|\+\d+\s?more$|^\d+个组$|^\d+ ?groups$", re.IGNORECASE)
_BETWEEN = " :·-,、/"


@dataclass(frozen=True, slots=True)
class Said:
    """One lesson as a cell says it; None where it says nothing of the teachers or of whose lesson it is."""

    subject: str
    weeks: Weeks = Weeks.ALL
    sets: tuple[str, ...] | None = None
    teachers: tuple[str, ...] | None = None
    rooms: tuple[str, ...] = ()


@dataclass
class _Piece:
    label: str = ""
    weeks: Weeks = Weeks.ALL
    words: list[str] = field(default_factory=list)


class CellReader:
    """Reads cells of one school's timetables."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.names: Names = desk.names
        bells = desk.names.problem.bells
        self.bands = {key(row.name) for bell in bells for rows in bell.days for row in rows if row.name}
        self.bands |= {key(word) for kind in KIND_NAMES.values() for word in (kind.zh, kind.en)}

    def is_nothing(self, text: str) -> bool:
        """Whether the cell holds no lesson: a dash, or a break with or without its clock times."""
        plain = key(text)
        if plain in NOTHING:
            return True
        if self._subject(text):
            return False
        return re.sub(r"[\d:~–—-]+$", "", plain) in self.bands

    def read(self, text: str, sheet: str, cell: str) -> list[Said]:
        """The lessons a cell names; what cannot be understood becomes a fault of the cell."""
        if self.is_nothing(text):
            return []
        out = []
        for piece in self._pieces(text):
            out += self._said(piece, sheet, cell)
        return out

    # -- cutting -----------------------------------------------------------------------------------------

    def _pieces(self, text: str) -> list[_Piece]:
        out: list[_Piece] = []
        for line in text.replace("\r", "\n").split("\n"):
            for part in self._cut(clean(line)):
                label, weeks, rest = self._prefixes(part)
                begins = label or weeks is not Weeks.ALL or not out
                if begins or (out[-1].words and self._subject(rest) and not self.names.teachers.find(rest)):
                    out.append(_Piece(label, weeks))
                if rest:
                    out[-1].words.append(rest)
        return out

    @staticmethod
    def _cut(line: str) -> list[str]:
        """单:心理 双:安全 on one line, in two."""
        starts = [found.start() for found in _PARITY.finditer(line)]
        starts = [at for at in starts if not line[:at].rstrip().endswith(("]", "】"))]
        edges = [0, *(at for at in starts if line[:at].strip()), len(line)]
        return [line[a:b].strip() for a, b in pairwise(edges) if line[a:b].strip()]

    @staticmethod
    def _prefixes(part: str) -> tuple[str, Weeks, str]:
        label, weeks = "", Weeks.ALL
        for _ in range(2):
            if (found := _LABEL.match(part)) and not label:
                label, part = found[1], part[found.end() :]
            if (found := _PARITY.match(part)) and weeks is Weeks.ALL:
                weeks = Weeks.ODD if key(found[1])[0] in "单o" else Weeks.EVEN
                part = part[found.end() :]
        return label, weeks, part

    # -- understanding -----------------------------------------------------------------------------------

    def _subject(self, text: str) -> tuple[str, ...]:
        return self.names.find_subject(text.strip().lstrip(MARK + "★☆*").strip())

    def _said(self, piece: _Piece, sheet: str, cell: str) -> list[Said]:
        first, *others = piece.words or [""]
        first = unicodedata.normalize("NFKC", first).lstrip(MARK + "★☆*").strip() if "@" not in first else first
        first, _, room = first.lstrip(MARK).partition("@")
        first = first.strip()
        if not self._subject(first) and (halves := self._odd_even(first)):
            return [Said(subject, weeks) for subject, weeks in zip(halves, (Weeks.ODD, Weeks.EVEN), strict=True)]
        subject_text, rest = self._split(first)
        rooms = [room] if room else []
        people = [rest] if rest else []
        for word in others:
            before, _, place = word.partition("@")
            if place:
                rooms.append(place)
            if before.strip():
                people.append(before.strip())
        subject = self.desk.subject(subject_text, sheet, cell)
        sets = self.desk.sets(piece.label, sheet, cell) if piece.label else None
        if subject is None or (piece.label and sets is None):
            return []
        teachers = self._teachers(people, rooms, sheet, cell)
        named = tuple(dict.fromkeys(one for text in rooms for one in self.desk.rooms(text, sheet, cell)))
        return [Said(subject, piece.weeks, sets, teachers, named)]

    def _teachers(self, people: list[str], rooms: list[str], sheet: str, cell: str) -> tuple[str, ...] | None:
        """Teachers among the words after the subject; a word that only names a room is one."""
        out: list[str] = []
        for word in people:
            if _SEVERAL.search(word):
                return None
            if self.names.rooms.find(word) and not self.names.teachers.find(word):
                rooms.append(word)
                continue
            text = word if self.names.teachers.find(word) else re.sub(r"\s*[、,，/;；]\s*", "+", word)
            found = self.desk.teachers(text, sheet, cell)
            out += found or ()
        return tuple(dict.fromkeys(out)) if out else None

    def _odd_even(self, text: str) -> list[str]:
        """A/B where both are subjects: odd and even weeks."""
        halves = [self.names.find_subject(half) for half in text.split("/")]
        return [half[0] for half in halves] if len(halves) == 2 and all(len(half) == 1 for half in halves) else []

    def _split(self, text: str) -> tuple[str, str]:
        """The subject and what follows it: after a blank or bracket anything, else only a known name."""
        if self._subject(text):
            return text, ""
        for cut in range(len(text) - 1, 0, -1):
            head, tail = text[:cut].strip(_BETWEEN), text[cut:].strip(_BETWEEN)
            if not tail or not self.names.find_subject(head):
                continue
            if tail[0] in "([" and tail[-1] in ")]":
                return head, tail[1:-1]
            apart = text[cut - 1] in _BETWEEN or text[cut] in _BETWEEN
            if apart or self.names.teachers.find(tail) or self.names.rooms.find(tail):
                return head, tail
        return text, ""
