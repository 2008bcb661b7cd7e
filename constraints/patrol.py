"""What the lesson patrol saw, line by line, against what was due; no rule of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from constraints.records import Day, Version, day_of, days_of_week, given, in_force
from scheduler.domain.planning import Taught, TaughtState
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text, same

SEEN = {
    "changed": Text("another lesson than the timetable's, without a slip", "上的不是课表上的课，没有调课单"),
    "taken": Text("a protected lesson taken for another subject", "受保护的课被占用"),
    "missed": Text("the lesson was not taught", "没有上课"),
    "sham": Text("the timetable shown is not the one in force", "公开的课表与执行的课表不一致（阴阳课表）"),
    "late": Text("the lesson began late", "迟到"),
    "early": Text("the lesson ended early", "提前下课"),
    "overrun": Text("the lesson ran over", "拖堂"),
}
"""What can be found; the last three are counted in minutes."""
NOT_AS_PLANNED = frozenset({"changed", "taken", "missed"})
MINUTES = (TaughtState.LATE, TaughtState.EARLY, TaughtState.OVERRUN)
AWAY = (TaughtState.MOVED, TaughtState.TAKEN)
"""States by which another lesson was held, even where nobody wrote down which."""


class Seen(NamedTuple):
    """A line of the log with its day and what was due then; `due` is None where no version is known to hold."""

    line: Taught
    day: Day
    due: frozenset[str] | None

    @property
    def when(self) -> str:
        """The date, or week and day, as the log has it."""
        return self.line.on.isoformat() if self.line.on else f"w{self.line.week}d{self.line.day}"

    def words(self, problem: Problem) -> Text:
        """The same for people."""
        if self.line.on:
            return same(self.when)
        day = problem.index.day_name(self.line.day)
        return Text("{day} of week {n}", "第{n}周{day}").format(day=day, n=self.line.week)


def log_of(problem: Problem, known: tuple[Version, ...]) -> dict[str, list[Seen]]:
    """Class → what was seen of it on days that follow a timetable, in the order of the log."""
    index = problem.index
    out: dict[str, list[Seen]] = {}
    for line in problem.taught:
        home = index.class_of(line.sets)
        day = day_of(problem, line, home.grade) if home else None
        if home is None or day is None or not day.runs:
            continue
        version = in_force(known, day.on)
        due = None if version is None else given(version, index.leaves((line.sets,)), day).get(line.period, ())
        out.setdefault(home.id, []).append(Seen(line, day, None if due is None else frozenset(due)))
    return out


def wrong(problem: Problem, line: Taught, due: Collection[str]) -> Iterator[tuple[str, int]]:
    """What is wrong with a lesson as it was taught, each with its amount.

    Nothing was taught where a line names what was planned and no more. One that names no subject at all says by its
    state alone what was seen.
    """
    subjects, other = problem.index.subjects, bool(line.taught) and line.taught not in due
    protected = any(subjects[one].protected for one in due if one in subjects)
    core = other and line.taught in subjects and subjects[line.taught].core
    unsaid, state = bool(due) and not line.taught, line.state
    if line.planned and line.planned not in due and not line.approval:
        yield "sham", 1
    nothing = unsaid and bool(line.planned) and state is TaughtState.NORMAL
    if protected and (core or state is TaughtState.TAKEN):
        yield "taken", 1
    elif due and (state is TaughtState.MISSED or nothing):
        yield "missed", 1
    elif (other or (unsaid and state in AWAY)) and not line.approval:
        yield "changed", 1
    if state in MINUTES:
        yield state.value, max(1, line.minutes)


class Share(NamedTuple):
    """How much of what a class should have had was seen, and how much of that was as planned; in periods."""

    seen: int
    due: int
    as_planned: int


def share(problem: Problem, known: tuple[Version, ...], home: str, log: Mapping[str, list[Seen]]) -> Share:
    """What the log shows of a class, over the weeks in which anybody was seen."""
    grade, leaves = problem.index.classes[home].grade, problem.index.leaves((home,))
    days = {seen.day for those in log.values() for seen in those}
    weeks = {one for day in days for one in days_of_week(problem, day, grade) if one.runs}
    held = ((in_force(known, day.on), day) for day in weeks)
    due = sum(len(given(view, leaves, day)) for view, day in held if view is not None)
    kinds: dict[tuple[str, int], set[str]] = {}
    for seen in log.get(home, ()):
        if seen.due:
            found = kinds.setdefault((seen.when, seen.line.period), set())
            found.update(kind for kind, _ in wrong(problem, seen.line, seen.due))
    return Share(len(kinds), due, sum(NOT_AS_PLANNED.isdisjoint(found) for found in kinds.values()))
