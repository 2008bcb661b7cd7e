"""What is written is read back unchanged, whatever the names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scheduler.domain import references
from scheduler.domain.problem import Problem
from scheduler.domain.school import Teacher
from scheduler.domain.text import LANGS, FaultyInput, Lang
from scheduler.io import read_problem, write_problem
from scheduler.io.workbook import read_school, write_school, write_template
from scheduler.io.workbook.reader import read_grids
from scheduler.io.workbook.sheets import Desk
from scheduler.io.workbook.writer import sheets_of
from tests.io.schools import everything, problems


def test_the_school_that_uses_everything_has_no_faults() -> None:
    assert references.faults(everything()) == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["school.xlsx", "school.json", "folder"])
def test_a_school_that_uses_everything_is_read_back_from_every_format(tmp_path: Path, name: str, lang: Lang) -> None:
    write_problem(everything(), tmp_path / name, lang=lang)
    assert read_problem(tmp_path / name, lang=lang).problem == everything()


@pytest.mark.parametrize("lang", LANGS)
def test_the_reader_needs_no_word_of_the_files_language(tmp_path: Path, lang: Lang) -> None:
    write_school(everything(), tmp_path / "school.xlsx", lang=lang)
    other: Lang = "en" if lang == "zh" else "zh"
    assert read_school(tmp_path / "school.xlsx", lang=other).problem == everything()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(problems(), st.sampled_from(LANGS))
def test_every_valid_school_is_read_back_unchanged(problem: Problem, lang: Lang) -> None:
    assume(not references.faults(problem))
    grids = [sheet.grid(lang) for sheet in sheets_of(problem, lang)]
    assert read_grids(grids, Desk(lang)).problem == problem


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_the_file_itself_carries_every_name(tmp_path_factory: pytest.TempPathFactory, problem: Problem) -> None:
    assume(not references.faults(problem))
    path = tmp_path_factory.mktemp("file") / "school.xlsx"
    write_school(problem, path)
    assert read_school(path).problem == problem


@pytest.mark.parametrize(
    "name", ["=1+1", "王敏🙂", "１２", "_x0041_", "http://a.b", "+86", "#N/A", "3.10", "007", "TRUE"]
)
def test_a_name_is_never_taken_for_a_formula_a_link_or_a_number(tmp_path: Path, name: str) -> None:
    problem = everything().model_copy(update={"school": name, "teachers": (*everything().teachers, Teacher(id=name))})
    write_school(problem, tmp_path / "school.xlsx")
    assert read_school(tmp_path / "school.xlsx").problem == problem


@pytest.mark.parametrize("name", ["a\x00b", "a\x07b", "a\ufffeb", "a\nb"])
def test_a_name_no_cell_can_hold_is_a_fault_and_writes_nothing(tmp_path: Path, name: str) -> None:
    problem = everything().model_copy(update={"teachers": (*everything().teachers, Teacher(id=name))})
    assert any("teachers" in fault.where for fault in references.faults(problem))
    path = tmp_path / "school.xlsx"
    path.write_bytes(b"as before")
    if "\n" not in name:
        with pytest.raises(FaultyInput):
            write_school(problem, path)
        assert path.read_bytes() == b"as before"
        assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("lang", LANGS)
def test_the_empty_workbook_is_read_without_faults(tmp_path: Path, lang: Lang) -> None:
    write_template(tmp_path / "empty.xlsx", lang=lang)
    problem = read_problem(tmp_path / "empty.xlsx", lang=lang).problem
    assert [grade.number for grade in problem.grades] == [1, 2, 3, 4, 5, 6]
    assert not problem.courses
