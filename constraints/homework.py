"""Minutes of homework of a class, week by week and day by day; no rule of its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator

from scheduler.domain.planning import Homework, HomeworkKind
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text

PLAN = 0
"""The week number of what is planned."""
WEEKDAYS = range(1, 6)
WEEKEND = (6, 7)

HOMEWORK = Text("the homework of the class", "该班的作业计划或记录")
Minutes = dict[int, dict[int, Counter[str]]]
"""Week of the term (0: the plan) → weekday → subject → minutes; every week that has a row at all."""


def rows_of(problem: Problem, home: str) -> list[list[Homework]]:
    """The rows of each smallest group of a class: its own, those of its groups, of the class and of the grade."""
    index = problem.index
    grade = index.grade_of(home)
    told = [(row, index.leaves((row.sets,))) for row in problem.homework]
    return [
        [row for row, leaves in told if leaf in leaves or (grade is not None and row.sets == grade.id)]
        for leaf in index.leaves((home,))
    ]


def added(rows: Iterable[Homework], kinds: Collection[HomeworkKind] = tuple(HomeworkKind)) -> Minutes:
    """The minutes of some rows; a row without a day stands for each day from Monday to Friday."""
    out: Minutes = {}
    for row in rows:
        days = out.setdefault(row.week, defaultdict(Counter))
        for day in WEEKDAYS if row.day == 0 else (row.day,):
            days[day][row.subject] += row.minutes if row.kind in kinds else 0
    return out


def spent(
    problem: Problem, home: str, kinds: Collection[HomeworkKind], *, average: bool
) -> dict[tuple[int, int | str], int]:
    """Minutes by week and day, or by week for Monday to Friday together, of the group of a class that has most."""
    out: dict[tuple[int, int | str], int] = {}
    for rows in rows_of(problem, home):
        for week, days in added(rows, kinds).items():
            totals: dict[int | str, int] = {day: subjects.total() for day, subjects in days.items()}
            if average:
                totals = {"average": sum(totals.get(day, 0) for day in WEEKDAYS)}
            for day, minutes in totals.items():
                out[week, day] = max(minutes, out.get((week, day), 0))
    return out


def over_plan(told: Minutes) -> Iterator[tuple[int, int, str, int]]:
    """(week, weekday, subject, minutes) that logged weeks have above the plan; nothing where nothing is planned."""
    for week, days in sorted(told.items()) if PLAN in told else ():
        for day, subjects in sorted(days.items()):
            planned = told[PLAN].get(day, Counter())
            for subject, minutes in subjects.items():
                if (more := minutes - planned.get(subject, 0)) > 0:
                    yield week, day, subject, more
