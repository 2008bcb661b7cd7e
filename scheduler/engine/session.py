"""What the stages of a run share: the clock, the best so far, and the one way a timetable gets in."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.engine.agree import ModelCheckMismatch, disagreements
from scheduler.engine.context import ModelContext, post_all
from scheduler.engine.crowds import Crowd, crowd_of, part_crowds
from scheduler.engine.places import keep_places
from scheduler.engine.relaxation import Proof
from scheduler.engine.rooms import Choice, Naming, name_rooms
from scheduler.engine.settings import Settings
from scheduler.engine.standing import Standing
from scheduler.engine.starts import as_timetable
from scheduler.engine.tighten import fill_full_grids, keep_counts
from scheduler.events import Event, Reason
from scheduler.rules.base import Rule
from scheduler.rules.context import Start
from scheduler.verify import Report, judge


@contextmanager
def no_collecting() -> Iterator[None]:
    """Build without garbage collection: a model is all new and all kept; looking through it costs a third more."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class Session:
    """One run's state. `certain` is False once the model holds what is not proven, so that it proves nothing.

    `proof` says why there is no timetable, where the rules add up to that.
    """

    def __init__(self, problem: Problem, rules: Sequence[Rule], settings: Settings, *, strict: bool) -> None:
        self.problem = problem
        self.rules = tuple(rules)
        self.settings = settings
        self.strict = strict
        self.stop = threading.Event()
        self.standing = Standing()
        self.build = 0.0
        self.mismatch = False
        self.certain = True
        self.proof: Proof | None = None
        self.crowds: list[Crowd] = []
        self.begin = time.perf_counter()

    def reason(self) -> Reason:
        """Why a run ends unproven."""
        return "mismatch" if self.mismatch else "stopped" if self.stop.is_set() else "time"

    def now(self) -> float:
        """Seconds since the run began."""
        return time.perf_counter() - self.begin

    def left(self) -> float:
        """Seconds the run still has."""
        return max(0.0, self.settings.seconds - self.now())

    def parameters(self, seconds: float, **more: Any) -> dict[str, Any]:
        """Solver parameters for so many seconds."""
        out: dict[str, Any] = {
            "num_workers": self.settings.workers,
            "random_seed": self.settings.seed,
            "max_time_in_seconds": max(0.01, seconds),
            **more,
        }
        if self.settings.workers == 1:
            out["interleave_search"] = True
        if self.settings.max_steps is not None:
            out["max_deterministic_time"] = float(self.settings.max_steps)
        return out

    def accept(self, context: ModelContext, solution: Sequence[int], *, exact: Level | None = None) -> Iterator[Event]:
        """Name rooms, judge, compare with the model, keep if better."""
        found = self.judged(context, solution, exact=exact)
        if found is not None and self.standing.better(found[1]):
            yield self.standing.keep(*found, self.now())

    def judged(
        self, context: ModelContext, solution: Sequence[int], *, exact: Level | None = None
    ) -> tuple[Timetable, Report] | None:
        """The timetable of a solution and what the judge says of it; None where rooms are wanting or they disagree."""
        starts = context.placed(solution)
        choices = context.choices(starts, solution)
        naming = self.name_rooms(starts, choices)
        if naming.crowd:
            self.crowds.append(crowd_of(context, starts, choices, naming))
            self.certain = self.certain and naming.proven
            return None
        timetable = self.timetable(context, starts, naming)
        report = judge(self.problem, timetable, self.rules)
        if wrong := disagreements(context, solution, report, exact=exact):
            self.disagree("; ".join(wrong[:10]))
            return None
        return timetable, report

    def timetable(self, context: ModelContext, starts: Sequence[Start], naming: Naming) -> Timetable:  # noqa: ARG002
        """Placements as lessons."""
        return as_timetable(self.problem, starts, naming.rooms)

    def name_rooms(self, starts: Sequence[Start], choices: Mapping[int, Choice]) -> Naming:
        """A room for every lesson that needs one."""
        return name_rooms(self.problem, starts, choices)

    def disagree(self, what: str) -> None:
        """Model and judge disagree: the run ends, in a test with an exception."""
        if self.strict:
            raise ModelCheckMismatch(what)
        self.mismatch = True
        self.stop.set()

    def context(self, rules: Sequence[Rule]) -> ModelContext:
        """The model of some rules."""
        with no_collecting():
            context = ModelContext(self.problem)
            self.prepare(context)
            post_all(context, rules)
            keep_counts(context)
            fill_full_grids(context, rules)
            keep_places(context, rules)
            self.complete(context)
            context.model.finish()
        return context

    def prepare(self, context: ModelContext) -> None:
        """What a kind of run says of the lessons before any rule is posted: nothing."""

    def complete(self, context: ModelContext) -> None:
        """What a kind of run asks besides the rules, while the model is still open: nothing."""

    def part(self, context: ModelContext) -> None:
        """Tell the model of the crowds found; between solves only."""
        part_crowds(context, self.crowds)
        self.crowds.clear()
