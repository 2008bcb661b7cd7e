"""How much of FET's files Qingke understands, file by file and condition by condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from scheduler.bench.fet.corpus import short
from scheduler.bench.fet.ours import left_out
from scheduler.domain.text import FaultyInput
from scheduler.services.load import load


def covered(files: Sequence[Path], tell: Callable[[str], None]) -> int:
    """Tell what is left out of each file; the last line counts those of which nothing is."""
    whole = 0
    missing: Counter[str] = Counter()
    for source in files:
        try:
            notes = left_out(load(source).imported)
        except FaultyInput as error:
            notes = [f"not read: {fault.to('en')}" for fault in error.faults[:3]]
        whole += not notes
        missing.update(notes)
        if notes:
            tell(f"{short(source)}: {'; '.join(notes)}")
    tell(f"{whole} of {len(files)} official files fully covered")
    return 0
