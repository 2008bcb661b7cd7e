"""The table of `qingke bench answers`: each figure against its target, in Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from pathlib import Path

from scheduler.bench.answers import BASE_SECONDS, CASES, EACH_SECONDS, Figure, figures

NOTE = f"""Schools generated like the samples (`scheduler.samples.generate`, seed 1). The timetables they start from
were searched for {BASE_SECONDS[36]:g} s at 36 classes, {BASE_SECONDS[120]:g} s at 120. Each scenario and each price had
{EACH_SECONDS:g} s and one worker, two side by side. Repairs are {CASES} lessons drawn at random, each until proven
fewest, 20 s at most. A target missed is in bold.

按示例同样方式生成的学校（种子 1）。原课表在 36 班搜索 {BASE_SECONDS[36]:g} 秒，120 班搜索 {BASE_SECONDS[120]:g} 秒。
每个方案、每项代价 {EACH_SECONDS:g} 秒、一个并行，同时算两个。改课表各随机取 {CASES} 节课，直到证明最少，
最多 20 秒。粗体为未达到目标的项。
"""


def run_answers_bench(out: Path | None, tell: Callable[[str], None]) -> int:
    """Measure everything, print the table, write it where asked; exit code."""
    text = table(figures(tell))
    tell(text)
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8")
    return 0


def table(found: Sequence[Figure]) -> str:
    """Markdown: one line a figure."""
    lines = [
        "# Answers measured 答复实测",
        "",
        f"Measured with `qingke bench answers` on {os.cpu_count()} cores, Python {platform.python_version()}, one run.",
        "",
        "| what | classes | seconds / target | how it ended |",
        "|---|---|---|---|",
    ]
    for one in found:
        cell = f"{one.seconds:.3g}" if one.target is None else f"{one.seconds:.3g} / {one.target:g}"
        missed = one.target is not None and one.seconds > one.target
        lines.append(f"| {one.what} | {one.classes} | {f'**{cell}**' if missed else cell} | {one.told} |")
    return "\n".join([*lines, "", NOTE])
