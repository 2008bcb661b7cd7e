"""Tables of subjects side by side: their header, and where pages end."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.text import Text
from scheduler.io.results.base import Results
from scheduler.io.results.style import A4, FAMILY_FILLS, lines_needed, printable, text_width
from scheduler.io.timetable.grid import MARK

ROW = 15.0
"""Height of a row in points."""
WORRY = {"bold": True, "font_color": "#9C0006"}


class Breaks:
    """Where pages end, so that each can begin with the header row."""

    def __init__(self, scale: int) -> None:
        self.most = printable(A4, landscape=True)[1] * 100 / scale - 6 * ROW
        self.rows: list[int] = []
        self.used = 0.0

    def now(self, row: int) -> None:
        """A page ends above a row."""
        self.rows.append(row)
        self.used = 0

    def fits(self, points: float) -> bool:
        """Whether so much still stands on this page, or would on no other."""
        return self.used + points <= self.most or points > self.most

    def due(self, row: int, points: float = ROW) -> bool:
        """Count a row; whether it begins a new page."""
        self.used += points
        if self.used <= self.most:
            return False
        self.now(row)
        self.used = points
        return True


def widths(results: Results, subjects: Sequence[str], firsts: Sequence[str], more: int) -> list[float]:
    """Widths of the columns: what a row is about, subjects, figures; no English word is broken."""
    words = [word for one in subjects for word in _title(results, one).split() if word.lstrip(MARK).isascii()]
    longest = max(map(text_width, words), default=0)
    narrow = 6.5 if results.lang == "zh" else max(6.5, min(14.0, longest + 0.5))
    first = max(12.0, min(26.0, max(map(text_width, firsts), default=0) * 1.1 + 1))
    return [first, *[narrow] * len(subjects), *[8.5 if results.lang == "zh" else 9.5] * more]


def _title(results: Results, subject: str) -> str:
    mark = MARK if results.protected(subject) else ""
    return mark + results.names.subject(subject)


def subjects_taught(results: Results) -> list[str]:
    """Subjects that pupils have or should have, in the school's order."""
    used = {lesson.subject for lesson in results.timetable.lessons if lesson.sets}
    used |= {row.subject for row in results.problem.plan if row.odd or row.even}
    used |= {course.subject for course in results.problem.courses if course.sets}
    known = [subject.id for subject in results.problem.subjects if subject.id in used]
    return [*known, *sorted(used - set(known))]


def matrix_heads(
    results: Results, sheet: Worksheet, row: int, first: Text, subjects: Sequence[str], more: Sequence[Text]
) -> None:
    """Write a header: whose row it is, the subjects in their colours, more columns."""
    styles = results.styles
    sheet.write_string(row, 0, results.say(first), styles.head())
    for column, subject in enumerate(subjects, start=1):
        family = results.family(subject)
        fill = {"bg_color": FAMILY_FILLS[family]} if family else {}
        sheet.write_string(row, column, _title(results, subject), styles.head(font_size=8, **fill))
    for column, text in enumerate(more, start=len(subjects) + 1):
        sheet.write_string(row, column, results.say(text), styles.head(font_size=8))
    room = widths(results, subjects, (), 0)[-1] * 1.05
    lines = max((lines_needed(_title(results, subject), room) for subject in subjects), default=1)
    sheet.set_row(row, max(36, 5 + 12 * lines))
