"""Every constraint of a file: read by its family, left out with a note where none knows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from scheduler.domain.text import Text
from scheduler.io.fet import closed, limits, preferred, selected, spread, starts, together
from scheduler.io.fet.asked import WHOLE, Asked
from scheduler.io.fet.desk import Desk
from scheduler.io.fet.gather import Gathered
from scheduler.io.fet.xml import Element, active, said

LISTS = ("Time_Constraints_List", "Space_Constraints_List")
BASIC = frozenset({"ConstraintBasicCompulsoryTime", "ConstraintBasicCompulsorySpace"})
"""What every timetable keeps: our structural rules."""
FAMILIES: tuple[dict[str, Callable[[Asked, Gathered], None]], ...] = (
    closed.KINDS,
    spread.KINDS,
    starts.KINDS,
    together.KINDS,
    limits.KINDS,
    selected.KINDS,
    preferred.KINDS,
)
KINDS = {kind: read for family in FAMILIES for kind, read in family.items()}


def read_constraints(root: Element, desk: Desk, out: Gathered) -> None:
    """Gather every active constraint, in the order of the file."""
    numbers: Counter[str] = Counter()
    inactive = 0
    for place in LISTS:
        for element in root.iterfind(f"{place}/*"):
            kind = str(element.tag)
            numbers[kind] += 1
            if not active(element):
                inactive += 1
            elif kind not in BASIC:
                asked = Asked(element, kind, numbers[kind], weight(element, kind, numbers[kind], desk), desk)
                KINDS.get(kind, _unknown)(asked, out)
    if inactive:
        text = Text("conditions switched off in the file: {n}", "文件中停用的条件：{n} 条").format(n=inactive)
        desk.note(text)


def weight(element: Element, kind: str, number: int, desk: Desk) -> int | None:
    """A weight in ten-thousandths, None for 100 %."""
    word = said(element, "Weight_Percentage") or "100"
    try:
        percent = float(word)
    except ValueError:
        percent = -1.0
    if not 0 <= percent <= 100:
        wrong = Text("its weight is {word}", "权重为 {word}").format(word=word[:20])
        desk.fault(f"{kind} {number}", wrong, Text("from 0 to 100", "0 到 100"))
        return None
    if percent == 100:
        return None
    return min(max(round(percent / 100 * WHOLE), 1 if percent else 0), WHOLE - 1)


def _unknown(asked: Asked, out: Gathered) -> None:  # noqa: ARG001
    asked.left_out()
