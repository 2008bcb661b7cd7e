from __future__ import annotations

from datetime import date

import openpyxl
import pytest

import constraints
from scheduler.domain.policy import RuleException, RuleSetting
from scheduler.domain.timetable import Timetable
from scheduler.io.results import write_results
from scheduler.samples import sample
from scheduler.services.output import write_all
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
    book = openpyxl.load_workbook(path)
    heads = [str(sheet["A2"].value) for sheet in book if sheet.title in ("总课表", "合规报告")]
    assert ["含放宽规则" in head for head in heads] == [marked, marked]
    for sheet in book:
        assert (setting.reason in sheet.oddFooter.center.text) == marked, sheet.title
        assert ("含放宽规则" in sheet.oddFooter.center.text) == marked, sheet.title


def test_every_sheet_says_which_rule_is_loosened_and_why(tmp_path):
    problem = sample("tiny")
    off = RuleSetting(id="long_break_free", off=True, reason="操场翻修")
    excepted = RuleException(who=problem.classes[0].id, params={"minimum": 40}, reason="无场地")
    loose = RuleSetting(id="daily_activity", exceptions=(excepted,))
    problem = problem.model_copy(update={"rules": (*problem.rules, CAP, off, loose)})
    path = tmp_path / "timetable.xlsx"
    report = judge(problem, Timetable(), constraints.bind(problem))
    assert write_all(problem, Timetable(), report, [path], "zh") == ([path], [])
    book = openpyxl.load_workbook(path)
    home = problem.index.title(problem.classes[0].id)
    whole = f"含放宽规则（保证大课间：操场翻修；每天体育活动：{home} 无场地；每日时长上限：校长批准）"
    for name in ("总课表", "班级课表", "课时统计", "合规报告"):
        assert any(whole in str(cell.value) for row in book[name].iter_rows() for cell in row), name
    for sheet in book:
        assert "操场翻修" in sheet.oddFooter.center.text, sheet.title
