"""空课教师一览表: who is free in each period, by subject, for covers."""

from __future__ import annotations

from collections import defaultdict

from scheduler.domain.school import Teacher
from scheduler.domain.text import Text
from scheduler.domain.time import BellSchedule, Slot, Weeks, clock
from scheduler.io.results.base import Results, merge
from scheduler.io.results.style import A4, lines_needed
from scheduler.io.results.teams import main_subject

NAME = Text("Free teachers", "空课教师一览表")
HEADS = (
    Text("Day", "星期"),
    Text("Period", "节次"),
    Text("Time", "时间"),
    Text("Free", "空课人数"),
    Text(
        "Free teachers, by subject (*: in odd or in even weeks only)",
        "空课教师（按学科；*：单、双周中仅一周空课）",
    ),
)
WIDTHS = [8.0, 6.0, 12.0, 8.0, 96.0]


def write_free(results: Results) -> None:
    """Write the sheet: the slots of each bell schedule that classes follow."""
    sheet = results.sheet(NAME, paper=A4, landscape=True)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    styles = results.styles
    row = results.head(sheet, 0, 4, NAME, size=14)
    for column, head in enumerate(HEADS):
        sheet.write_string(row, column, results.say(head), styles.head())
    sheet.repeat_rows(0, row)
    sheet.freeze_panes(row + 1, 0)
    row += 1
    busy = _busy(results)
    seen: set[tuple[object, ...]] = set()
    bells = _bells(results)
    for bell in bells:
        for day in results.problem.days:
            first, heights = row, list[int]()
            for period in range(1, bell.periods(day) + 1):
                moments = results.problem.timeline.covered(bell.id, day, period)
                if (slot := (day, period, results.problem.timeline.spans.get(Slot(bell.id, day, period)))) in seen:
                    continue
                seen.add(slot)
                free = [(t, m) for t in results.problem.teachers if (m := _free(results, t, moments, busy)) is not None]
                names = _named(results, free)
                sheet.write_number(row, 1, period, styles.body(align="center"))
                sheet.write_string(row, 2, _time(bell, day, period), styles.body(align="center"))
                sheet.write_number(row, 3, len(free), styles.body(align="center"))
                sheet.write_string(row, 4, names, styles.body(font_size=8))
                heights.append(min(400, 5 + 11 * lines_needed(names, WIDTHS[4] * 1.15)))
                row += 1
            if row > first:
                day_name = results.day(day) if len(bells) == 1 else f"{results.day(day)}\n{bell.name or bell.id}"
                heights[-1] += max(0, 5 + 13 * lines_needed(day_name, WIDTHS[0] - 1) - sum(heights))
                for at, height in enumerate(heights, start=first):
                    sheet.set_row(at, height)
                merge(sheet, first, 0, row - 1, 0, day_name, styles.head())
    sheet.print_area(0, 0, max(row - 1, 0), 4)


def _bells(results: Results) -> list[BellSchedule]:
    used = dict.fromkeys(results.problem.index.bell_of_pupil(home.id).id for home in results.problem.classes)
    return [results.problem.index.bells[one] for one in used] or [results.problem.bells[0]]


def _time(bell: BellSchedule, day: int, period: int) -> str:
    row = bell.lesson_row(day, period)
    return "" if row.start is None or row.end is None else f"{clock(row.start)}–{clock(row.end)}"


def _busy(results: Results) -> set[tuple[str, tuple[int, int], Weeks]]:
    """(teacher, moment, weeks) of every lesson and meeting."""
    return {
        (teacher, moment, placed.lesson.weeks)
        for teacher, lessons in results.view.of_teacher.items()
        for placed in lessons
        for moment in placed.moments
    }


def _free(
    results: Results,
    teacher: Teacher,
    moments: tuple[tuple[int, int], ...],
    busy: set[tuple[str, tuple[int, int], Weeks]],
) -> str | None:
    """An empty mark for a teacher free in all weeks, a star for one of the two, None for a busy one."""
    index = results.problem.index

    def taken(weeks: Weeks) -> bool:
        met = (Weeks.ALL, weeks)
        lesson = any((teacher.id, moment, w) in busy for moment in moments for w in met)
        return lesson or index.hits(teacher.unavailable, moments, weeks)

    odd, even = taken(Weeks.ODD), taken(Weeks.EVEN)
    return None if odd and even else "*" if odd or even else ""


def _named(results: Results, free: list[tuple[Teacher, str]]) -> str:
    """Names by the subject each teacher mostly teaches."""
    groups: dict[str, list[str]] = defaultdict(list)
    for teacher, mark in free:
        groups[main_subject(results, teacher)].append(results.names.teacher(teacher.id) + mark)
    zh = results.lang == "zh"
    order = {subject.id: at for at, subject in enumerate(results.problem.subjects)}
    parts = []
    for subject in sorted(groups, key=lambda s: (order.get(s, len(order)), s)):
        title = results.names.subject(subject) if subject else results.say(Text("others", "其他"))
        parts.append(f"【{title}】{'、'.join(groups[subject])}" if zh else f"{title}: {', '.join(groups[subject])}")
    return "  ".join(parts) if zh else "; ".join(parts)
