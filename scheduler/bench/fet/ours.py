"""One run of Qingke on a FET file, in a process of its own: `python -m scheduler.bench.fet.ours FILE FOLDER …`.

Wall time counts from `--began`, when the process was started, CPU time from the start of the process.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

SCALE = 10_000
"""A wish of 100 % weighs so many points for each unit broken."""


def measure(source: Path, folder: Path, *, began: float, seconds: float, workers: int, marks: list[float]) -> Any:
    """Solve within `seconds` of `began`; write the timetable of each mark of time and the last one to `folder`."""
    from scheduler.engine.settings import Settings
    from scheduler.events import Finished, Improved
    from scheduler.io.timetable import write_json
    from scheduler.services.generate import Generation
    from scheduler.services.load import load

    school = load(source)
    loaded = time.time() - began
    settings = Settings(seconds=max(1.0, seconds - loaded), workers=workers, seed=0, draft=True)
    generation = Generation(school, settings)
    row: dict[str, Any] = {"loaded_s": loaded, "left_out": left_out(school.imported)}
    latest: Improved | None = None
    waiting = sorted(marks)
    held: dict[str, Any] = {}
    finished: Finished | None = None

    def note(name: str) -> None:
        if latest is not None:
            write_json(latest.timetable, folder / f"{name}.json")
            held[name] = latest.penalty / SCALE

    for event in generation:
        wall = time.time() - began
        while waiting and wall > waiting[0]:
            note(f"{waiting.pop(0):g}")
        if isinstance(event, Improved):
            if latest is None:
                row |= {"first_s": wall, "first_cpu_s": time.process_time()}
            latest = event
        elif isinstance(event, Finished):
            finished = event
    assert finished is not None
    for mark in waiting:
        note(f"{mark:g}")
    note("last")
    wall = time.time() - began
    proofs = (*generation.reasons, *generation.proven)
    return row | {
        "status": finished.status,
        "reason": finished.reason,
        "wall_s": wall,
        "cpu_s": time.process_time(),
        "build_s": finished.build_seconds,
        "penalty": held,
        "bound": None if finished.bound is None else finished.bound / SCALE,
        "lessons": finished.lessons,
        "placed": finished.placed,
        "why": [proof.reason.en for proof in proofs][:5],
    }


def left_out(imported: Any) -> list[str]:
    """Conditions of the file that Qingke does not know, none where it knows all; what is switched off is none."""
    return [f"{kind}: {count}" for kind, count in imported.unknown]


def main() -> None:
    """Print the row of one run as JSON; a file that cannot be read is a row too."""
    from scheduler.domain.text import FaultyInput

    parser = argparse.ArgumentParser()
    parser.add_argument("source", type=Path)
    parser.add_argument("folder", type=Path)
    for name, kind in (("--began", float), ("--seconds", float), ("--workers", int)):
        parser.add_argument(name, type=kind, required=True)
    parser.add_argument("--marks", type=float, nargs="*", default=[])
    said = parser.parse_args()
    try:
        row = measure(
            said.source,
            said.folder,
            began=said.began,
            seconds=said.seconds,
            workers=said.workers,
            marks=said.marks,
        )
    except FaultyInput as error:
        row = {"status": "faulty", "why": [fault.to("en") for fault in error.faults[:5]]}
    sys.stdout.write("\n" + json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
