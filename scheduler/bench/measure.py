"""One size measured in a process of its own, so that peak memory is its own: `python -m scheduler.bench.measure 36`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scheduler.events import Finished, Improved

REPEATS = 7
SEARCH_SECONDS = 12.0


def best(action: Callable[[], Any]) -> float:
    """Least wall time of a few runs, in seconds: what the work takes when nothing else interferes."""
    taken = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        action()
        taken.append(time.perf_counter() - begin)
    return min(taken)


def peak_megabytes() -> float:
    """Peak resident memory of this process."""
    try:
        import resource
    except ImportError:  # not on Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform != "darwin" else peak / 1024 / 1024


def from_enter(book: Path) -> float | None:
    """Seconds from starting `qingke solve` on a workbook to its first complete timetable, imports included."""
    command = [sys.executable, "-c", "from scheduler.cli import main; main()", "solve", str(book), "--json"]
    begin = time.perf_counter()
    with subprocess.Popen(
        [*command, "--seconds", "20"], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if json.loads(line)["event"] == "improved":
                taken = time.perf_counter() - begin
                process.kill()
                return taken
    return None


def measure(classes: int, seconds: float = SEARCH_SECONDS) -> dict[str, float | int | str | None]:
    """Every figure of the table for one generated school."""
    import constraints
    from scheduler.domain.references import faults
    from scheduler.engine.search import Run
    from scheduler.engine.session import Session
    from scheduler.engine.settings import Settings
    from scheduler.io import read_problem
    from scheduler.io.workbook import write_school
    from scheduler.precheck import precheck
    from scheduler.samples import generate
    from scheduler.verify import judge

    problem = generate(classes=classes, seed=1)
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "school.xlsx"
        write_school(problem, book, lang="zh")
        read = best(lambda: faults(read_problem(book).problem))
        enter = from_enter(book)
    rules = constraints.bind(problem)
    counting = best(lambda: precheck(problem, rules, relaxable=False))
    first = None
    finished: Finished | None = None
    for event in Run(problem, rules, Settings(seconds=seconds)):
        if isinstance(event, Improved) and first is None:
            first = event.seconds
        elif isinstance(event, Finished):
            finished = event
    assert finished is not None
    timetable = finished.timetable
    memory = peak_megabytes()
    build = best(lambda: Session(problem, rules, Settings(), strict=False).context(rules))
    judging = best(lambda: judge(problem, timetable, rules)) if timetable is not None else None
    return {
        "classes": classes,
        "lessons": finished.lessons,
        "build_s": build,
        "first_s": first,
        "enter_s": enter,
        "judge_ms": None if judging is None else judging * 1000,
        "read_s": read,
        "precheck_ms": counting * 1000,
        "memory_mb": memory,
        "status": finished.status,
        "penalty": finished.penalty,
        "bound": finished.bound,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(int(sys.argv[1]))) + "\n")
