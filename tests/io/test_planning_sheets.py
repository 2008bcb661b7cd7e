"""Calendar, activities, homework, exams, notice, owners, patrol log: as deans fill them in, rightly and wrongly."""

from __future__ import annotations

import datetime
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scheduler.domain.planning import ActivityKind, DayKind, ExamForm, HomeworkKind, Organiser, TaughtState
from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, FaultyInput
from scheduler.domain.time import TimeRange, Weeks
from scheduler.io import Imported, NoteKind, read_problem
from scheduler.io.workbook import write_template
from scheduler.io.workbook.dates import date_of, school_year, year_of
from scheduler.services.load import rule_infos
from tests.io.sheets_at_hand import Rows, minimal

TERM: Rows = [["开始日期", "结束日期", "类别", "执行星期", "年级", "备注"], ["2026-09-01", "2027-01-22", "学期"]]
PATROL = ["日期", "周次", "星期", "节次", "班级", "应上科目", "实上科目", "实上教师", "情况", "巡课人", "调课单号"]


def imported(tmp_path: Path, **sheets: Rows) -> Imported:
    return read_problem(minimal(tmp_path / "a.xlsx", **sheets))


def school(tmp_path: Path, **sheets: Rows) -> Problem:
    return imported(tmp_path, **sheets).problem


def faults_of(tmp_path: Path, **sheets: Rows) -> list[Fault]:
    with pytest.raises(FaultyInput) as caught:
        imported(tmp_path, **sheets)
    assert all(f.wrong.zh and f.wrong.en for f in caught.value.faults)
    return caught.value.faults


# -- dates ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word",
    [
        *(
            "2026-10-12",
            "2026/10/12",
            "2026.10.12",
            "2026年10月12日",
            "２０２６－１０－１２",
            "20261012",
            "2026 - 10 - 12",
        ),
        *("2026-10-12 00:00", "2026-10-12（周一）", "2026年10月12号", "10月12日", "10月12号 星期一"),
    ],
)
def test_a_date_has_many_spellings(word: str) -> None:
    assert date_of(word, year_of(None, 2026)) == date(2026, 10, 12)


@pytest.mark.parametrize(
    "word", ["", "10-12", "2026-13-01", "2026-02-30", "第三周", "46307", "明天", "2月30日", "1" * 50]
)
def test_what_is_no_date_is_none(word: str) -> None:
    assert date_of(word, year_of(None, 2026)) is None


@pytest.mark.parametrize(
    ("term", "year"),
    [
        ("2026—2027学年第一学期", 2026),
        ("2026-2027学年第二学期", 2026),
        ("2026学年", 2026),
        ("2027年春季学期", 2026),
        ("Autumn 2026", 2026),
        ("Spring 2027", 2026),
        ("第一学期", None),
        ("", None),
    ],
)
def test_a_terms_name_tells_the_school_year(term: str, year: int | None) -> None:
    assert school_year(term) == year


def test_a_date_without_year_lies_in_the_term(tmp_path: Path) -> None:
    exams: Rows = [
        ["年级", "科目", "名称", "日期"],
        ["三", "语文", "期末", "1月18日"],
        ["三", "数学", "期中", "11月9日"],
    ]
    assert [e.on for e in school(tmp_path, 校历=TERM, 考试安排=exams).exams] == [date(2027, 1, 18), date(2026, 11, 9)]
    names: Rows = [["项目", "内容"], ["学期", "2026—2027学年第一学期"]]
    assert [e.on for e in school(tmp_path, 学校与学期=names, 考试安排=exams).exams] == [
        date(2027, 1, 18),
        date(2026, 11, 9),
    ]
    found = faults_of(tmp_path, 考试安排=exams)
    assert [(f.sheet, f.cell) for f in found] == [("考试安排", "D2"), ("考试安排", "D3")]
    assert "年份" in found[0].wrong.zh
    assert "校历" in found[0].right.zh


