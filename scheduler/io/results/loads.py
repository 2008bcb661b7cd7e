"""The loads of teachers within 课时统计: each teacher's lessons by subject, and least to most of each subject group."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from scheduler.domain.school import Teacher
from scheduler.domain.text import Text
from scheduler.io.results.base import Results, merge
from scheduler.io.results.figures import Load, limits, shown, span
from scheduler.io.results.matrix import WORRY, Breaks, matrix_heads
from scheduler.io.results.table import write_value
from scheduler.io.results.teams import teams

TEACHER = Text("Teacher", "教师")
FIGURES = (
    Text("actual", "实际"),
    Text("weighted", "折算"),
    Text("reduction", "减免"),
    Text("limits", "下限–上限"),
    Text("state", "状态"),
    Text("preps", "头数"),
    Text("classes", "班数"),
    Text("meetings", "会议节数"),
    Text("duty (min)", "值守（分钟）"),
)
STATE = 4
"""Where the state stands among the figures."""
ALWAYS = (0, 1, 5, 6)
"""Figures told even where nobody has any."""
TEAMS = Text("Loads by subject group (least to most)", "学科组课时（最少至最多）")
TEAM = (
    Text("Subject group", "学科组"),
    Text("with lessons", "任课人数"),
    Text("actual", "实际"),
    Text("weighted", "折算"),
    Text("preps", "头数"),
    Text("fewest weighted lessons", "折算最少"),
    Text("most weighted lessons", "折算最多"),
)
LINE = 16.0
"""Height of a group's row in points."""
MOST_NAMED = 4
"""Names in a cell; of more only how many."""


def figures_told(results: Results) -> tuple[list[Text], dict[str, list[str | float]], int]:
    """Figures of each teacher under their heads, those left out that nobody has; and where the state stands."""
    every = {one.id: _figures(results, one) for one in results.problem.teachers}
    kept = [at for at in range(len(FIGURES)) if at in ALWAYS or any(values[at] != "" for values in every.values())]
    state = kept.index(STATE) if STATE in kept else -1
    return [FIGURES[at] for at in kept], {one: [values[at] for at in kept] for one, values in every.items()}, state


def _figures(results: Results, teacher: Teacher) -> list[str | float]:
    load = results.load(teacher.id)
    low, high = limits(teacher)
    bounds = "–".join("" if one is None else str(one) for one in (low, high))
    return [
        load.periods,
        load.lessons,
        teacher.reduction or "",
        "" if bounds == "–" else bounds,
        results.say(_state(load, low, high)),
        load.preparations or "",
        len(load.sets) or "",
        load.meetings / 2 or "",
        load.duties or "",
    ]


def write_teachers(results: Results, sheet: Worksheet, row: int, subjects: Sequence[str], breaks: Breaks) -> int:
    """Write a row per teacher; the next free row."""
    heads, figures, state = figures_told(results)
    matrix_heads(results, sheet, row, TEACHER, subjects, heads)
    styles = results.styles
    body, worry = styles.body(align="center"), styles.body(align="center", **WORRY)
    good = ("", results.say(WITHIN))
    for teacher in results.problem.teachers:
        row += 1
        if breaks.due(row):
            matrix_heads(results, sheet, row, TEACHER, subjects, heads)
            row += 1
        load = results.load(teacher.id)
        sheet.write_string(row, 0, results.names.teacher(teacher.id), styles.head(font_size=9))
        for column, subject in enumerate(subjects, start=1):
            halves, weighted = load.subjects.get(subject, (0, 0))
            text = shown(halves / 2)
            if weighted != halves * 100:
                text = f"{text}/{shown(weighted / 200)}"
            sheet.write_string(row, column, text if halves else "", body)
        for at, value in enumerate(figures[teacher.id]):
            style = worry if at == state and value not in good else body
            write_value(sheet, row, len(subjects) + 1 + at, value, style)
    return row + 1


WITHIN = Text("within", "正常")


def _state(load: Load, least: int | None, most: int | None) -> Text:
    """Under, over or within the limits; nothing where none are set."""
    if least is None and most is None:
        return Text("", "")
    if least is not None and load.lessons < least:
        return Text("▼ under", "▼不足")
    if most is not None and load.lessons > most:
        return Text("▲ over", "▲超量")
    return WITHIN


def write_teams(results: Results, sheet: Worksheet, row: int, last: int, breaks: Breaks) -> int:
    """Write least to most of each subject group, over the columns of the table above; the next free row."""
    spans, heads = _spans(last), [results.say(head) for head in TEAM]
    found = [
        (team, {one.id: load for one in team.members if (load := results.load(one.id)).halves})
        for team in teams(results)
    ]
    found = [(team, loads) for team, loads in found if loads]
    if not breaks.fits(LINE * (len(found) + 3)):
        breaks.now(row)
        row = results.head(sheet, row, last, TEAMS, size=14)
    breaks.due(row, 3 * LINE)
    _line(results, sheet, row, spans, heads, head=True)
    for team, loads in found:
        row += 1
        if breaks.due(row, LINE):
            _line(results, sheet, row, spans, heads, head=True)
            row += 1
        weighted = {teacher: load.lessons for teacher, load in loads.items()}
        texts = [
            team.title,
            str(len(loads)),
            span([load.periods for load in loads.values()]),
            span(list(weighted.values())),
            span([load.preparations for load in loads.values()]),
            _who(results, weighted, min(weighted.values())),
            _who(results, weighted, max(weighted.values())),
        ]
        _line(results, sheet, row, spans, texts)
    return row + 1


def _spans(last: int) -> list[tuple[int, int]]:
    """The columns each text stretches over: the first for the group, four narrow ones, two wide ones."""
    narrow = max(1, (last + 1) // 10)
    ends = [0, *(narrow * number for number in range(1, 5))]
    half = (ends[-1] + 1 + last) // 2
    ends += [half, last]
    return [(0 if at == 0 else ends[at - 1] + 1, end) for at, end in enumerate(ends)]


def _line(
    results: Results,
    sheet: Worksheet,
    row: int,
    spans: Sequence[tuple[int, int]],
    texts: Sequence[str],
    *,
    head: bool = False,
) -> None:
    styles = results.styles
    for at, ((left, right), text) in enumerate(zip(spans, texts, strict=True)):
        style = styles.head(font_size=8) if head else styles.body(font_size=8, align="left" if at > 4 else "center")
        merge(sheet, row, left, row, right, text, styles.head(font_size=9) if at == 0 and not head else style)
    sheet.set_row(row, 1.8 * LINE if head else LINE)


def _who(results: Results, loads: dict[str, float], wanted: float) -> str:
    """The figure and who has it."""
    found = [results.names.teacher(one) for one, load in loads.items() if load == wanted]
    if len(found) > MOST_NAMED:
        named = results.say(Text("{n} teachers", "{n} 人"), n=len(found))
    else:
        named = results.say(Text(", ", "、")).join(found)
    return results.say(Text("{n}: {who}", "{n}：{who}"), n=shown(wanted), who=named)
