"""The grid as a component of the page: HTML, style and code are in `assets`; all words and names come as data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypedDict

import streamlit as st

from scheduler.domain.text import Lang, Text
from scheduler.ui.grid.cards import Card
from scheduler.ui.grid.slots import STATES, SWAP, Slot
from scheduler.ui.grid.weeks import Sheet

ASSETS = Path(__file__).parent / "assets"
CODE = ("paint.js", "pointer.js", "keys.js", "grid.js")
"""In this order they are one module; the last exports what draws."""
SAYS = {
    "undo": Text("Undo", "撤销"),
    "redo": Text("Redo", "重做"),
    "lock": Text("Lock", "锁定"),
    "unlock": Text("Unlock", "解锁"),
    "park": Text("Take out", "移出"),
    "why": Text("Why here?", "为什么在这里"),
    "put": Text("Put down", "放下"),
    "parking": Text("To be placed", "待排区"),
    "parking_empty": Text(
        "Drag a lesson here to take it out of the timetable.", "把课拖到这里，就从课表中移出，待以后再排。"
    ),
    "swap": SWAP,
    **STATES,
}


class Act(TypedDict, total=False):
    """What was done in the grid: on which revision, as the how many-th act, with which card, onto which cell."""

    rev: str
    n: int
    do: str
    lesson: str
    cell: str


class Shown(TypedDict):
    """What the grid is given besides the sheet.

    `rev` is what was seen when something is done, `answer` the number of the act that this answers; `drawn` is another
    where the sheet is another.
    """

    rev: str
    answer: int
    drawn: str
    parked: list[str]
    picked: str | None
    places: dict[str, Slot]
    marked: list[str]
    undo: str
    redo: str
    hint: str


_mount = st.components.v2.component(
    "qingke_timetable",
    html="<div></div>\n",
    css=(ASSETS / "grid.css").read_text("utf-8"),
    js="\n".join((ASSETS / name).read_text("utf-8") for name in CODE),
)


def timetable_grid(
    sheet: Sheet,
    shown: Shown,
    lang: Lang,
    *,
    key: str,
    on_act: Callable[[], None],
    cards: dict[str, Card] | None = None,
) -> None:
    """Draw the grid; `on_act` is called when something is done, and finds it with `act_of`."""
    data: dict[str, Any] = {**sheet, **shown, "says": {name: text.to(lang) for name, text in SAYS.items()}}
    data["cards"] = {**sheet["cards"], **(cards or {})}
    _mount(key=key, data=data, on_act_change=on_act)


def act_of(key: str) -> Act | None:
    """What was done, inside `on_act`."""
    done = st.session_state.get(key, {}).get("act")
    return done if isinstance(done, dict) else None  # type: ignore[return-value]
