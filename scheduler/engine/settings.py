"""How long and how hard to search."""

from __future__ import annotations

import os

from pydantic import Field

from scheduler.domain.base import Value

MOST_WORKERS = 64


def cores() -> int:
    """Cores this process may use, as far as workers for them make sense."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST_WORKERS, max(1, found))


class Settings(Value):
    """Search settings. More workers than cores make CP-SAT slower and bigger, so `workers` defaults to the cores.

    With one worker the same seed gives the same sequence of timetables, which `seconds` only cuts: the search turns
    from relaxable rules to wishes by the solver's own deterministic clock. `max_steps` limits each stage by that
    clock, so that a run also ends where it ended before; with more workers it turns after a fifth of the time.
    `polish` makes the timetable better part by part once the whole search has had its share.
    """

    seconds: float = Field(60.0, gt=0, le=86400)
    workers: int = Field(default_factory=cores, ge=1, le=MOST_WORKERS)
    seed: int = Field(0, ge=0, le=2**31 - 1)
    max_steps: int | None = Field(None, ge=1)
    draft: bool = True
    polish: bool = False
