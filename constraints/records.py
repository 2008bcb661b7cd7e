"""Which version of the timetable was in force on a date, and what it gives a class; no rule of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from scheduler.domain.planning import WEEK, Taught
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import View

CALENDAR = Text("the school calendar", "校历")
BEGINS = Text("from when this timetable is valid", "本课表的生效日期")


class Version(NamedTuple):
    """A timetable and the first date it holds on."""

    first: date
    view: View


class Day(NamedTuple):
    """A day of the term: its date (None: not told), the weekday whose timetable it follows (0: none), its weeks.

    `weeks` is ALL where nothing tells an odd from an even week; `week` is told only where there is no date.
    """

    on: date | None
    runs: int
    weeks: Weeks
    week: int = 0


def versions(view: View) -> tuple[Version, ...]:
    """The earlier versions and the judged one, by date; a judged one without a date counts as never begun."""
    problem = view.problem
    past = [Version(_begins(problem, one.valid_from) or date.min, View(problem, one)) for one in problem.earlier]
    said = _begins(problem, view.timetable.valid_from) or _begins(problem, problem.valid_from)
    return tuple(sorted((*past, Version(said or (date.max if past else date.min), view)), key=lambda one: one.first))


def undated(view: View) -> Text | None:
    """What must be known to tell which version holds in which week of the term."""
    if view.problem.calendar is None:
        return CALENDAR
    return BEGINS if any(one.view is view and one.first == date.max for one in versions(view)) else None


def _begins(problem: Problem, said: str) -> date | None:
    """A date as it is written: 2026-10-12, or 第5周 and week 5 where there is a calendar."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        found = re.fullmatch(r"\s*(?:第\s*(\d+)\s*周|week\s*(\d+))\s*", said, re.IGNORECASE)
    if found is None or problem.calendar is None:
        return None
    return problem.calendar.date_of(int(found[1] or found[2]), 1)


def in_force(known: Iterable[Version], on: date | None) -> View | None:
    """The version that holds on a date; on an unknown one only where a single version ever held."""
    begun = [one for one in known if one.first < date.max]
    if on is None:
        return begun[0].view if len(begun) == 1 else None
    return next((one.view for one in reversed(begun) if one.first <= on), None)


def day_of(problem: Problem, seen: Taught, grade: str) -> Day:
    """The day a line of the log speaks of."""
    calendar, on = problem.calendar, seen.on
    if on is None and calendar is not None:
        on = calendar.date_of(seen.week, seen.day)
    if on is None:
        return Day(None, seen.day, Weeks.ODD if seen.week % 2 else Weeks.EVEN, seen.week)
    if calendar is None:
        return Day(on, on.isoweekday(), Weeks.ALL)
    return Day(on, calendar.runs(on, grade), calendar.parity(calendar.week_of(on)))


def days_of_week(problem: Problem, day: Day, grade: str) -> tuple[Day, ...]:
    """Every day of the week a day lies in."""
    if day.on is None:
        return tuple(day._replace(runs=number) for number in problem.days)
    dates = [_monday(day.on) + timedelta(days=number) for number in range(WEEK)]
    if (calendar := problem.calendar) is None:
        return tuple(Day(on, on.isoweekday(), day.weeks) for on in dates)
    return tuple(Day(on, calendar.runs(on, grade), day.weeks) for on in dates)


def term_days(problem: Problem, grade: str) -> Iterator[tuple[int, tuple[Day, ...]]]:
    """Each week of the term with the days on which its timetable is taught; none without a calendar."""
    if (calendar := problem.calendar) is None:
        return
    for week in calendar.weeks:
        days = (Day(on, calendar.runs(on, grade), calendar.parity(week)) for on in calendar.dates(week))
        yield week, tuple(day for day in days if day.runs)


def given(view: View, leaves: Iterable[str], day: Day) -> dict[int, set[str]]:
    """Period of the pupils' own schedule → subjects a version gives some leaves then."""
    out: dict[int, set[str]] = {}
    for leaf in leaves:
        home = view.problem.index.bell_of_pupil(leaf).id
        for placed in view.pupil_day(leaf, day.runs, day.weeks):
            lesson = placed.lesson
            own = range(lesson.period, lesson.period + lesson.duration)
            for period in own if placed.bell == home else view.home_periods(home, placed.moments):
                out.setdefault(period, set()).add(lesson.subject)
    return out


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
