"""Rooms for the lessons of one day by a small exact model, where seating them one by one finds none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ortools.sat.python import cp_model

from scheduler.domain.problem import Problem
from scheduler.domain.time import Moment, Weeks
from scheduler.engine.desk import Wanted
from scheduler.rules.context import Start

Made = dict[str, cp_model.IntVar]
"""Room → whether it is the one."""


class _Day:
    """The model: who may be where, and how full each room is."""

    def __init__(self, problem: Problem, starts: Sequence[Start]) -> None:
        self.problem = problem
        self.starts = starts
        self.model = cp_model.CpModel()
        self.uses: dict[tuple[str, Moment, Weeks], list[cp_model.IntVar]] = defaultdict(list)

    def choose(self, at: int, rooms: Iterable[str], where: cp_model.LinearExprT) -> Made:
        """One of the rooms that are open all the time, where a lesson is to be in one."""
        start, made = self.starts[at], Made()
        for room in rooms:
            if all(self.problem.index.places(frozenset((room,)), m, start.weeks) > 0 for m in start.moments):
                made[room] = self.model.new_bool_var("")
                for moment in start.moments:
                    for week in (Weeks.ODD, Weeks.EVEN):
                        if week.meets(start.weeks):
                            self.uses[room, moment, week].append(made[room])
        self.model.add(sum(made.values()) == where)
        return made

    def combine(self, at: int, want: Wanted, own: Made) -> dict[str, list[Made]]:
        """The different rooms taken beside a virtual one."""
        out: dict[str, list[Made]] = {}
        for room, literal in own.items():
            out[room] = [self.choose(at, sorted(part), literal) for part in want.parts(self.problem, room)]
            for one in {one for part in out[room] for one in part}:
                self.model.add_at_most_one(part[one] for part in out[room] if one in part)
        return out

    def fill(self) -> None:
        """No room holds more than its places."""
        for (room, moment, week), there in self.uses.items():
            self.model.add(sum(there) <= self.problem.index.places(frozenset((room,)), moment, week))


def exact_day(
    problem: Problem, starts: Sequence[Start], strict: Mapping[int, Wanted]
) -> tuple[dict[int, tuple[str, ...]] | None, bool]:
    """Rooms for all these lessons of a day; None where there are none, and whether that is proven."""
    day = _Day(problem, starts)
    own = {at: day.choose(at, want.rooms, 1) for at, want in strict.items()}
    beside = {at: day.combine(at, want, own[at]) for at, want in strict.items()}
    day.fill()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 5.0
    status = solver.solve(day.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, status == cp_model.INFEASIBLE

    def taken(made: Made) -> str:
        return next(room for room, literal in made.items() if solver.value(literal))

    mine = {at: taken(made) for at, made in own.items()}
    return {at: (room, *map(taken, beside[at][room])) for at, room in mine.items()}, True
