"""Pages for a browser to print: one week a sheet of paper, for every class, teacher or room. No script, one file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from jinja2 import Environment

from scheduler.domain.problem import Problem
from scheduler.domain.school import Family
from scheduler.domain.text import Lang, Text
from scheduler.domain.timetable import Timetable
from scheduler.domain.view import Placed, View
from scheduler.io.results.style import FAMILY_FILLS
from scheduler.io.timetable.grid import MARK, PARITY, Writer, class_cells
from scheduler.io.timetable.names import Names

Whose = Literal["classes", "teachers", "rooms"]
TITLES: Mapping[Whose, Text] = {
    "classes": Text("Class timetables", "班级课程表"),
    "teachers": Text("Teachers' timetables", "教师课表"),
    "rooms": Text("Room timetables", "场地使用表"),
}
PERIOD, DRAFT = Text("Period", "节次"), Text("DRAFT", "草稿")
FACTS = Text("version {v} · valid from {d} · printed {t}", "版本：{v} · 生效日期：{d} · 打印：{t}")
TEMPLATE = """<!doctype html>
<html lang="{{ lang }}"><head><meta charset="utf-8"><title>{{ title }}</title><style>
@page { size: A4 landscape; margin: 12mm }
body { font-family: "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; color: #111; background: #fff }
section { break-after: page; break-inside: avoid }
h1 { font-size: 18pt; text-align: center; margin: 0 0 2mm } p { font-size: 9pt; text-align: center; margin: 0 0 3mm }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th, td { border: 1px solid #7f8c9a; padding: 1.5mm; text-align: center; font-size: 11pt; white-space: pre-line }
th { background: #d9e2ec } th:first-child { width: 16mm } td { height: 14mm }
* { print-color-adjust: exact; -webkit-print-color-adjust: exact }
</style></head><body>{% for week in weeks %}
<section><h1>{{ week.name }}</h1><p>{{ facts }}</p><table><tr><th>{{ period }}</th>
{%- for day in days %}<th>{{ day }}</th>{% endfor %}</tr>
{%- for row in week.rows %}<tr><th>{{ loop.index }}</th>
{%- for text, fill in row %}<td style="background:{{ fill }}">{{ text }}</td>{% endfor %}</tr>{% endfor %}
</table></section>{% endfor %}</body></html>
"""


@dataclass(frozen=True, slots=True)
class Week:
    """One page: whose it is, and for each period a cell a day (what it says, its colour)."""

    name: str
    rows: tuple[tuple[tuple[str, str], ...], ...]


def write_pages(problem: Problem, timetable: Timetable, whose: Whose, *, lang: Lang, today: date) -> str:
    """The whole document."""
    title = f"{problem.school} {problem.term} {TITLES[whose].to(lang)}".strip()
    draft = f"【{DRAFT.to(lang)}】" if timetable.draft else ""
    version = timetable.version or problem.version or "—"
    facts = FACTS.format(v=version, d=timetable.valid_from or problem.valid_from or "—", t=today.isoformat()).to(lang)
    weeks = _classes(problem, timetable, lang) if whose == "classes" else _others(problem, timetable, whose, lang)
    return (
        Environment(autoescape=True)
        .from_string(TEMPLATE)
        .render(
            lang=lang,
            title=title,
            facts=f"{draft}{problem.school} {problem.term} · {facts}",
            period=PERIOD.to(lang),
            days=[problem.index.day_name(day).to(lang) for day in problem.days],
            weeks=list(weeks),
        )
    )


def _classes(problem: Problem, timetable: Timetable, lang: Lang) -> Iterator[Week]:
    names = Names(problem)
    writer, cells = Writer(names, lang, short=False), class_cells(problem, timetable)
    for home in problem.classes:
        bell = problem.index.bell_of_pupil(home.id)
        rows = []
        for period in range(1, max((bell.periods(day) for day in problem.days), default=0) + 1):
            found = [[timetable.lessons[at] for at in cells.get((home.id, day, period), ())] for day in problem.days]
            rows.append(
                tuple((writer.cell(home.id, one), _fill(problem, one[0].subject) if one else "#fff") for one in found)
            )
        yield Week(names.pupils(home.id), tuple(rows))


def _others(problem: Problem, timetable: Timetable, whose: Whose, lang: Lang) -> Iterator[Week]:
    """Weeks of teachers or rooms: classes and subjects in the cells."""
    names, view = Names(problem), View(problem, timetable)
    slots: dict[str, dict[tuple[int, int], list[Placed]]] = defaultdict(lambda: defaultdict(list))
    for placed in view.lessons:
        for owner in placed.lesson.teachers if whose == "teachers" else placed.lesson.rooms:
            for period in range(placed.lesson.period, placed.lesson.period + placed.lesson.duration):
                slots[owner][placed.lesson.day, period].append(placed)
    title = names.teacher if whose == "teachers" else names.room
    most = max((period for cells in slots.values() for _, period in cells), default=0)
    for owner in [one.id for one in (problem.teachers if whose == "teachers" else problem.rooms) if one.id in slots]:
        rows = []
        for period in range(1, most + 1):
            found = [slots[owner].get((day, period), []) for day in problem.days]
            rows.append(
                tuple(
                    ("\n".join(_says(names, p, lang) for p in one), _fill(problem, one[0].lesson.subject))
                    if one
                    else ("", "#fff")
                    for one in found
                )
            )
        yield Week(title(owner), tuple(rows))


def _says(names: Names, placed: Placed, lang: Lang) -> str:
    """Class and subject of a lesson, marked where it is protected."""
    lesson = placed.lesson
    known = names.problem.index.subjects.get(lesson.subject)
    subject = (MARK if known is not None and known.protected else "") + names.subject(lesson.subject)
    who = "+".join(names.pupils(one) for one in lesson.sets)
    return f"{PARITY[lesson.weeks, lang]}{who} {subject}".strip()


def _fill(problem: Problem, subject: str) -> str:
    known = problem.index.subjects.get(subject)
    return FAMILY_FILLS[known.family if known is not None else Family.SCHOOL]
