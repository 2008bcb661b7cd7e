"""The week of one class, teacher or room: rows of periods, columns of days, what stands in each cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Literal, NamedTuple, NotRequired, TypedDict

from scheduler.domain.text import Text
from scheduler.domain.time import KIND_NAMES, BellSchedule, PeriodKind, clock
from scheduler.domain.view import Placed
from scheduler.ui.grid import cards
from scheduler.ui.grid.cards import Card, Drawn, card
from scheduler.ui.grid.table import Table

Kind = Literal["class", "teacher", "room", "school"]

CORNER = Text("Period", "节次")
EMPTY = Text("free", "空")
SHUT = Text("no lessons", "不排课")
TITLES = {
    "class": Text("Timetable of class {who}", "{who}班级课表"),
    "teacher": Text("Timetable of {who}", "{who}教师课表"),
    "room": Text("Timetable of room {who}", "{who}场地课表"),
}
PASSED_OVER = frozenset({PeriodKind.LESSON, PeriodKind.BREAK, PeriodKind.FREE, PeriodKind.AFTER_SCHOOL})
DRAWN: Mapping[str, Drawn] = {"class": cards.in_class, "teacher": cards.of_teacher, "room": cards.in_room}


class Bar(TypedDict):
    """Minutes of a day under its name: words, share of the bar in percent, tone (good, near, bad), the long words."""

    t: str
    share: int
    tone: str
    tip: str


class Column(TypedDict):
    """A column's head."""

    t: str
    bars: list[Bar]
    edge: bool


class Cell(TypedDict):
    """A cell: key, cards (id, number of the period within the lesson, from 0), words, closed or not, thick line."""

    k: str
    c: list[tuple[str, int]]
    a: str
    shut: bool
    edge: bool


class Row(TypedDict):
    """A row of cells with its name, or a band of what lies between two periods."""

    kind: Literal["row", "band"]
    t: str
    s: NotRequired[str]
    cells: NotRequired[list[Cell]]
    edge: NotRequired[bool]


class Sheet(TypedDict):
    """A view as drawn, before anything is picked up. `shape` is another where rows or columns are others."""

    view: Literal["week", "school"]
    shape: str
    label: str
    corner: str
    groups: list[dict[str, str | int]]
    columns: list[Column]
    rows: list[Row]
    cards: dict[str, Card]


class Who(NamedTuple):
    """Whose view: of a class, a teacher, a room, or of the whole school (id "")."""

    kind: Kind
    id: str = ""


def lessons_of(table: Table, who: Who) -> list[Placed]:
    """The lessons of a view: a class's with those its pupils are pulled out for."""
    view, index = table.view, table.problem.index
    if who.kind == "teacher":
        return view.of_teacher.get(who.id, [])
    if who.kind == "room":
        return view.of_room.get(who.id, [])
    mine = set(index.leaves((who.id,)))
    return [placed for placed in view.lessons if not mine.isdisjoint(index.leaves(placed.lesson.sets))]


def bell_of(table: Table, who: Who) -> BellSchedule:
    """The schedule whose periods are the rows."""
    index = table.problem.index
    if who.kind == "class":
        return index.bell_of_pupil(who.id)
    if who.kind == "teacher":
        return index.home_bell(who.id)
    used = Counter(placed.bell for placed in lessons_of(table, who))
    return index.bells[max(used, key=lambda bell: used[bell])] if used else table.problem.bells[0]


def periods_in(table: Table, bell: str, placed: Placed) -> list[tuple[int, int]]:
    """(period of a schedule, number of the period within the lesson) for each row a lesson touches."""
    lesson = placed.lesson
    if placed.bell == bell or placed.off_grid:
        return [(lesson.period + step, step) for step in range(lesson.duration)]
    return [(period, step) for step, period in enumerate(table.view.home_periods(bell, placed.moments))]


