"""Sample schools: pure functions that return the same school every time."""

from __future__ import annotations

from scheduler.domain.problem import Problem
from scheduler.samples.catalogue import SAMPLES, Sample
from scheduler.samples.reasons import IMPOSSIBLE, Impossible
from scheduler.samples.schools import generate

__all__ = ["IMPOSSIBLE", "SAMPLES", "Impossible", "Sample", "generate", "names", "sample"]


def names() -> tuple[str, ...]:
    """Every sample that `sample` knows; those without a timetable as impossible/NAME."""
    return (*(one.name for one in SAMPLES), *(f"impossible/{one.name}" for one in IMPOSSIBLE))


def sample(name: str) -> Problem:
    """A sample school by name; KeyError where there is none."""
    known = {one.name: one.build for one in SAMPLES} | {f"impossible/{one.name}": one.build for one in IMPOSSIBLE}
    return known[name]()
