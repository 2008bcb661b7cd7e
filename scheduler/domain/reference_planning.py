"""Faults of the planning tables and records: names nothing has, dates the wrong way round, weeks out of order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from scheduler.domain.planning import PUBLIC_ITEMS
from scheduler.domain.text import Fault, Text

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem

CLASS = Text("class, group or grade", "班级、分组或年级")
GRADE = Text("grade", "年级")
SUBJECT = Text("subject", "科目")
TEACHER = Text("teacher", "教师")


def planning_faults(problem: Problem) -> Iterator[Fault]:
    """Everything wrong with what is kept beside the timetable."""
    yield from _calendar(problem)
    yield from _names(problem)
    yield from _later(problem)
    for item in sorted({one.item for one in problem.publication} - set(PUBLIC_ITEMS)):
        known = ", ".join(PUBLIC_ITEMS)
        yield Fault(f"publication[{item}]", Text("is no item of the notice", "不是公示项目"), Text(known, known))


def _calendar(problem: Problem) -> Iterator[Fault]:
    calendar = problem.calendar
    if calendar is None:
        return
    backwards = Text("ends before it begins", "结束日期早于开始日期")
    if calendar.last < calendar.first:
        yield Fault("calendar.last", backwards)
    elif len(calendar.weeks) > 60:
        yield Fault("calendar.last", Text("a term has at most 60 weeks", "一学期最多 60 周"))
    for number, entry in enumerate(calendar.entries):
        if entry.last < entry.first:
            yield Fault(f"calendar.entries[{number}].last", backwards)


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
    for number, seen in enumerate(problem.taught):
        asked.append((f"taught[{number}].sets", CLASS, seen.sets, pupils))
        asked += [(f"taught[{number}].{f}", SUBJECT, getattr(seen, f), subjects) for f in ("planned", "taught")]
        if seen.on is None and not (seen.week and seen.day):
            yield Fault(
                f"taught[{number}].on", Text("says neither date nor week and day", "没有日期，也没有周次和星期")
            )
    for course in problem.courses:
        asked += [(f"courses[{course.id}].later", TEACHER, t, teachers) for one in course.later for t in one.teachers]
    for where, what, word, known in asked:
        if word and word not in known:
            yield Fault(where, Text(f"there is no {what.en} “{word}”", f"没有{what.zh}“{word}”"))


def _later(problem: Problem) -> Iterator[Fault]:
    for course in problem.courses:
        if any(one.week >= other.week for one, other in pairwise(course.later)):
            wrong = Text("the weeks do not follow one another", "接任教师的周次没有先后顺序")
            yield Fault(f"courses[{course.id}].later", wrong)
