"""Timetables in workbooks of other people: class rows, time rows, class blocks, lists."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from scheduler.domain.text import FaultyInput
from scheduler.domain.time import Weeks
from scheduler.io.timetable import read_timetable
from tests.io.placed_school import placed_school


def book(*sheets: tuple[str, list[list[object]], list[str]]) -> bytes:
    """A workbook of (title, rows, merged ranges)."""
    made = Workbook()
    made.remove(made.active)
    for title, rows, merged in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def told(content: bytes) -> dict[tuple, tuple]:
    """(classes, day, period, weeks) → (subject, teachers, course) of every lesson."""
    problem, _ = placed_school()
    lessons = read_timetable(content, problem).timetable.lessons
    return {(one.sets, one.day, one.period, one.weeks): (one.subject, one.teachers, one.course) for one in lessons}


CLASS_ROWS: list[list[object]] = [
    ["育才小学课程表", None, None, None, None],
    ["班级", "星期一", None, "星期二", None],
    [None, 1, 2, 1, 2],
    ["三(1)班", "语", "数\n李红", "单:心理 双:安全", None],
    ["大课间", None, None, None, None],
    ["阳光班", "语文 王敏(1002)", "体", "数学", "—"],
    ["本表自9月1日起执行", None, None, None, None],
]
MERGED = ["A1:E1", "A2:A3", "B2:C2", "D2:E2"]


def test_a_whole_school_table_with_class_rows_is_read():
    assert told(book(("总表", CLASS_ROWS, MERGED))) == {
        (("c1",), 1, 1, Weeks.ALL): ("语文", ("1001",), "c1 语文"),
        (("c1",), 1, 2, Weeks.ALL): ("数学", ("李红",), "c1 数学"),
        (("c1",), 2, 1, Weeks.ODD): ("心理", ("孙丽",), "c1 心理"),
        (("c1",), 2, 1, Weeks.EVEN): ("安全", ("李红",), "c1 安全"),
        (("c2",), 1, 1, Weeks.ALL): ("语文", ("1002",), "c2 语文"),
        (("c1", "c2"), 1, 2, Weeks.ALL): ("体育", ("赵强",), "c1+c2 体育"),
        (("c2",), 2, 1, Weeks.ALL): ("数学", ("=2+3",), "c2 数学"),
    }


def test_a_lesson_knows_the_cell_it_was_read_from():
    problem, _ = placed_school()
    lessons = read_timetable(book(("总表", CLASS_ROWS, MERGED)), problem).timetable.lessons
    sources = {lesson.course: lesson.source for lesson in lessons}
    assert (sources["c1 数学"], sources["c2 数学"]) == ("总表!C4", "总表!D6")


def test_weekdays_that_are_not_merged_reach_to_the_next_one():
    assert len(told(book(("总表", CLASS_ROWS, [])))) == 7


def test_a_table_with_time_rows_is_read():
    rows: list[list[object]] = [
        ["星期", "节次", "三(1)", "三(2)"],
        ["星期一", 1, "语", "数"],
        [None, "大课间 10:05-10:35", None, None],
        [None, 2, "数/李红", None],
        ["星期二", "第1节", None, "语文(王敏(1002))"],
    ]
    assert told(book(("Sheet1", rows, ["A2:A4", "B3:D3"]))) == {
        (("c1",), 1, 1, Weeks.ALL): ("语文", ("1001",), "c1 语文"),
        (("c2",), 1, 1, Weeks.ALL): ("数学", ("=2+3",), "c2 数学"),
        (("c1",), 1, 2, Weeks.ALL): ("数学", ("李红",), "c1 数学"),
        (("c2",), 2, 1, Weeks.ALL): ("语文", ("1002",), "c2 语文"),
    }


def test_blocks_of_classes_are_read_and_afternoon_periods_count_on():
    rows: list[list[object]] = [
        ["三(1)班课程表", None, None, "班主任: 王敏"],
        ["节次", None, "星期一", "星期二"],
        ["上午", "1 8:30-9:10", "语文", "数学"],
        [None, "2", "语文", None],
        [None, "大课间", None, None],
        ["下午", "1", "体育", "单:心理\n双:安全"],
        [],
        ["三（2）班课程表", None, None, None],
        ["节次", None, "星期一", "星期二"],
        ["上午", "1", None, "数学"],
    ]
    found = told(book(("课表", rows, ["A3:A4", "C5:D5"])))
    assert set(found) == {
        (("c1",), 1, 1, Weeks.ALL),  # a double: the course asks for one
        (("c1",), 2, 1, Weeks.ALL),
        (("c1", "c2"), 1, 3, Weeks.ALL),  # taught jointly
        (("c1",), 2, 3, Weeks.ODD),
        (("c1",), 2, 3, Weeks.EVEN),
        (("c2",), 2, 1, Weeks.ALL),
    }


def test_a_flat_list_on_a_sheet_is_read():
    rows: list[list[object]] = [
        ["全校课表"],
        ["班级", "星期", "节次", "科目", "教师"],
        ["三(1)", "周一", 2, "数学", "小李"],
    ]
    assert told(book(("清单", rows, []))) == {(("c1",), 1, 2, Weeks.ALL): ("数学", ("李红",), "c1 数学")}


def test_sheets_that_were_not_read_are_named():
    problem, _ = placed_school()
    content = book(("总表", CLASS_ROWS, MERGED), ("通知", [["请各班张贴"]], []))
    assert [note.sheet for note in read_timetable(content, problem).notes if note.kind == "left_out"] == ["通知"]


def test_every_cell_that_cannot_be_understood_is_a_fault():
    problem, _ = placed_school()
    rows = [list(row) for row in CLASS_ROWS]
    rows[3][1], rows[5][1], rows[5][3] = "天文", "语文 王敏", "[三(8)]数学"
    with pytest.raises(FaultyInput) as error:
        read_timetable(book(("总表", rows, MERGED)), problem)
    assert [fault.cell for fault in error.value.faults] == ["B4", "B6", "D6"]


def test_an_unknown_class_row_is_a_fault_and_a_remark_is_not():
    problem, _ = placed_school()
    rows: list[list[object]] = [*CLASS_ROWS, ["三(7)班", "语", "数", None, None]]
    with pytest.raises(FaultyInput) as error:
        read_timetable(book(("总表", rows, MERGED)), problem)
    assert [(fault.sheet, fault.cell) for fault in error.value.faults] == [("总表", "A8")]


def test_a_workbook_without_a_timetable_is_a_fault():
    problem, _ = placed_school()
    with pytest.raises(FaultyInput):
        read_timetable(book(("名单", [["姓名"], ["王敏"]], [])), problem)


def faulty_cells(content: bytes, problem) -> set[str]:
    """Cells complained of; none where the workbook is read."""
    try:
        read_timetable(content, problem)
    except FaultyInput as error:
        return {fault.cell for fault in error.faults}
    return set()


ODD_TEXTS = [
    "[",
    "[]语",
    "单:",
    "双:双:语",
    "●",
    "+",
    "语@",
    "@田径场",
    "语((",
    "语/",
    "/语",
    "=1+1",
    "\u200b",
    "语" * 999,
    "8个组",
    "语 等3人",
]


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_no_text_of_a_cell_breaks_the_reading(text):
    problem, _ = placed_school()
    rows = [list(row) for row in CLASS_ROWS]
    rows[3][1] = text
    assert faulty_cells(book(("总表", rows, MERGED)), problem) <= {"B4"}
