"""A timetable pinned in the model: what the rules' posted halves say of it. The witness beside the judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ortools.sat.python import cp_model

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.engine.context import ModelContext, post_all
from scheduler.engine.places import keep_places
from scheduler.rules.base import Key, Rule, times

Amounts = dict[tuple[str, Key], int]


class Pinning:
    """One model of some rules, in which timetable after timetable can be pinned."""

    def __init__(self, problem: Problem, rules: Sequence[Rule]) -> None:
        self.problem = problem
        self.context = ModelContext(problem)
        post_all(self.context, rules)
        self.context.make_starts()
        keep_places(self.context, rules)
        self.context.model.minimise([(1, m.amount) for m in self.context.measured.values()])
        self.context.model.finish()
        self.domains = list(self.context.model.domains)
        self.pinned: frozenset[int] = frozenset()
        self.solver = cp_model.CpSolver()
        self.solver.parameters.num_workers = 1
        self.solver.parameters.cp_model_presolve = False

    def amounts(self, timetable: Timetable) -> Amounts | None:
        """Amounts above 0 by (instance, key) over the cycle, or None where a hard rule is contradicted.

        Raises:
            ValueError: where a lesson belongs to no course or stands where the bells have no place for it.
        """
        wanted = self._wanted(timetable)
        if wanted is None:
            return None
        pins: dict[int, bool] = {}
        for course in self.problem.courses:
            for start in self.context.starts(course.id):
                rooms = wanted[start.course, start.day, start.period, start.duration]
                pins[start.literal] = bool(rooms)
                told = self.context.told(start, rooms.pop() if rooms else None)
                if told is None:
                    return None
                pins |= told
        if not self._set(pins):
            return None
        status = self.solver.solve(self.context.model.cp)
        if status == cp_model.INFEASIBLE:
            return None
        if status != cp_model.OPTIMAL:
            raise RuntimeError(f"a pinned model must be decided, got {self.solver.status_name(status)}")
        solution = list(self.solver.response_proto.solution)
        cycle = self.problem.index.cycle
        return {
            name: value
            for name, m in self.context.measured.items()
            if m.level is not Level.HARD and (value := m.amount.value(solution) * times(name[1], cycle))
        }

    def _set(self, pins: dict[int, bool]) -> bool:
        """Pin these variables and no others; False where one of them cannot be so."""
        if not all(self.domains[var][0] <= value <= self.domains[var][1] for var, value in pins.items()):
            return False
        variables = self.context.model.proto.variables
        for var in {*self.pinned, *pins}:
            low, high = (pins[var], pins[var]) if var in pins else self.domains[var]
            domain = variables[var].domain
            domain.clear()
            domain.extend([int(low), int(high)])
        self.pinned = frozenset(pins)
        return True

    def _wanted(self, timetable: Timetable) -> dict[tuple[str, int, int, int], list[tuple[str, ...]]] | None:
        """The rooms of the lessons that stand at each spot; None where a hard rule has removed the spot."""
        wanted: dict[tuple[str, int, int, int], list[tuple[str, ...]]] = defaultdict(list)
        for x in timetable.lessons:
            wanted[x.course or "", x.day, x.period, x.duration].append(x.rooms)
        for spot, lessons in wanted.items():
            course, day, period, duration = spot
            if course not in self.problem.index.courses:
                raise ValueError(f"a lesson of no course cannot be pinned: {spot}")
            here = (day, period, duration)
            possible = [c[1:4] for c in self.context.candidates(course)].count(here)
            if possible < len(lessons):
                raise ValueError(f"the bells have no place for {spot}")
            open_ = sum((s.day, s.period, s.duration) == here for s in self.context.starts(course))
            if open_ < len(lessons):
                return None
        return wanted


def pinned_amounts(problem: Problem, rules: Sequence[Rule], timetable: Timetable) -> Amounts | None:
    """What the model of some rules says of one timetable; see `Pinning.amounts`."""
    return Pinning(problem, rules).amounts(timetable)
