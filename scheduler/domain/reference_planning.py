"""Faults of the planning tables and records: names nothing has, dates the wrong way round, weeks out of order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from scheduler.domain.planning import PUBLIC_DATES, PUBLIC_ITEMS, Taught
from scheduler.domain.text import Fault, Text
from scheduler.domain.time import WEEKDAYS

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem

CLASS = Text("class, group or grade", "班级、分组或年级")
GRADE = Text("grade", "年级")
SUBJECT = Text("subject", "科目")
TEACHER = Text("teacher", "教师")
AGE = range(1990, 2200)
"""Years a school's dates may lie in."""


def planning_faults(problem: Problem) -> Iterator[Fault]:
    """Everything wrong with what is kept beside the timetable."""
    yield from _dates(problem)
    yield from _calendar(problem)
    yield from _names(problem)
    yield from _activities(problem)
    yield from taught_faults(problem)
    yield from _later(problem)
    for item in sorted({one.item for one in problem.publication} - set(PUBLIC_ITEMS)):
        known = ", ".join(PUBLIC_ITEMS)
        yield Fault(f"publication[{item}]", Text("is no item of the notice", "不是公示项目"), Text(known, known))
    for number, one in enumerate(problem.publication):
        if one.item in PUBLIC_DATES and one.says and not _is_date(one.says):
            wrong = Text(f"“{one.says[:30]}” is no date", f"“{one.says[:30]}”不是日期")
            yield Fault(f"publication[{number}].says", wrong, Text("write 2026-09-05", "写法如 2026-09-05"))


def _is_date(word: str) -> bool:
    try:
        return date.fromisoformat(word).isoformat() == word
    except ValueError:
        return False


def _dates(problem: Problem) -> Iterator[Fault]:
    """Dates of another age: a slip of the pen that no sum of weeks should meet."""
    term = problem.calendar
    dated: list[tuple[str, date | None]] = (
        [("calendar.first", term.first), ("calendar.last", term.last)] if term else []
    )
    for number, entry in enumerate(term.entries if term else ()):
        dated += [(f"calendar.entries[{number}].first", entry.first), (f"calendar.entries[{number}].last", entry.last)]
    dated += [(f"exams[{number}].on", exam.on) for number, exam in enumerate(problem.exams)]
    dated += [(f"attestations[{number}].on", one.on) for number, one in enumerate(problem.attestations)]
    dated += [(f"taught[{number}].on", seen.on) for number, seen in enumerate(problem.taught)]
    for where, on in dated:
        if on is not None and on.year not in AGE:
            wrong = Text(f"the year {on.year} is not meant", f"年份 {on.year} 不对")
            yield Fault(where, wrong, Text(f"write a year from {AGE[0]}", f"请写 {AGE[0]} 年以后的年份"))


def _calendar(problem: Problem) -> Iterator[Fault]:
    calendar = problem.calendar
    if calendar is None:
        return
    backwards = Text("ends before it begins", "结束日期早于开始日期")
    correct = Text("correct one of the dates", "请改正其中一个日期")
    if calendar.last < calendar.first:
        yield Fault("calendar.last", backwards, correct)
    elif len(calendar.weeks) > 60:
        yield Fault("calendar.last", Text("a term has at most 60 weeks", "一学期最多 60 周"), correct)
    for number, entry in enumerate(calendar.entries):
        if entry.last < entry.first:
            yield Fault(f"calendar.entries[{number}].last", backwards, correct)


def _names(problem: Problem) -> Iterator[Fault]:
    index = problem.index
    grades, subjects, teachers = set(index.grades), set(index.subjects), set(index.teachers)
    pupils = {*index.classes, *index.groups, *index.pupils}
    asked: list[tuple[str, Text, str, set[str]]] = []
    for number, entry in enumerate(problem.calendar.entries if problem.calendar else ()):
        asked += [(f"calendar.entries[{number}].grades", GRADE, one, grades) for one in entry.grades]
    for number, activity in enumerate(problem.activities):
        asked += [(f"activities[{number}].grades", GRADE, one, grades) for one in activity.grades]
    for number, work in enumerate(problem.homework):
        asked.append((f"homework[{number}].sets", CLASS, work.sets, pupils | grades))
        asked.append((f"homework[{number}].subject", SUBJECT, work.subject, subjects))
    for number, exam in enumerate(problem.exams):
        asked.append((f"exams[{number}].grade", GRADE, exam.grade, grades))
        asked.append((f"exams[{number}].subject", SUBJECT, exam.subject, subjects))
    for course in problem.courses:
        asked += [(f"courses[{course.id}].later", TEACHER, t, teachers) for one in course.later for t in one.teachers]
    for where, what, word, known in asked:
        if word and word not in known:
            yield Fault(where, Text(f"there is no {what.en} “{word}”", f"没有{what.zh}“{word}”"))


def _activities(problem: Problem) -> Iterator[Fault]:
    for number, activity in enumerate(problem.activities):
        where = f"activities[{number}].times"
        for when in activity.times:
            if when.bell and when.bell not in problem.index.bells:
                yield Fault(where, Text(f"there is no bell schedule “{when.bell}”", f"没有作息表“{when.bell}”"))
            if when.start is not None and when.end is not None and when.end <= when.start:
                wrong = Text("the time ends before it starts", "结束不晚于开始")
                yield Fault(where, wrong, Text("correct the time", "请改正时间"))


def taught_faults(problem: Problem) -> Iterator[Fault]:
    """What is wrong with the patrol log alone."""
    index = problem.index
    pupils = {*index.classes, *index.groups, *index.pupils}
    for number, seen in enumerate(problem.taught):
        where = f"taught[{number}]"
        asked = (("sets", seen.sets, CLASS, pupils), ("planned", seen.planned, SUBJECT, index.subjects))
        for field, word, what, known in (*asked, ("taught", seen.taught, SUBJECT, index.subjects)):
            if word and word not in known:
                yield Fault(f"{where}.{field}", Text(f"there is no {what.en} “{word}”", f"没有{what.zh}“{word}”"))
        if seen.on is not None:
            yield from _day_and_week(problem, where, seen, seen.on)
        elif not (seen.week and seen.day):
            wrong = Text("says neither date nor week and day", "没有日期，也没有周次和星期")
            yield Fault(f"{where}.on", wrong, Text("give the date", "请填日期"))


def _day_and_week(problem: Problem, where: str, seen: Taught, on: date) -> Iterator[Fault]:
    """A day or week beside a date must be the date's; a make-up day may be called by the day it follows."""
    term, real = problem.calendar, on.isoweekday()
    home = problem.index.class_of(seen.sets)
    other = seen.day not in (0, real) and len(problem.day_names) <= len(WEEKDAYS)
    if other and (term is None or term.runs(on, home.grade if home else "") != seen.day):
        day = WEEKDAYS[real - 1]
        wrong = Text(f"{on} is a {day.en}", f"{on} 是{day.zh}")
        yield Fault(f"{where}.day", wrong, Text("correct the date or the day", "请改正日期或星期"))
    if seen.week and term is not None and term.first <= on <= term.last and term.week_of(on) != seen.week:
        week = term.week_of(on)
        wrong = Text(f"{on} lies in week {week}", f"{on} 在第 {week} 周")
        yield Fault(f"{where}.week", wrong, Text("correct the date or the week", "请改正日期或周次"))


def _later(problem: Problem) -> Iterator[Fault]:
    for course in problem.courses:
        if any(one.week >= other.week for one, other in pairwise(course.later)):
            wrong = Text("the weeks do not follow one another", "接任教师的周次没有先后顺序")
            yield Fault(f"courses[{course.id}].later", wrong)
