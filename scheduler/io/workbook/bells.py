"""作息时间: one block per bell schedule, its rows in order, each on the days it applies to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import KIND_NAMES, BellPeriod, BellSchedule, PeriodKind, TimeRange, clock
from scheduler.io.workbook import plain
from scheduler.io.workbook.output import YES_NO, Block, Cell, Sheet, said, yes
from scheduler.io.workbook.sheets import Row, Section, column
from scheduler.io.workbook.tables import Reading, Writing, identity_cells, merged, rows_of
from scheduler.io.workbook.times import Days, minute_of

TITLE = Text("Bells", "作息时间")
BLOCK = Text("Bell schedule", "作息表")
NAME, ID_WORD, DAY_COUNT = Text("name", "名称"), Text("id", "编号"), Text("days", "天数")
CLOSED = Text("closed", "不排时间")
A_CELL = 100
"""So many closed times stand in one cell; further ones in another beside it."""
COLUMNS = (
    column("name", "Time of day", "时间段", "节次", "时段", "名称", width=16),
    column("kind", "Kind", "类型", "类别", width=14, choices=tuple(KIND_NAMES.values())),
    column("start", "Start", "起", "开始", "开始时间", "from", width=8, note=Text("e.g. 08:30", "如 08:30")),
    column("end", "End", "止", "结束", "结束时间", "to", width=8),
    column(
        "sport",
        "Counts as activity",
        "计入活动",
        "计入体育活动",
        width=10,
        choices=YES_NO,
        note=Text("yes: these minutes are physical activity", "是：这段时间计入体育活动时长"),
    ),
    column(
        "occupies",
        "Fills rooms",
        "占用场地",
        width=16,
        note=Text("rooms this time fills, e.g. the field", "这段时间占用的场地，如大课间占用田径场"),
    ),
    column(
        "days",
        "On days",
        "适用星期",
        "适用",
        width=24,
        note=Text("empty: every day", "不填：每天；如 周一、周三至周五"),
    ),
)
_KINDS = {plain.key(w): k for k, t in KIND_NAMES.items() for w in (t.en, t.zh, k.value)}
_GUESSES: tuple[tuple[str, PeriodKind], ...] = (
    ("课后|延时|after", PeriodKind.AFTER_SCHOOL),
    ("大课间|longbreak", PeriodKind.LONG_BREAK),
    ("眼保健操|眼操|eye", PeriodKind.EYE_EXERCISES),
    ("升旗|flag", PeriodKind.FLAG),
    ("晨会|assembly", PeriodKind.ASSEMBLY),
    ("早读|午读|晨读|reading", PeriodKind.READING),
    ("自习|study", PeriodKind.SELF_STUDY),
    ("午餐|午休|午饭|lunch|noon", PeriodKind.NOON),
    ("活动|activity", PeriodKind.ACTIVITY),
    ("到校|入校|校门|free", PeriodKind.FREE),
    ("第.+节|^lesson|^period|^\\d+$|^[一二三四五六七八九]$", PeriodKind.LESSON),
    ("课间|休息|break", PeriodKind.BREAK),
)


def read(parts: Sequence[Section], reading: Reading) -> tuple[BellSchedule, ...]:
    """Every schedule; rows before the first block title are a schedule of their own."""
    out: list[tuple[Section, BellSchedule]] = []
    for section in parts:
        said_here = {plain.key(k): v for k, v in zip(section.beside[::2], section.beside[1::2], strict=False)}
        rows = rows_of(section, COLUMNS, ("start", "end"), reading.desk) if _holds(section) else []
        if not section.title and not rows:
            continue
        name = plain.unquote(_of(said_here, NAME))
        an_id = plain.unquote(_of(said_here, ID_WORD)) or name or TITLE.zh
        if not _of(said_here, ID_WORD) and not name:
            name = an_id
        count = plain.whole(_of(said_here, DAY_COUNT)) or len(reading.days.names)
        days: list[list[BellPeriod]] = [[] for _ in range(max(1, min(count, 35)))]
        for row in rows:
            period = _period(row, reading)
            if period is not None:
                for day in _days(row, reading.days, len(days)):
                    days[day - 1].append(period)
        cell = plain.cell_name(max(1, section.first), 0)
        reading.desk.places.setdefault(f"bells[{an_id}]", (section.grid.title, cell))
        reading.names.bells.add(an_id, name)
        if len(an_id) > 120 or len(name) > 200:
            reading.desk.fault(section.grid.title, cell, Text("the name is too long", "名称过长"))
            continue
        out.append((section, BellSchedule(id=an_id, name=name, days=tuple(map(tuple, days)))))
    return tuple(bell.model_copy(update={"closed": _closed(section, reading)}) for section, bell in out)


def _closed(section: Section, reading: Reading) -> tuple[TimeRange, ...]:
    """The times beside the title at which periods stay free; they may name schedules further down."""
    words = {plain.key(word) for word in (CLOSED.zh, CLOSED.en)}
    values = ["", *section.beside]
    cells = {f"closed{at}": at for at in range(2, len(values), 2) if plain.key(values[at - 1]) in words}
    row = Row(reading.desk, section.grid.title, section.first, cells, values)
    return tuple(when for cell in cells for when in reading.ranges(row, cell))


def longest(schedules: Sequence[BellSchedule]) -> dict[int, int]:
    """Periods of each day in the schedule that has most."""
    days = max((len(bell.days) for bell in schedules), default=0)
    return {day: max(bell.periods(day) for bell in schedules) for day in range(1, days + 1)}


def spans(schedules: Sequence[BellSchedule]) -> dict[str, tuple[int, int]]:
    """Minutes of rows by name; of rows that several days have, the first day's."""
    out: dict[str, tuple[int, int]] = {}
    for row in (r for bell in schedules for rows in bell.days for r in rows):
        if row.name and row.start is not None and row.end is not None:
            out.setdefault(plain.key(row.name), (row.start, row.end))
    return out


