"""One constraint of a FET file: its kind, number and weight, and its fields with their faults."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.text import Text
from scheduler.io.fet.desk import Desk, Slot
from scheduler.io.fet.names import Known
from scheduler.io.fet.xml import Element, said

WHOLE = 10_000
"""Weight of a soft rule that FET would weigh with 100 %: penalties divided by it are FET's own soft total."""


SHOWN = 3
"""Activities named in the place of a fault."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An active constraint; `weight` in ten-thousandths, None where it must hold."""

    element: Element
    kind: str
    number: int
    weight: int | None
    desk: Desk

    @property
    def where(self) -> str:
        """Its place for faults: kind, how many-th of its kind, and the activities it is about."""
        about = [(one.text or "").strip() for one in self.element.iterfind("Activity_Id")]
        about = about or [said(self.element, "First_Activity_Id")]
        shown = ", ".join(about[:SHOWN]) + (" …" if len(about) > SHOWN else "")
        return f"{self.kind} {self.number}" + (f", Activity {shown}" if shown else "")

    def left_out(self) -> None:
        """Count it among the constraints that are not understood."""
        self.desk.unknown[self.kind] += 1

    def raw(self, field: str) -> str:
        """A field as written, empty where it is not there."""
        return self.element.findtext(field) or ""

    def number_in(self, field: str, least: int = 0, most: int = 10_000) -> int | None:
        """A whole number, else a fault and None."""
        word = said(self.element, field)
        if word.isascii() and word.isdigit() and len(word) < 10 and least <= int(word) <= most:
            return int(word)
        wrong = Text("{field} is {word}", "{field} 为 {word}").format(field=field, word=word[:20] or "?")
        self.desk.fault(self.where, wrong, Text(f"a whole number from {least} to {most}", f"{least} 到 {most} 的整数"))
        return None

    def truth(self, field: str, otherwise: bool = False) -> bool:
        """A yes or no; files write true, yes or 1."""
        word = said(self.element, field).lower()
        return word in ("true", "yes", "1") if word else otherwise

    def courses(self, *fields: str) -> list[str]:
        """Ids of active activities it names, in order, each once; an unknown one is a fault."""
        out: dict[str, None] = {}
        for field in fields or ("Activity_Id",):
            for child in self.element.iterfind(field):
                word = (child.text or "").strip()
                if word in self.desk.activities:
                    out[word] = None
                elif word not in self.desk.inactive and word not in self.desk.broken:
                    wrong = Text("there is no activity with the Id {word}", "没有 Id 为 {word} 的活动")
                    self.desk.fault(self.where, wrong.format(word=word[:20] or "?"), _SAVE)
        return list(out)

    def slots(self, path: str, day: str, hour: str) -> list[Slot]:
        """Times in children such as Break_Time{Day,Hour}, ascending; a field left empty means every one.

        An empty path means that the constraint itself names one time.
        """
        out: set[Slot] = set()
        for child in self.element.iterfind(path) if path else (self.element,):
            days = self._each(self.desk.days, Text("day", "上课日"), day, child)
            hours = self._each(self.desk.hours, Text("hour", "节次"), hour, child)
            out.update((d, h) for d in days for h in hours)
        return sorted(out)

    def _each(self, known: Known[int], what: Text, field: str, parent: Element) -> list[int]:
        name = parent.findtext(field) or ""
        if not name.strip() and known.find(name) is None:
            return list(known.values())
        found = self.desk.find(known, name, what, self.where)
        return [] if found is None else [found]


_SAVE = Text("save the file anew in FET", "请用 FET 重新保存")
