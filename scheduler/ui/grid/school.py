"""总课表: every class a row, the periods of all days side by side."""

from __future__ import annotations

from collections import defaultdict

from scheduler.domain.text import Text
from scheduler.ui.grid.cards import Card, card, in_school
from scheduler.ui.grid.table import Table
from scheduler.ui.grid.weeks import Column, Row, Sheet, cell, periods_in

LABEL = Text("Timetable of the whole school", "全校总课表")
CORNER = Text("Class", "班级")


def whole_school(table: Table) -> Sheet:
    """The sheet; cells are told by class, day and period."""
    problem, index = table.problem, table.problem.index
    counts = {day: max(bell.periods(day) for bell in problem.bells) for day in problem.days}
    shown: dict[str, Card] = {}
    at: dict[tuple[str, int, int], list[tuple[str, int]]] = defaultdict(list)
    for placed in table.view.lessons:
        if not placed.leaves:
            continue
        name = f"n{placed.at}"
        shown[name] = card(table, placed.lesson, in_school)
        found = [index.class_of(leaf) for leaf in placed.leaves]
        for mine in dict.fromkeys(one.id for one in found if one is not None):
            for period, part in periods_in(table, index.bell_of_pupil(mine).id, placed):
                at[mine, placed.lesson.day, period].append((name, part))
    columns: list[Column] = [
        {"t": str(period), "bars": [], "edge": period == 1}
        for day, count in counts.items()
        for period in range(1, count + 1)
    ]
    rows: list[Row] = []
    for row, home in enumerate(problem.classes):
        bell, name = index.bell_of_pupil(home.id), table.names.pupils(home.id)
        cells = [
            cell(
                table,
                key_of(row, day, period),
                day,
                period,
                at[home.id, day, period],
                bell,
                prefix=f"{name} ",
                edge=period == 1,
            )
            for day, count in counts.items()
            for period in range(1, count + 1)
        ]
        edge = row > 0 and problem.classes[row - 1].grade != home.grade
        rows.append({"kind": "row", "t": name, "s": "", "cells": cells, "edge": edge})
    return {
        "view": "school",
        "shape": f"school:{table.lang}:{len(rows)}:{list(counts.items())}:{problem.school}",
        "label": table.say(LABEL),
        "corner": table.say(CORNER),
        "groups": [{"t": table.day(day), "n": count} for day, count in counts.items() if count],
        "columns": columns,
        "rows": rows,
        "cards": shown,
    }


def key_of(row: int, day: int, period: int) -> str:
    """The key of a class's cell, by the class's position in the school."""
    return f"{row}.{day}.{period}"