def _holds(section: Section) -> bool:
    return any(plain.text(v) for at in range(section.first, section.last) for v in section.grid.rows[at])


def _of(beside: dict[str, str], label: Text) -> str:
    return beside.get(plain.key(label.zh)) or beside.get(plain.key(label.en)) or ""


def _period(row: Row, reading: Reading) -> BellPeriod | None:
    name, said_kind = row.text("name"), row.raw("kind")
    kind = _KINDS.get(plain.key(said_kind)) if said_kind else _guess(name)
    if kind is None:
        row.fault(
            "kind",
            Text(f"“{(said_kind or name)[:30]}” is no kind of period", f"“{(said_kind or name)[:30]}”不是时间段类型"),
            Text(
                "choose one of: " + ", ".join(t.en for t in KIND_NAMES.values()),
                "请选：" + "、".join(t.zh for t in KIND_NAMES.values()),
            ),
        )
        return None
    return row.build(
        BellPeriod,
        kind=kind,
        name=name,
        start=_minute(row, "start"),
        end=_minute(row, "end"),
        sport=row.truth("sport", kind is PeriodKind.LONG_BREAK),
        occupies=reading.names.rooms.many(row, "occupies"),
    )


def _guess(name: str) -> PeriodKind | None:
    folded = plain.key(name)
    return next((kind for words, kind in _GUESSES if re.search(words, folded)), None)


def _minute(row: Row, column: str) -> int | None:
    raw = row.raw(column)
    found = minute_of(raw) if raw else None
    if raw and found is None:
        row.fault(
            column,
            Text(f"“{raw[:20]}” is no time of day", f"“{raw[:20]}”不是钟点"),
            Text("write e.g. 08:30", "写法如 08:30"),
        )
    return found


def _days(row: Row, days: Days, count: int) -> list[int]:
    out: list[int] = []
    for piece in plain.split(row.raw("days")):
        word = plain.unquote(piece)
        day = days.find(word)
        ends = [days.find(w) for w in re.split(r"[-~—–至到]", word)] if day is None else []
        if day == 0:
            return list(range(1, count + 1))
        if day is not None and day <= count:
            out.append(day)
        elif len(ends) == 2 and ends[0] and ends[1] and ends[0] <= ends[1] <= count:
            out.extend(range(ends[0], ends[1] + 1))
        else:
            row.fault("days", Text(f"“{word[:30]}” is no teaching day", f"“{word[:30]}”不是上课日"))
    return sorted(set(out)) if row.raw("days") else list(range(1, count + 1))


def write(problem: Problem, writing: Writing) -> Sheet:
    """The sheet: rows that several days share are written once."""
    lang = writing.lang
    blocks = []
    for bell in problem.bells:
        rows: list[list[Cell]] = []
        for period, at in merged(bell.days):
            every = len(at) == len(bell.days)
            words = [] if every else [writing.days.word(day + 1, lang) for day in at]
            rows.append(
                [
                    said(period.name),
                    KIND_NAMES[period.kind].to(lang),
                    "" if period.start is None else clock(period.start),
                    "" if period.end is None else clock(period.end),
                    yes(period.sport, lang),
                    writing.list(period.occupies),
                    writing.list(words),
                ]
            )
        name, an_id = identity_cells(bell.id, bell.name)
        beside: list[Cell] = [NAME.to(lang), name, ID_WORD.to(lang), an_id, DAY_COUNT.to(lang), len(bell.days)]
        for first in range(0, len(bell.closed), A_CELL):
            beside += [CLOSED.to(lang), writing.ranges(bell.closed[first : first + A_CELL])]
        blocks.append(Block(COLUMNS, rows, BLOCK, tuple(beside)))
    return Sheet(TITLE, blocks)
