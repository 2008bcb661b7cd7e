"""教师: one row per teacher; 值守: duties that occupy a teacher by minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scheduler.domain.problem import Problem
from scheduler.domain.school import Teacher
from scheduler.domain.text import Text
from scheduler.domain.time import TimeRange, Weeks, clock
from scheduler.io.workbook import plain
from scheduler.io.workbook.cells import PLACEHOLDER
from scheduler.io.workbook.names import Names
from scheduler.io.workbook.output import YES_NO, Block, Cell, Sheet, number, said, yes
from scheduler.io.workbook.sheets import Row, Section, column
from scheduler.io.workbook.tables import ID, Reading, Writing, rows_of
from scheduler.io.workbook.times import minute_of, weeks_of, weeks_word

TITLE = Text("Teachers", "教师")
DUTY_TITLE = Text("Duty", "值守")
_DUTY_TIME = Text("07:30-08:00, or a name of sheet Bells", "07:30-08:00，或作息中的名称如 早读")
_TIMES = Text("e.g. Tue 5-6; Fri; every day 1 (reason)", "如：周二 5-6；周五；每天 1（理由）")
COLUMNS = (
    column("name", "Name", "姓名", "教师", "教师姓名", "teacher", width=12),
    column(
        "staff_no",
        "Staff number",
        "工号",
        "教师编号",
        width=10,
        note=Text("needed only where two teachers have one name", "有同名教师时必填"),
    ),
    column("subjects", "Qualified for", "任教资格", "学科", "任教学科", "科目", width=18),
    column("also", "Also teaches", "兼任", "兼课", "兼教", width=18),
    column("kind", "Kind", "类别", "教师类别", width=10, note=Text("e.g. full-time, external", "如 专职、外聘、临聘")),
    column("duty", "Post", "职务", width=12),
    column("reduction", "Lessons off", "减免课时", width=10),
    column("load_min", "Load at least", "折算下限", width=10),
    column("load_max", "Load at most", "折算上限", width=10),
    column("day_max", "Most per day", "每天最多", "每日最多", width=10),
    column("unavailable", "Not available", "不排课时间", "禁排", "禁排时间", width=26, note=_TIMES),
    column("preferred", "Wishes", "希望", "希望时间", width=20, note=_TIMES),
    column("disliked", "Rather not", "不希望", "不希望时间", width=20, note=_TIMES),
    column("campus", "Campus", "校区", width=10),
    column("aliases", "Also called", "别名", width=12),
    column("placeholder", "Placeholder", "占位", "待定", width=8, choices=YES_NO),
    ID,
)
DUTY_COLUMNS = (
    column("teacher", "Teacher", "教师", "姓名", width=12),
    column("day", "Day", "星期", width=10),
    column(
        "time",
        "Time",
        "时段",
        "时间",
        width=16,
        note=_DUTY_TIME,
    ),
    column("place", "Place", "地点", width=14),
    column(
        "sort", "Kind", "类别", width=14, note=Text("e.g. gate, lunch, reading", "如 早读、看餐、导护、护学岗、值周")
    ),
    column("weeks", "Weeks", "周次", width=8, choices=(Text("odd weeks", "单周"), Text("even weeks", "双周"))),
    column("reason", "Printed as", "打印为", width=18, note=Text("empty: kind (place)", "不填：值守：类别@地点")),
)


def declare(parts: Sequence[Section], reading: Reading) -> list[Row]:
    """Rows of teachers, their names made known."""
    rows = [r for s in parts[:1] for r in rows_of(s, COLUMNS, ("name",), reading.desk) if any(identity(r))]
    for row in rows:
        an_id, name = identity(row)
        row.place(f"teachers[{an_id}]", "name")
        know(reading.names, an_id, name, row.text("staff_no"), row.items("aliases"))
    return rows


def identity(row: Row) -> tuple[str, str]:
    """The id of a teacher, which is the staff number if given, else the name; and the name."""
    an_id, name = row.text("id"), row.text("name")
    return (an_id or row.text("staff_no") or name), name


def know(names: Names, an_id: str, name: str, staff_no: str = "", aliases: Sequence[str] = ()) -> None:
    """Make a teacher findable: by name, by number, by name(number)."""
    numbers = dict.fromkeys(n for n in (staff_no, an_id) if n and name)
    names.teachers.add(an_id, name or an_id, *(f"{name}({n})" for n in numbers), staff_no, *aliases)


def read(rows: Sequence[Row], duties: dict[str, list[TimeRange]], reading: Reading) -> tuple[Teacher, ...]:
    """Teachers in order; those only the 任课 sheet names come after."""
    names = reading.names
    out: dict[str, Teacher] = {}
    for row in rows:
        an_id, name = identity(row)
        made = row.build(
            Teacher,
            id=an_id,
            name=name,
            staff_no=row.text("staff_no"),
            subjects=names.subjects.many(row, "subjects"),
            also=names.subjects.many(row, "also"),
            kind=row.text("kind"),
            duty=row.text("duty"),
            reduction=row.number_of("reduction"),
            load_min=row.whole("load_min", None),
            load_max=row.whole("load_max", None),
            day_max=row.whole("day_max", None),
            campus=names.campuses.one(row, "campus"),
            placeholder=row.truth("placeholder", bool(PLACEHOLDER.fullmatch(name or an_id))),
            unavailable=(*reading.ranges(row, "unavailable"), *duties.get(an_id, ())),
            preferred=reading.ranges(row, "preferred"),
            disliked=reading.ranges(row, "disliked"),
            aliases=row.items("aliases"),
        )
        if an_id in out:
            row.fault(
                "name",
                Text(f"two teachers are called {an_id[:40]}", f"有两位教师都叫“{an_id[:40]}”"),
                Text("give both a staff number, or delete the second row", "请给两人都填工号，或删除重复的一行"),
            )
        elif made is not None:
            out[an_id] = made
    for an_id in names.teachers.ids:
        if an_id not in out and not any(identity(r)[0] == an_id for r in rows):
            guess = bool(PLACEHOLDER.fullmatch(an_id))
            out[an_id] = Teacher(id=an_id, name=an_id, placeholder=guess, unavailable=tuple(duties.get(an_id, ())))
    return tuple(out.values())


def read_duties(parts: Sequence[Section], reading: Reading) -> dict[str, list[TimeRange]]:
    """What each teacher's duties occupy."""
    out: dict[str, list[TimeRange]] = {}
    for section in parts[:1]:
        for row in rows_of(section, DUTY_COLUMNS, ("teacher", "time"), reading.desk):
            day = reading.days.find(row.text("day")) if row.text("day") else 0
            named = reading.spans.get(plain.key(row.raw("time")))
            ends = [*named] if named else [minute_of(w) for w in re.split(r"[-~—–至到]", row.raw("time"))]
            weeks = weeks_of(row.raw("weeks"))
            if day is None or day > 35:
                row.fault("day", Text("this is no day of the week", "不是星期"))
            if len(ends) != 2 or None in ends:
                row.fault(
                    "time",
                    Text("this is no time of day", "不是时间，也不是作息中的时段"),
                    _DUTY_TIME,
                )
                continue
            if weeks is None:
                row.fault("weeks", Text("write odd, even or nothing", "请填“单周”“双周”或不填"))
            sort, place = row.text("sort"), row.text("place")
            reason = row.text("reason") or duty_reason(sort, place)
            made = row.build(
                TimeRange, day=day or 0, start=ends[0], end=ends[1], weeks=weeks or Weeks.ALL, reason=reason
            )
            if made is not None:
                for teacher in reading.names.teachers.many(row, "teacher"):
                    out.setdefault(teacher, []).append(made)
    return out


