"""A small school decided by the solver: the witness where placing lesson after lesson takes too long."""

from __future__ import annotations

from collections.abc import Sequence

from ortools.sat.python import cp_model

from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.engine.session import Session
from scheduler.engine.settings import Settings
from scheduler.rules.base import Rule


def solvable(problem: Problem, rules: Sequence[Rule]) -> bool:
    """Whether the model of the hard ones of these rules has a solution (rooms are counted, not named)."""
    session = Session(problem, rules, Settings(workers=1), strict=True)
    context = session.context([rule for rule in rules if rule.level is Level.HARD])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(context.model.cp)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE)
    return status != cp_model.INFEASIBLE
