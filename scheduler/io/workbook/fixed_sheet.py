"""Write 固定课与不排课: one row for each fixed, closed or wished time of a course."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from scheduler.domain.curriculum import Course
from scheduler.domain.problem import Problem
from scheduler.domain.time import TimeRange, clock
from scheduler.io.workbook.fixed import COLUMNS, SORT_WORDS, TITLE, Sort
from scheduler.io.workbook.output import Block, Cell, Sheet, said
from scheduler.io.workbook.tables import Writing
from scheduler.io.workbook.times import periods_word, weeks_word


def write(problem: Problem, met: Collection[str], writing: Writing) -> Sheet:
    """The sheet: what courses have, meetings told elsewhere (`met`) left out."""
    counts: dict[tuple[str, str], int] = {}
    for course in problem.courses:
        for one in course.sets:
            counts[one, course.subject] = counts.get((one, course.subject), 0) + 1
    rows: list[list[Cell]] = []
    for course in problem.courses:
        if course.id in met:
            continue
        head = _course_cells(course, counts, writing)
        for lesson in course.fixed:
            when = TimeRange(day=lesson.day, periods=(lesson.period,))
            rows.append(_row(Sort.FIXED, head, lesson.room, when, writing))
        rows.extend(_row(Sort.CLOSED, head, "", when, writing) for when in course.forbidden)
        rows.extend(_row(Sort.WISH, head, "", when, writing) for when in course.preferred)
    return Sheet(TITLE, [Block(COLUMNS, rows)])


def _course_cells(course: Course, counts: dict[tuple[str, str], int], writing: Writing) -> list[Cell]:
    """Class and subject where they say the course, else its id."""
    names = writing.names
    if len(course.sets) == 1 and counts[course.sets[0], course.subject] == 1:
        return [writing.refs(names.sets, course.sets), writing.ref(names.subjects, course.subject), ""]
    return ["", "", said(course.id)]


def _row(sort: Sort, head: Sequence[Cell], room: str, when: TimeRange, writing: Writing) -> list[Cell]:
    lang = writing.lang
    start, end = ("" if m is None else clock(m) for m in (when.start, when.end))
    return [
        SORT_WORDS[sort].to(lang),
        *head,
        "",
        writing.ref(writing.names.places, room),
        said(writing.days.word(when.day, lang)),
        periods_word(when.periods),
        f"{start}-{end}" if start or end else "",
        weeks_word(when.weeks, lang),
        writing.ref(writing.names.bells, when.bell),
        said(when.reason),
    ]