def test_a_date_the_spreadsheet_made_is_a_date(tmp_path: Path) -> None:
    import xlsxwriter

    path = minimal(tmp_path / "a.xlsx")
    with xlsxwriter.Workbook(str(path)) as workbook:
        for title, rows in (
            ("课程计划", [["科目", "三"], ["语文", 5]]),
            ("任课", [["班级", "语文"], ["三(1)", "王敏"]]),
        ):
            page = workbook.add_worksheet(title)
            for at, row in enumerate(rows):
                page.write_row(at, 0, row)
        page = workbook.add_worksheet("校历")
        page.write_row(0, 0, ["开始日期", "结束日期", "类别"])
        days = workbook.add_format({"num_format": "yyyy/m/d"})
        for at, on in enumerate((datetime.date(2026, 9, 1), datetime.datetime(2027, 1, 22))):
            page.write_datetime(1, at, on, days)
        page.write(1, 2, "学期")
    calendar = read_problem(path).problem.calendar
    assert calendar is not None
    assert (calendar.first, calendar.last) == (date(2026, 9, 1), date(2027, 1, 22))


# -- sheets rightly filled in --------------------------------------------------------------------------------


def test_a_calendar_knows_holidays_and_make_up_days(tmp_path: Path) -> None:
    rows: Rows = [
        *TERM,
        ["10月1日", "10月7日", "放假", "", "", "国庆"],
        ["2026/10/10", "", "调休上课", "按周四上课", "全校", ""],
        ["11月2日", "11月6日", "实践周", "", "三年级", ""],
    ]
    calendar = school(tmp_path, 校历=rows).calendar
    assert calendar is not None
    assert [calendar.runs(date(2026, 10, day)) for day in (1, 7, 8, 10, 11)] == [0, 0, 4, 4, 0]
    assert [e.kind for e in calendar.entries] == [DayKind.HOLIDAY, DayKind.MAKE_UP, DayKind.PRACTICE]
    assert [e.grades for e in calendar.entries] == [(), (), ("三年级",)]


def test_days_outside_the_term_are_told(tmp_path: Path) -> None:
    found = imported(tmp_path, 校历=[*TERM, ["2025-10-01", "2025-10-07", "放假"]])
    assert [(n.sheet, n.cell) for n in found.notes if "学期之内" in n.text.zh] == [("校历", "A3")]


def test_activities_have_days_and_times(tmp_path: Path) -> None:
    rows: Rows = [
        ["活动名称", "类别", "年级", "星期", "时间", "地点", "指导教师"],
        ["篮球社", "社团", "三、四", "周一、周三", "16:30-17:30", "操场", "赵强"],
        ["大课间", "文体活动", "", "周一至周五", "9:30-10:00", "", ""],
        ["研学", "社会实践", "全校", "周六", "", "", ""],
        ["合唱", "文体", "", "", "周二 16:30-17:30 单周", "", ""],
        ["阅读", "文体", "", "", "12:30-12:50", "", ""],
    ]
    found = school(tmp_path, 课外活动=rows).activities
    assert [a.kind for a in found[:3]] == [ActivityKind.CLUB, ActivityKind.CULTURE, ActivityKind.PRACTICE]
    assert found[0].times == (TimeRange(day=1, start=990, end=1050), TimeRange(day=3, start=990, end=1050))
    assert [when.day for when in found[1].times] == [1, 2, 3, 4, 5]
    assert found[2].times == (TimeRange(day=6),)
    assert found[3].times == (TimeRange(day=2, start=990, end=1050, weeks=Weeks.ODD),)
    assert found[4].times == (TimeRange(day=0, start=750, end=770),)
    assert found[0].grades == ("三年级", "四年级")
    assert found[2].grades == ()


