"""待排课清单: lessons that found no place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from scheduler.domain.curriculum import Course
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.io.results.base import Results
from scheduler.io.results.style import A4

NAME = Text("To be placed", "待排课清单")
HEADS = (
    (Text("Class", "班级"), 22.0),
    (Text("Subject", "科目"), 16.0),
    (Text("Teacher", "教师"), 20.0),
    (Text("Weeks", "周次"), 8.0),
    (Text("Due", "应排"), 8.0),
    (Text("Placed", "已排"), 8.0),
    (Text("Missing", "待排"), 8.0),
)
WEEKS = {Weeks.ALL: Text("all", "每周"), Weeks.ODD: Text("odd", "单周"), Weeks.EVEN: Text("even", "双周")}


@dataclass(frozen=True, slots=True)
class Missing:
    """A course some of whose periods stand nowhere."""

    course: Course
    placed: int

    @property
    def periods(self) -> int:
        """Periods to be placed."""
        return self.course.periods - self.placed


def missing_lessons(results: Results) -> list[Missing]:
    """Courses with periods to be placed, in the school's order."""
    placed: Counter[str | None] = Counter()
    for one in results.view.lessons:
        if not one.off_grid:
            placed[one.lesson.course] += one.lesson.duration
    courses = results.problem.courses
    return [Missing(course, placed[course.id]) for course in courses if placed[course.id] < course.periods]


def lessons_placed(results: Results) -> tuple[int, int]:
    """Lessons of the school's courses that stand on the grid, and how many there are to place."""
    known = results.problem.index.courses
    placed = sum(one.lesson.course in known and not one.off_grid for one in results.view.lessons)
    return placed, sum(course.lessons for course in results.problem.courses)


def write_missing(results: Results) -> None:
    """Write the sheet, where anything is missing."""
    found = missing_lessons(results)
    if not found:
        return
    sheet = results.sheet(NAME, paper=A4)
    styles, names = results.styles, results.names
    row = results.head(sheet, 0, len(HEADS) - 1, NAME, size=14)
    for column, (head, width) in enumerate(HEADS):
        sheet.set_column(column, column, width)
        sheet.write_string(row, column, results.say(head), styles.head())
    sheet.repeat_rows(0, row)
    for one in found:
        row += 1
        course = one.course
        words = [
            "+".join(names.pupils(s) for s in course.sets) or results.problem.index.title(course.id),
            names.subject(course.subject),
            "+".join(names.teacher(t) for t in course.teachers),
            results.say(WEEKS[course.weeks]),
        ]
        for column, text in enumerate(words):
            sheet.write_string(row, column, text, styles.body())
        for column, number in enumerate((course.periods, one.placed, one.periods), start=len(words)):
            sheet.write_number(row, column, number, styles.body(align="center", bold=column == 6))
    row += 1
    sheet.write_string(row, 0, results.say(Text("Sum", "合计")), styles.head())
    sheet.write_number(row, 6, sum(one.periods for one in found), styles.head())
    sheet.print_area(0, 0, row, len(HEADS) - 1)
