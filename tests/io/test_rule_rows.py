"""The sheet 规则明细: rows of courses and long lists that no cell of sheet 规则 can hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import openpyxl
import pytest
from pydantic import Field

import constraints
from constraints.binding import bind
from scheduler.domain.base import Id, Value
from scheduler.domain.policy import Owners, RuleException, RuleSetting, Scope
from scheduler.domain.problem import Problem
from scheduler.domain.school import Teacher
from scheduler.domain.text import LANGS, Fault, FaultyInput, Lang, Text
from scheduler.io import read_problem, write_problem
from scheduler.io.workbook import read_school, write_school, write_template
from scheduler.io.workbook.row_fields import CELL
from scheduler.rules.base import Rule
from scheduler.rules.info import info_of
from tests.docs.pages import table_of
from tests.io.schools import everything
from tests.io.sheets_at_hand import Rows, minimal


class Spread(Value):
    courses: tuple[Id, ...] = Field(min_length=1)
    days: int = Field(1, ge=1)
    times: tuple[tuple[int, int], ...] = ()


class FarApart(Rule):
    id: ClassVar[str] = "far_apart"
    name = Text("Far apart", "隔开")
    says = Text("{0}", "{0}")
    unit = Text("day", "天")
    of = Owners.COURSES

    rows: tuple[Spread, ...] = ()
    limit: int = 1

    def check(self, view: Any) -> Any:
        return iter(())


INFOS = (info_of(FarApart),)
RULES: Rows = [["规则", "实例", "设置"], ["far_apart", "", "limit=2"], ["far_apart", "周末", ""]]
HEADER = ["规则", "实例", "设置项", "接上行", "课程", "时间", "天数", "其他", "值"]


def told(path: Path, *lines: list[object], infos: Any = INFOS) -> tuple[RuleSetting, ...]:
    sheet: Rows = [HEADER, *[list(line) for line in lines]]
    return read_problem(minimal(path / "a.xlsx", 规则=RULES, 规则明细=sheet), rule_infos=infos).problem.rules


def faults(path: Path, *lines: list[object]) -> list[Fault]:
    with pytest.raises(FaultyInput) as caught:
        told(path, *lines)
    return list(caught.value.faults)


def test_each_line_is_a_row_of_its_rule(tmp_path: Path) -> None:
    first, second = told(
        tmp_path,
        ["隔开", "", "", "", "三(1):语文、三(1):数学", "", 2, "", ""],
        ["far_apart", "周末", "rows", "", "三(1):体育", "", "", "", ""],
        ["far_apart", "", "", "", "三(1):数学", "", 3, "", ""],
    )
    assert first.params == {
        "limit": 2,
        "rows": [{"courses": ["三(1):语文", "三(1):数学"], "days": 2}, {"courses": ["三(1):数学"], "days": 3}],
    }
    assert second.params == {"rows": [{"courses": ["三(1):体育"]}]}


def test_a_line_may_go_on_below(tmp_path: Path) -> None:
    first, _ = told(
        tmp_path,
        ["far_apart", "", "", "", "三(1):语文", "", 2, "", ""],
        ["", "", "", "是", "三(1):数学", "", "", "", ""],
        ["", "", "", "是", "三(1):体育", "", "", "", ""],
    )
    assert first.params["rows"] == [{"courses": ["三(1):语文", "三(1):数学", "三(1):体育"], "days": 2}]


@pytest.mark.parametrize(
    ("cell", "spots"),
    [
        ("周一 1-2", [[1, 1], [1, 2]]),
        ("周一1,3；周三 2", [[1, 1], [1, 3], [3, 2]]),
        ("1-1、2-3", [[1, 1], [2, 3]]),
        ("１－１，2-3; 周五 4", [[1, 1], [2, 3], [5, 4]]),
        ("Tue 1; 3 2", [[2, 1], [3, 2]]),
        ("每天 1", [[1, 1], [2, 1], [3, 1], [4, 1], [5, 1]]),
    ],
)
def test_periods_of_the_week_are_written_by_day_names_or_in_numbers(
    tmp_path: Path, cell: str, spots: list[list[int]]
) -> None:
    first, _ = told(tmp_path, ["far_apart", "", "", "", "", cell, "", "", ""], infos=())
    assert first.params["rows"] == [{"times": spots}]


def test_scope_and_exceptions_may_stand_on_lines(tmp_path: Path) -> None:
    first, _ = told(
        tmp_path,
        ["far_apart", "", "适用范围", "", "", "", "", "", "教师=王敏、李红"],
        ["far_apart", "", "Binds", "", "", "", "", "", "教师=赵强; 科目=语文"],
        ["far_apart", "", "例外", "", "", "", "", "", "三(1)：关（老校区）"],
        ["far_apart", "", "limit", "", "", "", "", "", "3"],
    )
    assert first.scope == Scope(teachers=("王敏", "李红", "赵强"), subjects=("语文",))
    assert first.exceptions == (RuleException(who="三(1)", off=True, reason="老校区"),)
    assert first.params == {"limit": [3]}


@pytest.mark.parametrize(
    ("cell", "line", "zh", "en"),
    [
        ("A2", ["隔远", "", "", "", "三(1):语文"], "没有“隔远”", "no rule “隔远”"),
        ("B2", ["far_apart", "月末", "", "", "三(1):语文"], "没有“月末”", "no rule “月末”"),
        ("C2", ["far_apart", "", "row", "", "三(1):语文"], "没有设置项“row”", "no setting “row”"),
        ("D2", ["", "", "", "是", "三(1):语文"], "没有可接的一行", "no line above"),
        ("E2", ["far_apart", "", "", "", "三(1):语问"], "没有叫“三(1):语问”的课程", "no course is called"),
        ("E2", ["far_apart", "", "", "", "", "", 2], "缺少“课程”", "missing"),
        ("F2", ["far_apart", "", "", "", "三(1):语文", "周八 1"], "“周八 1”不是某天某节", "names no period"),
        ("F2", ["far_apart", "", "", "", "三(1):语文", "周一 99"], "第 1 天没有第 99 节", "no period 99 on day 1"),
        ("F2", ["far_apart", "", "", "", "三(1):语文", "6-1"], "第 6 天没有第 1 节", "no period 1 on day 6"),
        ("G2", ["far_apart", "", "", "", "三(1):语文", "", "两天"], "不是整数", "not a whole number"),
        ("H2", ["far_apart", "", "", "", "三(1):语文", "", "", "x"], "不是设置", "no setting"),
        ("H2", ["far_apart", "", "", "", "三(1):语文", "", "", "x=1"], "不填这一列", "does not ask for this"),
        ("I2", ["far_apart", "", "适用范围", "", "", "", "", "", "教师=火星人"], "火星人", "火星人"),
        ("I2", ["far_apart", "", "例外", "", "", "", "", "", "火星人"], "不是例外", "no exception"),
    ],
)
def test_what_is_not_understood_is_a_fault_at_its_cell(
    tmp_path: Path, cell: str, line: list[object], zh: str, en: str
) -> None:
    found = [fault for fault in faults(tmp_path, line) if (fault.sheet, fault.cell) == ("规则明细", cell)]
    assert [zh in fault.wrong.zh and en in fault.wrong.en for fault in found] == [True]


def test_a_column_the_rule_does_not_ask_for_is_told_with_those_it_does(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, ["far_apart", "", "", "", "三(1):语文", "", "", "most=1", ""])
    assert (found.cell, found.right.zh) == ("H2", "应填：课程、天数、时间")
    assert found.right.en == "it asks for Courses, Days, Periods of the week"


def test_a_rule_that_stands_twice_must_be_told_apart(tmp_path: Path) -> None:
    rules: Rows = [RULES[0], ["far_apart", "甲", ""], ["far_apart", "乙", ""]]
    lines: Rows = [HEADER, ["far_apart", "", "", "", "三(1):语文", "", "", "", ""]]
    with pytest.raises(FaultyInput) as caught:
        read_problem(minimal(tmp_path / "a.xlsx", 规则=rules, 规则明细=lines), rule_infos=INFOS)
    (found,) = caught.value.faults
    assert (found.cell, found.right.zh) == ("A2", "请写明实例：甲、乙")


def test_an_instance_alone_is_enough(tmp_path: Path) -> None:
    _, second = told(tmp_path, ["", "周末", "", "", "三(1):语文", "", "", "", ""])
    assert second.params == {"rows": [{"courses": ["三(1):语文"]}]}


@pytest.mark.parametrize("column", ["适用范围", "例外", "设置"])
def test_a_rule_whose_lines_are_gone_is_a_fault(tmp_path: Path, column: str) -> None:
    rules: Rows = [["规则", column], ["far_apart", "见规则明细"]]
    with pytest.raises(FaultyInput) as caught:
        read_problem(minimal(tmp_path / "a.xlsx", 规则=rules), rule_infos=INFOS)
    assert [(f.sheet, f.cell) for f in caught.value.faults] == [("规则", "B2")]


def test_lines_without_a_sheet_of_rules_are_faults(tmp_path: Path) -> None:
    lines: Rows = [HEADER, ["far_apart", "", "", "", "三(1):语文", "", "", "", ""]]
    with pytest.raises(FaultyInput) as caught:
        read_problem(minimal(tmp_path / "a.xlsx", 规则明细=lines), rule_infos=INFOS)
    assert [(f.sheet, f.cell) for f in caught.value.faults] == [("规则明细", "A2")]


def many() -> Problem:
    """Lists that would burst a cell: a scope of 600 teachers, a row of all courses, 400 exceptions."""
    school = everything()
    names = tuple(f"{'王、' * 20}{n}" for n in range(600))
    ids = [course.id for course in school.courses] * 200
    rules = (
        RuleSetting(id="far_apart", scope=Scope(teachers=names, subjects=("PE",)), params={"limit": 1}),
        RuleSetting(
            id="far_apart",
            instance="far_apart#95",
            exceptions=tuple(RuleException(who=name, params={"limit": 3}, reason="校务会") for name in names[:400]),
            params={"rows": [{"courses": ids, "days": 2}, {"courses": ids[:1]}]},
        ),
        RuleSetting(id="ends_day", params={"courses": ids, "words": ["甲，乙"] * 900}),
    )
    staff = tuple(Teacher(id=name, name=name) for name in names)
    return school.model_copy(update={"rules": rules, "teachers": (*school.teachers, *staff)})


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["school.xlsx", "folder"])
def test_lists_longer_than_a_cell_are_read_back(tmp_path: Path, name: str, lang: Lang) -> None:
    write_problem(many(), tmp_path / name, lang=lang)
    assert read_problem(tmp_path / name, lang=lang).problem == many()


def test_no_cell_of_the_rules_is_longer_than_one_reads(tmp_path: Path) -> None:
    write_school(many(), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    texts = [str(cell.value) for title in ("规则", "规则明细") for row in book[title] for cell in row if cell.value]
    assert max(map(len, texts)) <= CELL
    assert texts.count("见规则明细") == 4
    assert "limit=1" in texts


def test_what_a_cell_holds_gets_no_sheet_of_its_own(tmp_path: Path) -> None:
    rules = (RuleSetting(id="far_apart", scope=Scope(teachers=("王敏",)), params={"a": [1, 2], "rows": []}),)
    write_school(everything().model_copy(update={"rules": rules}), tmp_path / "a.xlsx")
    assert "规则明细" not in openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames


def test_a_course_nobody_has_is_carried_along_for_the_rules_to_complain_of(tmp_path: Path) -> None:
    rules = (RuleSetting(id="far_apart", params={"rows": [{"courses": ["没有"]}, {"times": [[9, 1]]}]}),)
    problem = everything().model_copy(update={"rules": rules})
    write_school(problem, tmp_path / "a.xlsx")
    assert read_school(tmp_path / "a.xlsx").problem == problem


@pytest.mark.parametrize("lang", LANGS)
def test_the_template_has_the_sheet_and_says_what_a_rule_asks_for(tmp_path: Path, lang: Lang) -> None:
    write_template(tmp_path / "a.xlsx", lang=lang, rule_infos=INFOS)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    told = {cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.value}
    title, columns = ("规则明细", "课程、天数") if lang == "zh" else ("Rule rows", "Courses, Days")
    assert title in book.sheetnames
    assert any(title in str(text) and columns in str(text) for text in told)


def test_the_rows_on_the_page_are_rows_the_rules_take(tmp_path: Path) -> None:
    lines = table_of("docs/how-to/workbook.zh-CN.md", "规则", "实例", "设置项")
    rules: Rows = [["规则", "实例"], *([line[0], line[1]] for line in lines)]
    classes = ([f"三({n})", *(f"王{n}{s}" for s in "语数体心")] for n in (1, 2))
    teaching: Rows = [["班级", "语文", "数学", "体育", "心理"], *classes]
    rows: Rows = [[*HEADER[:7], "相同", "方式"], *([*line] for line in lines)]
    path = minimal(tmp_path / "a.xlsx", 规则=rules, 规则明细=rows, 任课=teaching)
    problem = read_problem(path, rule_infos=[info_of(rule) for rule in constraints.CATALOGUE]).problem
    found = {rule.id: rule for rule in bind(problem, constraints.CATALOGUE)}
    assert [len(found[line[0]].model_dump()["rows"]) for line in lines] == [1, 1, 1]
    assert found["lessons_together"].model_dump()["rows"][0]["same"] == "day"
