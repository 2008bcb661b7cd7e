"""How every sheet looks: fonts, the colours of subject families, page set-up, the line at the foot of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scheduler.domain.school import Family
from scheduler.domain.text import Text

FONT = "Microsoft YaHei"
A3, A4 = 8, 9
POINTS = {A3: (841.9, 1190.6), A4: (595.3, 841.9)}
"""Width and height of the paper, upright, in points."""

FAMILY_FILLS: Mapping[Family, str] = {
    Family.CORE: "#FCE4D6",
    Family.LANGUAGE: "#FFF2CC",
    Family.SCIENCE: "#DDEBF7",
    Family.HUMANITIES: "#EDE3F4",
    Family.PE: "#C6E9C8",
    Family.ARTS: "#F9D9E8",
    Family.PRACTICE: "#D3EFEA",
    Family.SCHOOL: "#EDEDED",
    Family.MEETING: "#D9D9D9",
}
FAMILY_NAMES: Mapping[Family, Text] = {
    Family.CORE: Text("core", "语数"),
    Family.LANGUAGE: Text("language", "外语"),
    Family.SCIENCE: Text("science", "科学"),
    Family.HUMANITIES: Text("humanities", "人文"),
    Family.PE: Text("PE", "体育"),
    Family.ARTS: Text("arts", "艺术"),
    Family.PRACTICE: Text("practice", "实践"),
    Family.SCHOOL: Text("school's own", "校本"),
    Family.MEETING: Text("meeting", "教研会议"),
}
CLOSED = "#F2F2F2"
HEAD = "#D9E2EC"
BAND = "#F3F6F9"
LINE = "#7F8C9A"


SIDE, TOP, BOTTOM = 29.0, 32.0, 43.0
"""Margins in points."""


def printable(paper: int, *, landscape: bool) -> tuple[float, float]:
    """Width and height within the margins, in points."""
    width, height = POINTS[paper][::-1] if landscape else POINTS[paper]
    return width - 2 * SIDE, height - TOP - BOTTOM


def scale_for(paper: int, columns: Sequence[float], *, landscape: bool = False, height: float = 0) -> int:
    """The scale in percent at which columns (in characters) and a block's height (in points) fit a page.

    A tenth is kept free: other programs draw columns a little wider.
    """
    wide, high = printable(paper, landscape=landscape)
    fits = wide / sum(column_points(width) for width in columns)
    if height:
        fits = min(fits, high / height)
    return max(10, min(130, int(fits * 92)))


def column_points(width: float) -> float:
    """Points a column of so many characters takes."""
    return (width * 7 + 5) * 0.75


def text_width(text: str) -> int:
    """Width of a line in half characters: a Chinese character takes two."""
    return sum(2 if ord(char) > 0x2E7F or char in "“”‘’…—●①" else 1 for char in text)


def clipped(text: str, width: int) -> str:
    """A line of at most so many half characters; what is left out shows."""
    if text_width(text) <= width:
        return text
    kept = text
    while kept and text_width(kept) > width - 2:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def lines_needed(text: str, width: float) -> int:
    """Lines a text takes in a column of so many half characters, whole words kept together where they fit."""
    room = max(1, int(width))
    lines = 0
    for line in text.split("\n"):
        lines, used = lines + 1, 0
        for word in line.split(" "):
            size = text_width(word)
            if used and used + 1 + size > room:
                lines, used = lines + 1, 0
            used += size + (1 if used else 0)
            lines, used = lines + (used - 1) // room if used else lines, (used - 1) % room + 1 if used else 0
    return max(1, lines)


class Styles:
    """Formats by their properties, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **more: Any) -> Format:
        """A format: the house style and what differs from it."""
        wanted = {
            "font_name": FONT,
            "font_scheme": "none",
            "font_size": 9,
            "valign": "vcenter",
            "text_wrap": True,
            **more,
        }
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format(wanted)
        return self._made[key]

    def title(self, size: int = 16) -> Format:
        """A merged title."""
        return self.get(font_size=size, bold=True, align="center", text_wrap=False, shrink=True)

    def small(self, **more: Any) -> Format:
        """A line of facts under a title."""
        return self.get(**{"font_size": 8, "font_color": "#404040", "text_wrap": False, **more})

    def head(self, **more: Any) -> Format:
        """A header cell."""
        return self.get(**{"bold": True, "align": "center", "bg_color": HEAD, **self.line(), **more})

    def body(self, **more: Any) -> Format:
        """A table cell."""
        return self.get(**{**self.line(), **more})

    def lesson(self, family: Family | None, *, protected: bool, size: float = 8, **more: Any) -> Format:
        """A lesson's cell: filled by family; a protected subject is bold besides its mark."""
        fill = {"bg_color": FAMILY_FILLS[family]} if family else {}
        return self.get(**{"font_size": size, "align": "center", "bold": protected, **fill, **self.line(), **more})

    def closed(self) -> Format:
        """A cell in which the day has no period."""
        return self.get(bg_color=CLOSED, align="center", font_color="#808080", font_size=8, **self.line())

    @staticmethod
    def line() -> dict[str, Any]:
        """Thin borders."""
        return {"border": 1, "border_color": LINE}


def set_page(sheet: Worksheet, *, paper: int, landscape: bool, scale: int | None = None, footer: str = "") -> None:
    """Paper and margins; the sheet fits the paper's width, or a scale is set, which page breaks need to work."""
    sheet.set_paper(paper)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=SIDE / 72, right=SIDE / 72, top=TOP / 72, bottom=BOTTOM / 72)
    sheet.center_horizontally()
    if scale is None:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(scale)
    sheet.set_footer(footer, {"margin": 0.25, "scale_with_doc": False})
