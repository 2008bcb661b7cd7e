"""Which rules clash: leave some out, solve again, and see whether the school has a timetable then.

Only a solve counts: a member of a conflict is needed where the others leave a timetable. A core may name what was
never assumed (or-tools issue 5141), and presolve has called schools impossible that are not (issue 5274), so that a
conflict found here is refuted again in another way before it is told.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple

from ortools.sat.python import cp_model

from scheduler.domain.problem import Problem
from scheduler.engine.explain_model import Guard, guarded
from scheduler.engine.explain_near import near
from scheduler.engine.settings import Settings
from scheduler.engine.stream import Done, Found, stream
from scheduler.rules.base import Rule

PINNED_SECONDS = 2.0
"""How long a look may take that holds all lessons but a few."""
QUICK = {"cp_model_probing_level": 0, "symmetry_level": 0}


class Look(NamedTuple):
    """Whether there is a timetable under some rules: True, False, or None where time ran out; and the one found."""

    possible: bool | None
    solution: list[int] | None = None


class Guarded:
    """One school, to be solved again and again with some of its rules; `guards` are all there are, in rules' order.

    Facts labelled in `loose` may be left out as well.
    """

    def __init__(
        self,
        problem: Problem,
        rules: Sequence[Rule],
        settings: Settings,
        stop: threading.Event,
        loose: Collection[str] = (),
    ) -> None:
        self.problem = problem
        self.settings = settings
        self.stop = stop
        self.context = guarded(problem, rules, loose)
        self.guards: tuple[Guard, ...] = tuple(self.context.guards)
        self._placements = {
            course.id: [start.literal for start in self.context.starts(course.id)] for course in problem.courses
        }

    def look(self, kept: Collection[Guard], seconds: float, **parameters: Any) -> Look:
        """Solve with these rules and the facts alone."""
        self._keep(kept)
        return self._solve(seconds, parameters)

    def look_near(self, kept: Collection[Guard], solution: Sequence[int], owners: Iterable[str]) -> Look:
        """Solve with these rules, and with the lessons of all but a few people where a solution has them.

        What is found is a timetable; that nothing is found says nothing.
        """
        self._keep(kept)
        for free in near(self.problem, owners):
            held = [literal for course, mine in self._placements.items() if course not in free for literal in mine]
            self._set({literal: (solution[literal], solution[literal]) for literal in held})
            found = self._solve(PINNED_SECONDS, {"num_workers": 1, **QUICK})
            self._set({literal: self.context.model.domains[literal] for literal in held})
            if found.possible or self.stop.is_set():
                return found
        return Look(None)

    def refuted_twice(self, kept: Collection[Guard], seconds: float) -> bool:
        """Whether two solves with different settings find no timetable with these rules."""
        other = {"cp_model_presolve": False, "random_seed": (self.settings.seed + 1) % 2**31}
        return self.look(kept, seconds).possible is False and self.look(kept, seconds, **other).possible is False

    def core(self, kept: Collection[Guard], seconds: float) -> list[Guard] | None:
        """Some of these rules that leave no timetable, by the solver's word; None where it gave none in time."""
        names = {self.context.guards[guard]: guard for guard in kept}
        proto = self.context.model.proto
        self._keep(kept, certain=False)
        proto.assumptions.extend(list(names))
        solver = cp_model.CpSolver()
        parameters = {**self._parameters(seconds), "num_workers": 1, "cp_model_presolve": False}
        for name, value in parameters.items():
            setattr(solver.parameters, name, value)
        ended = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(solver, ended), daemon=True)
        watcher.start()
        try:
            if solver.solve(self.context.model.cp) != cp_model.INFEASIBLE:
                return None
            told = solver.sufficient_assumptions_for_infeasibility()
        finally:
            ended.set()
            watcher.join()
            proto.assumptions.clear()
        return [names[literal] for literal in told if literal in names]

    def _watch(self, solver: cp_model.CpSolver, ended: threading.Event) -> None:
        """Stop a solve when the whole explanation is stopped; again and again, for it may not have begun yet."""
        while not ended.wait(0.1):
            if self.stop.is_set():
                solver.stop_search()

    def _keep(self, kept: Collection[Guard], *, certain: bool = True) -> None:
        """Turn the guards on or off; those kept are left open unless `certain`."""
        wanted = set(kept)
        on = (int(certain), 1)
        self._set({literal: on if guard in wanted else (0, 0) for guard, literal in self.context.guards.items()})

    def _set(self, domains: dict[int, tuple[int, int]]) -> None:
        variables = self.context.model.proto.variables
        for var, (low, high) in domains.items():
            domain = variables[var].domain
            domain.clear()
            domain.extend([int(low), int(high)])

    def _parameters(self, seconds: float) -> dict[str, Any]:
        return {
            "num_workers": self.settings.workers,
            "random_seed": self.settings.seed,
            "max_time_in_seconds": max(0.01, seconds),
            "catch_sigint_signal": False,
        }

    def _solve(self, seconds: float, more: dict[str, Any]) -> Look:
        parameters = {**self._parameters(seconds), "cp_model_probing_level": 0, **more}
        if parameters["num_workers"] == 1:
            parameters["interleave_search"] = True
        status = cp_model.UNKNOWN
        for message in stream(self.context.model, self.stop, **parameters):
            if isinstance(message, Found):
                return Look(True, message.solution)
            if isinstance(message, Done):
                status = cp_model.CpSolverStatus(message.status)
        return Look(False if status == cp_model.INFEASIBLE else None)


def reduced(
    kept: Sequence[Guard],
    refuted: Callable[[list[Guard]], bool],
    order: Sequence[str] = (),
    *,
    owners: bool = True,
) -> list[Guard]:
    """A smaller set that is refuted still: whole rules are left out first, then owners, each time as halves.

    `order` names rules to be left out first. Of what is returned no single rule and owner could be left out as far as
    `refuted` saw; without `owners` no single rule.
    """
    now = list(kept)

    def drop(groups: list[list[Guard]]) -> None:
        nonlocal now
        left_out = {guard for group in groups for guard in group}
        rest = [guard for guard in now if guard not in left_out]
        if not groups or len(rest) == len(now):
            return
        if refuted(rest):
            now = rest
        elif len(groups) > 1:
            middle = len(groups) // 2
            drop(groups[:middle])
            drop(groups[middle:])

    labels = sorted(
        dict.fromkeys(label for label, _ in now), key=lambda label: order.index(label) if label in order else len(order)
    )
    drop([[guard for guard in now if guard[0] == label] for label in labels])
    for label in labels if owners else ():
        drop([[guard] for guard in now if guard[0] == label])
    return now


class Needed(NamedTuple):
    """Members of a conflict; `sure` says that each is needed: without it there is a timetable with all the others."""

    members: list[Guard]
    sure: bool


def needed(looking: Guarded, members: Sequence[Guard], left: Callable[[], float]) -> Needed:
    """Leave out each member in turn and solve; one without which there is still no timetable is no member.

    A timetable without one member is near one without another: only the lessons of their people move.
    """
    now, sure = list(members), True
    witness: tuple[Guard, list[int]] | None = None
    for member in members:
        if left() <= 0:
            return Needed(now, False)
        rest = [guard for guard in now if guard != member]
        found = Look(None)
        if witness is not None:
            before, solution = witness
            found = looking.look_near(rest, solution, (before[1], member[1]))
        if found.possible is None:
            found = looking.look(rest, left())
        if found.solution is not None:
            witness = member, found.solution
        elif found.possible is False:
            now = rest
        else:
            sure = False
    return Needed(now, sure)
