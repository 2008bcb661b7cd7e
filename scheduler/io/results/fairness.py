"""公平: who has the first periods, the last ones, the afternoons, gaps and days, within each subject group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.text import Text, same
from scheduler.domain.view import View
from scheduler.io.results.base import Results, merge
from scheduler.io.results.figures import halves_of, span
from scheduler.io.results.style import A4, printable, scale_for
from scheduler.io.results.table import Cell, Column, Value, row_height, set_columns, write_heads, write_row
from scheduler.io.results.teams import Team, teams

NAME = Text("Fairness", "公平情况")
TOLD = Text(
    "Lessons a week; an odd-week or even-week lesson is half a one. ▲ ▽: more than {n} above or below the middle of "
    "the group (median).",
    "每周节数，单、双周课计半节。▲、▽：比本组中位数多或少 {n} 以上。",
)
NONE = Text("The timetable names no teacher of the school.", "课表中没有本校教师。")
LAST_DAY = Text("last period on {day}", "{day}末节")
COLUMNS = (
    Column(Text("Group / teacher", "学科组 / 教师"), 24.0, left=True),
    Column(Text("lessons", "课时"), 10.0),
    Column(Text("first period", "第一节"), 10.0),
    Column(Text("last period", "末节"), 10.0),
    Column(LAST_DAY, 12.0),
    Column(Text("afternoon", "下午"), 10.0),
    Column(Text("gaps", "空节"), 10.0),
    Column(Text("days", "到校天数"), 10.0),
)
NEAR = 1
"""Figures this far from the middle of a group do not stand out."""


@dataclass(frozen=True, slots=True)
class Share:
    """A teacher's part of what nobody likes, in lessons a week; `days` with lessons."""

    lessons: float
    first: float
    last: float
    week_end: float
    afternoon: float
    gaps: float
    days: float

    @property
    def figures(self) -> tuple[float, ...]:
        """In the order of the columns."""
        return self.lessons, self.first, self.last, self.week_end, self.afternoon, self.gaps, self.days


def share_of(view: View, teacher: str, gaps: int) -> Share:
    """Where a teacher's lessons stand; a lesson of several periods counts in each of them."""
    lessons = first = last = week_end = afternoon = 0
    for placed in view.of_teacher.get(teacher, ()):
        lesson, halves = placed.lesson, halves_of(placed.lesson.weeks)
        if not lesson.sets or placed.off_grid:
            continue
        bell = view.problem.index.bells[placed.bell]
        for period in range(lesson.period, lesson.period + lesson.duration):
            ends = period == bell.periods(lesson.day)
            lessons += halves
            first += halves if period == 1 else 0
            last += halves if ends else 0
            week_end += halves if ends and lesson.day == bell.teaching_days[-1] else 0
            afternoon += 0 if bell.is_morning(lesson.day, period) else halves
    days = max(sum(bool(view.teaching_day(teacher, day, w)) for day in view.days) for w in view.weeks(teacher))
    return Share(lessons / 2, first / 2, last / 2, week_end / 2, afternoon / 2, float(gaps), float(days))


def shares(results: Results, team: Team) -> dict[str, Share]:
    """The members that have lessons, each with their part."""
    found = {one.id: share_of(results.view, one.id, results.load(one.id).gaps) for one in team.members}
    return {teacher: share for teacher, share in found.items() if share.lessons}


def last_day(results: Results) -> Text:
    """The name of the last day with lessons."""
    days = results.problem.bells[0].teaching_days
    return results.problem.index.day_name(days[-1]) if days else same("—")


def write_fairness(results: Results) -> None:
    """Write the sheet, a block for each group; a page never cuts one that fits."""
    scale = scale_for(A4, [column.width for column in COLUMNS])
    sheet = results.sheet(NAME, paper=A4, scale=scale)
    set_columns(sheet, COLUMNS)
    last = len(COLUMNS) - 1
    row = results.head(sheet, 0, last, NAME, size=14)
    merge(sheet, row, 0, row, last, results.say(TOLD, n=NEAR), results.styles.small())
    named = Column(LAST_DAY.format(day=last_day(results)), 12.0)
    row = write_heads(results, sheet, row + 1, [named if one.title is LAST_DAY else one for one in COLUMNS])
    sheet.repeat_rows(0, row - 1)
    sheet.freeze_panes(row, 1)
    page = printable(A4, landscape=False)[1] * 100 / scale * 0.94 - 90
    used, breaks, found = 0.0, [], False
    for team in teams(results):
        if not (members := shares(results, team)):
            continue
        found = True
        height = row_height(1) * (len(members) + 1)
        if used and used + height > page:
            breaks.append(row)
            used = 0.0
        used += height
        row = _team(results, sheet, row, team, members)
    if not found:
        merge(sheet, row, 0, row, last, results.say(NONE), results.styles.body())
        row += 1
    sheet.set_h_pagebreaks(breaks[:1000])
    sheet.print_area(0, 0, row - 1, last)


def _team(results: Results, sheet: Worksheet, row: int, team: Team, members: Mapping[str, Share]) -> int:
    """The group's line, least to most, then its members; the next free row."""
    if len(members) == 1:
        ((teacher, alone),) = members.items()
        named = results.say(Text("{team}: {who}", "{team}：{who}"), team=team.title, who=results.names.teacher(teacher))
        return write_row(results, sheet, row, COLUMNS, [named, *alone.figures])
    by_column = list(zip(*(share.figures for share in members.values()), strict=True))
    title = results.say(Text("{team} ({n})", "{team}（{n} 人）"), team=team.title, n=len(members))
    spans: list[Value] = [title, *map(span, by_column)]
    row = write_row(results, sheet, row, COLUMNS, spans, bold=True, bg_color="#F3F6F9")
    middles = [median(figures) for figures in by_column]
    for teacher, share in members.items():
        values: list[Value] = [Cell(results.names.teacher(teacher), {"indent": 1})]
        values += _marked(share.figures, middles)
        row = write_row(results, sheet, row, COLUMNS, values)
    return row


def _marked(figures: Sequence[float], middles: Sequence[float]) -> list[Value]:
    """The figures; those that stand out with a mark. How many lessons somebody has is only told."""
    out: list[Value] = [figures[0]]
    for figure, middle in zip(figures[1:], middles[1:], strict=True):
        if abs(figure - middle) <= NEAR:
            out.append(figure)
        else:
            out.append(Cell(figure, {"bold": True, "num_format": '"▲ "General' if figure > middle else '"▽ "General'}))
    return out
