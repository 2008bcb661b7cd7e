"""How much of FET's files Qingke understands, file by file and condition by condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from scheduler.bench.fet.corpus import short
from scheduler.domain.text import FaultyInput
from scheduler.services.load import load


def covered(files: Sequence[Path], tell: Callable[[str], None]) -> int:
    """Tell what is left out of each file, then of all; the last line counts those of which nothing is."""
    whole = 0
    conditions: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for source in files:
        try:
            unknown = dict(load(source).imported.unknown)
        except FaultyInput as error:
            told = "; ".join(fault.to("en") for fault in error.faults[:3])
            tell(f"{short(source)}: not read: {told}")
            continue
        whole += not unknown
        conditions.update(unknown)
        missing.update(unknown.keys())
        if unknown:
            tell(f"{short(source)}: " + "; ".join(f"{kind} {count}" for kind, count in unknown.items()))
    for kind, count in missing.most_common():
        tell(f"{kind}: {conditions[kind]} in {count} files")
    tell(f"{whole} of {len(files)} official files fully covered")
    return 0