def duty_reason(sort: str, place: str) -> str:
    """How a duty is kept and printed."""
    return f"值守：{sort}" + (f"@{place}" if place else "")


def duties_of(teacher: Teacher) -> tuple[TimeRange, ...]:
    """The times at the end of a teacher's list that are duties."""
    at = len(teacher.unavailable)
    while at and _is_duty(teacher.unavailable[at - 1]):
        at -= 1
    return teacher.unavailable[at:]


def _is_duty(when: TimeRange) -> bool:
    timed = when.start is not None and when.end is not None and not when.periods and not when.bell
    return timed and when.reason.startswith("值守：")


def write(problem: Problem, writing: Writing) -> Sheet:
    """The sheet."""
    names, lang = writing.names, writing.lang
    rows: list[list[Cell]] = []
    for t in problem.teachers:
        usual_id = t.staff_no or t.name
        rest = t.unavailable[: len(t.unavailable) - len(duties_of(t))]
        rows.append(
            [
                said(t.name),
                said(t.staff_no),
                writing.refs(names.subjects, t.subjects),
                writing.refs(names.subjects, t.also),
                said(t.kind),
                said(t.duty),
                number(t.reduction or None),
                number(t.load_min),
                number(t.load_max),
                number(t.day_max),
                writing.ranges(rest),
                writing.ranges(t.preferred),
                writing.ranges(t.disliked),
                writing.ref(names.campuses, t.campus),
                writing.list(t.aliases),
                yes(t.placeholder, lang) if t.placeholder != bool(PLACEHOLDER.fullmatch(t.name or t.id)) else "",
                said(t.id) if t.id != usual_id else "",
            ]
        )
    return Sheet(TITLE, [Block(COLUMNS, rows)])


def write_duties(problem: Problem, writing: Writing) -> Sheet:
    """The sheet of duties."""
    rows: list[list[Cell]] = []
    for t in problem.teachers:
        for when in duties_of(t):
            sort, _, place = when.reason.removeprefix("值守：").partition("@")
            plain_reason = duty_reason(sort, place) == when.reason and sort == sort.strip() and place == place.strip()
            rows.append(
                [
                    writing.refs(writing.names.teachers, (t.id,)),
                    said(writing.days.word(when.day, writing.lang)),
                    f"{clock(when.start or 0)}-{clock(when.end or 0)}",
                    said(place) if plain_reason else "",
                    said(sort) if plain_reason else "",
                    weeks_word(when.weeks, writing.lang),
                    "" if plain_reason else said(when.reason),
                ]
            )
    return Sheet(DUTY_TITLE, [Block(DUTY_COLUMNS, rows)])
