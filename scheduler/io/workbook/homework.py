"""作业计划: minutes of homework by class or grade, subject and day; with a week, what was really set."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from scheduler.domain.planning import Homework, HomeworkKind
from scheduler.domain.planning_words import HOMEWORK_NAMES
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import WEEKDAYS
from scheduler.io.workbook import plain
from scheduler.io.workbook.choice import chosen, demand, known_words, pupils
from scheduler.io.workbook.dates import WEEK, read_week
from scheduler.io.workbook.output import Block, Cell, Sheet, number
from scheduler.io.workbook.sheets import Row, Section, column
from scheduler.io.workbook.tables import Reading, Writing, rows_of

TITLE = Text("Homework", "作业计划")
_MORE = {"书面作业": HomeworkKind.WRITTEN, "实践": HomeworkKind.PRACTICE, "活动": HomeworkKind.PRACTICE}
KINDS = known_words(HOMEWORK_NAMES, _MORE)
MOST = 600
_MINUTES = re.compile(r"(\d{1,4})\s*(?:分钟?|min(?:utes?)?)?", re.IGNORECASE)
_DAYS = (
    column(
        "day0",
        "Every weekday",
        "每天",
        "周一至周五",
        "平日",
        width=9,
        note=Text("minutes, where Monday to Friday are alike", "分钟；周一至周五相同时填这里"),
    ),
    *(
        column(
            f"day{at}",
            day.en,
            day.zh,
            day.en[:3],
            f"星期{day.zh[1]}",
            f"礼拜{day.zh[1]}",
            *(("周天", "星期天") if at == 7 else ()),
            width=9,
            note=Text("minutes", "分钟"),
        )
        for at, day in enumerate(WEEKDAYS, start=1)
    ),
)
COLUMNS = (
    column("sets", "Grade or class", "年级或班级", "班级", "年级", "对象", "class", "grade", width=16),
    column("subject", "Subject", "科目", "学科", width=12),
    column("kind", "Kind", "类型", "作业类型", width=10, choices=tuple(HOMEWORK_NAMES.values())),
    *_DAYS,
    column(
        "week",
        "Week",
        "周次",
        "教学周",
        width=8,
        note=Text("empty: the plan; 5: what was set in week 5", "不填：计划；填 5：第 5 周实际布置的"),
    ),
)
FLAT = (
    column("day", "Day", "星期", "日", width=10),
    column("minutes", "Minutes", "分钟", "分钟数", "时长", width=8),
)
"""Another form of the sheet: one row per day; read, never written."""


def read(parts: Sequence[Section], reading: Reading) -> tuple[Homework, ...]:
    """Homework in order; a row that lists several classes or subjects counts for each."""
    finder = pupils(reading.names, grades=True)
    out: list[Homework] = []
    for section in parts[:1]:
        for row in rows_of(section, (*COLUMNS, *FLAT), ("sets", "subject"), reading.desk):
            kind, week = chosen(row, "kind", KINDS, HOMEWORK_NAMES), read_week(row, "week")
            sets, subjects = finder.many(row, "sets"), reading.names.subjects.many(row, "subject")
            demand(row, "sets", "subject")
            minutes = list(_minutes(row))
            for one in sets:
                for subject in subjects:
                    for cell, day, length in minutes:
                        row.place(f"homework[{len(out)}]", cell)
                        work = Homework(sets=one, subject=subject, day=day, minutes=length, week=week)
                        out.append(work.model_copy(update={"kind": kind}) if kind else work)
    return tuple(out)


def _minutes(row: Row) -> Iterator[tuple[str, int, int]]:
    """(column, day, minutes) of every filled cell of a row."""
    for day in range(8):
        if (found := _length(row, f"day{day}")) is not None:
            yield f"day{day}", day, found
    length = _length(row, "minutes")
    for word in row.items("day") or ("",):
        day_number = WEEK.find(word) if word else 0
        if day_number is None or day_number > 7:
            wrong = Text(f"“{word[:20]}” is no weekday", f"“{word[:20]}”不是星期")
            row.fault("day", wrong, Text("write e.g. Mon; empty: every weekday", "写法如 周一；不填：周一至周五"))
        elif length is not None:
            yield "minutes", day_number, length
        elif word:
            row.fault("minutes", Text("the minutes are missing", "缺少分钟数"), Text("write e.g. 20", "写数字，如 20"))


def _length(row: Row, column: str) -> int | None:
    raw = row.raw(column)
    if not raw:
        return None
    found = _MINUTES.fullmatch(unicodedata.normalize("NFKC", plain.unquote(raw)).strip())
    if found is None or int(found[1]) > MOST:
        row.fault(
            column,
            Text(f"“{raw[:20]}” is no number of minutes", f"“{raw[:20]}”不是分钟数"),
            Text(f"write 0 to {MOST}", f"请写 0 至 {MOST} 的数字"),
        )
        return None
    return int(found[1])


def write(problem: Problem, writing: Writing) -> Sheet:
    """The sheet; neighbours that differ in rising days alone share a row."""
    finder = pupils(writing.names, grades=True)
    runs: list[list[Homework]] = []
    for one in problem.homework:
        last = runs[-1][-1] if runs else None
        if last is not None and last.day < one.day and _head(last) == _head(one):
            runs[-1].append(one)
        else:
            runs.append([one])
    rows: list[list[Cell]] = []
    for run in runs:
        first, minutes = run[0], {one.day: one.minutes for one in run}
        rows.append(
            [
                writing.refs(finder, (first.sets,)),
                writing.refs(writing.names.subjects, (first.subject,)),
                HOMEWORK_NAMES[first.kind].to(writing.lang),
                *(number(minutes.get(day)) for day in range(8)),
                number(first.week or None),
            ]
        )
    return Sheet(TITLE, [Block(COLUMNS, rows)])


def _head(one: Homework) -> tuple[str, str, HomeworkKind, int]:
    return one.sets, one.subject, one.kind, one.week
