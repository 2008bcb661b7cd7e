"""Evidence prints whatever its rows hold: several shapes of one rule, long notes, names in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from constraints import CATALOGUE
from constraints.attestations import Attestations
from constraints.daily_hours_cap import DailyHoursCap
from constraints.follow_timetable import FollowTimetable
from scheduler.domain.view import View
from scheduler.io.results.evidence import HEADERS
from scheduler.rules.base import Rule
from tests.casebook import build, load_cases
from tests.io.results.reading import rows, written
from tests.io.results.report_school import WORDS, recorded_school

CASES = Path(__file__).parents[2] / "cases"
TITLES = {"en": "Evidence", "zh": "核查数据"}
SHOWING = [rule for rule in CATALOGUE if rule.evidence is not Rule.evidence]


@pytest.mark.parametrize("rule", SHOWING, ids=lambda rule: rule.id)
def test_every_field_of_evidence_has_a_header_in_both_languages(rule):
    fields = set()
    for case in load_cases(CASES / f"{rule.id}.yml"):
        view = View(*build(case))
        fields |= {name for row in rule.model_validate(dict(case.settings)).evidence(view) for name in row}
    assert fields
    assert fields <= set(HEADERS)


@pytest.fixture(scope="module", params=["en", "zh"])
def evidence(request, tmp_path_factory):
    problem, timetable = recorded_school(request.param)
    rules = (DailyHoursCap(), FollowTimetable(), Attestations())
    book = written(tmp_path_factory.mktemp("evidence"), problem, timetable, request.param, rules)
    sheet = book[TITLES[request.param]]
    return request.param, sheet, [[value for value in row if value is not None] for row in rows(sheet)]


def test_rows_of_another_shape_begin_a_table_of_their_own(evidence):
    lang, _, found = evidence
    heads = ["teacher", "subject", "swaps without a slip"] if lang == "en" else ["教师", "科目", "无调课单的换课"]
    at = next(at for at, row in enumerate(found) if row[:3] == heads)
    assert found[at + 1][:3] == [WORDS["ann"].to(lang), WORDS["read"].to(lang), 1]
    seen = ["seen", "抽查节数"][lang == "zh"]
    assert any(seen in row for row in found[:at])


def test_minutes_under_three_definitions_stand_by_grade_and_day(evidence):
    lang, _, found = evidence
    grade, day = ("Grade 3", "Tuesday") if lang == "en" else ("三年级", "周二")
    # four lessons of 40; with the long break of 30; 08:30 to 13:40 without 110 of noon rest
    assert [grade, day, 160, 190, 200, 360, 170] in found


def test_a_long_note_gets_the_room_it_needs(evidence):
    lang, sheet, _ = evidence
    said = "Told to all teachers" if lang == "en" else "开学第一周"
    cell = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith(said))
    assert any(cell.coordinate in area and area.size["columns"] > 1 for area in sheet.merged_cells.ranges)
    assert sheet.row_dimensions[cell.row].height > 15


def test_who_answers_and_what_is_confirmed_is_told_in_words(evidence):
    lang, _, found = evidence
    rest = {row[0]: row[1:4] for row in found if row}
    ranking, books = (
        ("No ranking by marks", "Only listed books") if lang == "en" else ("不按分数排名", "教材教辅用目录内的")
    )
    assert rest[ranking] == [WORDS["ann"].to(lang), "yes" if lang == "en" else "是", "2026-09-01"]
    assert rest[books] == [WORDS["ben"].to(lang), "", ""]