def test_homework_stands_in_a_row_of_days_or_day_by_day(tmp_path: Path) -> None:
    wide: Rows = [
        ["班级", "科目", "类型", "每天", "周一", "星期五", "周六", "周次"],
        ["三年级", "语文", "书面", "", 20, "15分", "30分钟", ""],
    ]
    flat: Rows = [
        ["年级或班级", "科目", "类型", "星期", "分钟", "周次"],
        ["三年级", "语文", "", "周一", 20, ""],
        ["三年级", "语文", "", "周五", 15, ""],
        ["三年级", "语文", "", "周六", 30, ""],
    ]
    expected = [("三年级", "语文", day, minutes, 0) for day, minutes in ((1, 20), (5, 15), (6, 30))]
    for rows in (wide, flat):
        found = school(tmp_path, 作业计划=rows).homework
        assert [(h.sets, h.subject, h.day, h.minutes, h.week) for h in found] == expected
        assert {h.kind for h in found} == {HomeworkKind.WRITTEN}


def test_homework_of_a_week_is_what_was_set_for_every_class_named(tmp_path: Path) -> None:
    rows: Rows = [["班级", "科目", "类型", "每天", "周次"], ["三(1)、三(2)", "数学", "活动实践", 10, "第3周"]]
    found = school(tmp_path, 作业计划=rows).homework
    assert [(h.sets, h.day, h.week, h.kind) for h in found] == [
        ("三(1)", 0, 3, HomeworkKind.PRACTICE),
        ("三（2）班", 0, 3, HomeworkKind.PRACTICE),
    ]


def test_exams_are_the_schools_own_written_and_marked_unless_said(tmp_path: Path) -> None:
    rows: Rows = [
        ["年级", "科目", "名称", "日期", "范围", "组织者", "形式", "是否记成绩"],
        ["三、四", "语文、数学", "期末", "2027-01-18", "", "", "", ""],
        ["四", "体育", "体测", "", "班", "教研室", "实操", "否"],
    ]
    found = school(tmp_path, 考试安排=rows).exams
    assert [(e.grade, e.subject) for e in found[:4]] == [
        ("三年级", "语文"),
        ("三年级", "数学"),
        ("四年级", "语文"),
        ("四年级", "数学"),
    ]
    assert (found[0].organiser, found[0].form, found[0].marked) == (Organiser.SCHOOL, ExamForm.WRITTEN, True)
    assert (found[4].organiser, found[4].form, found[4].marked) == (Organiser.RESEARCH, ExamForm.PRACTICAL, False)


def test_the_notice_keeps_what_is_filled_in(tmp_path: Path) -> None:
    rows: Rows = [
        ["项目", "内容"],
        ["监督电话：", "0571-8888"],
        ["公示日期", "2026/9/5"],
        ["教科书", "统编版\n人教版"],
        ["公示地点", ""],
    ]
    found = school(tmp_path, 公示信息=rows).publication
    assert [(p.item, p.says) for p in found] == [
        ("phone", "0571-8888"),
        ("published", "2026-09-05"),
        ("textbooks", "统编版 人教版"),
    ]


def test_owners_are_named_by_rule_clause_or_own_words(tmp_path: Path) -> None:
    rows: Rows = [
        ["规则", "责任人", "确认结论", "日期", "备注"],
        ["教师空节", "李红", "", "", ""],
        ["不按分数排名", "李红", "是", "2026-09-30", "已查"],
        ["homework-cap", "王敏", "-", "", ""],
        ["食堂卫生", "王敏", "否", "", ""],
        ["不留级", "", "", "", ""],
    ]
    path = minimal(tmp_path / "a.xlsx", 责任与确认=rows)
    found = read_problem(path, rule_infos=rule_infos()).problem.attestations
    assert [(a.item, a.owner, a.confirmed) for a in found] == [
        ("teacher_gaps", "李红", None),
        ("no-ranking", "李红", True),
        ("homework-cap", "王敏", None),
        ("食堂卫生", "王敏", False),
    ]
    assert found[1].on == date(2026, 9, 30)


