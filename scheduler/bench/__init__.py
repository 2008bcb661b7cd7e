"""Speed and memory, measured and tabled: `qingke bench`. Reported, never a timed test."""

from __future__ import annotations

from scheduler.bench.table import run_bench

__all__ = ["run_bench"]
