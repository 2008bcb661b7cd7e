"""The table of `qingke bench`: each size against its target, in Markdown."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

SIZES = (18, 36, 60, 120, 240)
NONE = float("inf")
TARGETS: dict[str, tuple[float, ...]] = {
    "build_s": (0.15, 0.3, 0.5, 1, 2),
    "first_s": (0.3, 0.6, 1, 2.2, 6),
    "enter_s": (NONE, 2.5, NONE, NONE, NONE),
    "judge_ms": (10, 25, 40, 100, 200),
    "read_s": (0.7, 1, 1.5, 3, 6),
    "precheck_ms": (10, 20, 30, 80, 200),
    "memory_mb": (300, 400, 550, 900, 1500),
}
NOTE = """Schools generated like the samples (`scheduler.samples.generate`, seed 1, rooms with 15 % to spare), presets
as in `primary_36`; the search ran 12 s. The bound is empty where the relaxable rules were not settled by then.

按示例同样方式生成的学校（场地余量 15%），规则同 `primary_36`，搜索 12 秒。
粗体为未达到目标的项。
"""
TITLES = {
    "build_s": "full model built, s",
    "first_s": "first complete timetable from the start of the run, s",
    "enter_s": "first complete timetable from pressing enter on `qingke solve`, s",
    "judge_ms": "judge a timetable, ms",
    "read_s": "read and cross-check the workbook, s",
    "precheck_ms": "counting pre-checks, ms",
    "memory_mb": "peak memory of the whole process, MB",
}


def run_bench(names: list[str], out: Path | None, tell: Callable[[str], None]) -> int:
    """Measure the named sizes (all where none is named), print the table, write it where asked; exit code."""
    sizes = [int(name) for name in names if name.isdigit()] or list(SIZES)
    rows: dict[int, dict[str, Any]] = {}
    for size in sizes:
        done = subprocess.run(
            [sys.executable, "-m", "scheduler.bench.measure", str(size)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            tell(f"{size}: failed\n{done.stderr[-2000:]}")
            return 70
        rows[size] = json.loads(done.stdout.splitlines()[-1])
        tell(f"{size}: " + ", ".join(f"{k} {figure(v)}" for k, v in rows[size].items()))
    text = table(rows)
    tell(text)
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8")
    return 0


def figure(value: object) -> str:
    """A figure with as many digits as mean something."""
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def table(rows: dict[int, dict[str, Any]]) -> str:
    """Markdown: one line a figure, one column a size, each `measured / target`."""
    sizes = list(rows)
    lines = [
        "# Benchmarks 实测",
        "",
        f"Measured with `qingke bench` on {os.cpu_count()} cores, Python {platform.python_version()}; "
        "measured / target, a target missed is in bold. "
        "Times are the least of seven runs, the search figures of one run.",
        "",
        "| what | " + " | ".join(f"{size} classes" for size in sizes) + " |",
        "|---|" + "---|" * len(sizes),
    ]
    for name, title in TITLES.items():
        cells = []
        for size in sizes:
            value = rows[size][name]
            target = TARGETS[name][SIZES.index(size)] if size in SIZES else None
            cell = figure(value) if target in (None, NONE) else f"{figure(value)} / {target:g}"
            missed = target is not None and (value is None or value > target)
            cells.append(f"**{cell}**" if missed else cell)
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    for name in ("lessons", "penalty", "bound", "status"):
        lines.append(f"| {name} | " + " | ".join(figure(rows[size][name]) for size in sizes) + " |")
    return "\n".join([*lines, "", NOTE])
