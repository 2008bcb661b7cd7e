"""The principal's page: every figure counted by hand in the small school."""

from __future__ import annotations

import openpyxl
import pytest

from constraints.attestations import Attestations
from constraints.daily_activity import DailyActivity
from constraints.daily_hours_cap import DailyHoursCap
from constraints.follow_timetable import FollowTimetable
from constraints.plan_hours import PlanHours
from constraints.publication import Publication
from constraints.teacher_clash import TeacherClash
from constraints.teacher_gaps import TeacherGaps
from scheduler.domain.policy import Level, RuleException, RuleSetting
from scheduler.io.results import write_results
from scheduler.rules.info import info_of
from scheduler.verify import judge
from tests.io.results.reading import TODAY, rows, written
from tests.io.results.report_school import WORDS, recorded_school, report_school

TITLES = {"en": "Principal's page", "zh": "校长一页"}
EXCEPTION = RuleException(who="ben", params={"limit": 1}, reason="R")
OWN = (RuleSetting(id="teacher_gaps", exceptions=(EXCEPTION,)),)
RULES = (
    TeacherClash(),
    DailyHoursCap(),
    DailyActivity(),
    PlanHours(),
    TeacherGaps(level=Level.SOFT, limit=0, exceptions=(EXCEPTION,)),
    FollowTimetable(),
    Publication(),
    Attestations(items=("no-ranking", "textbook-list")),
)


def page_of(tmp_path, lang, rules=RULES, school=recorded_school):
    problem, timetable = school(lang)
    problem = problem.model_copy(update={"rules": OWN})
    sheet = written(tmp_path, problem, timetable, lang, rules)[TITLES[lang]]
    return sheet, [[value for value in row if value not in (None, "")] for row in rows(sheet)]


@pytest.fixture(scope="module", params=["en", "zh"])
def page(request, tmp_path_factory):
    return request.param, *page_of(tmp_path_factory.mktemp("principal"), request.param)


def test_it_is_one_upright_page_of_a4(page):
    _, sheet, _ = page
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "portrait")
    assert {sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight} <= {None, 1}, "one by one if nothing is said"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_it_begins_with_what_is_placed_kept_and_moved(page):
    lang, _, found = page
    if lang == "en":
        assert ["Lessons placed", "27 / 27", "Hard rules kept", "2 / 4"] in found
        assert found[4][:2] == ["Lessons moved since the last version", "3 (version before: V1)"]
        assert found[4][2:] == ["Beside the timetable (plans and records)", "0 kept, 2 not kept, 1 not checked"]
    else:
        assert ["已排课", "27 / 27", "硬性规则合规", "2 / 4"] in found
        assert found[4][:2] == ["比上一版移动", "3 节（上一版：V1）"]
        assert found[4][2:] == ["课表之外（计划与记录）", "合规 0，不合规 2，未核查 1"]


def test_each_grade_has_three_meanings_of_six_hours_and_its_least_active_day(page):
    lang, _, found = page
    # Monday: four lessons; with flag raising of 25 and a long break of 30; 08:00 to 13:40 without 110 of noon rest
    three, four = ("3A Wednesday", "4A Tuesday") if lang == "en" else ("三(1) 周三", "四(1) 周二")
    assert [WORDS["G3"].to(lang), "160", "215 / 360", "230", "30 / 60", three] in found
    assert [WORDS["G4"].to(lang), "160", "215 / 360", "230", "30 / 60", four] in found


def test_each_subject_group_has_least_and_most(page):
    lang, _, found = page
    assert [WORDS["readers"].to(lang), "2", "5–6", "3", "0", "0", "0–1"] in found
    assert [WORDS["art"].to(lang), "1", "2.8", "0", "2", "0.5", "0"] in found


def test_exceptions_stand_there_with_their_reason(page):
    lang, _, found = page
    said = "Teacher waiting time, Ben Cooper: Free periods allowed between lessons 1 — reason: R"
    said = said if lang == "en" else "教师空节，李红：首末节之间允许的空节 1——理由：R"
    assert [said] in found, [row for row in found if row and "R" in str(row[0])]


def test_every_verdict_is_told_in_type_of_one_size(page):
    lang, sheet, found = page
    told = {row[0]: row[1] for row in found if len(row) == 2}
    kept, broken, unchecked, ask = (
        ("kept", "broken", "not checked", "needs a person's confirmation")
        if lang == "en"
        else ("合规", "违规", "未核查", "需人工确认")
    )
    assert told[kept] == ("2 rules" if lang == "en" else "2 条规则"), "nobody clashes; no day is too long"
    assert ("Taught as in the timetable × 2" if lang == "en" else "按课表上课 2 处") in told[broken]
    assert ("filed curriculum plan" if lang == "en" else "备案") in told[unchecked]
    assert ("Only listed books" if lang == "en" else "教材教辅用目录内的") in told[ask]
    sizes = {cell.font.sz for row in sheet.iter_rows(min_row=3) for cell in row if cell.value}
    assert sizes == {9}


def test_what_the_notice_lacks_is_named_and_never_silently_blank(page, tmp_path):
    lang, _, found = page
    label = "public notice, not filled in" if lang == "en" else "公示未填报"
    told = next(row for row in found if row[0] == label)[1]
    assert ("Supervision telephone" if lang == "en" else "监督电话") in told
    _, bare = page_of(tmp_path, lang, rules=RULES[:1], school=report_school)
    assert [label, "not checked" if lang == "en" else "未核查"] in bare
    assert ["not filled in" if lang == "en" else "未填报"] in bare, "nobody was named for anything"
    assert [WORDS["G3"].to(lang), *["not checked" if lang == "en" else "未核查"] * 4, "—"] in bare


def test_owners_are_named_or_missed(page):
    lang, _, found = page
    cells = [str(value) for row in found for value in row]
    if lang == "en":
        assert "No ranking by marks: Ann Abbott, confirmed" in cells
        assert "Only listed books: Ben Cooper, not confirmed yet" in cells
        assert "No pupil repeats a year: nobody named, not kept" in cells
    else:
        assert "不按分数排名：王敏，已确认" in cells
        assert "不留级：未填报责任人，未做到" in cells


def test_a_rule_switched_off_is_told_by_its_name(tmp_path):
    problem, timetable = report_school("en")
    off = (RuleSetting(id="teacher_gaps", off=True, reason="too small a school"),)
    problem = problem.model_copy(update={"rules": off})
    report = judge(problem, timetable, RULES[:1], evidence=True)
    path = tmp_path / "off.xlsx"
    write_results(problem, timetable, report, path, lang="en", today=TODAY, rules=[info_of(TeacherGaps)])
    sheet = openpyxl.load_workbook(path)["Principal's page"]
    found = [[value for value in row if value] for row in rows(sheet)]
    assert ["Teacher waiting time: switched off — reason: too small a school"] in found


def test_a_draft_says_how_much_is_missing(tmp_path):
    problem, timetable = report_school("en")
    draft = timetable.model_copy(update={"lessons": timetable.lessons[1:], "draft": True})
    found = rows(written(tmp_path, problem, draft, "en")["Principal's page"])
    assert any("26 / 27 DRAFT" in row for row in found)
