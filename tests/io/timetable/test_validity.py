"""From when a timetable on a foreign sheet is in force."""

from __future__ import annotations

import pytest

from scheduler.io.timetable import read_timetable
from scheduler.io.timetable.validity import valid_from
from scheduler.samples import sample
from tests.io.placed_school import placed_school
from tests.io.planning_tables import beside
from tests.io.timetable.test_workbook import CLASS_ROWS, MERGED, book

TERM = sample("tiny").model_copy(update={"calendar": beside()["calendar"]})


@pytest.mark.parametrize(
    ("row", "first"),
    [
        (["三(2)班课程表", "生效日期：2026年10月12日"], "2026-10-12"),
        (["生效日期", "", "2026-10-12"], "2026-10-12"),
        (["版本号：2   生效日期：2026/10/12   第1页"], "2026-10-12"),
        (["version 2   valid from 2026-10-12"], "2026-10-12"),
        (["本表自9月14日起执行"], "2026-09-14"),
        (["本表自 2026.9.14 起执行"], "2026-09-14"),
        (["生效日期：第9周"], "2026-10-26"),
        (["生效日期：待定"], ""),
        (["语文", "数学"], ""),
        (["自" + "9" * 300 + "起"], ""),
        (["生效日期：" + "x" * 300], ""),
    ],
)
def test_a_title_or_foot_line_says_it(row: list[str], first: str) -> None:
    assert valid_from(TERM, [["课程表"], row]) == first


def test_without_a_calendar_the_school_year_gives_the_year() -> None:
    problem = sample("tiny")
    assert valid_from(problem, [["本表自3月1日起执行"]]) == "2027-03-01"
    assert valid_from(problem, [["生效日期：第9周"]]) == ""


def test_a_workbook_of_others_is_valid_from_the_day_it_says() -> None:
    problem, _ = placed_school()
    dated = problem.model_copy(update={"term": "2026—2027学年第一学期"})
    content = book(("总表", CLASS_ROWS, MERGED))
    assert read_timetable(content, dated).timetable.valid_from == "2026-09-01"
    assert read_timetable(content, problem.model_copy(update={"term": ""})).timetable.valid_from == ""
