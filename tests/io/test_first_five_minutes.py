"""From 任课 and 课程计划 alone: what is read, what is assumed, what is never stored."""

from __future__ import annotations

import datetime
from pathlib import Path

import xlsxwriter

from scheduler.domain.curriculum import Later, Part
from scheduler.domain.time import Weeks
from scheduler.io import NoteKind, read_problem
from scheduler.precheck import progress
from tests.io.sheets_at_hand import PLAN, Rows, minimal, school


def test_two_sheets_make_a_school(tmp_path: Path) -> None:
    problem = read_problem(minimal(tmp_path / "a.xlsx")).problem
    assert [c.id for c in problem.classes] == ["三(1)", "三（2）班", "401"]
    assert [(g.id, g.number) for g in problem.grades] == [("三年级", 3), ("四年级", 4)]
    assert problem.index.classes["三(1)"].class_teacher == "王敏"
    courses = problem.index.courses
    assert courses["三(1):数学"].parts == (Part(count=4),)
    assert courses["三(1):心理"].weeks is Weeks.ODD
    assert [courses[f"三（2）班:语文{n}"].teachers for n in ("", ":2")] == [("孙丽",), ("王敏",)]
    assert [courses[f"三（2）班:语文{n}"].periods for n in ("", ":2")] == [3, 2]
    assert courses["401:数学"].teachers == ("李红", "外教")
    assert "401:心理" not in courses


def test_what_is_assumed_is_listed(tmp_path: Path) -> None:
    imported = read_problem(minimal(tmp_path / "a.xlsx"))
    assumed = [note.text.zh for note in imported.notes if note.kind is NoteKind.ASSUMED]
    for word in ("上课日", "作息", "班", "教师", "规则", "主科"):
        assert any(word in text for text in assumed), word
    assert imported.problem.presets == ("national-2021",)
    assert imported.problem.bells[0].periods(1) == 6
    assert [s.id for s in imported.problem.subjects if s.core] == ["语文", "数学"]
    assert [s.id for s in imported.problem.subjects if s.sport] == ["体育"]


def test_junior_grades_get_junior_bells(tmp_path: Path) -> None:
    teaching = [["班级", "语文"], ["七3", "王敏"], ["初一(4)", "王敏"]]
    path = minimal(tmp_path / "a.xlsx", 课程计划=[["科目", "初一"], ["语文", 5]], 任课=teaching)
    problem = read_problem(path).problem
    assert [g.number for g in problem.grades] == [7]
    assert [problem.bells[0].periods(day) for day in range(1, 6)] == [7, 7, 7, 7, 6]


def test_an_empty_cell_is_a_course_without_a_teacher_not_a_fault(tmp_path: Path) -> None:
    imported = read_problem(minimal(tmp_path / "a.xlsx"))
    state = progress(imported.problem)
    assert [(gap.class_id, gap.subject, gap.without_teacher) for gap in state.gaps if gap.without_teacher] == [
        ("401", "语文", 5)
    ]
    loads = {load.teacher: (load.periods, load.classes) for load in state.loads}
    assert loads["李红"] == (12, 3)
    assert loads["周静"] == (2, 2)  # both of her odd-week lessons: the fuller week counts
    assert imported.problem.index.teachers["待定1"].placeholder


def test_private_columns_are_named_and_never_stored(tmp_path: Path) -> None:
    header = ["姓名", "身份证号", "手机号码", "出生日期", "银行卡号", "爱好"]
    rows = [header, ["王敏", "110101199001011234", "13800138000", "1990", "62", "棋"]]
    teaching = [["班级", "语文"], ["三(1)", "王敏"]]
    imported = read_problem(minimal(tmp_path / "a.xlsx", 任课=teaching, 教师=rows))
    private = [n.text.zh for n in imported.notes if "个人信息" in n.text.zh]
    assert len(private) == 4
    assert any("爱好" in n.text.zh for n in imported.notes)
    assert "110101199001011234" not in imported.problem.model_dump_json()


def test_headers_may_be_merged_shifted_and_in_any_order(tmp_path: Path) -> None:
    teaching = [
        ["某某小学任课表", "", "", "", ""],
        [],
        ["", "任课教师", "", "", "班级"],
        ["", "数学", "语文", "体育", ""],
        ["", "李红", "王敏", "赵强", "三.1"],
        ["本表自9月1日起执行"],
    ]
    merges = {"任课": [(0, 0, 0, 4), (2, 1, 2, 3), (2, 4, 3, 4)]}
    path = school(tmp_path / "a.xlsx", merges, 课程计划=[["课时表"], *PLAN], 任课=teaching)
    problem = read_problem(path).problem
    assert [(c.id, c.teachers) for c in problem.courses][:2] == [("三.1:语文", ("王敏",)), ("三.1:数学", ("李红",))]


