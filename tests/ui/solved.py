"""A small school with a timetable, for the tests of the pages."""

from __future__ import annotations

from functools import cache

import constraints
from scheduler.domain.problem import Problem
from scheduler.domain.text import Lang
from scheduler.domain.timetable import Timetable
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.samples import sample
from scheduler.ui.grid.table import Spot, Table


@cache
def solved(name: str = "tiny") -> tuple[Problem, Timetable]:
    """A sample school and a timetable that keeps its hard rules."""
    problem = sample(name)
    run = Run(problem, constraints.bind(problem), Settings(seconds=20, workers=1, max_steps=2))
    finished = [event for event in run if isinstance(event, Finished)][-1]
    assert finished.timetable is not None
    return problem, finished.timetable


def table(name: str = "tiny", lang: Lang = "en", locked: frozenset[Spot] = frozenset()) -> Table:
    """The sample's timetable on its way to the screen."""
    return Table(*solved(name), lang, locked)
