"""A school of any kind as a FET file: what FET can say is said, everything else is told in notes."""

from __future__ import annotations

from scheduler.io.fet.export.write import exported, write_fet

__all__ = ["exported", "write_fet"]