def test_who_takes_over_in_a_later_week_is_known(tmp_path: Path) -> None:
    teaching = [["班级", "语文", "数学"], ["三(1)", "王敏[1-8]/李红[9-]", "赵强[1-18]"]]
    imported = read_problem(minimal(tmp_path / "a.xlsx", 任课=teaching))
    course = imported.problem.index.courses["三(1):语文"]
    assert (course.teachers, course.later) == (("王敏",), (Later(week=9, teachers=("李红",)),))
    assert {t.id for t in imported.problem.teachers} == {"王敏", "李红", "赵强"}
    assert [n.cell for n in imported.notes if "第 18 周以后" in n.text.zh] == ["C2"]
    term = [["开始日期", "结束日期", "类别"], ["2026-09-01", "2026-12-31", "学期"]]
    imported = read_problem(minimal(tmp_path / "b.xlsx", 任课=teaching, 校历=term))
    assert not [n for n in imported.notes if "周以后" in n.text.zh]


def test_a_plan_cell_the_spreadsheet_took_for_a_date_is_put_right(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        page = workbook.add_worksheet("课程计划")
        page.write_row(0, 0, ["科目", "三年级"])
        page.write(1, 0, "语文")
        page.write_datetime(1, 1, datetime.date(2026, 4, 3), workbook.add_format({"num_format": "m/d"}))
        workbook.add_worksheet("任课").write_row(0, 0, ["班级", "语文"])
    imported = read_problem(path)
    assert imported.problem.plan[0].weekly == (4, 3)
    assert any(n.kind is NoteKind.READ_AS for n in imported.notes)


def test_english_sheets_work_as_well(tmp_path: Path) -> None:
    path = school(
        tmp_path / "a.xlsx",
        Plan=[["Subject", "Grade 3"], ["Maths", 4], ["PE", 3]],
        Teaching=[["Class", "Class teacher", "Maths", "PE"], ["3(1)", "Ann Li", "Ann Li", "odd:Bo even:Cy"]],
    )
    problem = read_problem(path, lang="en").problem
    assert problem.grades[0].id == "Grade 3"
    assert [(c.teachers, c.weeks) for c in problem.courses] == [
        (("Ann Li",), Weeks.ALL),
        (("Bo",), Weeks.ODD),
        (("Cy",), Weeks.EVEN),
    ]


def test_bands_sums_and_remarks_between_the_classes_are_passed_over(tmp_path: Path) -> None:
    teaching = [["班级", "语文"], ["三年级", ""], ["三(1)", "王敏"], ["合计", "1人"], ["四年级", ""], ["四(1)", "李红"]]
    path = school(tmp_path / "a.xlsx", {"任课": [(1, 0, 1, 1)]}, 课程计划=PLAN, 任课=teaching)
    assert [c.id for c in read_problem(path).problem.classes] == ["三(1)", "四(1)"]


def test_bells_are_read_as_a_dean_types_them(tmp_path: Path) -> None:
    bells: Rows = [
        ["作息时间表"],
        ["时间段", "起", "止", "适用星期"],
        ["早读", datetime.time(7, 50), "8：00"],
        ["第1节", "08:00", "08:45"],
        ["大课间", "08:45", "09:15", "周一至周四"],
        ["第2节", "9:15", "10:00", "周一、周三"],
    ]
    duty = [["教师", "星期", "时段", "地点", "类别"], ["王敏、李红", "周二", "早读", "三(1)", "早读"]]
    problem = read_problem(minimal(tmp_path / "a.xlsx", 作息时间=bells, 值守=duty)).problem
    (bell,) = problem.bells
    assert [[row.kind.value for row in rows] for rows in bell.days[:2]] == [
        ["reading", "lesson", "long_break", "lesson"],
        ["reading", "lesson", "long_break"],
    ]
    assert bell.days[0][2].sport
    assert [bell.periods(day) for day in range(1, 6)] == [2, 1, 2, 1, 1]
    for teacher in ("王敏", "李红"):
        (when,) = problem.index.teachers[teacher].unavailable
        assert (when.day, when.start, when.end, when.reason) == (2, 470, 480, "值守：早读@三(1)")
