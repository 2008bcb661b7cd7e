"""Many tasks side by side over any `concurrent.futures.Executor`: scenarios, prices, whole schools."""

from __future__ import annotations

from scheduler.batch.processes import Crashed, Processes
from scheduler.batch.running import Failure, Task, run_all

__all__ = ["Crashed", "Failure", "Processes", "Task", "run_all"]
