"""What all sheets of one results workbook share: the timetable seen from every side, the language, the title lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scheduler.domain.problem import Problem
from scheduler.domain.school import Family
from scheduler.domain.text import Lang, Text
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.domain.view import View
from scheduler.io.results.figures import Load, teacher_load
from scheduler.io.results.loosened import LOOSENED, loosened_words, loosenings
from scheduler.io.results.style import FONT, Styles, clipped, set_page, text_width
from scheduler.io.timetable.grid import Cell, class_cells
from scheduler.io.timetable.names import Names
from scheduler.rules.info import RuleInfo
from scheduler.verify import Report

DRAFT = Text("DRAFT", "草稿")
FOOTER_LETTERS = 250
"""All letters and marks of a footer; programs take 255."""
LEFT_WIDTH = {False: 44, True: 66}
"""Half characters that a third of a page's foot holds, upright and across, so that left and middle do not meet."""
LINE_WIDTH = 96
"""Half characters that stand alone between the margins of an upright page's foot."""
VERSION_LETTERS = 30
"""As much as a page's foot tells of version and validity."""


class Results:
    """One timetable with its report, on the way to paper."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        problem: Problem,
        timetable: Timetable,
        report: Report,
        lang: Lang,
        today: date,
        rules: Sequence[RuleInfo] = (),
    ) -> None:
        self.book = book
        self.problem = problem
        self.timetable = timetable
        self.report = report
        self.lang: Lang = lang
        self.today = today
        self.rules = rules
        self.styles = Styles(book)
        self.names = Names(problem)
        self.view = View(problem, timetable)
        self.cells: dict[Cell, list[int]] = class_cells(problem, timetable)
        self._loads: dict[str, Load] = {}

    def say(self, text: Text, **facts: object) -> str:
        """A text in the language of the workbook."""
        return (text.format(**facts) if facts else text).to(self.lang)

    def day(self, day: int) -> str:
        """A day's name."""
        return self.problem.index.day_name(day).to(self.lang)

    def lessons_at(self, cell: Cell) -> list[Lesson]:
        """Lessons in a class's cell."""
        return [self.timetable.lessons[at] for at in self.cells.get(cell, ())]

    def load(self, teacher: str) -> Load:
        """What a teacher teaches, counted once."""
        if teacher not in self._loads:
            self._loads[teacher] = teacher_load(self.view, teacher)
        return self._loads[teacher]

    @property
    def version(self) -> str:
        """The version's name: the timetable's, else the school's."""
        return self.timetable.version or self.problem.version

    @property
    def valid_from(self) -> str:
        """From when the timetable holds."""
        return self.timetable.valid_from or self.problem.valid_from

    @cached_property
    def known(self) -> frozenset[str]:
        """Every id of the school."""
        index = self.problem.index
        groups = (index.teachers, index.classes, index.grades, index.groups, index.rooms, index.pools, index.subjects)
        named = {one.id for one in self.problem.teacher_groups}
        return frozenset(named.union(index.pupils, index.courses, *groups))

    @cached_property
    def loosened(self) -> str:
        """Which rules are loosened and why, empty where none is."""
        return self.say(loosened_words(loosenings(self.problem, self.report, self.rules)))

    # -- sheets ------------------------------------------------------------------------------------------

    def sheet(self, name: Text, *, paper: int, landscape: bool = False, scale: int | None = None) -> Worksheet:
        """A new sheet with its page set up."""
        title = self.say(name)
        sheet = self.book.add_worksheet(title)
        sheet.hide_gridlines(2)
        set_page(sheet, paper=paper, landscape=landscape, scale=scale, footer=self.footer(title, landscape=landscape))
        return sheet

    def footer(self, title: str, *, landscape: bool = False) -> str:
        """School, term, version and validity left, sheet and draft mark in the middle, date and page right.

        Loosened rules take a second line, which the sides leave to them.
        """
        since = self.say(Text("from {d}", "{d}起"), d=self.valid_from) if self.valid_from else ""
        version = f"{self.version} {since}"[:VERSION_LETTERS].strip()
        room = LEFT_WIDTH[landscape] - text_width(version) - 1
        school = clipped(f"{self.problem.school} {self.problem.term}".strip(), max(2, room))
        page = "第 &P / &N 页" if self.lang == "zh" else "page &P of &N"
        font = f'&"{FONT},Regular"&8 '  # the blank keeps a name's first digits out of the font size
        middle = " · ".join([title, *([self.say(DRAFT)] if self.timetable.draft else [])])
        left = f"&L{font}{_plain(f'{school} {version}', 68)}" + ("\n " if self.loosened else "")
        right = f"&R{font}{self.today.isoformat()}" + ("\n" if self.loosened else "  ") + page
        around = f"{left}&C{font}{_plain(middle, 60)}"
        if self.loosened:
            room = FOOTER_LETTERS - len(around) - len(right) - 1
            around = f"{around}\n{_plain(clipped(self.loosened, LINE_WIDTH), room)}"
        return around + right

    @property
    def draft(self) -> str:
        """【草稿】 before every title of an incomplete timetable."""
        return f"【{self.say(DRAFT)}】" if self.timetable.draft else ""

    def title(self, name: Text) -> str:
        """The title of a sheet, with its marks."""
        space = "" if self.lang == "zh" else " · "
        head = space.join(part for part in (self.problem.school, self.problem.term) if part)
        return f"{self.draft}{head}{space}{self.say(name)}".strip()

    def stamp(self) -> str:
        """Version and validity, and whether rules are loosened: what every cut-out piece must say."""
        return f"{self._version()}   {self.say(LOOSENED)}" if self.loosened else self._version()

    def _version(self) -> str:
        said = Text("version {v}   valid from {d}", "版本号：{v}   生效日期：{d}")
        return self.say(said, v=self.version or "—", d=self.valid_from or "—")

    def facts(self) -> str:
        """Version, validity, print date and loosened rules with their reasons on one line."""
        printed = self.say(Text("printed {t}", "打印日期：{t}"), t=self.today.isoformat())
        return "   ".join(part for part in (self._version(), printed, self.loosened) if part)

    def head(self, sheet: Worksheet, row: int, last_column: int, name: Text, size: int = 16) -> int:
        """Title and facts over some columns; the next free row."""
        merge(sheet, row, 0, row, last_column, self.title(name), self.styles.title(size))
        sheet.set_row(row, size * 1.8)
        merge(sheet, row + 1, 0, row + 1, last_column, self.facts(), self.styles.small(align="center", shrink=True))
        return row + 2

    # -- subjects ----------------------------------------------------------------------------------------

    def family(self, subject: str) -> Family | None:
        """The colour family of a subject."""
        known = self.problem.index.subjects.get(subject)
        return known.family if known else None

    def protected(self, subject: str) -> bool:
        """Whether lessons of a subject may not be taken over."""
        known = self.problem.index.subjects.get(subject)
        return known is not None and known.protected

    def lesson_format(self, lessons: list[Lesson], size: float = 8) -> Format:
        """The format of a cell that holds some lessons."""
        if not lessons:
            return self.styles.lesson(None, protected=False, size=size)
        protected = any(self.protected(one.subject) for one in lessons)
        return self.styles.lesson(self.family(lessons[0].subject), protected=protected, size=size)


def merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int, text: str, style: Format) -> None:
    """Write text over a range of cells, merged where it is more than one; never a formula."""
    if top == bottom and left == right:
        sheet.write_string(top, left, text, style)
        return
    sheet.merge_range(top, left, bottom, right, "", style)
    sheet.write_string(top, left, text, style)


def _plain(text: str, most: int) -> str:
    """Text for a footer, at most so many letters; & is written twice there."""
    kept = text.strip()
    while len(kept.replace("&", "&&")) > most:
        kept = kept[:-1]
    return kept.replace("&", "&&")