def test_a_patrol_log_says_who_saw_what(tmp_path: Path) -> None:
    rows: Rows = [
        PATROL,
        ["2026-10-12", "", "周一", "第3节", "三(1)", "体", "语", "王敏", "挤占", "李红", ""],
        ["", 7, "周二", "1-2", "302", "数学", "数学", "外来教师", "拖堂 3 分", "", ""],
        ["10月14日", "", "", 4, "401", "体育", "无", "", "缺课", "", ""],
        ["10月15日", "", "", 4, "401", "语文", "语文", "", "", "", "17"],
    ]
    found = imported(tmp_path, 校历=TERM, 巡课记录=rows)
    log = found.problem.taught
    assert [(t.on, t.week, t.day, t.period) for t in log[:4]] == [
        (date(2026, 10, 12), 0, 1, 3),
        (None, 7, 2, 1),
        (None, 7, 2, 2),
        (date(2026, 10, 14), 0, 0, 4),
    ]
    assert [(t.planned, t.taught, t.state, t.minutes) for t in log] == [
        ("体育", "语文", TaughtState.TAKEN, 0),
        ("数学", "数学", TaughtState.OVERRUN, 3),
        ("数学", "数学", TaughtState.OVERRUN, 3),
        ("体育", "", TaughtState.MISSED, 0),
        ("语文", "语文", TaughtState.NORMAL, 0),
    ]
    assert [t.source for t in log[:2]] == ["巡课记录!G2", "巡课记录!G3"]
    assert [n.cell for n in found.notes if "外来教师" in n.text.zh] == ["H3"]


def test_a_subject_may_be_called_as_timetables_print_it(tmp_path: Path) -> None:
    plan: Rows = [
        ["科目", "三", "四", "打印名"],
        ["语文", 5, 5, "大阅读"],
        ["数学", 4, 4, ""],
        ["体育", 3, 3, ""],
        ["心理", 1, "", ""],
    ]
    rows: Rows = [PATROL, ["2026-10-12", "", "", 1, "三(1)", "大阅读", "语文", "", "", "", ""]]
    (entry,) = school(tmp_path, 课程计划=plan, 巡课记录=rows).taught
    assert (entry.planned, entry.taught) == ("语文", "语文")


def test_a_room_for_the_rain_is_found_by_its_name(tmp_path: Path) -> None:
    rows: Rows = [
        ["场地", "同时可上班数", "雨天改用", "雨天可上班数", "编号"],
        ["田径场", 4, "体育馆", 0, "R1"],
        ["体育馆", 2, "", "", "R2"],
        ["篮球场", 2, "本班教室", 0, "R3"],
        ["沙坑", 1, "R2", 0, ""],
    ]
    rooms = school(tmp_path, 场地=rows).rooms
    assert [(room.id, room.wet_instead) for room in rooms] == [
        ("R1", "R2"),
        ("R2", ""),
        ("R3", "本班教室"),
        ("沙坑", "R2"),
    ]


# -- sheets wrongly filled in --------------------------------------------------------------------------------


def patrol(**changed: Any) -> Rows:
    good = dict(zip(PATROL, ["2026-10-12", "", "", 3, "三(1)", "体育", "体育", "赵强", "正常", "", ""], strict=True))
    return [PATROL, list({**good, **changed}.values())]


