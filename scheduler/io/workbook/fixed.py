"""固定课与不排课: lessons that stand, times that are closed, times that are wished for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from scheduler.domain.base import Value
from scheduler.domain.curriculum import Course, FixedLesson
from scheduler.domain.text import Text
from scheduler.domain.time import TimeRange, Weeks
from scheduler.io.workbook import plain
from scheduler.io.workbook.sheets import Row, Section, column
from scheduler.io.workbook.tables import Reading, rows_of
from scheduler.io.workbook.times import minute_of, periods_of, weeks_of

TITLE = Text("Fixed", "固定课与不排课")
V = TypeVar("V", bound=Value)


class Sort(StrEnum):
    """What a row of this sheet says."""

    FIXED = "fixed"
    CLOSED = "closed"
    WISH = "wish"
    DISLIKE = "dislike"


SORT_WORDS: dict[Sort, Text] = {
    Sort.FIXED: Text("fixed", "固定"),
    Sort.CLOSED: Text("closed", "不排"),
    Sort.WISH: Text("wish", "希望"),
    Sort.DISLIKE: Text("rather not", "不希望"),
}
_SORTS = {plain.key(w): s for s, t in SORT_WORDS.items() for w in (t.en, t.zh, s.value)}
_ALL = frozenset(("全部", "全校", "所有班级", "各班", "all", "all classes", "allclasses"))
COLUMNS = (
    column("sort", "Kind", "类型", width=10, choices=tuple(SORT_WORDS.values())),
    column("class", "Class", "班级", width=14, note=Text("classes, grades or all", "班级、年级或“全部”")),
    column("subject", "Subject", "科目", width=12),
    column("course", "Course", "课程", "课程编号", width=18),
    column("teacher", "Teacher", "教师", width=12),
    column("room", "Room", "场地", width=12),
    column("day", "Day", "星期", width=10),
    column("periods", "Periods", "节次", width=10, note=Text("e.g. 5-6", "如 5-6；不填：全天")),
    column(
        "time", "Clock time", "时间", width=14, note=Text("instead of periods: 14:00-15:30", "代替节次：14:00-15:30")
    ),
    column("weeks", "Weeks", "周次", width=8, choices=(Text("odd weeks", "单周"), Text("even weeks", "双周"))),
    column("bell", "Bell schedule", "作息表", width=12),
    column("reason", "Reason", "理由", "说明", width=18),
)

Added = dict[str, list[TimeRange]]


@dataclass
class Times:
    """Times this sheet adds: by kind of thing, then by id."""

    fixed: dict[str, list[FixedLesson]] = field(default_factory=dict)
    forbidden: Added = field(default_factory=dict)
    wished: Added = field(default_factory=dict)
    classes: Added = field(default_factory=dict)
    subjects: Added = field(default_factory=dict)
    rooms: Added = field(default_factory=dict)
    teachers: Added = field(default_factory=dict)
    teacher_wishes: Added = field(default_factory=dict)
    teacher_dislikes: Added = field(default_factory=dict)


def with_times(things: Sequence[V], added: Added, name: str) -> tuple[V, ...]:
    """Things with more times in one of their fields."""
    return tuple(
        t.model_copy(update={name: (*getattr(t, name), *added[an_id])}) if (an_id := _id(t)) in added else t
        for t in things
    )


def _id(thing: Value) -> str:
    return str(getattr(thing, "id", ""))


def read(parts: Sequence[Section], courses: Sequence[Course], class_grades: dict[str, str], reading: Reading) -> Times:
    """Everything the sheet adds."""
    times = Times()
    by_id = {c.id: c for c in courses}
    for section in parts[:1]:
        for row in rows_of(section, COLUMNS, ("sort", "day"), reading.desk):
            sort = _SORTS.get(plain.key(row.raw("sort")))
            if sort is None:
                row.fault(
                    "sort",
                    Text("this is no kind of row", "类型不对"),
                    Text("write fixed, closed, wish or rather not", "请填 固定、不排、希望 或 不希望"),
                )
                continue
            when = _when(row, reading)
            if when is not None:
                _apply(row, sort, when, times, by_id, class_grades, reading)
    return times


def _when(row: Row, reading: Reading) -> TimeRange | None:
    day = reading.days.find(row.text("day")) if row.raw("day") else 0
    periods = periods_of(row.raw("periods")) if row.raw("periods") else ()
    weeks = weeks_of(row.raw("weeks"))
    ends: list[int | None] = [None, None]
    if row.raw("time"):
        words = re.split(r"[-~—–至到]", row.raw("time"))
        ends = [minute_of(w) for w in words]
        if len(ends) != 2 or any(w.strip() and e is None for w, e in zip(words, ends, strict=True)):
            row.fault(
                "time", Text("this is no time of day", "不是时间"), Text("write 14:00-15:30", "写法如 14:00-15:30")
            )
            return None
    if day is None:
        row.fault("day", Text(f"“{row.raw('day')[:20]}” is no teaching day", f"“{row.raw('day')[:20]}”不是上课日"))
    if periods is None:
        row.fault("periods", Text("these are no periods", "不是节次"), Text("write e.g. 5-6", "写法如 5-6"))
    if weeks is None:
        row.fault("weeks", Text("write odd, even or nothing", "请填“单周”“双周”或不填"))
    if day is None or periods is None or weeks is None:
        return None
    return row.build(
        TimeRange,
        day=day,
        periods=periods,
        start=ends[0],
        end=ends[1],
        weeks=weeks or Weeks.ALL,
        bell=reading.names.bells.one(row, "bell"),
        reason=row.text("reason"),
    )


def _apply(
    row: Row,
    sort: Sort,
    when: TimeRange,
    times: Times,
    courses: dict[str, Course],
    class_grades: dict[str, str],
    reading: Reading,
) -> None:
    names = reading.names
    classes = _classes(row, class_grades, reading)
    subject = names.subjects.one(row, "subject")
    teacher = names.teachers.many(row, "teacher")
    room = names.places.one(row, "room")
    chosen = _courses(row, classes, subject, courses, reading)
    if chosen is None:
        return
    if sort is Sort.FIXED:
        if not chosen or not when.day or not when.periods:
            row.fault(
                "sort",
                Text(
                    "a fixed lesson needs a course, a day and a period", "固定课要写明课程（或班级与科目）、星期、节次"
                ),
            )
        for course in chosen:
            for period in _starts(course, when.periods):
                lesson = row.build(FixedLesson, day=max(1, when.day), period=period, room=room)
                if lesson is not None:
                    times.fixed.setdefault(course.id, []).append(lesson)
        return
    target: list[tuple[Added, Sequence[str]]]
    match sort:
        case Sort.CLOSED if chosen:
            target = [(times.forbidden, [c.id for c in chosen])]
        case Sort.CLOSED:
            closed_rooms = [room] if room in names.rooms.ids else []
            target = [
                (times.teachers, teacher),
                (times.classes, classes),
                (times.rooms, closed_rooms),
                (times.subjects, [subject] if subject and not classes else []),
            ]
        case Sort.WISH:
            target = [(times.wished, [c.id for c in chosen]), (times.teacher_wishes, teacher)]
        case Sort.DISLIKE:
            target = [(times.teacher_dislikes, teacher)]
    if not any(ids for _, ids in target):
        row.fault(
            "sort",
            Text("whom does this row mean?", "没有写明对象"),
            Text("name a course, class, subject, teacher or room", "请填课程、班级、科目、教师或场地"),
        )
    for added, ids in target:
        for an_id in ids:
            added.setdefault(an_id, []).append(when)


def _starts(course: Course, periods: tuple[int, ...]) -> tuple[int, ...]:
    """Periods a lesson starts at: one start for a block as long as the periods, else each period."""
    block = len(periods) > 1 and any(p.duration == len(periods) for p in course.parts)
    return periods[:1] if block else periods


def _classes(row: Row, class_grades: dict[str, str], reading: Reading) -> list[str]:
    out: list[str] = []
    for word in row.items("class"):
        found = reading.names.sets.find(word)
        grade = reading.names.grades.find(word)
        if plain.key(word) in _ALL and not found:
            out.extend(class_grades)
        elif len(found) != 1 and len(grade) == 1:
            out.extend(c for c, g in class_grades.items() if g == grade[0])
        elif (known := reading.names.sets.known(row, "class", word)) is not None:
            out.append(known)
    return out


def _courses(
    row: Row, classes: Sequence[str], subject: str, courses: dict[str, Course], reading: Reading
) -> list[Course] | None:
    """The courses a row means, none where it means something else, None where it cannot be told."""
    if row.raw("course"):
        known = reading.names.courses.known(row, "course", row.text("course"))
        return None if known is None else [courses[known]]
    if not (classes and subject):
        return []
    out: list[Course] = []
    for class_id in classes:
        found = [c for c in courses.values() if c.subject == subject and class_id in c.sets]
        if not found:
            row.fault("subject", Text(f"class {class_id[:40]} has no such course", f"班级“{class_id[:40]}”没有这门课"))
        elif len(found) > 1:
            ids = "、".join(c.id for c in found[:5])
            row.fault(
                "subject",
                Text(f"class {class_id[:40]} has several such courses", f"班级“{class_id[:40]}”有几门这样的课"),
                Text(f"fill the column Course with one of: {ids}", f"请在“课程”列填其中之一：{ids}"),
            )
        out.extend(found[:1])
    return list({c.id: c for c in out}.values())