def week(table: Table, who: Who, bars: Mapping[int, list[Bar]] | None = None) -> Sheet:
    """The sheet of a week; `bars` stand under the days' names."""
    bell = bell_of(table, who)
    found = lessons_of(table, who)
    at: dict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)
    shown: dict[str, Card] = {}
    most = max((bell.periods(day) for day in table.problem.days), default=0)
    for placed in sorted(found, key=lambda one: (one.lesson.weeks.value, one.lesson.sets)):
        name = f"n{placed.at}"
        shown[name] = card(table, placed.lesson, DRAWN[who.kind])
        for period, part in periods_in(table, bell.id, placed):
            at[placed.lesson.day, period].append((name, part))
            most = max(most, period) if not placed.off_grid else most
    days = [day for day in table.problem.days if bell.periods(day) or any(key[0] == day for key in at)]
    columns: list[Column] = [
        {"t": table.day(day), "bars": list((bars or {}).get(day, [])), "edge": False} for day in days
    ]
    rows: list[Row] = []
    for period in range(1, most + 1):
        cells = [cell(table, f"{day}.{period}", day, period, at[day, period], bell) for day in days]
        rows.append({"kind": "row", "t": str(period), "s": times(bell, period), "cells": cells, "edge": False})
        rows += [{"kind": "band", "t": text} for text in bands(table, bell, period) if period < most]
    title = table.say(TITLES[who.kind], who=table.problem.index.title(who.id))
    drawn = "|".join(f"{column['t']}{column['bars']}" for column in columns)
    shape = f"{who.kind}:{who.id}:{table.lang}:{most}:{drawn}"
    return {
        "view": "week",
        "shape": shape,
        "label": title,
        "corner": table.say(CORNER),
        "groups": [],
        "columns": columns,
        "rows": rows,
        "cards": shown,
    }


def cell(
    table: Table,
    key: str,
    day: int,
    period: int,
    ids: list[tuple[str, int]],
    bell: BellSchedule,
    *,
    prefix: str = "",
    edge: bool = False,
) -> Cell:
    """One cell with its words: when; what stands there its cards say."""
    shut = closed(table, bell, day, period)
    said = f"{prefix}{table.time(day, period)}"
    if not ids:
        said = f"{said} · {table.say(SHUT if shut else EMPTY)}"
    return {"k": key, "c": ids, "a": said, "shut": shut and not ids, "edge": edge}


def closed(table: Table, bell: BellSchedule, day: int, period: int) -> bool:
    """Whether no lesson can be there at all: after the day's last period, or in a closed one."""
    if period > bell.periods(day):
        return True
    moments = table.problem.timeline.covered(bell.id, day, period)
    barred = table.problem.index.barred(bell.closed)
    return bool(barred) and any(moment == one for moment in moments for one, _ in barred)


def times(bell: BellSchedule, period: int) -> str:
    """The usual clock times of a period; nothing where untimed."""
    rows = [bell.lesson_row(day, period) for day in range(1, len(bell.days) + 1) if period <= bell.periods(day)]
    spans = Counter((row.start, row.end) for row in rows if row.start is not None and row.end is not None)
    if not spans:
        return ""
    (start, end), _ = spans.most_common(1)[0]
    return f"{clock(start or 0)}–{clock(end or 0)}"


def bands(table: Table, bell: BellSchedule, period: int) -> list[str]:
    """What lies after a period on most days, ordinary breaks left out."""
    days = [day for day in bell.teaching_days if bell.periods(day) > period]
    found: Counter[tuple[PeriodKind, str, int | None, int | None]] = Counter()
    for day in days:
        for row in bell.between(day, period):
            if row.kind not in PASSED_OVER:
                found[row.kind, row.name, row.start, row.end] += 1
    usual = [one for one, count in found.items() if count * 2 > len(days)]
    return [" · ".join(_named(table, *one) for one in usual)] if usual else []


def _named(table: Table, kind: PeriodKind, name: str, start: int | None, end: int | None) -> str:
    own = name if name and (table.lang == "zh" or name.isascii()) else table.say(KIND_NAMES[kind])
    return own if start is None or end is None else f"{own} {clock(start)}–{clock(end)}"