WRONG: list[tuple[str, Rows, str, str]] = [
    ("校历", [TERM[0], ["2026-10-01", "", "放假"]], "C2", "学期"),
    ("校历", [*TERM, TERM[1]], "C3", "两行"),
    ("校历", [TERM[0], ["2026-09-01", "", "学期"]], "B2", "缺少结束日期"),
    ("校历", [TERM[0], ["2027-01-22", "2026-09-01", "学期"]], "B2", "早于"),
    ("校历", [TERM[0], ["2026-09-01", "2036-09-01", "学期"]], "B2", "60 周"),
    ("考试安排", [["年级", "科目", "日期"], ["三年级", "语文", "1026-01-18"]], "C2", "年份"),
    ("校历", [*TERM, ["2026-10-01", "国庆后", "放假"]], "B3", "不是日期"),
    ("校历", [*TERM, ["2026-10-07", "2026-10-01", "放假"]], "B3", "早于"),
    ("校历", [*TERM, ["", "2026-10-01", "放假"]], "A3", "缺少开始日期"),
    ("校历", [*TERM, ["2026-10-01", "", "玩"]], "C3", "不是可选项"),
    ("校历", [*TERM, ["2026-10-10", "", "调休", "周八"]], "D3", "不是星期"),
    ("校历", [*TERM, ["2026-10-10", "", "调休", "周四", "火星年级"]], "E3", "火星年级"),
    ("课外活动", [["活动", "类别"], ["篮球社", "课程"]], "B2", "不是可选项"),
    ("课外活动", [["活动", "类别"], ["篮球社", ""]], "B2", "类别"),
    ("课外活动", [["活动", "类别"], ["", "社团"]], "A2", "活动"),
    ("课外活动", [["活动", "类别", "星期", "时间"], ["篮球社", "社团", "周八", "16:30-17:30"]], "C2", "不是星期"),
    ("课外活动", [["活动", "类别", "星期", "时间"], ["篮球社", "社团", "周一", "下课后"]], "D2", "不是时间"),
    ("课外活动", [["活动", "类别", "星期", "时间"], ["篮球社", "社团", "周一", "17:30-16:30"]], "D2", "不晚于"),
    ("课外活动", [["活动", "类别", "时间"], ["篮球社", "社团", "放学后"]], "C2", "不是时间"),
    ("公示信息", [["项目", "内容"], ["校训", "好好学习"]], "A2", "不是可选项"),
    ("公示信息", [["项目", "内容"], ["备案日期", "九月初"]], "B2", "不是日期"),
    ("公示信息", [["项目", "内容"], ["教科书选用", "语" * 2001]], "B2", "2000"),
    ("责任与确认", [["规则", "责任人", "确认结论"], ["不留级", "李红", "也许"]], "C2", "是"),
    ("责任与确认", [["规则", "责任人", "日期"], ["不留级", "李红", "昨天"]], "C2", "不是日期"),
    ("责任与确认", [["规则", "责任人"], ["", "李红"]], "A2", "规则"),
    ("作业计划", [["班级", "科目", "每天"], ["三年级", "语文", "半小时"]], "C2", "不是分钟数"),
    ("作业计划", [["班级", "科目", "周一"], ["三年级", "语文", 601]], "C2", "不是分钟数"),
    ("作业计划", [["班级", "科目", "每天"], ["五年级", "语文", 20]], "A2", "五年级"),
    ("作业计划", [["班级", "科目", "每天"], ["三年级", "茶艺", 20]], "B2", "茶艺"),
    ("作业计划", [["班级", "科目", "每天"], ["三年级", "", 20]], "B2", "缺少科目"),
    ("作业计划", [["班级", "科目", "类型", "每天"], ["三年级", "语文", "抄写", 20]], "C2", "不是可选项"),
    ("作业计划", [["班级", "科目", "每天", "周次"], ["三年级", "语文", 20, "期末"]], "D2", "不是教学周"),
    ("作业计划", [["班级", "科目", "星期", "分钟"], ["三年级", "语文", "周一", ""]], "D2", "分钟"),
    ("作业计划", [["班级", "科目", "星期", "分钟"], ["三年级", "语文", "周八", 20]], "C2", "不是星期"),
    ("考试安排", [["年级", "科目", "日期"], ["三年级", "语文", "2027-02-30"]], "C2", "不是日期"),
    ("考试安排", [["年级", "科目"], ["九年级", "语文"]], "A2", "九年级"),
    ("考试安排", [["年级", "科目"], ["三年级", ""]], "B2", "缺少科目"),
    ("考试安排", [["年级", "科目", "形式"], ["三年级", "语文", "抽签"]], "C2", "不是可选项"),
    ("考试安排", [["年级", "科目", "是否记成绩"], ["三年级", "语文", "看情况"]], "C2", "既不是"),
    ("巡课记录", patrol(日期=""), "A2", "没有日期"),
    ("巡课记录", patrol(日期="昨天"), "A2", "不是日期"),
    ("巡课记录", patrol(周次="第八十周"), "B2", "不是教学周"),
    ("巡课记录", patrol(星期="周三"), "C2", "周一"),
    ("巡课记录", patrol(星期="周八"), "C2", "不是星期"),
    ("巡课记录", patrol(节次=""), "D2", "节次"),
    ("巡课记录", patrol(节次="午饭"), "D2", "不是节次"),
    ("巡课记录", patrol(节次="1-60"), "D2", "不是节次"),
    ("巡课记录", patrol(班级="火星班"), "E2", "火星班"),
    ("巡课记录", patrol(班级=""), "E2", "缺少班级"),
    ("巡课记录", patrol(应上科目="茶艺"), "F2", "茶艺"),
    ("巡课记录", patrol(实上科目="茶艺"), "G2", "茶艺"),
    ("巡课记录", patrol(情况="睡着了"), "I2", "不是可选项"),
    ("巡课记录", patrol(情况="拖堂 999 分"), "I2", "600"),
]


