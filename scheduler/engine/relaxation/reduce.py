"""From a proof with thousands of rows to one that can be told: what is not needed is left out, group by group."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Hashable, Iterable

from scheduler.engine.relaxation.certificate import Times, rounded
from scheduler.engine.relaxation.linear import prices
from scheduler.engine.relaxation.rows import Row, Rows


class Reduction:
    """A proof that gets smaller until the time is over; `finished` says whether every group was tried."""

    def __init__(self, rows: Rows, times: Times, until: float) -> None:
        self.rows = rows
        self.times = times
        self.until = until
        self.finished = True
        self.tried = 0

    def without(self, group_of: Callable[[Row], Hashable | None]) -> None:
        """Leave out groups of rows that are not needed; rows whose group is None stay as long as they are used."""
        groups: dict[Hashable, list[int]] = {}
        for at in self.times:
            if (group := group_of(self.rows.rows[at])) is not None:
                groups.setdefault(group, []).append(at)
        self._drop(sorted(groups.values(), key=len, reverse=True))

    def _drop(self, groups: list[list[int]]) -> None:
        """Try to leave out all of them at once, then each half."""
        groups = [group for group in groups if not self.times.keys().isdisjoint(group)]
        if not groups or self._left_out({at for group in groups for at in group}) or len(groups) == 1:
            return
        middle = len(groups) // 2
        self._drop(groups[:middle])
        self._drop(groups[middle:])

    def _left_out(self, dropped: Collection[int]) -> bool:
        left = self.until - time.monotonic()
        if left <= 0:
            self.finished = False
            return False
        self.tried += 1
        hint = prices(self.rows, self._rest(dropped), left)
        if hint is None:
            self.finished = False
        fewer = rounded(self.rows, hint) if hint else None
        if fewer is None:
            return False
        self.times = fewer
        return True

    def _rest(self, dropped: Collection[int]) -> Iterable[int]:
        return (at for at in self.times if at not in dropped)
