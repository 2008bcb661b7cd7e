"""The sheet 规则: names and labels of the catalogue, settings, scopes and exceptions as text."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import constraints
from scheduler.domain.policy import Level, RuleException, RuleSetting, Scope
from scheduler.domain.text import LANGS, FaultyInput, Lang
from scheduler.io import read_problem
from scheduler.io.workbook import read_school, write_school, write_template
from scheduler.rules.info import info_of
from tests.io.schools import everything
from tests.io.sheets_at_hand import Rows, minimal

INFOS = tuple(info_of(rule) for rule in constraints.CATALOGUE)
HEADER = ["规则", "启用", "级别", "权重", "适用范围", "例外", "设置", "理由"]


def rules_of(path: Path, *rows: list[object]) -> tuple[RuleSetting, ...]:
    sheet: Rows = [HEADER, *rows]
    return read_problem(minimal(path / "a.xlsx", 规则=sheet), rule_infos=INFOS).problem.rules


def test_a_rule_is_known_by_its_name_and_its_settings_by_their_labels(tmp_path: Path) -> None:
    label = next(i for i in INFOS if i.id == "teacher_gaps").settings[0].label.zh
    (found,) = rules_of(tmp_path, ["教师空节", "", "尽量", 5, "", "", f"{label}=2", ""])
    assert found == RuleSetting(id="teacher_gaps", level=Level.SOFT, weight=5, params={"limit": 2})


def test_scope_and_exceptions_name_people_and_classes(tmp_path: Path) -> None:
    scope, exceptions = "年级=三、四; 科目=语文", "王敏：limit=4（孕期）\n三(1)：关"
    row: list[object] = ["teacher_gaps", "否", "", "", scope, exceptions, "", "老校区"]
    (found,) = rules_of(tmp_path, row)
    assert found.off
    assert found.scope == Scope(grades=("三年级", "四年级"), subjects=("语文",))
    assert found.exceptions == (
        RuleException(who="王敏", params={"limit": 4}, reason="孕期"),
        RuleException(who="三(1)", off=True),
    )


def test_presets_are_a_row(tmp_path: Path) -> None:
    sheet: Rows = [HEADER, ["预设", "", "", "", "", "", "national-2021、daily-pe", ""]]
    problem = read_problem(minimal(tmp_path / "a.xlsx", 规则=sheet)).problem
    assert problem.presets == ("national-2021", "daily-pe")


@pytest.mark.parametrize(
    ("column", "row"),
    [
        ("A", ["没有的规则", "", "", "", "", "", "", ""]),
        ("B", ["teacher_gaps", "也许", "", "", "", "", "", ""]),
        ("C", ["teacher_gaps", "", "随便", "", "", "", "", ""]),
        ("D", ["teacher_gaps", "", "", "很重", "", "", "", ""]),
        ("E", ["teacher_gaps", "", "", "", "年级=十三", "", "", ""]),
        ("E", ["teacher_gaps", "", "", "", "随便", "", "", ""]),
        ("F", ["teacher_gaps", "", "", "", "", "火星人：关", "", ""]),
        ("F", ["teacher_gaps", "", "", "", "", "王敏", "", ""]),
        ("G", ["teacher_gaps", "", "", "", "", "", "两节", ""]),
    ],
)
def test_what_is_not_understood_is_a_fault_at_its_cell(tmp_path: Path, column: str, row: list[object]) -> None:
    with pytest.raises(FaultyInput) as caught:
        rules_of(tmp_path, row)
    assert [(f.sheet, f.cell) for f in caught.value.faults] == [("规则", f"{column}2")]


@pytest.mark.parametrize("lang", LANGS)
def test_rule_names_change_nothing_of_what_is_read_back(tmp_path: Path, lang: Lang) -> None:
    known = {"presets": (), "rules": tuple(r for r in everything().rules if r.id in {i.id for i in INFOS})}
    problem = everything().model_copy(update=known)
    write_school(problem, tmp_path / "a.xlsx", lang=lang, rule_infos=INFOS)
    assert read_school(tmp_path / "a.xlsx", lang=lang, rule_infos=INFOS).problem == problem


def test_the_workbook_helps_whoever_fills_it(tmp_path: Path) -> None:
    write_template(tmp_path / "a.xlsx", rule_infos=INFOS)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[0] == "说明"
    assert book["选项"].sheet_state == "hidden"
    listed = {cell.value for (cell,) in book["选项"].iter_rows(max_col=1) if cell.value}
    assert listed == {"预设", *(i.id for i in INFOS)}
    told = {cell.value for row in book["说明"].iter_rows() for cell in row if cell.value}
    assert {i.name.zh for i in INFOS} <= told
    for title in ("课程计划", "任课", "教师", "规则", "固定课与不排课"):
        page = book[title]
        assert page.freeze_panes == "B2", title
        assert page.print_title_rows == "$1:$1", title
    for title in ("课程计划", "规则", "固定课与不排课", "作息时间"):
        assert book[title].data_validations.dataValidation, title
    assert "单:王敏" in book["任课"]["A1"].comment.text
    assert [c.value for c in book["任课"][1]][:4] == ["班级", "班主任", "道德与法治", "语文"]