@pytest.mark.parametrize(("sheet", "rows", "cell", "word"), WRONG)
def test_what_is_not_understood_is_a_fault_at_its_cell(
    tmp_path: Path, sheet: str, rows: Rows, cell: str, word: str
) -> None:
    found = faults_of(tmp_path, **{sheet: rows})
    assert [(f.sheet, f.cell) for f in found] == [(sheet, cell)]
    assert word in found[0].to("zh")
    assert found[0].right.zh
    assert found[0].right.en


def test_a_week_that_is_not_the_dates_is_a_fault(tmp_path: Path) -> None:
    (found,) = faults_of(tmp_path, 校历=TERM, 巡课记录=patrol(周次=9))
    assert (found.cell, found.wrong.zh) == ("B2", "2026-10-12 在第 7 周")


def test_two_teachers_of_one_name_are_asked_for_in_the_log(tmp_path: Path) -> None:
    names = [
        ["李红", ""],
        ["赵强", "1"],
        ["赵强", "2"],
        ["周静", ""],
        ["孙丽", ""],
        ["外教", ""],
        ["王敏", ""],
        ["x", ""],
    ]
    teaching: Rows = [["班级", "体"], ["三(1)", "赵强(1)"]]
    staff: Rows = [["姓名", "工号"], *names]
    (found,) = faults_of(tmp_path, 教师=staff, 任课=teaching, 巡课记录=patrol())
    assert (found.sheet, found.cell) == ("巡课记录", "H2")


# -- what is never stored, what is only a form ---------------------------------------------------------------


def test_private_columns_of_these_sheets_are_never_stored(tmp_path: Path) -> None:
    activities: Rows = [["活动", "类别", "负责人", "联系电话"], ["篮球社", "社团", "赵强", "13800138000"]]
    owners: Rows = [["规则", "责任人", "身份证号"], ["不留级", "李红", "110101199001011234"]]
    log = [[*PATROL, "手机"], [*patrol()[1], "13900139000"]]
    found = imported(tmp_path, 课外活动=activities, 责任与确认=owners, 巡课记录=log)
    assert sum("个人信息" in n.text.zh for n in found.notes if n.kind is NoteKind.LEFT_OUT) == 3
    stored = found.problem.model_dump_json()
    assert not any(number in stored for number in ("13800138000", "110101199001011234", "13900139000"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_holds_every_sheet_and_says_nothing_yet(tmp_path: Path, lang: Any) -> None:
    write_template(tmp_path / "empty.xlsx", lang=lang, rule_infos=rule_infos())
    problem = read_problem(tmp_path / "empty.xlsx", lang=lang, rule_infos=rule_infos()).problem
    assert problem.calendar is None
    tables = (problem.activities, problem.homework, problem.exams, problem.publication)
    assert tables == ((), (), (), ())
    assert (problem.attestations, problem.taught) == ((), ())
