"""What every printed sheet must have, whatever stands on it, in both languages."""

from __future__ import annotations

import re

import pytest
from openpyxl.cell import MergedCell

from constraints import CATALOGUE
from constraints.weekly_must_have import WeeklyMustHave
from scheduler.domain.policy import RuleException, RuleSetting
from scheduler.io.results.style import lines_needed, text_width
from tests.io.results.reading import RULES, texts, written
from tests.io.results.report_school import recorded_school, report_school

DATA = ("Data", "数据")
CHINESE = re.compile(r"[\u3400-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{3,}")


HASH = re.compile(r"[0-9a-f]{12,64}")
CLAUSE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
"""Ids of clauses, the same in both languages."""


@pytest.fixture(scope="module", params=["en", "zh"])
def printed(request, tmp_path_factory):
    """Everything at once: plans, records and every rule of the catalogue."""
    problem, timetable = recorded_school(request.param)
    rules = [rule(subjects=("pe",)) if rule is WeeklyMustHave else rule() for rule in CATALOGUE]
    return request.param, written(tmp_path_factory.mktemp("prints"), problem, timetable, request.param, rules)


def test_nothing_is_left_in_the_other_language(printed):
    lang, book = printed
    other = CHINESE if lang == "en" else ENGLISH
    for sheet in book:
        if sheet.title not in DATA:
            said = [CLAUSE.sub("", text) for text in texts(sheet) if not HASH.fullmatch(text)]
            assert [text for text in said if other.search(text)] == [], sheet.title


def test_every_print_says_version_and_from_when_it_holds(printed):
    _, book = printed
    for sheet in book:
        foot = sheet.oddFooter.left.text
        assert "V2" in foot, sheet.title
        assert "2026-09-01" in foot, sheet.title
        assert sheet.title in sheet.oddFooter.center.text
        if sheet.title not in DATA:
            assert any("V2" in text and "2026-09-01" in text for text in texts(sheet)), sheet.title


@pytest.mark.parametrize(("lang", "said"), [("en", "contains loosened rules"), ("zh", "含放宽规则")])
def test_every_print_says_that_a_rule_is_loosened(tmp_path, lang, said):
    problem, timetable = report_school(lang)
    problem = problem.model_copy(update={"presets": ("own",)})
    excepted = RULES[1].model_copy(
        update={"provenance": "own", "reason": "R", "exceptions": (RuleException(who="ann", off=True),)}
    )
    book = written(tmp_path, problem, timetable, lang, (RULES[0], excepted))
    for sheet in book:
        assert said in sheet.oddFooter.center.text, sheet.title
        if sheet.title not in DATA:
            assert any(said in text for text in texts(sheet)), sheet.title


def test_a_long_reason_in_the_foot_has_a_line_of_its_own_and_runs_into_nothing(tmp_path):
    problem, timetable = report_school("zh")
    why = "操场翻修到九月底，" * 12
    off = (RuleSetting(id="teacher_gaps", off=True, reason=why),)
    book = written(tmp_path, problem.model_copy(update={"rules": off}), timetable)
    for sheet in book:
        foot = sheet.oddFooter
        title, told = foot.center.text.split("\n")
        assert title == sheet.title
        assert told.endswith("…")
        assert text_width(told) <= 96, "three quarters of an upright page in 8-point type"
        assert foot.right.text == "2026-09-01\n第 &P / &N 页"


def test_footers_are_no_longer_than_a_program_takes(printed):
    _, book = printed
    for sheet in book:
        footer = sheet.oddFooter
        written_out = "".join(f"&{part}" for part in (footer.left.text, footer.center.text, footer.right.text))
        assert len(written_out) + 3 * len('&"Microsoft YaHei,Regular"&8 ') < 255, sheet.title


def test_every_sheet_has_paper_and_fits_its_width(printed):
    _, book = printed
    for sheet in book:
        setup = sheet.page_setup
        assert int(setup.paperSize) in (8, 9), sheet.title
        if sheet.sheet_properties.pageSetUpPr is None or not sheet.sheet_properties.pageSetUpPr.fitToPage:
            wide = {8: (841.9, 1190.6), 9: (595.3, 841.9)}[int(setup.paperSize)][setup.orientation == "landscape"]
            area = sheet.print_area
            assert area, sheet.title
            last = sheet[area.split("!")[-1].replace("$", "").split(":")[1]].column
            points = sum((column_width(sheet, at) * 7 + 5) * 0.75 for at in range(1, last + 1))
            assert points * (setup.scale or 100) / 100 <= wide - 58, sheet.title


def column_width(sheet, column: int) -> float:
    """Characters a column is wide, without its margin; openpyxl keeps a run of alike columns at its first."""
    for one in sheet.column_dimensions.values():
        if one.min is not None and one.min <= column <= one.max:
            return float(one.width) - 5 / 7
    return 8.43


def test_no_text_is_cut(printed):
    _, book = printed
    for sheet in book:
        if sheet.title in DATA:
            continue
        merged = {one.coord.split(":")[0]: one for one in sheet.merged_cells.ranges}
        for cell in (cell for row in sheet.iter_rows() for cell in row if not isinstance(cell, MergedCell)):
            if not isinstance(cell.value, str) or not cell.value:
                continue
            area = merged.get(cell.coordinate)
            columns = range(area.min_col, area.max_col + 1) if area else [cell.column]
            lines = range(area.min_row, area.max_row + 1) if area else [cell.row]
            size = cell.font.sz
            room = sum(column_width(sheet, at) for at in columns) * 11 / size
            high = sum(sheet.row_dimensions[at].height or 15 for at in lines)
            where = f"{sheet.title}!{cell.coordinate}: {cell.value!r}"
            if cell.alignment.wrap_text:
                assert lines_needed(cell.value, room) * size * 1.2 <= high + 2, where
            elif not cell.alignment.shrink_to_fit and area:
                assert text_width(cell.value) <= room, where
