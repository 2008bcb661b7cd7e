"""A school before and after in numbers: loads, rooms, activity, hours under all three meanings, plan, term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from constraints.daily_activity import DailyActivity
from constraints.daily_hours_cap import DEFINITIONS, DailyHoursCap, minutes
from scheduler.answers import Figure
from scheduler.domain.planning import Calendar
from scheduler.domain.problem import Problem
from scheduler.domain.time import VOLUNTARY, PeriodKind, Weeks
from scheduler.domain.timetable import Timetable
from scheduler.domain.view import View
from scheduler.precheck.progress import load
from scheduler.rules.base import Rule
from scheduler.services.load import School

Key = tuple[str, str, int]
"""(owner, part, day)."""
Amounts = dict[Key, tuple[int, int | None]]
"""Amount and limit by what they are of."""


def figures(before: School, after: School, old: Timetable | None, new: Timetable | None) -> tuple[Figure, ...]:
    """Every number that differs, and the day's minutes in each meaning whether or not they do."""
    timed = all(bell.timed for bell in (*before.problem.bells, *after.problem.bells))
    out = [*_pairs("load", _loads(before.problem), _loads(after.problem))]
    out += _pairs("plan", _plan(before.problem), _plan(after.problem))
    if timed:
        out += _pairs("hours", _hours(before), _hours(after), every=True)
        out += _pairs("end", _ends(before.problem), _ends(after.problem))
        out += _pairs("noon", _noons(before.problem), _noons(after.problem))
    if old is not None and new is not None:
        out += _pairs("room", _rooms(before.problem, old), _rooms(after.problem, new))
        if timed:
            out += _pairs("activity", _activity(before, old), _activity(after, new), every=True)
        if before.problem.calendar != after.problem.calendar:
            out += _pairs("term", _term(before.problem, old), _term(after.problem, new))
    return tuple(out)


def _pairs(what: str, old: Amounts, new: Amounts, *, every: bool = False) -> Iterator[Figure]:
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        if every or was != now:
            owner, part, day = key
            yield Figure.model_validate(
                {
                    "what": what,
                    "owner": owner,
                    "part": part,
                    "day": day,
                    "before": None if was is None else was[0],
                    "after": None if now is None else now[0],
                    "limits": (None if was is None else was[1], None if now is None else now[1]),
                }
            )


def _loads(problem: Problem) -> Amounts:
    """Weekly periods of every teacher in the fuller week, meetings left out."""
    loads = (load(problem, teacher) for teacher in problem.index.teachers)
    return {(one.teacher, "", 0): (one.periods, one.high) for one in loads}


def _plan(problem: Problem) -> Amounts:
    return {(row.grade, row.subject, 0): (max(row.weekly), None) for row in problem.plan}


def _hours(school: School) -> Amounts:
    """Minutes of each grade's day in the three meanings; the cap of a rule that asks for one, for its meaning."""
    out: Amounts = {}
    problem = school.problem
    for grade in problem.grades:
        for day, rows in enumerate(problem.index.bells[grade.bell].days, start=1):
            if not rows:
                continue
            spent = minutes(rows, False)
            for part in DEFINITIONS:
                out[grade.id, part, day] = spent[part], cap(problem, school.rules, grade.id, part)
    return out


def cap(problem: Problem, rules: Sequence[Rule], grade: str, part: str) -> int | None:
    """The lowest cap of a grade's day in one meaning."""
    caps = [
        one.cap
        for rule in rules
        if isinstance(rule, DailyHoursCap) and (one := rule.at(problem, grade)) is not None and one.definition == part
    ]
    return min(caps, default=None)


def _ends(problem: Problem) -> Amounts:
    return {
        (grade.id, "", day): (max((r.end or 0 for r in rows if r.kind not in VOLUNTARY), default=0), None)
        for grade in problem.grades
        for day, rows in enumerate(problem.index.bells[grade.bell].days, start=1)
        if rows
    }


def _noons(problem: Problem) -> Amounts:
    return {
        (grade.id, "", day): (sum(r.minutes for r in rows if r.kind is PeriodKind.NOON), None)
        for grade in problem.grades
        for day, rows in enumerate(problem.index.bells[grade.bell].days, start=1)
        if rows
    }


def _rooms(problem: Problem, timetable: Timetable) -> Amounts:
    """Periods a week in each room and in each sort of room, and how many the open places hold; odd and even halved."""
    index = problem.index
    used: Counter[str] = Counter()
    for lesson in timetable.lessons:
        for room in lesson.rooms:
            used[room] += lesson.duration * (2 if lesson.weeks is Weeks.ALL else 1)
    bell = problem.bells[0]
    slots = [problem.timeline.covered(bell.id, d, p) for d in problem.days for p in range(1, bell.periods(d) + 1)]

    def places(room: str) -> int:
        known = index.rooms[room]
        return known.places * sum(1 for moments in slots if not index.hits(known.unavailable, moments, Weeks.ALL))

    out: Amounts = {(room, "", 0): (used[room] // 2, places(room)) for room in index.rooms}
    for pool in problem.pools:
        rooms = [room for room in pool.rooms if room in index.rooms]
        if rooms and pool.id not in index.rooms:
            out[pool.id, "", 0] = sum(used[r] for r in rooms) // 2, sum(places(r) for r in rooms)
    return out


def _activity(school: School, timetable: Timetable) -> Amounts:
    """Minutes of activity of the class of each grade that has fewest on a day, and the least it should have."""
    problem = school.problem
    rules = [rule for rule in school.rules if isinstance(rule, DailyActivity)]
    asked = max(rules, key=lambda rule: rule.minimum, default=DailyActivity(minimum=0))
    grades = {
        problem.index.title(leaf): grade.id for leaf in problem.index.pupils if (grade := problem.index.grade_of(leaf))
    }
    days = {problem.index.day_name(day): day for day in problem.days}
    out: Amounts = {}
    for row in asked.model_copy(update={"exceptions": ()}).evidence(View(problem, timetable)):
        key = grades[str(row["class"])], "", days[row["day"]]
        found = int(row["bells"]) + int(row["lessons"])
        least = out.get(key, (found, None))[0]
        out[key] = min(found, least), asked.minimum or None
    return out


def _term(problem: Problem, timetable: Timetable) -> Amounts:
    """Periods of each class's subject in the whole term, day by day as the calendar has them."""
    calendar = problem.calendar
    if calendar is None:
        return {}
    held: Counter[Key] = Counter()
    runs = {grade.id: _runs(calendar, grade.id) for grade in problem.grades}
    for lesson in timetable.lessons:
        for home in {c.id: c for s in lesson.sets if (c := problem.index.class_of(s)) is not None}.values():
            for (day, weeks), count in runs[home.grade].items():
                if day == lesson.day and lesson.weeks.meets(weeks):
                    held[home.id, lesson.subject, 0] += count * lesson.duration
    return {key: (count, None) for key, count in held.items()}


def _runs(calendar: Calendar, grade: str) -> Counter[tuple[int, Weeks]]:
    """How often each weekday's timetable is taught in odd and in even weeks."""
    out: Counter[tuple[int, Weeks]] = Counter()
    for week in calendar.weeks:
        for day in calendar.dates(week):
            if runs := calendar.runs(day, grade):
                out[runs, calendar.parity(week)] += 1
    return out
