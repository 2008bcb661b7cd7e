"""Plans and records beside the timetable: shown by `solve`, counted by `verify`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from scheduler.domain.planning import Exam
from scheduler.domain.policy import RuleSetting
from scheduler.samples import sample

ROOT = Path(__file__).parents[2]


def qingke(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from scheduler.cli import main; main()", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "200"},
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny school, which holds one exam too many and whose homework nobody wrote down."""
    tiny = sample("tiny")
    grade = tiny.grades[0].id
    problem = tiny.model_copy(
        update={
            "presets": ("plain",),
            "rules": (*tiny.rules, RuleSetting(id="exam_count"), RuleSetting(id="homework_cap")),
            "exams": tuple(Exam(grade=grade, subject="语文", name=name) for name in ("期中", "期末")),
        }
    )
    path = tmp_path_factory.mktemp("school") / "school.json"
    path.write_text(problem.model_dump_json(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def solved(school: Path) -> subprocess.CompletedProcess[str]:
    outs = [word for ending in ("xlsx", "json") for word in ("-o", str(school.with_name(f"t.{ending}")))]
    return qingke("solve", str(school), *outs, "--workers", "1", "--seconds", "30", "--lang", "zh")


def test_solve_ends_by_the_timetable_and_shows_the_rest_under_its_own_heading(
    solved: subprocess.CompletedProcess[str],
) -> None:
    assert solved.returncode == 0, solved.stdout + solved.stderr
    of_timetable, beside = solved.stdout.split("课表之外（计划与记录）")
    assert "✗" not in of_timetable
    assert "每学期考试 2 次，最多 1 次" in beside
    assert "硬性规定：核查 1 条，遵守 0 条；未核查 1 条。" in beside
    assert "未核查：每日作业时长上限" in beside


def test_the_report_of_the_result_has_the_rest_under_its_own_heading(
    school: Path, solved: subprocess.CompletedProcess[str]
) -> None:
    assert solved.returncode == 0
    book = openpyxl.load_workbook(school.with_name("t.xlsx"))
    column = [str(row[0]) for row in book["合规报告"].iter_rows(values_only=True)]
    assert column.count("课表之外（计划与记录）") == 2
    assert any(text.endswith("硬性规则合规 0 / 2 条，未核查 1 条。") for text in column)
    rules, findings = column.index("课表之外（计划与记录）"), column.index("问题清单")
    assert {"每日作业时长上限", "每学期考试次数"} <= set(column[rules + 1 : findings])
    assert not {"每日作业时长上限", "每学期考试次数"} & set(column[:rules])


def test_programs_learn_of_the_rest_from_events_of_solve(school: Path) -> None:
    done = qingke("solve", str(school), "--workers", "1", "--seconds", "30", "--json", "--lang", "en")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    rules = {one["id"]: one for one in told if one["event"] == "rule"}
    assert {an_id: one["verdict"] for an_id, one in rules.items()} == {
        "homework_cap": "not_checked",
        "exam_count": "broken",
    }
    assert all(one["planning"] for one in rules.values())
    assert told[-1]["status"] == "optimal"


def test_verify_counts_plans_and_records_too(school: Path, solved: subprocess.CompletedProcess[str]) -> None:
    assert solved.returncode == 0
    done = qingke("verify", str(school), str(school.with_name("t.json")), "--json", "--lang", "en")
    last = json.loads(done.stdout.splitlines()[-1])
    assert (done.returncode, last["status"], last["broken"]) == (1, "broken", 1)
