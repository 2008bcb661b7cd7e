"""The pages of the documentation as the tests read them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
ONE_FOR_BOTH = ("CHANGELOG.md", "CONTRIBUTING.md", "docs/benchmarks.md", "docs/mutation.md")
"""Pages that are for both languages, or for developers."""


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text(page: str | Path) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str | Path, language: str = "") -> list[str]:
    """The fenced blocks of a page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text(page), re.MULTILINE | re.DOTALL)


def tables(page: str | Path) -> list[list[list[str]]]:
    """The tables of a page: rows of cells, header first, without the rule below it."""
    out: list[list[list[str]]] = [[]]
    for line in text(page).splitlines():
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not all(re.fullmatch(r":?-+:?", cell) for cell in cells):
                out[-1].append(cells)
        elif out[-1]:
            out.append([])
    return [rows for rows in out if rows]


def table_of(page: str | Path, *header: str) -> list[list[str]]:
    """The rows of the table whose header begins with these words."""
    return next(rows[1:] for rows in tables(page) if rows[0][: len(header)] == list(header))


def slugs(page: Path) -> set[str]:
    """The anchors of a page's headings."""
    heads = re.findall(
        r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text(page), flags=re.MULTILINE | re.DOTALL), re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in heads}
