"""What is wrong with bell schedules and with times of the week."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, Text
from scheduler.domain.time import BellSchedule, TimeRange, clock


def bell_faults(problem: Problem) -> Iterator[Fault]:
    """Times that are missing, mixed, or overlap."""
    timed = {bell.timed for bell in problem.bells if any(bell.days)}
    if len(timed) > 1:
        yield Fault(
            "bells",
            Text("some bell schedules have clock times and some have none", "有的作息表有钟点，有的没有"),
            Text("give all of them clock times", "请都填写起止时间"),
        )
    if len(problem.day_names) < max(len(b.days) for b in problem.bells):
        yield Fault("day_names", Text("a bell schedule has more days than the school", "作息表的天数多于上课日"))
    for bell in problem.bells:
        if not bell.days:
            yield Fault(f"bells[{bell.id}].days", Text("has no days", "没有任何一天"))
        yield from _bell_rows(bell)


def _bell_rows(bell: BellSchedule) -> Iterator[Fault]:
    for day, rows in enumerate(bell.days, start=1):
        where = f"bells[{bell.id}].days[{day}]"
        for row in rows:
            if (row.start is None) != (row.end is None):
                yield Fault(
                    where,
                    Text(
                        f"{row.name or row.kind}: one end of the time is missing",
                        f"{row.name or row.kind}：起止时间不全",
                    ),
                )
            elif row.start is not None and row.end is not None and row.end <= row.start:
                yield Fault(
                    where,
                    Text(f"{row.name or row.kind}: ends before it starts", f"{row.name or row.kind}：结束不晚于开始"),
                )
        if len({row.start is None for row in rows}) > 1 and any((r.start is None) == (r.end is None) for r in rows):
            yield Fault(where, Text("some rows have clock times and some have none", "有的时间段有钟点，有的没有"))
        for one, other in pairwise(rows):
            if one.end is not None and other.start is not None and other.start < one.end:
                yield Fault(
                    where,
                    Text(
                        f"{other.name or other.kind} starts at {clock(other.start)}, inside {one.name or one.kind}",
                        f"“{other.name or other.kind}”{clock(other.start)} 开始，早于“{one.name or one.kind}”结束",
                    ),
                    Text("order the rows by time, without overlap", "请按时间先后排列，不要重叠"),
                )


def time_faults(problem: Problem) -> Iterator[Fault]:
    """Wishes and closures at times the school does not have."""
    lists = (
        ("bells", ("closed",)),
        ("classes", ("unavailable",)),
        ("groups", ("unavailable",)),
        ("teachers", ("unavailable", "preferred", "disliked")),
        ("rooms", ("unavailable",)),
        ("subjects", ("unavailable",)),
        ("courses", ("forbidden", "preferred")),
    )
    for name, fields in lists:
        for thing in getattr(problem, name):
            for field in fields:
                for when in getattr(thing, field):
                    yield from _time(f"{name}[{thing.id}].{field}", when, problem)


def _time(where: str, when: TimeRange, problem: Problem) -> Iterator[Fault]:
    index = problem.index
    if when.bell and when.bell not in index.bells:
        yield Fault(where, Text(f"there is no bell schedule “{when.bell}”", f"没有作息表“{when.bell}”"))
        return
    if when.day > len(problem.day_names):
        yield Fault(where, Text(f"the school has no day {when.day}", f"没有第 {when.day} 天"))
    bells = [index.bells[when.bell]] if when.bell else problem.bells
    last = max((bell.periods(d) for bell in bells for d in range(1, len(bell.days) + 1)), default=0)
    if any(not 1 <= period <= last for period in when.periods):
        yield Fault(
            where,
            Text(f"there is no such period among {list(when.periods)}", f"节次 {list(when.periods)} 中有不存在的"),
            Text(f"periods go from 1 to {last}", f"节次为 1 至 {last}"),
        )
    if when.start is not None and when.end is not None and when.end <= when.start:
        yield Fault(where, Text("the time ends before it starts", "结束不晚于开始"))
