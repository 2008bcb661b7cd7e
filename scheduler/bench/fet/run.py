"""`qingke bench fet`: which files, what is already measured, and the page."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from scheduler.bench.fet import peer
from scheduler.bench.fet.corpus import chosen, official, short
from scheduler.bench.fet.coverage import covered
from scheduler.bench.fet.row import Row, measured
from scheduler.bench.fet.table import tables

ROWS = Path("out") / "bench-fet.jsonl"
"""One line a file, appended as soon as it is measured; a run that was cut short goes on after the last."""
SECONDS = 120.0
DONE, ABSENT = 0, 2
NEEDED = "Needed: the command fet-cl and FET's examples (Debian: apt-get install fet fet-data), or name .fet files."


def run_fet_bench(
    files: Sequence[str],
    out: Path | None,
    tell: Callable[[str], None],
    *,
    every: bool = False,
    seconds: float = SECONDS,
    coverage: bool = False,
) -> int:
    """Measure the named files, the chosen ones where none is named, every official one where asked; exit code."""
    wanted = [Path(name) for name in files] or (official() if every or coverage else chosen())
    if not wanted or not (coverage or peer.available()):
        tell(NEEDED)
        return ABSENT
    if coverage:
        return covered(wanted, tell)
    known = {row["file"]: row for row in _known(ROWS) if row["seconds"] == seconds}
    cores = sorted(os.sched_getaffinity(0))[:2] if hasattr(os, "sched_getaffinity") else []
    rows: list[Row] = []
    for number, source in enumerate(wanted, start=1):
        name = short(source)
        row = known.get(name)
        if row is None:
            row = measured(source, seconds, cores)
            ROWS.parent.mkdir(parents=True, exist_ok=True)
            with ROWS.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        rows.append(row)
        tell(f"{number}/{len(wanted)} {name}: {said(row)}")
    text = tables(rows)
    tell(text)
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8")
    return DONE


def said(row: Row) -> str:
    """One file in one line."""
    out = [f"FET {row['fet']['status']} {row['fet']['soft_last']}"]
    for workers in (1, 2):
        our = row[f"ours_{workers}"]
        verdict = our.get("referee_last", {})
        word = "accepted" if verdict.get("accepted") else "not accepted" if verdict else "no timetable"
        out.append(f"{workers} workers {our['status']} {verdict.get('soft')} (bound {our.get('bound')}, {word})")
    return "; ".join(out)


def _known(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
