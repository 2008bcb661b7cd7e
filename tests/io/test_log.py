"""A patrol log of its own: CSV in either language and encoding, or a workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scheduler.domain.planning import Taught, TaughtState
from scheduler.domain.problem import Problem
from scheduler.domain.text import Fault, FaultyInput
from scheduler.io import read_problem
from scheduler.io.log import read_log
from tests.io.sheets_at_hand import minimal
from tests.io.sheets_at_hand import school as workbook

CONTRACT = "date,week,day,period,class,planned_subject,taught_subject,taught_teacher,state,patroller,approval\n"
ENGLISH = CONTRACT + "2026-10-12,,,3,302,PE,Chinese,Ann,taken,Bo,17\n,7,Tue,1,301,Maths,Maths,,overrun 3,,\n"
CHINESE = (
    "日期,周次,星期,节次,班级,应上科目,实上科目,实上教师,情况,巡课人,调课单号\n"
    "2026/10/12,,,第3节,三（2）班,体育,语文,王敏,挤占,李红,17\n,第7周,周二,1,三(1),数学,数学,,拖堂3分钟,,\n"
)


@pytest.fixture
def problem(tmp_path: Path) -> Problem:
    return read_problem(minimal(tmp_path / "school.xlsx")).problem


def faults_of(path: Path, problem: Problem) -> list[Fault]:
    with pytest.raises(FaultyInput) as caught:
        read_log(path, problem)
    return caught.value.faults


def test_a_log_with_the_columns_of_the_contract_is_read(tmp_path: Path, problem: Problem) -> None:
    (tmp_path / "log.csv").write_text(ENGLISH, encoding="utf-8")
    one, other = read_log(tmp_path / "log.csv", problem).entries
    assert one == Taught(
        on=date(2026, 10, 12),
        period=3,
        sets="三（2）班",
        planned="体育",
        taught="语文",
        teacher="Ann",
        state=TaughtState.TAKEN,
        patroller="Bo",
        approval="17",
        source="log.csv!G2",
    )
    assert (other.week, other.day, other.state, other.minutes) == (7, 2, TaughtState.OVERRUN, 3)


@pytest.mark.parametrize(
    ("cells", "taught", "state"),
    [
        ("体育,,,", "体育", TaughtState.NORMAL),
        ("体育,,,正常", "体育", TaughtState.NORMAL),
        ("体育,,,代课", "体育", TaughtState.COVERED),
        ("体育,—,,", "", TaughtState.NORMAL),
        ("体育,,,缺课", "", TaughtState.MISSED),
        ("体育,,,调课", "", TaughtState.MOVED),
        ("体育,,,迟到 3", "", TaughtState.LATE),
        (",,,", "", TaughtState.NORMAL),
        (",—,,", "", TaughtState.MISSED),
        (",,,正常", "", TaughtState.NORMAL),
    ],
)
def test_an_empty_cell_says_as_planned_and_a_stroke_that_nothing_was_taught(
    tmp_path: Path, problem: Problem, cells: str, taught: str, state: TaughtState
) -> None:
    (tmp_path / "log.csv").write_text(f"{CONTRACT}2026-10-12,,,3,302,{cells},,\n", encoding="utf-8")
    (one,) = read_log(tmp_path / "log.csv", problem).entries
    assert (one.taught, one.state) == (taught, state)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_chinese_headers_are_read_in_every_usual_encoding(
    tmp_path: Path, problem: Problem, encoding: str, separator: str
) -> None:
    (tmp_path / "巡课.csv").write_bytes(CHINESE.replace(",", separator).encode(encoding))
    one, other = read_log(tmp_path / "巡课.csv", problem).entries
    assert (one.on, one.period, one.sets, one.taught, one.state) == (
        date(2026, 10, 12),
        3,
        "三（2）班",
        "语文",
        TaughtState.TAKEN,
    )
    assert (other.week, other.day, other.minutes) == (7, 2, 3)


def test_a_workbook_has_the_log_on_its_sheet_or_on_any_with_the_header(tmp_path: Path, problem: Problem) -> None:
    rows = [line.split(",") for line in CHINESE.splitlines()]
    other = [["节次", "班级"], ["1", "三(1)"]]
    for sheets in ({"封面": [["巡课"]], "第三周": rows}, {"别的": other, "巡课记录": rows}):
        path = workbook(tmp_path / "log.xlsx", None, **sheets)
        entries = read_log(path, problem).entries
        assert [e.period for e in entries] == [3, 1]
        assert entries[0].source == f"[log.xlsx]{list(sheets)[1]}!G2"


def test_every_wrong_cell_is_told_at_once(tmp_path: Path, problem: Problem) -> None:
    lines = CHINESE.replace("三（2）班", "火星班").replace("拖堂3分钟", "睡着了").replace(",数学,数学", ",数学,茶艺")
    (tmp_path / "log.csv").write_text(lines, encoding="utf-8")
    assert {(f.sheet, f.cell) for f in faults_of(tmp_path / "log.csv", problem)} == {
        ("log.csv", "E2"),
        ("log.csv", "G3"),
        ("log.csv", "I3"),
    }


def test_a_line_without_a_time_is_a_fault_at_its_date(tmp_path: Path, problem: Problem) -> None:
    (tmp_path / "log.csv").write_text("date,period,class\n2026-10-12,1,301\n,2,301\n", encoding="utf-8")
    (found,) = faults_of(tmp_path / "log.csv", problem)
    assert (found.sheet, found.cell) == ("log.csv", "A3")
    assert "日期" in found.right.zh


@pytest.mark.parametrize("content", [b"", b"  ", b"\xff\xfe\x00", b"a,b\n1,2\n", b'{"taught": []}', b"PK\x03\x04xx"])
def test_what_is_no_log_is_a_fault(tmp_path: Path, problem: Problem, content: bytes) -> None:
    (tmp_path / "log.csv").write_bytes(content)
    assert faults_of(tmp_path / "log.csv", problem)
    assert faults_of(tmp_path / "none.csv", problem)


def test_private_columns_of_a_log_are_told_and_left(tmp_path: Path, problem: Problem) -> None:
    (tmp_path / "log.csv").write_text("日期,节次,班级,手机\n2026-10-12,1,301,13800138000\n", encoding="utf-8")
    read = read_log(tmp_path / "log.csv", problem)
    assert "13800138000" not in str(read.entries)
    assert any("个人信息" in note.text.zh for note in read.notes)
