"""课时统计: what teachers teach, actual and weighted; what classes get, against the plan."""

from __future__ import annotations

from collections import defaultdict

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.school import SchoolClass
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.io.results.base import Results, merge
from scheduler.io.results.figures import halves_of, shown
from scheduler.io.results.loads import figures_told, write_teachers, write_teams
from scheduler.io.results.matrix import WORRY, Breaks, matrix_heads, subjects_taught, widths
from scheduler.io.results.style import A4, scale_for

NAME = Text("Statistics", "课时统计")
TEACHERS = Text("Lessons of teachers (actual / weighted)", "教师课时统计（实际 / 折算）")
CLASSES = Text(
    "Lessons of classes (placed; placed/plan where they differ)", "班级课时统计（与计划不同处写“实排/计划”）"
)
BY_COURSES = Text("No curriculum plan was given: compared with the courses.", "未提供课程计划：与任课表的课时比较。")


CLASS_FIGURES = (
    Text("placed", "实排"),
    Text("plan", "计划"),
    Text("difference", "差"),
    Text("protected, morning", "受保护学科上午节数"),
    Text("share", "上午占比"),
)


def write_statistics(results: Results) -> None:
    """Write the sheet: classes first, then teachers on a page of their own."""
    subjects = subjects_taught(results)
    figures = max(len(CLASS_FIGURES), len(figures_told(results)[0]))
    columns = 1 + len(subjects) + figures
    names = [results.names.teacher(one.id) for one in results.problem.teachers]
    wide = widths(results, subjects, names, figures)
    scale = scale_for(A4, wide, landscape=True)
    sheet = results.sheet(NAME, paper=A4, landscape=True, scale=scale)
    for column, width in enumerate(wide):
        sheet.set_column(column, column, width)
    row = results.head(sheet, 0, columns - 1, CLASSES, size=14)
    if not results.problem.plan:
        merge(sheet, row, 0, row, columns - 1, results.say(BY_COURSES), results.styles.small())
        row += 1
    row = _classes(results, sheet, row, subjects, breaks := Breaks(scale))
    breaks.now(row)
    row = results.head(sheet, row, columns - 1, TEACHERS, size=14)
    row = write_teachers(results, sheet, row, subjects, breaks)
    row = write_teams(results, sheet, row + 1, columns - 1, breaks)
    sheet.set_h_pagebreaks(breaks.rows)
    sheet.print_area(0, 0, row - 1, columns - 1)


def _classes(results: Results, sheet: Worksheet, row: int, subjects: list[str], breaks: Breaks) -> int:
    matrix_heads(results, sheet, row, Text("Class", "班级"), subjects, CLASS_FIGURES)
    styles = results.styles
    body, worry = styles.body(align="center"), styles.body(align="center", **WORRY)
    for home in results.problem.classes:
        row += 1
        if breaks.due(row):
            matrix_heads(results, sheet, row, Text("Class", "班级"), subjects, CLASS_FIGURES)
            row += 1
        sheet.write_string(row, 0, results.names.pupils(home.id), styles.head())
        placed, plan = _placed(results, home), _planned(results, home)
        for column, subject in enumerate(subjects, start=1):
            have, want = placed.get(subject, 0), plan.get(subject, 0)
            text = shown(have / 2) if have == want else f"{shown(have / 2)}/{shown(want / 2)}"
            sheet.write_string(row, column, text if have or want else "", body if have == want else worry)
        total, wanted = sum(placed.values()), sum(plan.values())
        morning, protected = _mornings(results, home)
        share = f"{round(100 * morning / protected)}%" if protected else "—"
        figures = [
            shown(total / 2),
            shown(wanted / 2),
            "0" if total == wanted else f"{(total - wanted) / 2:+g}",
            f"{shown(morning / 2)}/{shown(protected / 2)}",
            share,
        ]
        for column, text in enumerate(figures, start=len(subjects) + 1):
            off = column == len(subjects) + 3 and total != wanted
            sheet.write_string(row, column, text, worry if off else body)
    return row + 1


def _placed(results: Results, home: SchoolClass) -> dict[str, int]:
    """Half periods placed per subject; parallel groups of one subject count once."""
    out: dict[str, int] = {}
    for leaf in home.leaves or (home.id,):
        of_leaf: dict[str, int] = defaultdict(int)
        for placed in results.view.of_pupil.get(leaf, ()):
            of_leaf[placed.lesson.subject] += placed.lesson.duration * halves_of(placed.lesson.weeks)
        for subject, halves in of_leaf.items():
            out[subject] = max(out.get(subject, 0), halves)
    return out


def _planned(results: Results, home: SchoolClass) -> dict[str, int]:
    """Half periods due per subject: by the plan, without one by the courses."""
    out: dict[str, int] = defaultdict(int)
    if results.problem.plan:
        for row in results.problem.plan:
            if row.grade == home.grade:
                out[row.subject] += row.odd + row.even
        return out
    for leaf in home.leaves or (home.id,):
        of_leaf: dict[str, int] = defaultdict(int)
        for course in results.problem.index.courses_of_pupil.get(leaf, ()):
            of_leaf[course.subject] += course.periods * halves_of(course.weeks)
        for subject, halves in of_leaf.items():
            out[subject] = max(out[subject], halves)
    return out


def _mornings(results: Results, home: SchoolClass) -> tuple[int, int]:
    """(half periods in the morning, all half periods) of protected subjects."""
    bell = results.problem.index.bell_of_pupil(home.id)
    morning = every = 0
    for (owner, day, period), found in results.cells.items():
        if owner != home.id:
            continue
        lessons = [results.timetable.lessons[at] for at in found]
        halves = max((halves_of(one.weeks) for one in lessons if results.protected(one.subject)), default=0)
        if sum(results.protected(one.subject) for one in lessons if one.weeks is not Weeks.ALL) > 1:
            halves = 2
        every += halves
        if halves and 1 <= day <= len(bell.days) and period <= bell.periods(day) and bell.is_morning(day, period):
            morning += halves
    return morning, every
