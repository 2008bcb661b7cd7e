"""A teacher's week in figures: lessons, weighted, gaps, first and last periods, days, duties."""

from __future__ import annotations

from scheduler.domain.text import Text
from scheduler.io.results.fairness import share_of
from scheduler.io.results.figures import limits, shown, teacher_load
from scheduler.ui.grid.table import Table

FIGURES = (
    Text("lessons a week", "周课时"),
    Text("weighted", "折算"),
    Text("gaps", "空节"),
    Text("first periods", "首节"),
    Text("last periods", "末节"),
    Text("days at school", "到校天数"),
)
NORM = Text("{n} (norm {low}–{high})", "{n}（额定 {low}–{high}）")
SUBJECTS = Text("Teaches: {subjects}; classes: {sets}; preparations: {n}", "任教：{subjects}；班级：{sets}；头数 {n}")
MEETINGS = Text("Meetings: {n} periods", "会议：{n} 节")
DUTIES = Text("Duty: {n} minutes a week", "值守：每周 {n} 分钟")


def figures(table: Table, teacher: str) -> list[tuple[str, str]]:
    """(name, figure) of everything that is counted of a week."""
    load = teacher_load(table.view, teacher)
    share = share_of(table.view, teacher, load.gaps)
    known = table.problem.index.teachers.get(teacher)
    low, high = limits(known) if known is not None else (None, None)
    weighted = shown(load.lessons)
    if low is not None or high is not None:
        weighted = table.say(
            NORM, n=weighted, low=low if low is not None else "", high=high if high is not None else ""
        )
    values = (shown(load.periods), weighted, str(load.gaps), shown(share.first), shown(share.last), shown(share.days))
    return [(table.say(name), value) for name, value in zip(FIGURES, values, strict=True)]


def about(table: Table, teacher: str) -> list[str]:
    """What the teacher teaches to whom, meetings and duties, a line each."""
    load = teacher_load(table.view, teacher)
    comma = table.say(Text(", ", "、"))
    lines = []
    if load.subjects:
        subjects = comma.join(table.names.subject(one) for one in load.subjects)
        sets = comma.join(table.names.pupils(one) for one in load.sets)
        lines.append(table.say(SUBJECTS, subjects=subjects, sets=sets, n=load.preparations))
    if load.meetings:
        lines.append(table.say(MEETINGS, n=shown(load.meetings / 2)))
    if load.duties:
        lines.append(table.say(DUTIES, n=shown(load.duties)))
    return lines
