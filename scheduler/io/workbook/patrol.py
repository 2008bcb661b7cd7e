"""巡课记录: lessons as a patrol saw them, in a school's workbook or as a log of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from scheduler.domain.curriculum import PlanRow
from scheduler.domain.planning import Taught, TaughtState
from scheduler.domain.planning_words import STATE_NAMES
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.io.imported import NoteKind
from scheduler.io.workbook import plain
from scheduler.io.workbook.activities import whole_week
from scheduler.io.workbook.choice import demand, known_words, one_line, pupils, wrong_choice
from scheduler.io.workbook.dates import NOTE, read_date, read_week
from scheduler.io.workbook.names import Finder, Names
from scheduler.io.workbook.output import Block, Cell, Sheet, number, said
from scheduler.io.workbook.sheets import Row, Section, column
from scheduler.io.workbook.tables import Reading, Writing, rows_of
from scheduler.io.workbook.times import Days, periods_of

TITLE = Text("Patrol log", "巡课记录")
LONGEST, MOST = 40, 600
TIMED = frozenset((TaughtState.LATE, TaughtState.EARLY, TaughtState.OVERRUN))
STROKES = ("—", "-", "/", "无", "没上", "none")
NONE = frozenset(map(plain.key, STROKES))
"""Say in place of a subject that none was taught; an empty cell says nothing."""
HELD = frozenset((TaughtState.NORMAL, TaughtState.COVERED))
"""States by which the lesson planned was held, where no other subject is written down."""
NEEDED = ("period", "class")
_MORE = {
    "按课表": TaughtState.NORMAL,
    "换课": TaughtState.MOVED,
    "占课": TaughtState.TAKEN,
    "被占": TaughtState.TAKEN,
    "空堂": TaughtState.MISSED,
    "无人上课": TaughtState.MISSED,
    "早退": TaughtState.EARLY,
    "substitution": TaughtState.COVERED,
    "swapped": TaughtState.MOVED,
}
STATES = known_words(STATE_NAMES, _MORE)
_STATE = re.compile(r"(.*?)\s*(\d{1,4})\s*(?:分钟?|min(?:utes?)?)?", re.IGNORECASE)
COLUMNS = (
    column("on", "Date", "日期", "巡课日期", width=14, note=NOTE),
    column("week", "Week", "周次", "教学周", width=8, note=Text("and the day, instead of a date", "没有日期时填")),
    column("day", "Day", "星期", width=8),
    column("period", "Period", "节次", "节", width=8),
    column("class", "Class", "班级", "班", width=12),
    column("planned", "Planned subject", "应上科目", "应上", "课表科目", "planned_subject", width=14),
    column("taught", "Taught subject", "实上科目", "实上", "实际科目", "taught_subject", width=14),
    column("teacher", "Taught by", "实上教师", "授课教师", "教师", "任课教师", "taught_teacher", width=12),
    column(
        "state",
        "State",
        "情况",
        "状态",
        "巡课情况",
        width=12,
        choices=tuple(STATE_NAMES.values()),
        note=Text("empty: normal; minutes may follow: overrun 3", "不填：正常；可带分钟：拖堂 3 分"),
    ),
    column("minutes", "Minutes", "分钟", "分钟数", width=8),
    column("patroller", "Patrolled by", "巡课人", "记录人", width=12),
    column("approval", "Change slip", "调课单号", "调课单", "审批单号", width=14),
    column(
        "source", "Source", "来源", width=16, note=Text("leave empty: filled by the program", "不用填，程序导出时写")
    ),
)

TICKS = tuple(column(f"saw_{state}", name.en, name.zh, name.en) for state, name in STATE_NAMES.items())
"""Columns of the printed form (巡课表): a tick, or minutes, under what was seen."""
BOXES = "□☐"
MARK = "●"
"""Stands before a protected subject on the printed form."""
TEACHER_DUE = Text("Teacher due", "应上教师")
WEEKS_DUE = Text("Weeks", "单双周")
DUE = frozenset(plain.key(word) for title in (TEACHER_DUE, WEEKS_DUE) for word in (title.en, title.zh))
"""Columns of the printed form that tell only what was due."""


def subjects_of(names: Names, plan: Sequence[PlanRow]) -> Finder:
    """Finds subjects, also by the names timetables print."""
    titles = [(row.subject, (row.title,)) for row in plan if row.title]
    return Finder(names.subjects.what, [*names.subjects.things, *titles], names.subjects.meaning)


def read(parts: Sequence[Section], plan: Sequence[PlanRow], reading: Reading) -> tuple[Taught, ...]:
    """The log in order; a row of several periods or classes is an entry for each."""
    finders = pupils(reading.names, grades=False), subjects_of(reading.names, plan)
    days = whole_week(reading.days, reading.desk.lang)
    strangers: set[str] = set()
    out: list[Taught] = []
    unseen = 0
    for section in parts[:1]:
        for row in rows_of(section, (*COLUMNS, *TICKS), NEEDED, reading.desk, lambda word: plain.key(word) in DUE):
            if _unseen(row):
                unseen += 1
                continue
            for entry in _entries(row, finders, days, strangers, reading):
                for name in ("day", "week"):
                    row.place(f"taught[{len(out)}].{name}", name)
                row.place(f"taught[{len(out)}]", "on")
                out.append(entry)
    if unseen:
        text = Text("{n} rows of the form are not ticked: not seen, left out", "巡课表有 {n} 行没有勾：未巡，不计")
        reading.desk.note(NoteKind.LEFT_OUT, text.format(n=unseen), parts[0].grid.title)
    return tuple(out)


def _ticked(row: Row) -> dict[TaughtState, str]:
    """What is ticked on the form, each with what stands there."""
    found = {state: row.text(f"saw_{state}").strip(BOXES + " ") for state in STATE_NAMES}
    return {state: mark for state, mark in found.items() if mark}


def _unseen(row: Row) -> bool:
    """Whether a row of the form tells only what was due."""
    form = any(one.id in row.columns for one in TICKS)
    return form and not _ticked(row) and not any(row.raw(name) for name in ("state", "taught", "minutes", "approval"))


def _entries(
    row: Row, finders: tuple[Finder, Finder], days: Days, strangers: set[str], reading: Reading
) -> list[Taught]:
    classes, subjects = finders
    state, minutes = _state(row)
    planned, taught = _subject(row, "planned", subjects), _subject(row, "taught", subjects)
    if state in HELD and not row.text("taught"):
        taught = planned
    elif state is TaughtState.NORMAL and not taught and not planned and not row.raw("state"):
        state = TaughtState.MISSED
    facts = {
        "on": read_date(row, "on", reading),
        "week": read_week(row, "week"),
        "day": _day(row, days),
        "planned": planned,
        "taught": taught,
        "teacher": _teacher(row, strangers, reading),
        "state": state,
        "minutes": minutes,
        "patroller": one_line(row, "patroller"),
        "approval": one_line(row, "approval"),
        "source": row.text("source") or f"{row.sheet}!{row.cell('taught')}",
    }
    demand(row, "class")
    periods = _periods(row)
    entries = [
        row.build(Taught, period=period, sets=one, **facts) for one in classes.many(row, "class") for period in periods
    ]
    return [entry for entry in entries if entry is not None]


def _subject(row: Row, column: str, subjects: Finder) -> str:
    """The subject in a cell; a stroke says that there was none."""
    word = row.text(column).removeprefix(MARK)
    nothing = not word or (plain.key(word) in NONE and not subjects.find(word))
    return "" if nothing else subjects.known(row, column, word) or ""


def _periods(row: Row) -> tuple[int, ...]:
    raw = row.raw("period")
    found = periods_of(raw) if raw else None
    if found is None or not all(1 <= period <= 40 for period in found):
        row.fault(
            "period",
            Text(f"“{raw[:20]}” is no period", f"“{raw[:20]}”不是节次") if raw else Text("no period", "缺少节次"),
            Text("write a number from 1, e.g. 3", "写第几节，如 3"),
        )
        return ()
    return found


def _day(row: Row, days: Days) -> int:
    raw = row.text("day")
    found = days.find(raw) if raw else 0
    if found is None or (raw and not 1 <= found <= 35):
        right = "、".join(days.names[:7])
        wrong = Text(f"“{raw[:20]}” is no day of the week", f"“{raw[:20]}”不是星期")
        row.fault("day", wrong, Text(f"write one of {right}", f"请填 {right} 之一"))
        return 0
    return found


def _state(row: Row) -> tuple[TaughtState, int]:
    """What was seen, and minutes from the same cell or from their own column."""
    raw = unicodedata.normalize("NFKC", row.text("state")).strip()
    minutes = row.number_of("minutes")
    ticked = _ticked(row)
    if len(ticked) > 1 or (ticked and raw):
        right = Text("tick one, and write another line for the other", "只勾一项，另一项另写一行")
        row.fault(f"saw_{next(iter(ticked))}", Text("more than one is ticked", "勾了不止一项"), right)
    for state, mark in () if raw else ticked.items():
        timed = state in TIMED and mark.isdecimal() and int(mark) <= MOST
        return state, minutes or (int(mark) if timed else 0)
    word, beside = raw, 0
    if plain.key(raw) not in STATES and len(raw) < LONGEST and (found := _STATE.fullmatch(raw)):
        word, beside = found[1], int(found[2])
    state = STATES.get(plain.key(word), TaughtState.NORMAL)
    if raw and plain.key(word) not in STATES:
        wrong_choice(row, "state", raw, list(STATE_NAMES.values()))
    if beside > MOST:
        row.fault("state", Text(f"more than {MOST} minutes", f"超过 {MOST} 分钟"), Text("correct it", "请改正"))
    elif beside and minutes and beside != minutes:
        wrong = Text(f"the minutes differ: {beside} and {minutes}", f"分钟数不一致：{beside} 和 {minutes}")
        row.fault("minutes", wrong, Text("write them once", "只写一处"))
    return state, minutes or min(beside, MOST)


def _teacher(row: Row, strangers: set[str], reading: Reading) -> str:
    """Who taught; one the school does not know (a stand-in from outside) stays as written."""
    word = one_line(row, "teacher")
    found = reading.names.teachers.find(word) if word else ()
    if len(found) > 1:
        row.fault("teacher", *reading.names.teachers.unknown(word))
    elif word and not found and word not in strangers:
        strangers.add(word)
        text = Text("the school has no teacher “{who}”; kept as written", "本校没有教师“{who}”，按原文保留")
        reading.desk.note(NoteKind.READ_AS, text.format(who=word[:40]), row.sheet, row.cell("teacher"))
    return found[0] if len(found) == 1 else word


def write(problem: Problem, writing: Writing) -> Sheet:
    """The sheet."""
    names, lang = writing.names, writing.lang
    classes, subjects = pupils(names, grades=False), subjects_of(names, problem.plan)
    days, stroke = whole_week(writing.days, lang), next((one for one in STROKES if not subjects.find(one)), STROKES[0])
    rows: list[list[Cell]] = []
    for one in problem.taught:
        nothing = bool(one.planned) and not one.taught and one.state in HELD
        rows.append(
            [
                "" if one.on is None else one.on.isoformat(),
                number(one.week or None),
                said(days.word(one.day, lang)) if one.day else "",
                one.period,
                writing.refs(classes, (one.sets,)),
                writing.ref(subjects, one.planned),
                stroke if nothing else writing.ref(subjects, one.taught),
                writing.ref(names.teachers, one.teacher),
                STATE_NAMES[one.state].to(lang),
                number(one.minutes or None),
                said(one.patroller),
                said(one.approval),
                said(one.source or ""),
            ]
        )
    return Sheet(TITLE, [Block(COLUMNS, rows)], wide=True)
