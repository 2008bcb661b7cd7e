"""The tables of `qingke bench fet` in Markdown, from the rows of the files."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence

from scheduler.bench.fet.row import WORKERS, Row

NOTE = """Each file in one run, one program at a time on the same cores: `fet-cl` 6.8.5 (one thread; as many seeds one
after another as fit into the time), then Qingke with 1 and with 2 workers. The clock starts with the process: reading
the file and building the model count. *Soft* is FET's own total of broken wishes: for Qingke's timetables, as FET
itself counts it when it is fed the school with the timetable locked in (the referee); *T* is ten seconds, or FET's
own time where that is longer. *Bound*: no timetable has a lower total. ✓: FET accepts the timetable; ✗: it does not.
*partial*: the file has conditions Qingke does not know; the referee knows them all. Names are paths below
`examples/FET-5-official` of Debian's package `fet-data`.

每个文件一次跑完，各程序依次用同样的核：先 `fet-cl`（单线程，在时间内换种子反复跑），再是轻课 1 个和 2 个工作线程。
计时从进程启动算起。*Soft* 是 FET 自己的软约束总扣分，轻课的课表由 FET 作裁判重新计算；
*T* 为 10 秒与 FET 自身用时中较长者；*Bound* 是下界；✓ 表示 FET 接受这份课表。
"""
FIRST = ("file", "activities", "FET", "CPU s", "wall s", "MB")
OURS = ("Qingke {w}", "CPU s", "wall s", "MB")
SOFT = ("file", "T, s", "FET at T", "seeds", "FET at end")
OUR_SOFT = ("Qingke {w} at T", "at end", "bound")


def tables(rows: Sequence[Row]) -> str:
    """A page: what the figures mean, a summary, times and memory, soft totals, and why for what is missing."""
    seconds = max((row["seconds"] for row in rows), default=0)
    lines = [
        "# Beside FET 与 FET 对照",
        "",
        f"Measured with `qingke bench fet` on {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{seconds:g} s for each program and file.",
        "",
        NOTE,
        *summary(rows),
        "",
        "## First complete timetable 第一份完整课表",
        "",
        *_table((*FIRST, *(w.format(w=n) for n in WORKERS for w in OURS)), [_first(row) for row in rows]),
        "",
        "## Soft totals 软约束扣分",
        "",
        *_table((*SOFT, *(w.format(w=n) for n in WORKERS for w in OUR_SOFT)), [_soft(row) for row in rows]),
        "",
        "## What stands in the way 原因",
        "",
        *[f"- {line}" for row in rows for line in whys(row)],
    ]
    return "\n".join(lines).rstrip() + "\n"


def summary(rows: Sequence[Row]) -> list[str]:
    """How many files each solves, and how the totals compare, one line each."""
    out = [f"- FET solves {sum(row['fet']['status'] == 'solved' for row in rows)} of {len(rows)} files."]
    for workers in WORKERS:
        ours = [(row["fet"], row[f"ours_{workers}"]) for row in rows]
        solved = [(fet, our) for fet, our in ours if accepted(our)]
        lost = sum(fet["status"] == "solved" and not accepted(our) for fet, our in ours)
        best = sum(our["status"] == "optimal" for _, our in solved)
        proven = sum(our["status"] == "impossible" for _, our in ours)
        both = [(our["referee_last"]["soft"], fet["soft_last"]) for fet, our in solved if fet["soft_last"] is not None]
        low, same, high = (sum(_sign(a - b) == sign for a, b in both) for sign in (-1, 0, 1))
        out.append(
            f"- Qingke, {workers} worker{'s' * (workers > 1)}: {len(solved)} solved and accepted by FET ({best} proven "
            f"best), {proven} proven impossible, {lost} lost to FET; of {len(both)} solved by both the soft total is "
            f"lower on {low}, equal on {same}, higher on {high}."
        )
    return out


def accepted(our: Row) -> bool:
    """Whether a run of ours ended with a timetable that FET accepts."""
    return bool(our.get("referee_last", {}).get("accepted"))


def whys(row: Row) -> list[str]:
    """What a person should know of a file: why it was not read, solved or accepted, and what was not understood."""
    out = [f"`{row['file']}` could not be read: {why}" for why in row.get("unread", ())]
    for workers in WORKERS:
        our = row[f"ours_{workers}"]
        for name in ("mark", "last"):
            if (verdict := our.get(f"referee_{name}")) and not verdict["accepted"]:
                out.append(f"`{row['file']}`, {workers} workers: FET does not accept it: {verdict['said']}")
        if our["status"] not in ("optimal", "feasible") and not row.get("unread"):
            why = "; ".join(our.get("why", ()))
            out.append(f"`{row['file']}`, {workers} workers: {our['status']}. {why}".rstrip())
    out += [f"`{row['file']}`: {note}" for note in row["ours_1"].get("left_out", ())]
    return out


def _sign(difference: float) -> int:
    return 0 if abs(difference) < 1e-4 else 1 if difference > 0 else -1


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]


def _first(row: Row) -> list[str]:
    fet = row["fet"]
    reached = fet["status"]
    if reached == "timeout":
        reached = f"{fet['placed'] or 0} placed"
    cells = [row["file"], str(row.get("activities", "")), reached, *(_figure(fet[k]) for k in ("cpu_s", "wall_s"))]
    cells.append(_figure(fet["memory_mb"]))
    for workers in WORKERS:
        our = row[f"ours_{workers}"]
        word = our["status"] + (" (partial)" if our.get("left_out") else "")
        if "placed" in our and our["status"] == "unknown":
            word = f"{our['placed']} of {our['lessons']} placed"
        if "referee_last" in our:
            word += " ✓" if accepted(our) else " ✗"
        cells += [word, *(_figure(our.get(k)) for k in ("first_cpu_s", "first_s", "memory_mb"))]
    return cells


def _soft(row: Row) -> list[str]:
    fet = row["fet"]
    cells = [
        row["file"],
        _figure(row["mark"]),
        _total(fet["soft_mark"]),
        str(len(fet["runs"])),
        _total(fet["soft_last"]),
    ]
    for workers in WORKERS:
        our = row[f"ours_{workers}"]
        for name in ("mark", "last"):
            verdict = our.get(f"referee_{name}", {})
            better = verdict.get("soft") is not None and fet[f"soft_{name}"] is not None
            total = _total(verdict.get("soft"))
            worse = better and _sign(verdict["soft"] - fet[f"soft_{name}"]) > 0
            cells.append(f"**{total}**" if worse else total)
        cells.append(_total(our.get("bound")))
    return cells


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def _total(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")
