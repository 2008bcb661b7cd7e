"""Watch: how long a proof may take, and how another thread ends it."""

from __future__ import annotations

import time

from ortools.linear_solver.python.model_builder_helper import ModelBuilderHelper, ModelSolverHelper, SolveStatus


class Watch:
    """A clock that also holds the solver that is at work, so that `cancel` can interrupt it."""

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds
        self.cancelled = False
        self._solver: ModelSolverHelper | None = None

    def left(self) -> float:
        """Seconds left; 0 once cancelled."""
        return 0.0 if self.cancelled else max(0.0, self.until - time.monotonic())

    def now(self) -> float:
        """The clock."""
        return time.monotonic()

    def cancel(self) -> None:
        """End what runs. Repeat it until it has ended: a solver that has not begun yet does not hear it."""
        self.cancelled = True
        if self._solver is not None:
            self._solver.interrupt_solve()

    def solved(self, model: ModelBuilderHelper, method: str) -> ModelSolverHelper | None:
        """The solver with the best solution, or None where it found none in time."""
        if not (seconds := self.left()):
            return None
        solver = self._solver = ModelSolverHelper(method)
        solver.set_time_limit_in_seconds(seconds)
        solver.solve(model)
        return solver if solver.has_solution() and solver.status() == SolveStatus.OPTIMAL else None
