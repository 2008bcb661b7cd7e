"""数据: every lesson as a row, so that the workbook reads back exactly."""

from __future__ import annotations

from scheduler.domain.text import Text
from scheduler.io.results.base import Results
from scheduler.io.results.style import A4
from scheduler.io.timetable.flat import LONG_NAMES, lesson_rows

NAME = Text("Data", "数据")
WIDTHS = (7, 18, 8, 7, 16, 20, 18, 9, 26, 12)
KEEP = Text(
    "Keep this sheet: it lets the program read the timetable back. Change lessons on the other sheets.",
    "请保留此表：程序靠它读回课表。要改课，请改“总课表”或“班级课表”。",
)
VERSION, VALID_FROM, FINGERPRINT, DRAFT = "version", "valid_from", "problem_fingerprint", "draft"


def write_data(results: Results) -> None:
    """Write the sheet: what identifies the timetable, then one row for each lesson."""
    timetable, styles = results.timetable, results.styles
    sheet = results.sheet(NAME, paper=A4, landscape=True)
    sheet.write_string(0, 0, results.say(KEEP), styles.small())
    facts = (
        (VERSION, timetable.version),
        (VALID_FROM, timetable.valid_from),
        (FINGERPRINT, timetable.problem_fingerprint),
        (DRAFT, "1" if timetable.draft else "0"),
    )
    for at, (name, value) in enumerate(facts):
        sheet.write_string(1, 2 * at, name, styles.small())
        sheet.write_string(1, 2 * at + 1, value, styles.small())
    for column, title in enumerate(LONG_NAMES):
        sheet.set_column(column, column, WIDTHS[column])
        sheet.write_string(2, column, results.say(title), styles.head())
    row = 2
    for row, cells in enumerate(lesson_rows(results.problem, timetable), start=3):
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, styles.get(text_wrap=False))
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 0)
    sheet.autofilter(2, 0, row, len(LONG_NAMES) - 1)
