"""From a proof with thousands of rows to one that can be told: what is not needed is left out, group by group."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable

from scheduler.engine.relaxation.certificate import Times, rounded
from scheduler.engine.relaxation.linear import prices
from scheduler.engine.relaxation.rows import BUILT, Row, Rows
from scheduler.engine.relaxation.watch import Watch

Grouping = Callable[[Row], Hashable | None]


class Reduction:
    """A proof that gets smaller as long as the watch runs; `finished` says whether every group was tried."""

    def __init__(self, rows: Rows, times: Times, watch: Watch) -> None:
        self.rows = rows
        self.times = times
        self.watch = watch
        self.finished = True

    def without(self, group_of: Grouping) -> None:
        """Leave out groups of rows that are not needed; rows whose group is None stay as long as they are used."""
        groups: dict[Hashable, list[int]] = {}
        for at in self.times:
            if (group := group_of(self.rows.rows[at])) is not None:
                groups.setdefault(group, []).append(at)
        self._drop(sorted(groups.values(), key=self._dispensable))

    def _dispensable(self, group: list[int]) -> tuple[bool, int]:
        """What asks for more is tried before what limits: lessons alone make the plainest count. Then large groups."""
        return all(self.rows.rows[at].upper for at in group), -len(group)

    def _drop(self, groups: list[list[int]]) -> None:
        """Try to leave out all of them at once, then each half."""
        groups = [group for group in groups if not self.times.keys().isdisjoint(group)]
        if not groups or self._left_out({at for group in groups for at in group}) or len(groups) == 1:
            return
        middle = len(groups) // 2
        self._drop(groups[:middle])
        self._drop(groups[middle:])

    def _left_out(self, dropped: Collection[int]) -> bool:
        if not self.watch.left():
            self.finished = False
            return False
        hint = prices(self.rows, [at for at in self.times if at not in dropped], self.watch)
        if hint is None:
            self.finished = False
        fewer = rounded(self.rows, hint) if hint else None
        if fewer is None:
            return False
        self.times = fewer
        return True


def stages(background: Collection[str]) -> tuple[Grouping, ...]:
    """In which groups rows are tried: rules, rules of one owner, facts of one owner, rules of one owner and day.

    `background` are labels of rules that are facts of every timetable: they are left out for brevity only.
    """

    def rule(row: Row) -> Hashable | None:
        return None if row.origin == BUILT or row.origin[0] in background else row.origin[0]

    def owner(row: Row) -> Hashable | None:
        return None if rule(row) is None else (row.origin[0], row.origin[1][0])

    def day(row: Row) -> Hashable | None:
        numbers = (part for part in row.origin[1] if isinstance(part, int))
        return None if rule(row) is None else (row.origin[0], row.origin[1][0], next(numbers, 0))

    def fact(row: Row) -> Hashable | None:
        return (row.origin[0], row.origin[1][0]) if row.origin[0] in background else None

    return rule, owner, fact, day
