from __future__ import annotations

from datetime import date

import openpyxl
import pytest

import constraints
from scheduler.domain.policy import RuleSetting
from scheduler.domain.timetable import Timetable
from scheduler.io.results import write_results
from scheduler.samples import sample
from scheduler.verify import judge

CAP = RuleSetting(id="daily_hours_cap", instance="daily_hours_cap#primary", params={"cap": 400}, reason="校长批准")
OWN = RuleSetting(id="teacher_gaps", instance="teacher_gaps#own", params={"limit": 0}, source="学校", reason="教师要求")


@pytest.mark.parametrize(("setting", "marked"), [(CAP, True), (OWN, False)])
def test_every_print_says_that_a_preset_is_loosened(setting, marked, tmp_path):
    problem = sample("tiny")
    problem = problem.model_copy(update={"rules": (*problem.rules, setting)})
    path = tmp_path / "timetable.xlsx"
    report = judge(problem, Timetable(), constraints.bind(problem))
    write_results(problem, Timetable(), report, path, lang="zh", today=date(2026, 9, 1))
    heads = [str(sheet["A2"].value) for sheet in openpyxl.load_workbook(path) if sheet.title in ("总课表", "合规报告")]
    assert ["含放宽规则" in head for head in heads] == [marked, marked]
