"""The sheet 方案: scenarios a dean writes beside the school, one change a line."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import constraints
from scheduler.domain.scenario import Scenario, apply
from scheduler.domain.text import FaultyInput
from scheduler.io.workbook import read_school, write_school
from scheduler.io.workbook.scenario_kinds import KINDS
from scheduler.rules.info import info_of
from scheduler.samples import sample

HEAD = ("方案", "周次", "改动", "对象", "时间", "改为", "其他")
SCHOOL = sample("tiny")
INFOS = [info_of(rule) for rule in constraints.CATALOGUE]


def read(tmp_path: Path, *rows: tuple[str, ...]) -> tuple[Scenario, ...]:
    """The scenarios of the school's workbook with these lines on the sheet."""
    path = tmp_path / "school.xlsx"
    write_school(SCHOOL, path, rule_infos=INFOS)
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("方案")
    for row in (HEAD, *rows):
        sheet.append(row)
    book.save(path)
    return read_school(path, rule_infos=INFOS).scenarios


def test_lines_of_one_name_are_one_scenario(tmp_path: Path) -> None:
    one, two = read(
        tmp_path,
        ("维修", "6-7", "场地停用", "操场", "周一；周二 1-2", "", ""),
        ("", "", "增加场地", "风雨操场", "", "2", ""),
        ("请假", "", "教师离开", "胡军", "", "尹波、吕琴", "most=18"),
    )
    assert (one.name, two.name) == ("维修", "请假")
    assert one.weeks is not None
    assert (one.weeks.first, one.weeks.last) == (6, 7)
    assert [patch.kind for patch in one.patches] == ["room_closed", "room_added"]
    assert two.patches[0].model_dump() == {
        "kind": "teacher_leaves",
        "teacher": "胡军",
        "by": ("尹波", "吕琴"),
        "most": 18,
    }


def test_every_kind_of_line_makes_a_change_the_school_takes(tmp_path: Path) -> None:
    lines = (
        ("教师不在", "陆伟", "周三 1-2", "", ""),
        ("只在几天来", "朱秀英", "周一；周二", "", ""),
        ("教师可以来", "朱秀英", "周三 4", "", ""),
        ("换教师", "胡军", "", "新老师", 'courses="三(2):语文"'),
        ("教师离开", "吕琴", "", "", "most=18"),
        ("场地停用", "音乐教室1", "周一", "", ""),
        ("场地容量", "操场", "", "2", ""),
        ("增加场地", "风雨操场", "", "1", ""),
        ("课程周课时", "三(1):语文", "", "2+1", ""),
        ("改课程计划", "科学", "", "2", "grades=三年级"),
        ("增加班级", "三(4)", "", "三(3)", "class_teacher=新班主任"),
        ("固定一节", "三(3):科学", "周一 2", "", ""),
        ("增加会议", "年级组会", "周二 3", "", "teachers=胡军,尹波; periods=1"),
        ("会议改时间", "年级组会", "周三 3", "", ""),
        ("取消会议", "年级组会", "", "", ""),
        ("设规则", "teacher_gaps", "", "", "limit=0"),
        ("规则级别", "core_in_morning", "", "尽量", "weight=5"),
        ("作息推移", "", "", "10", "half=afternoon"),
        ("课间加长", "", "", "5", ""),
    )
    assert {line[0] for line in lines} == {kind.title.zh for kind in KINDS}
    dropped = [line for line in lines if line[0] != "取消会议"]
    [scenario] = read(tmp_path, *(("每种一例", "", *line) for line in dropped))
    assert len(scenario.patches) == len(dropped)
    assert constraints.bind(apply(SCHOOL, scenario))
    [last] = read(tmp_path, *(("取消", "", *line) for line in (lines[12], lines[14])))
    assert apply(SCHOOL, last).courses == SCHOOL.courses


def test_a_line_nobody_understands_is_told_with_its_cell(tmp_path: Path) -> None:
    with pytest.raises(FaultyInput) as caught:
        read(
            tmp_path,
            ("甲", "", "放假", "操场", "", "", ""),
            ("乙", "", "教师不在", "无此人", "周一", "", ""),
            ("丙", "", "场地停用", "操场", "", "", ""),
            ("丁", "", "会议改时间", "三(1):语文", "周一 1-2", "", ""),
        )
    assert [fault.cell for fault in caught.value.faults] == ["C2", "D3", "E4", "E5"]
    assert all(fault.sheet == "方案" for fault in caught.value.faults)


def test_a_school_without_the_sheet_has_no_scenarios(tmp_path: Path) -> None:
    path = tmp_path / "school.xlsx"
    write_school(SCHOOL, path, rule_infos=INFOS)
    assert read_school(path, rule_infos=INFOS).scenarios == ()
