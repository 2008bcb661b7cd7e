"""校历: the term's first and last day, holidays, make-up days, exams, parents' meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from scheduler.domain.planning import Calendar, CalendarEntry, DayKind
from scheduler.domain.planning_words import DAY_NAMES
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import WEEKDAYS
from scheduler.io.imported import NoteKind
from scheduler.io.workbook import plain
from scheduler.io.workbook.choice import demand, known_words, one_line, read_grades, wrong_choice
from scheduler.io.workbook.dates import NOTE, read_date, weekday_of
from scheduler.io.workbook.output import Block, Cell, Sheet, said
from scheduler.io.workbook.sheets import Row, Section, column
from scheduler.io.workbook.tables import Reading, Writing, rows_of

TITLE = Text("Calendar", "校历")
TERM = Text("term", "学期")
_TERM = frozenset(plain.key(w) for w in (TERM.en, TERM.zh, "学期起止", "本学期"))
_MORE = {
    "调休": DayKind.MAKE_UP,
    "补课": DayKind.MAKE_UP,
    "补班": DayKind.MAKE_UP,
    "makeup": DayKind.MAKE_UP,
    "假期": DayKind.HOLIDAY,
    "休息": DayKind.HOLIDAY,
    "考试周": DayKind.EXAM,
    "期中考试": DayKind.EXAM,
    "期末考试": DayKind.EXAM,
    "复习周": DayKind.REVIEW,
    "研学": DayKind.PRACTICE,
    "社会实践": DayKind.PRACTICE,
    "practice": DayKind.PRACTICE,
    "parents": DayKind.PARENTS,
}
KINDS = known_words(DAY_NAMES, _MORE)
WORDS = (TERM, *DAY_NAMES.values())
COLUMNS = (
    column("first", "First day", "开始日期", "开始", "日期", "起", "from", width=14, note=NOTE),
    column("last", "Last day", "结束日期", "结束", "止", "to", width=14, note=Text("empty: one day", "不填：只有一天")),
    column(
        "kind",
        "Kind",
        "类别",
        "类型",
        width=12,
        choices=WORDS,
        note=Text("one row of kind term gives its first and last day", "要有一行“学期”，写开学和结束的日期"),
    ),
    column(
        "runs",
        "Follows",
        "执行星期",
        "按周几上课",
        "补周几",
        width=10,
        note=Text("make-up day: the weekday whose timetable is taught, e.g. Thu", "调休上课那天上周几的课，如 周四"),
        choices=WEEKDAYS[:5],
    ),
    column("grades", "Grades", "年级", width=18, note=Text("empty: all", "不填：全校")),
    column("note", "Note", "备注", "说明", "事项", width=26),
)
HELP = (
    Text(
        "The first row is the term: 2026-09-01, 2027-01-22, term. Then holidays, make-up days, exams.",
        "第一行写学期：2026-09-01、2027-01-22、学期；以下写放假、调休上课、考试等。",
    ),
)


def read(parts: Sequence[Section], reading: Reading) -> Calendar | None:
    """The term's calendar; from then on `reading` knows which year a date lies in."""
    rows = [row for s in parts[:1] for row in rows_of(s, COLUMNS, ("first", "kind"), reading.desk)]
    terms = [row for row in rows if plain.key(row.text("kind")) in _TERM]
    if rows and not terms:
        rows[0].fault(
            "kind",
            Text("no row gives the term's first and last day", "没有写学期起止的一行"),
            Text("add a row of kind term: 2026-09-01, 2027-01-22", "请加一行，类别填“学期”：2026-09-01、2027-01-22"),
        )
    for row in terms[1:]:
        row.fault("kind", Text("the term stands here twice", "“学期”有两行"), Text("delete one", "请删除一行"))
    found = _term(terms[0], reading) if terms else None
    entries = [e for row in rows if row not in terms and (e := _entry(row, reading)) is not None]
    for number, (row, entry) in enumerate(entries):
        row.place(f"calendar.entries[{number}].last", "last" if row.text("last") else "first")
        row.place(f"calendar.entries[{number}]", "first")
        if found is not None and (entry.last < found.first or found.last < entry.first):
            text = Text("these days lie outside the term", "不在学期之内")
            reading.desk.note(NoteKind.READ_AS, text, row.sheet, row.cell("first"))
    if found is None:
        return None
    reading.calendar = found.model_copy(update={"entries": tuple(entry for _, entry in entries)})
    return reading.calendar


def _term(row: Row, reading: Reading) -> Calendar | None:
    first, last = read_date(row, "first", reading), read_date(row, "last", reading)
    demand(row, "first", "last")
    for name in ("first", "last"):
        row.place(f"calendar.{name}", name)
    if first is None or last is None:
        return None
    reading.calendar = Calendar(first=first, last=last)
    return reading.calendar


def _entry(row: Row, reading: Reading) -> tuple[Row, CalendarEntry] | None:
    raw = row.text("kind")
    kind = KINDS.get(plain.key(raw))
    if kind is None:
        wrong_choice(row, "kind", raw, WORDS)
    first, last = read_date(row, "first", reading), read_date(row, "last", reading)
    demand(row, "first")
    runs = _runs(row, kind, first, last, reading)
    grades = read_grades(row, "grades", reading)
    if kind is None or first is None:
        return None
    made = row.build(
        CalendarEntry, first=first, last=last or first, kind=kind, runs=runs, grades=grades, note=one_line(row, "note")
    )
    return None if made is None else (row, made)


def _runs(row: Row, kind: DayKind | None, first: date | None, last: date | None, reading: Reading) -> int:
    """The weekday a make-up day follows, 0 for its own."""
    raw = row.text("runs")
    if raw:
        found = weekday_of(raw)
        if found is None:
            wrong = Text(f"“{raw[:20]}” is no weekday", f"“{raw[:20]}”不是星期")
            row.fault("runs", wrong, Text("write e.g. Thu", "写法如 周四"))
        return found or 0
    if kind is DayKind.MAKE_UP and first is not None and max(first, last or first).isoweekday() > 5:
        text = Text("no weekday is named: the day follows its own timetable", "没写执行星期，按当天自己的课表")
        reading.desk.note(NoteKind.ASSUMED, text, row.sheet, row.cell("runs"))
    return 0


def write(problem: Problem, writing: Writing) -> Sheet:
    """The sheet."""
    lang = writing.lang
    rows: list[list[Cell]] = []
    if (calendar := problem.calendar) is not None:
        rows.append([calendar.first.isoformat(), calendar.last.isoformat(), TERM.to(lang), "", "", ""])
        for entry in calendar.entries:
            rows.append(
                [
                    entry.first.isoformat(),
                    entry.last.isoformat() if entry.last != entry.first else "",
                    DAY_NAMES[entry.kind].to(lang),
                    WEEKDAYS[entry.runs - 1].to(lang) if entry.runs else "",
                    writing.refs(writing.names.grades, entry.grades),
                    said(entry.note),
                ]
            )
    return Sheet(TITLE, [Block(COLUMNS, rows)], HELP)
