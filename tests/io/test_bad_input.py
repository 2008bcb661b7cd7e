"""Bad input gives every fault with its cell, in both languages, and never a traceback."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from random import Random
from typing import Any

import pytest

from scheduler.domain.text import Fault, FaultyInput
from scheduler.io import FORMATS, read_problem
from scheduler.io.workbook.opening import OLE2
from tests.io.compound import compound, record
from tests.io.sheets_at_hand import PLAN, TEACHING, Rows, minimal, school


def faults_of(path: Path) -> list[Fault]:
    with pytest.raises(FaultyInput) as caught:
        read_problem(path)
    assert caught.value.faults
    for fault in caught.value.faults:
        assert fault.wrong.zh
        assert fault.wrong.en
    return caught.value.faults


def changed(at: tuple[int, int], value: Any) -> list[list[Any]]:
    rows = [list(row) for row in TEACHING]
    rows[at[0]][at[1]] = value
    return rows


def test_a_missing_sheet_is_named(tmp_path: Path) -> None:
    assert "课程计划" in faults_of(school(tmp_path / "a.xlsx", 任课=TEACHING))[0].wrong.zh
    assert "任课" in faults_of(school(tmp_path / "b.xlsx", 课程计划=PLAN))[0].wrong.zh
    assert "Sheet1" in faults_of(school(tmp_path / "c.xlsx", Sheet1=[["x"]]))[0].where


def test_two_sheets_of_one_kind_are_a_fault(tmp_path: Path) -> None:
    found = faults_of(school(tmp_path / "a.xlsx", 课程计划=PLAN, 任课=TEACHING, 任课表=TEACHING))
    assert [f.sheet for f in found] == ["任课表"]


def test_a_sheet_without_a_header_says_which_columns_it_needs(tmp_path: Path) -> None:
    found = faults_of(minimal(tmp_path / "a.xlsx", 教师=[["王敏", "语文"]]))
    assert (found[0].sheet, found[0].cell) == ("教师", "A1")
    assert "姓名" in found[0].right.zh


def test_an_unknown_teacher_is_found_with_the_nearest_name(tmp_path: Path) -> None:
    staff = [["姓名"], ["王敏"], ["李红"], ["赵强"], ["周静"], ["外教"]]
    found = faults_of(minimal(tmp_path / "a.xlsx", 教师=staff))
    assert {(f.sheet, f.cell) for f in found} == {("任课", "B3"), ("任课", "C3")}
    assert "孙丽" in found[0].wrong.zh


def test_every_fault_is_reported_not_only_the_first(tmp_path: Path) -> None:
    plan: Rows = [["科目", "三", "四"], ["语文", "五节半", 5], ["数学", 4, "x"], ["体育", 3, 3], ["心理", "1/0", ""]]
    teaching = changed((1, 0), "火星班")
    found = faults_of(minimal(tmp_path / "a.xlsx", 课程计划=plan, 任课=teaching))
    assert {("课程计划", "B2"), ("课程计划", "C3"), ("任课", "A2")} <= {(f.sheet, f.cell) for f in found}


@pytest.mark.parametrize("word", ["三节", "abc", "4.5", "-1", "1e3", "99999999999"])
def test_letters_in_a_number_cell_are_a_fault_at_the_cell(tmp_path: Path, word: str) -> None:
    rooms = [["场地", "同时可上班数"], ["操场", word]]
    assert [(f.sheet, f.cell) for f in faults_of(minimal(tmp_path / "a.xlsx", 场地=rooms))] == [("场地", "B2")]


def test_two_teachers_of_one_name_need_staff_numbers(tmp_path: Path) -> None:
    names = ["王敏", "李红", "赵强", "周静", "孙丽", "外教", "王敏"]
    found = faults_of(minimal(tmp_path / "a.xlsx", 教师=[["姓名", "工号"], *([n, ""] for n in names)]))
    assert (found[0].sheet, found[0].cell) == ("教师", "A8")
    assert "工号" in found[0].right.zh


def test_two_teachers_of_one_name_with_numbers_are_told_apart(tmp_path: Path) -> None:
    names = [["李红", ""], ["赵强", ""], ["周静", ""], ["孙丽", ""], ["外教", ""], ["王敏", "17"], ["王敏", "18"]]
    staff = [["姓名", "工号"], *names]
    ambiguous = faults_of(minimal(tmp_path / "a.xlsx", 教师=staff))
    assert "17、18" in ambiguous[0].right.zh
    teaching = [[c.replace("王敏", "王敏(17)") if isinstance(c, str) else c for c in row] for row in TEACHING]
    problem = read_problem(minimal(tmp_path / "b.xlsx", 教师=staff, 任课=teaching)).problem
    assert problem.index.courses["三(1):语文"].teachers == ("17",)


def test_hours_that_leave_nothing_for_a_teacher_are_a_fault(tmp_path: Path) -> None:
    found = faults_of(minimal(tmp_path / "a.xlsx", 任课=changed((1, 2), "王敏/李红")))
    assert [(f.sheet, f.cell) for f in found] == [("任课", "C2")]


def test_a_class_that_stands_twice_is_a_fault(tmp_path: Path) -> None:
    found = faults_of(minimal(tmp_path / "a.xlsx", 任课=changed((2, 0), "３.１")))
    assert [(f.sheet, f.cell) for f in found] == [("任课", "A3")]


@pytest.mark.parametrize("cell", ["A60001", "KO2", "IP6001"])
def test_a_sheet_of_more_rows_columns_or_cells_than_any_school_needs_is_refused(tmp_path: Path, cell: str) -> None:
    path = minimal(tmp_path / "a.xlsx")
    far = f'<row r="{cell.lstrip("AIKOP")}"><c r="{cell}"><v>1</v></c></row></sheetData>'
    rewritten(path, "xl/worksheets/sheet1.xml", b"</sheetData>", far.encode())
    assert "60000 行、300 列，共 1500000 格" in faults_of(path)[0].right.zh


def test_one_long_text_and_many_short_ones_are_no_bomb(tmp_path: Path) -> None:
    notes = [["学校", "内容"], *([f"第{n}行", f"甲{n}"] for n in range(20_000)), ["长", "乙" * 9_000]]
    assert read_problem(minimal(tmp_path / "a.xlsx", 其他说明=notes)).problem.courses


def test_a_cell_far_away_is_refused_before_the_sheet_is_loaded(tmp_path: Path) -> None:
    path = rewritten(minimal(tmp_path / "a.xlsx"), "xl/worksheets/sheet1.xml", b'<c r="A1"', b'<c r="XFD1048576"')
    assert "1048576" in faults_of(path)[0].wrong.zh


def rewritten(path: Path, part: str, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(210):
                part.write(b" " * 2**20)
    assert path.stat().st_size < 2**20
    assert "200 MB" in faults_of(path)[0].wrong.zh


def test_one_long_text_in_a_million_cells_is_refused(tmp_path: Path) -> None:
    path = minimal(tmp_path / "a.xlsx")
    rewritten(path, "xl/sharedStrings.xml", "科目".encode(), b"x" * 32_000)
    row = b"".join(b'<row r="%d">%s</row>' % (r, b'<c t="s"><v>0</v></c>' * 290) for r in range(90, 300))
    rewritten(path, "xl/worksheets/sheet1.xml", b"</sheetData>", row + b"</sheetData>")
    assert "文字" in faults_of(path)[0].wrong.zh


def test_entities_are_refused(tmp_path: Path) -> None:
    path = minimal(tmp_path / "a.xlsx")
    rewritten(path, "xl/worksheets/sheet1.xml", b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet')
    assert faults_of(path)


def test_a_sheet_hidden_in_malformed_xml_is_refused(tmp_path: Path) -> None:
    path = minimal(tmp_path / "a.xlsx")
    rewritten(path, "xl/worksheets/sheet1.xml", b"<worksheet", b"<oops></oops><worksheet")
    assert "损坏" in faults_of(path)[0].wrong.zh


def test_a_file_with_a_password_says_so(tmp_path: Path) -> None:
    for name, content in {
        "a.xlsx": compound(EncryptedPackage=b"x"),
        "b.xls": compound(Workbook=record(0x2F, 0)),
    }.items():
        (tmp_path / name).write_bytes(content)
        assert "密码" in faults_of(tmp_path / name)[0].wrong.zh


def test_a_wps_table_asks_to_be_saved_as_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "a.et"
    path.write_bytes(compound(Workbook=b""))
    assert ".xlsx" in faults_of(path)[0].right.zh


@pytest.mark.parametrize("cell", [record(0x203, 65_000, 0, 0, 0, 0, 0, 0), record(0xBD, 1, 0, 0, 0, 0, 9_000)])
def test_an_old_workbook_with_a_cell_far_away_is_refused(tmp_path: Path, cell: bytes) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(compound(Workbook=record(0x809, 0x600, 5) + cell))
    assert "60000" in faults_of(path)[0].right.zh


def test_an_old_file_that_is_no_workbook_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(compound(WordDocument=b"x"))
    assert "不是工作簿" in faults_of(path)[0].wrong.zh


@pytest.mark.parametrize("seed", range(20))
def test_a_broken_old_workbook_is_a_fault(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(OLE2 + Random(seed).randbytes(4000) + "Workbook".encode("utf-16-le") * 20)
    assert ".xlsx" in faults_of(path)[0].right.zh


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"x" * 100, b"hello", b"\0" * 5000, b"%PDF-1.7"])
def test_what_is_no_school_is_a_fault(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert faults_of(path)


def test_an_archive_that_is_no_workbook_is_a_fault(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    (tmp_path / "a.xlsx").write_bytes(buffer.getvalue())
    assert "工作簿" in faults_of(tmp_path / "a.xlsx")[0].wrong.zh


def test_a_file_that_is_not_there_and_an_empty_folder_are_faults(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "none.xlsx")
    (tmp_path / "folder").mkdir()
    assert faults_of(tmp_path / "folder")


def test_a_formula_is_read_by_its_value_and_noted_without_one(tmp_path: Path) -> None:
    plan: list[list[Any]] = [["科目", "三", "四"], ["语文", ("=2+3", 5), 5], ["数学", ("=1+", ""), 4]]
    imported = read_problem(minimal(tmp_path / "a.xlsx", 课程计划=plan, 任课=[["班级", "语文"], ["三(1)", "王敏"]]))
    assert [(r.grade, r.subject, r.odd) for r in imported.problem.plan] == [
        ("三年级", "语文", 5),
        ("四年级", "语文", 5),
        ("四年级", "数学", 4),
    ]
    path = minimal(tmp_path / "b.xlsx", 课程计划=plan, 任课=[["班级", "数学"], ["三(1)", "王敏(1)"]])
    rewritten(path, "xl/worksheets/sheet1.xml", b"<f>2+3</f><v>5</v>", b"<f>2+3</f>")
    imported = read_problem(path)
    assert ("三年级", "语文") not in {(r.grade, r.subject) for r in imported.problem.plan}
    assert [n.cell for n in imported.notes if "公式" in n.text.zh] == ["B2"]


def test_full_width_digits_are_digits(tmp_path: Path) -> None:
    problem = read_problem(minimal(tmp_path / "a.xlsx", 任课=changed((1, 0), "３０１"))).problem
    assert {row.odd for row in problem.plan if row.subject == "数学"} == {4}
    assert problem.index.classes["３０１"].grade == "三年级"


@pytest.mark.parametrize("name", ["王敏🙂", "O'Neil", "Ann\u3000Li", "Ａｎｎ"])
def test_unusual_names_are_names(tmp_path: Path, name: str) -> None:
    problem = read_problem(minimal(tmp_path / "a.xlsx", 任课=changed((1, 2), name))).problem
    assert name in problem.index.teachers


def test_a_text_of_endless_length_is_a_fault(tmp_path: Path) -> None:
    rows = [["姓名"], ["王" * 300]]
    assert [(f.sheet, f.cell) for f in faults_of(minimal(tmp_path / "a.xlsx", 教师=rows)) if f.sheet == "教师"]


def test_more_faults_than_anyone_reads_end_in_a_number(tmp_path: Path) -> None:
    rows = [["场地", "座位"], *([f"室{n}", "x"] for n in range(500))]
    found = faults_of(minimal(tmp_path / "a.xlsx", 场地=rows))
    assert len(found) == 201
    assert "300" in found[-1].wrong.zh


def test_faults_of_the_whole_school_point_to_their_cells(tmp_path: Path) -> None:
    fixed: Rows = [["类型", "班级", "科目", "星期", "节次"], ["固定", "三(1)", "语文", "周一", 9]]
    groups = [["组名", "成员", "可缺席人"], ["语文组", "王敏", "李红"]]
    found = faults_of(minimal(tmp_path / "a.xlsx", 固定课与不排课=fixed, 教师组与会议=groups))
    assert any("第 9 节" in f.wrong.zh and f.sheet for f in found)
    assert any("不在本组" in f.wrong.zh and (f.sheet, f.cell) == ("教师组与会议", "A2") for f in found)


def test_every_format_has_a_name_in_both_languages() -> None:
    assert len({f.name for f in FORMATS}) == len(FORMATS)
    assert all(f.title.zh and f.title.en for f in FORMATS)


def test_a_file_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(FaultyInput) as caught:
        read_problem(tmp_path / "nowhere.xlsx")
    assert [fault.to("zh") for fault in caught.value.faults] == ["nowhere.xlsx: 没有这个文件"]
    assert [fault.to("en") for fault in caught.value.faults] == ["nowhere.xlsx: there is no such file"]
