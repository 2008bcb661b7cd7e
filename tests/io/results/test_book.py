"""The results workbook, read with another library."""

from __future__ import annotations

import zipfile

import pytest

from scheduler.domain.problem import Problem
from scheduler.domain.time import BellSchedule
from scheduler.io.results import write_results
from scheduler.io.results.sign_off import timetable_hash
from scheduler.verify import judge
from tests.io.placed_school import placed_school
from tests.io.results.reading import RULES, TODAY, row_of, texts, written


@pytest.fixture
def book(tmp_path):
    return written(tmp_path, *placed_school())


def test_the_sheets_have_names_in_both_languages(tmp_path):
    problem, timetable = placed_school()
    zh = [
        "总课表",
        "班级课表",
        "教师课表",
        "场地课表",
        "体育分区图",
        "雨天体育安排表",
        "空课教师一览表",
        "巡课表",
        "任课核对签字表",
        "课时统计",
        "公平情况",
        "场地使用",
        "校长一页",
        "合规报告",
        "数据",
    ]
    en = [
        "Whole school",
        "Classes",
        "Teachers",
        "Rooms",
        "Sport places",
        "Wet weather",
        "Free teachers",
        "Patrol",
        "Signing list",
        "Statistics",
        "Fairness",
        "Facility use",
        "Principal's page",
        "Compliance",
        "Data",
    ]
    assert written(tmp_path, problem, timetable).sheetnames == zh
    assert written(tmp_path, problem, timetable, "en").sheetnames == en


def test_a_class_row_says_subject_teacher_and_foreign_room(book):
    row = row_of(book["总课表"], "三(1)")
    assert row[1:5] == ["语\n王敏(1001)", "语\n王敏(1001)", "[三年级]●体\n赵强\n@田径场", "单:心 孙丽\n双:安 李红"]
    assert row[8] == "[合唱组]社 赵强\n[舞蹈组]社 孙丽 @舞蹈室"


def test_protected_lessons_are_marked_and_bold_besides_their_colour(book):
    cells = [cell for row in book["总课表"].iter_rows() for cell in row if "●体" in str(cell.value)]
    plain = [cell for row in book["总课表"].iter_rows() for cell in row if str(cell.value).startswith("语\n")]
    assert len(cells) == 2
    assert all(cell.font.b for cell in cells)
    assert not any(cell.font.b for cell in plain)
    assert cells[0].fill.fgColor.rgb != plain[0].fill.fgColor.rgb


def test_a_wall_chart_shows_times_breaks_and_class_teacher(book):
    said = texts(book["班级课表"])
    assert "三(1)班课程表" in said
    assert any(
        "班主任：王敏(1001)" in text and "版本号：V2" in text and "生效日期：2026-09-01" in text for text in said
    )
    assert "大课间 10:00–10:30" in said
    assert "课间 09:10–09:20" in said
    assert "升旗 08:00–08:25" in said
    assert any(text.startswith("08:30–09:10") for text in said)


def test_a_teacher_strip_counts_lessons_weighting_and_gaps(book):
    said = texts(book["教师课表"])
    stamp = "   版本号：V2   生效日期：2026-09-01"
    assert (
        "周课时：3   折算：3   空节：0" + stamp in said
    )  # 王敏(1001): a double and a single; the meeting is no teaching
    assert "周课时：2.5   折算：2.4   空节：0" + stamp in said  # 李红: two, and half of one that weighs 80 percent
    assert "周课时：2.5   折算：2.5   空节：2" + stamp in said  # 孙丽: first and last period of Tuesday
    assert "教研" in said
    assert "08:30–09:10" in said, "clock times stand beside the periods"


def test_statistics_compare_with_plan_and_limits(book):
    sheet = book["课时统计"]
    assert row_of(sheet, "三(2)")[1:4] == ["3", "2", "1/2"]  # Chinese, maths, sport against the plan
    assert "▼不足" in row_of(sheet, "王敏(1001)")


