"""Sheets to be written, as plain values: what the writer says, before any file exists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scheduler.domain.text import Lang, Text
from scheduler.io.workbook.sheets import Column, Grid

Cell = str | int


@dataclass(frozen=True, slots=True)
class Block:
    """A table with its header; `title` (and cells beside it) where it is not the first of the sheet."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    title: Text | None = None
    beside: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: title, what to tell whoever fills it, blocks one below another."""

    title: Text
    blocks: Sequence[Block]
    help: Sequence[Text] = field(default=())
    wide: bool = False

    def rows(self, lang: Lang) -> list[list[Cell]]:
        """Every row as written; a blank row before each titled block but the first."""
        out: list[list[Cell]] = []
        for block in self.blocks:
            if block.title is not None:
                if out:
                    out.append([])
                out.append([f"【{block.title.to(lang)}】", *block.beside])
            if block.columns:
                out.append([c.title.to(lang) for c in block.columns])
            out.extend(list(row) for row in block.rows)
        return out

    def grid(self, lang: Lang) -> Grid:
        """The sheet as it would be read back."""
        return Grid(self.title.to(lang), self.rows(lang))


def yes(flag: bool, lang: Lang) -> str:
    """A bool as a cell."""
    return ("是" if flag else "否") if lang == "zh" else ("yes" if flag else "no")


YES_NO = (Text("yes", "是"), Text("no", "否"))


def said(word: str) -> str:
    """A text as a cell of its own: quoted only where the cell would mean something else."""
    return '"' + word.replace('"', '""') + '"' if word[:1] in ('"', "【", "[") else word


def number(value: int | None) -> Cell:
    """A number as a cell, nothing for None."""
    return "" if value is None else value
