"""Adjacent periods of one course become the blocks the course asks for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from scheduler.domain.text import Text
from scheduler.domain.time import PeriodKind
from scheduler.io.timetable.atoms import Atom, Desk

NOTED = 8
"""Examples named in one note."""

Run = list[Atom]


def join_blocks(desk: Desk, settled: Sequence[Atom], atoms: Sequence[Atom]) -> list[Atom]:
    """Single periods joined into the blocks their courses still lack; what stands side by side unasked is told.

    Rows that follow each other in the file are a block first: that is how our own files are written.
    """
    have: Counter[tuple[str | None, int]] = Counter((a.course, a.duration) for a in settled)
    wanted: dict[str, list[int]] = {}
    for course in desk.names.problem.courses:
        sizes = Counter({part.duration: 0 for part in course.parts})
        for part in course.parts:
            sizes[part.duration] += part.count
        wanted[course.id] = [
            size for size in sorted(sizes, reverse=True) if size > 1 for _ in range(sizes[size] - have[course.id, size])
        ]
    blocks: list[Atom] = []
    runs = _runs(atoms)
    for certain in (True, False):
        left: list[Run] = []
        for run in runs:
            left += _take(desk, run, wanted.get(run[0].course or "", []), blocks, certain=certain)
        runs = left
    _tell_beside(desk, [run[0] for run in runs if len(run) > 1])
    return blocks + [atom for run in runs for atom in run]


def _runs(atoms: Sequence[Atom]) -> list[Run]:
    groups: dict[tuple[object, ...], Run] = defaultdict(list)
    for atom in atoms:
        groups[atom.course, atom.subject, atom.sets, atom.day, atom.weeks, atom.teachers, atom.rooms].append(atom)
    runs: list[Run] = []
    for group in groups.values():
        group.sort(key=lambda atom: atom.period)
        for at, atom in enumerate(group):
            if at and atom.period == group[at - 1].period + 1:
                runs[-1].append(atom)
            else:
                runs.append([atom])
    return runs


def _take(desk: Desk, run: Run, sizes: list[int], blocks: list[Atom], *, certain: bool) -> list[Run]:
    """Move blocks out of a run; what is left of it, in runs."""
    if len(run) == 1:
        return [run]
    fits = [(size, at) for size in dict.fromkeys(sizes) for at in range(len(run) - size + 1)]
    if certain:
        fits = [(size, at) for size, at in fits if _written_as_one(run, at, size)]
    fits.sort(key=lambda fit: _broken(desk, run[fit[1] : fit[1] + fit[0]]))
    if not fits:
        return [run]
    size, at = fits[0]
    sizes.remove(size)
    blocks.append(replace(run[at], duration=size))
    rest = [part for part in (run[:at], run[at + size :]) if part]
    return [left for part in rest for left in _take(desk, part, sizes, blocks, certain=certain)]


def _written_as_one(run: Run, at: int, size: int) -> bool:
    """Whether the rows of these periods, and no more of the run, follow each other in the file."""

    def follows(a: int) -> bool:
        return a >= 0 and a + 1 < len(run) and run[a + 1].order == run[a].order + 1

    return all(follows(a) for a in range(at, at + size - 1)) and not follows(at - 1) and not follows(at + size - 1)


def _broken(desk: Desk, block: Sequence[Atom]) -> bool:
    """Whether a long break or noon lies inside the block."""
    index = desk.names.problem.index
    bell = index.bells[index.bell_of(block[0].sets, block[0].bell, block[0].course)]
    if not 1 <= block[0].day <= len(bell.days):
        return False
    rows = [row for atom in block[:-1] for row in bell.between(atom.day, atom.period)]
    return any(row.kind in (PeriodKind.LONG_BREAK, PeriodKind.NOON) for row in rows)


def _tell_beside(desk: Desk, beside: Sequence[Atom]) -> None:
    if not beside:
        return
    names, index = desk.names, desk.names.problem.index
    shown = []
    for atom in beside[:NOTED]:
        who = "+".join(names.pupils(one) for one in atom.sets)
        day = index.day_name(atom.day)
        shown.append((who, names.subject(atom.subject), day, atom.period))
    listed = Text(
        "; ".join(f"{w} {s} {d.en} from period {p}" for w, s, d, p in shown),
        "；".join(f"{w} {s} {d.zh}第{p}节起" for w, s, d, p in shown),
    )
    said = Text(
        "in {n} places lessons of one course stand side by side and are read as single lessons: {listed}",
        "有 {n} 处同一门课相邻，课程未要求连堂，按单节读入：{listed}",
    )
    desk.note(said.format(n=len(beside), listed=listed))
