"""Where a run stands: its best timetable, judged, and what no timetable can be better than."""

from __future__ import annotations

from typing import Literal

from scheduler.domain.timetable import Timetable
from scheduler.events import BoundMoved, Improved
from scheduler.verify import Report

Part = Literal["relaxed", "penalty"]


class Standing:
    """The best timetable so far and the bounds; the penalty's bound is None until relaxed is proven."""

    def __init__(self) -> None:
        self.timetable: Timetable | None = None
        self.report: Report | None = None
        self.first: float | None = None
        self.relaxed_bound = 0
        self.bound: int | None = None

    def better(self, report: Report) -> bool:
        """Whether a timetable judged so would be the best."""
        return self.report is None or report.value < self.report.value

    def keep(self, timetable: Timetable, report: Report, seconds: float) -> Improved:
        """Take a timetable as the best."""
        self.timetable, self.report = timetable, report
        self.first = seconds if self.first is None else self.first
        return Improved(seconds=seconds, timetable=timetable, relaxed=report.relaxed, penalty=report.penalty)

    def contradicted(self, part: Part, bound: int) -> bool:
        """Whether a bound excludes the timetable that stands: then it bounds another model than the school's."""
        report = self.report
        return report is not None and bound > (report.relaxed if part == "relaxed" else report.penalty)

    def raise_bound(self, part: Part, bound: int, seconds: float) -> BoundMoved | None:
        """Take a bound; None where it says nothing new."""
        if part == "relaxed":
            if bound <= self.relaxed_bound:
                return None
            self.relaxed_bound = bound
        else:
            bound = max(0, bound)
            open_ = self.report is None or self.report.relaxed != self.relaxed_bound
            if open_ or (self.bound is not None and bound <= self.bound):
                return None
            self.bound = bound
        return BoundMoved(seconds=seconds, relaxed_bound=self.relaxed_bound, bound=self.bound)

    @property
    def proven(self) -> bool:
        """Whether no timetable is better."""
        report = self.report
        return report is not None and report.value == (self.relaxed_bound, self.bound)