def test_free_teachers_are_those_without_lesson_or_meeting(book):
    rows = [[cell.value for cell in row] for row in book["空课教师一览表"].iter_rows()]
    wednesday_two = next(row for row in rows if row[1] == 2 and row[3] == 4)
    assert "王敏" not in wednesday_two[4], "both are in the meeting"
    assert "李红" in wednesday_two[4]
    monday_four = rows[[row[0] for row in rows].index("周一") + 3]
    assert "孙丽*" in monday_four[4], "free in even weeks only"


def test_the_report_gives_every_rule_its_verdict_and_a_block_to_sign(book):
    problem, timetable = placed_school()
    sheet = book["合规报告"]
    assert row_of(sheet, "教师不冲突")[1:6] == ["硬性", "合规", "6", "0", "0"]
    assert row_of(sheet, "教师空节")[1:6] == ["尽量", "提示", "6", "2", "4 空节"]  # 孙丽, in odd and in even weeks
    said = texts(sheet)
    assert any(text.startswith("已排课：16 / 16") for text in said)
    assert {"检查人", problem.fingerprint[:32], timetable_hash(timetable)[:32]} <= set(said)


def test_lessons_without_place_are_listed_and_every_sheet_says_draft(tmp_path):
    problem, timetable = placed_school()
    draft = timetable.model_copy(update={"lessons": timetable.lessons[1:], "draft": True})
    book = written(tmp_path, problem, draft)
    assert row_of(book["待排课清单"], "三(1)")[1:7] == ["语文", "王敏(1001)", "每周", 3, 1, 2]
    for name in book.sheetnames:
        assert "草稿" in book[name].oddFooter.center.text, name
        assert name == "数据" or any("草稿" in text for text in texts(book[name])), name


def test_names_never_become_formulas(tmp_path):
    problem, timetable = placed_school()
    written(tmp_path, problem, timetable)
    with zipfile.ZipFile(tmp_path / "zh.xlsx") as packed:
        sheets = [name for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 15
        assert not any(b"<f>" in packed.read(name) or b"<hyperlink" in packed.read(name) for name in sheets)


def test_paper_is_a3_for_the_school_and_a4_for_the_rest(book):
    setups = {name: book[name].page_setup for name in book.sheetnames}
    assert (setups["总课表"].paperSize, setups["总课表"].orientation) == (8, "landscape")
    assert {int(setup.paperSize) for name, setup in setups.items() if name != "总课表"} == {9}
    assert book["总课表"].print_title_rows is not None
    assert len(book["班级课表"].row_breaks.brk) == 1, "each class begins a page"


def test_the_same_timetable_gives_the_same_bytes(tmp_path):
    problem, timetable = placed_school()
    report = judge(problem, timetable, RULES, evidence=True)
    for name in ("a.xlsx", "b.xlsx"):
        write_results(problem, timetable, report, tmp_path / name, lang="zh", today=TODAY)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    problem, timetable = placed_school()
    path = tmp_path / "old.xlsx"
    path.write_bytes(b"old")
    monkeypatch.setattr("scheduler.io.results.book.SHEETS", (lambda results: 1 / 0,))
    with pytest.raises(ZeroDivisionError):
        write_results(problem, timetable, judge(problem, timetable, ()), path, lang="zh", today=TODAY)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["old.xlsx"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_school_can_be_written(tmp_path, lang):
    problem = Problem(bells=(BellSchedule(id="b", days=((), ())),))
    _, timetable = placed_school()
    empty = timetable.model_copy(update={"lessons": ()})
    assert written(tmp_path, problem, empty, lang).sheetnames


def test_lessons_of_strangers_and_off_the_grid_do_not_stop_the_writing(tmp_path):
    problem, timetable = placed_school()
    first = timetable.lessons[0]
    strange = [
        first.model_copy(update={"day": 9}),
        first.model_copy(update={"period": 12}),
        first.model_copy(update={"sets": ("c9",), "teachers": ("周舟",), "rooms": ("nowhere",), "course": None}),
        first.model_copy(update={"subject": "天文", "course": "c9 天文"}),
    ]
    book = written(tmp_path, problem, timetable.model_copy(update={"lessons": tuple(strange)}))
    assert "天文" in "".join(texts(book["总课表"]))
