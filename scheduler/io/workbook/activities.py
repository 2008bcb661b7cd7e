"""课外活动: what happens outside lessons, for whom, when, where, under whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scheduler.domain.planning import Activity, ActivityKind
from scheduler.domain.planning_words import ACTIVITY_NAMES
from scheduler.domain.problem import Problem
from scheduler.domain.text import Lang, Text
from scheduler.domain.time import WEEKDAYS, TimeRange, Weeks, clock
from scheduler.io.workbook import plain
from scheduler.io.workbook.choice import chosen, demand, known_words, one_line, read_grades
from scheduler.io.workbook.output import Block, Cell, Sheet, said
from scheduler.io.workbook.sheets import Row, Section, column
from scheduler.io.workbook.tables import Reading, Writing, rows_of
from scheduler.io.workbook.times import Days, minute_of, periods_of, periods_word, ranges_word

TITLE = Text("Activities", "课外活动")
_MORE = {
    "文体活动": ActivityKind.CULTURE,
    "体育": ActivityKind.CULTURE,
    "文艺": ActivityKind.CULTURE,
    "艺术": ActivityKind.CULTURE,
    "sports": ActivityKind.CULTURE,
    "arts": ActivityKind.CULTURE,
    "实践": ActivityKind.PRACTICE,
    "社会实践活动": ActivityKind.PRACTICE,
    "研学": ActivityKind.PRACTICE,
    "社团活动": ActivityKind.CLUB,
    "兴趣小组": ActivityKind.CLUB,
}
KINDS = known_words(ACTIVITY_NAMES, _MORE)
COLUMNS = (
    column("name", "Activity", "活动", "活动名称", "社团名称", "项目", "名称", width=18),
    column("kind", "Kind", "类别", "类型", width=12, choices=tuple(ACTIVITY_NAMES.values())),
    column("grades", "Grades", "年级", "参加年级", width=18, note=Text("empty: all", "不填：全校")),
    column("day", "Day", "星期", width=14, note=Text("e.g. Mon, Wed; empty: see Time", "如 周一、周三")),
    column(
        "time",
        "Time",
        "时间",
        "活动时间",
        width=22,
        note=Text("16:30-17:30, or periods 7-8; or all in one: Tue 16:30-17:30", "16:30-17:30，或节次 7-8"),
    ),
    column("place", "Place", "地点", "场地", width=14),
    column("owner", "Responsible", "负责人", "指导教师", "负责教师", width=14),
)
_TIME = Text("write 16:30-17:30 or 7-8", "写法如 16:30-17:30，或节次 7-8")


def whole_week(days: Days, lang: Lang) -> Days:
    """The school's days, and the rest of the ordinary week where they are its first ones."""
    ordinary = all(days.find(WEEKDAYS[at].zh) == at + 1 for at in range(min(7, len(days.names))))
    more = tuple(day.to(lang) for day in WEEKDAYS[len(days.names) :]) if ordinary else ()
    return Days.of((*days.names, *more)) if more else days


def read(parts: Sequence[Section], reading: Reading) -> tuple[Activity, ...]:
    """Activities in order."""
    out: list[Activity] = []
    days = whole_week(reading.days, reading.desk.lang)
    for section in parts[:1]:
        for row in rows_of(section, COLUMNS, ("name", "kind"), reading.desk):
            if not demand(row, "name", "kind"):
                continue
            kind = chosen(row, "kind", KINDS, ACTIVITY_NAMES)
            times = _times(row, days, reading)
            made = row.build(
                Activity,
                name=row.text("name"),
                kind=kind or ActivityKind.CULTURE,
                grades=read_grades(row, "grades", reading),
                times=times,
                place=one_line(row, "place"),
                owner=one_line(row, "owner"),
            )
            if made is not None:
                row.place(f"activities[{len(out)}]", "time" if times else "name")
                out.append(made)
    return tuple(out)


def _times(row: Row, days: Days, reading: Reading) -> tuple[TimeRange, ...]:
    """Days with one time for all of them, else times of the week in full."""
    words, raw = row.items("day"), row.raw("time")
    alone = _clock_or_periods(raw) if raw else {}
    if not words and raw and alone is None:
        return reading.ranges(row, "time", days)
    if alone is None:
        row.fault("time", Text(f"“{raw[:30]}” is no time of day", f"“{raw[:30]}”不是时间"), _TIME)
        return ()
    out = []
    for word in words or (("每天",) if raw else ()):
        found = _days(word, days)
        if not found:
            right = "、".join(days.names[:7])
            wrong = Text(f"“{word[:20]}” is no day of the week", f"“{word[:20]}”不是星期")
            row.fault("day", wrong, Text(f"write one of {right}", f"请填 {right} 之一"))
        made = [row.build(TimeRange, day=day, **alone) for day in found]
        out += [one for one in made if one is not None]
    return tuple(out)


def _days(word: str, days: Days) -> tuple[int, ...]:
    """A day, or the days from one to another; none where the text is neither."""
    if (day := days.find(word)) is not None:
        return (day,)
    ends = [days.find(end) for end in re.split(r"[-~—–至到]", word)]
    if len(ends) == 2 and ends[0] and ends[1] and ends[0] < ends[1]:
        return tuple(range(ends[0], ends[1] + 1))
    return ()


def _clock_or_periods(raw: str) -> dict[str, object] | None:
    """16:30-17:30 or 7-8 as fields of a time range; None where the text is neither."""
    ends = [minute_of(word) for word in re.split(r"[-~—–至到]", raw)]
    if len(ends) == 2 and None not in ends:
        return {"start": ends[0], "end": ends[1]}
    periods = periods_of(raw)
    return None if periods is None else {"periods": periods}


def write(problem: Problem, writing: Writing) -> Sheet:
    """The sheet."""
    days = whole_week(writing.days, writing.lang)
    rows: list[list[Cell]] = []
    for one in problem.activities:
        day, time = _words(one.times, days, writing)
        rows.append(
            [
                said(one.name),
                ACTIVITY_NAMES[one.kind].to(writing.lang),
                writing.refs(writing.names.grades, one.grades),
                day,
                time,
                said(one.place),
                said(one.owner),
            ]
        )
    return Sheet(TITLE, [Block(COLUMNS, rows)])


def _words(times: tuple[TimeRange, ...], days: Days, writing: Writing) -> tuple[str, str]:
    """The cells of day and time that `_times` reads back."""
    if not times:
        return "", ""
    first = times[0]
    alike = all(when.model_copy(update={"day": first.day}) == first for when in times)
    plain_one = first.weeks is Weeks.ALL and not first.bell and not first.reason
    clocked = first.start is not None and first.end is not None and not first.periods
    if not alike or not plain_one or not (clocked or (first.start is None and first.end is None)):
        return "", ranges_word(times, days, writing.lang)
    word = f"{clock(first.start or 0)}-{clock(first.end or 0)}" if clocked else periods_word(first.periods)
    return plain.joined([days.word(when.day, writing.lang) for when in times], writing.lang), word
