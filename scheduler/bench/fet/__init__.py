"""Qingke beside FET on real schools' files: `qingke bench fet`. Needs Debian's packages fet and fet-data."""

from __future__ import annotations

from scheduler.bench.fet.run import run_fet_bench

__all__ = ["run_fet_bench"]
