"""课时统计: what teachers teach, actual and weighted; what classes get, against the plan."""

from __future__ import annotations

from collections import defaultdict

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.school import SchoolClass
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.io.results.base import Results, merge
from scheduler.io.results.figures import Load, shown, teacher_load
from scheduler.io.results.style import A4, FAMILY_FILLS, printable, scale_for
from scheduler.io.timetable.grid import MARK

NAME = Text("Statistics", "课时统计")
TEACHERS = Text("Lessons of teachers (actual / weighted)", "教师课时统计（实际 / 折算）")
CLASSES = Text(
    "Lessons of classes (placed; placed/plan where they differ)", "班级课时统计（与计划不同处写“实排/计划”）"
)
BY_COURSES = Text("No curriculum plan was given: compared with the courses.", "未提供课程计划：与任课表的课时比较。")
ROW = 15.0
"""Height of a row in points."""
WORRY = {"bold": True, "font_color": "#9C0006"}


def write_statistics(results: Results) -> None:
    """Write the sheet: classes first, then teachers on a page of their own."""
    subjects = _subjects(results)
    columns = len(subjects) + 6
    widths = [13.0, *[6.5 if results.lang == "zh" else 9.0] * len(subjects), *[8.5] * 5]
    scale = scale_for(A4, widths, landscape=True)
    sheet = results.sheet(NAME, paper=A4, landscape=True, scale=scale)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    row = results.head(sheet, 0, columns - 1, CLASSES, size=14)
    if not results.problem.plan:
        merge(sheet, row, 0, row, columns - 1, results.say(BY_COURSES), results.styles.small())
        row += 1
    row = _classes(results, sheet, row, subjects, breaks := Breaks(scale))
    breaks.now(row)
    row = results.head(sheet, row, columns - 1, TEACHERS, size=14)
    row = _teachers(results, sheet, row, subjects, breaks)
    sheet.set_h_pagebreaks(breaks.rows)
    sheet.print_area(0, 0, row - 1, columns - 1)


class Breaks:
    """Where pages end, so that each can begin with the header row."""

    def __init__(self, scale: int) -> None:
        self.most = int(printable(A4, landscape=True)[1] * 100 / scale / ROW) - 6
        self.rows: list[int] = []
        self.used = 0

    def now(self, row: int) -> None:
        """A page ends above a row."""
        self.rows.append(row)
        self.used = 0

    def due(self, row: int) -> bool:
        """Count a row; whether it begins a new page."""
        self.used += 1
        if self.used <= self.most:
            return False
        self.now(row)
        self.used = 1
        return True


def _subjects(results: Results) -> list[str]:
    """Subjects that pupils have or should have, in the school's order."""
    used = {lesson.subject for lesson in results.timetable.lessons if lesson.sets}
    used |= {row.subject for row in results.problem.plan if row.odd or row.even}
    used |= {course.subject for course in results.problem.courses if course.sets}
    known = [subject.id for subject in results.problem.subjects if subject.id in used]
    return [*known, *sorted(used - set(known))]


def _heads(results: Results, sheet: Worksheet, row: int, first: Text, subjects: list[str], more: list[Text]) -> None:
    styles = results.styles
    sheet.write_string(row, 0, results.say(first), styles.head())
    for column, subject in enumerate(subjects, start=1):
        family = results.family(subject)
        fill = {"bg_color": FAMILY_FILLS[family]} if family else {}
        mark = MARK if results.protected(subject) else ""
        sheet.write_string(row, column, mark + results.names.subject(subject), styles.head(font_size=8, **fill))
    for column, text in enumerate(more, start=len(subjects) + 1):
        sheet.write_string(row, column, results.say(text), styles.head(font_size=8))
    sheet.set_row(row, 36)


# -- classes -------------------------------------------------------------------------------------------------


def _classes(results: Results, sheet: Worksheet, row: int, subjects: list[str], breaks: Breaks) -> int:
    more = [
        Text("placed", "实排"),
        Text("plan", "计划"),
        Text("difference", "差"),
        Text("protected, morning", "受保护学科上午节数"),
        Text("share", "上午占比"),
    ]
    _heads(results, sheet, row, Text("Class", "班级"), subjects, more)
    styles = results.styles
    body, worry = styles.body(align="center"), styles.body(align="center", **WORRY)
    for home in results.problem.classes:
        row += 1
        if breaks.due(row):
            _heads(results, sheet, row, Text("Class", "班级"), subjects, more)
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


def _halves(weeks: Weeks) -> int:
    return 2 if weeks is Weeks.ALL else 1


def _placed(results: Results, home: SchoolClass) -> dict[str, int]:
    """Half periods placed per subject; parallel groups of one subject count once."""
    out: dict[str, int] = {}
    for leaf in home.leaves or (home.id,):
        of_leaf: dict[str, int] = defaultdict(int)
        for placed in results.view.of_pupil.get(leaf, ()):
            of_leaf[placed.lesson.subject] += placed.lesson.duration * _halves(placed.lesson.weeks)
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
            of_leaf[course.subject] += course.periods * _halves(course.weeks)
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
        halves = max((_halves(one.weeks) for one in lessons if results.protected(one.subject)), default=0)
        if sum(results.protected(one.subject) for one in lessons if one.weeks is not Weeks.ALL) > 1:
            halves = 2
        every += halves
        if halves and 1 <= day <= len(bell.days) and period <= bell.periods(day) and bell.is_morning(day, period):
            morning += halves
    return morning, every


# -- teachers ------------------------------------------------------------------------------------------------


def _teachers(results: Results, sheet: Worksheet, row: int, subjects: list[str], breaks: Breaks) -> int:
    more = [
        Text("actual", "实际"),
        Text("weighted", "折算"),
        Text("reduction", "减免"),
        Text("limits", "下限–上限"),
        Text("state", "状态"),
    ]
    _heads(results, sheet, row, Text("Teacher", "教师"), subjects, more)
    styles = results.styles
    body, worry = styles.body(align="center"), styles.body(align="center", **WORRY)
    for teacher in results.problem.teachers:
        row += 1
        if breaks.due(row):
            _heads(results, sheet, row, Text("Teacher", "教师"), subjects, more)
            row += 1
        load = teacher_load(results.view, teacher.id)
        sheet.write_string(row, 0, results.names.teacher(teacher.id), styles.head())
        for column, subject in enumerate(subjects, start=1):
            halves, weighted = load.subjects.get(subject, (0, 0))
            text = shown(halves / 2)
            if weighted != halves * 100:
                text = f"{text}/{shown(weighted / 200)}"
            sheet.write_string(row, column, text if halves else "", body)
        low, high = (
            None if norm is None else max(0, norm - teacher.reduction) for norm in (teacher.load_min, teacher.load_max)
        )
        state, good = _state(load, low, high)
        limits = "–".join("" if one is None else str(one) for one in (low, high))
        figures = [shown(load.periods), shown(load.lessons), str(teacher.reduction or ""), limits, results.say(state)]
        for column, text in enumerate(figures, start=len(subjects) + 1):
            style = body if good or column <= len(subjects) + 3 else worry
            sheet.write_string(row, column, "" if text == "–" else text, style)
    return row + 1


def _state(load: Load, least: int | None, most: int | None) -> tuple[Text, bool]:
    """Under, over or within the limits; nothing where none are set."""
    if least is None and most is None:
        return Text("", ""), True
    if least is not None and load.lessons < least:
        return Text("under", "▼不足"), False
    if most is not None and load.lessons > most:
        return Text("over", "▲超量"), False
    return Text("within", "正常"), True
