"""The command line: `qingke`. Commands import what they need themselves, so that judging needs no solver."""

from __future__ import annotations

from scheduler.cli.app import main

__all__ = ["main"]
