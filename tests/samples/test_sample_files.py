"""The files in sample_inputs are what the samples make now."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

import constraints
from scheduler.io.workbook import read_school
from scheduler.rules.info import info_of
from scheduler.samples import IMPOSSIBLE, SAMPLES, names, sample
from scheduler.samples.__main__ import members, write_all, write_workbook
from scheduler.samples.scenarios import QUESTIONS
from scheduler.samples.writing import expected, expected_impossible, readme

FILES = Path(__file__).parents[2] / "sample_inputs"


@pytest.mark.parametrize("one", SAMPLES, ids=lambda one: one.name)
def test_what_is_expected_of_a_sample_stands_beside_it(one):
    assert yaml.safe_load((FILES / one.name / "expected.yml").read_text(encoding="utf-8")) == expected(one)


def test_what_is_expected_of_impossible_schools_stands_beside_them():
    assert yaml.safe_load((FILES / "impossible" / "expected.yml").read_text(encoding="utf-8")) == expected_impossible()


def test_the_list_of_samples_is_up_to_date():
    assert (FILES / "README.md").read_text(encoding="utf-8") == readme()


def test_there_is_a_workbook_for_every_sample_and_no_other():
    found = {path.relative_to(FILES).as_posix() for path in FILES.rglob("*.xlsx")}
    assert found == {
        *(f"{one.name}/school.xlsx" for one in SAMPLES),
        *(f"impossible/{one.name}.xlsx" for one in IMPOSSIBLE),
    }


@pytest.mark.parametrize("name", names())
def test_every_workbook_reads_back_as_its_sample(name):
    path = FILES / (f"{name}.xlsx" if "/" in name else f"{name}/school.xlsx")
    read = read_school(path, rule_infos=[info_of(rule) for rule in constraints.CATALOGUE]).problem
    assert read.fingerprint == sample(name).fingerprint


def test_making_the_samples_again_gives_the_same_files(tmp_path):
    write_all(tmp_path)
    files = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert len(files) == 2 * len(SAMPLES) + len(IMPOSSIBLE) + len(QUESTIONS) + 2
    for name in files:
        if name.suffix == ".xlsx":
            assert members(FILES / name) == members(tmp_path / name), name
        else:
            assert (FILES / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_a_workbook_that_says_the_same_already_is_left_alone(tmp_path):
    path = tmp_path / "school.xlsx"
    write_workbook(sample("tiny"), path)
    first = path.read_bytes()
    os.utime(path, (0, 0))
    write_workbook(sample("tiny"), path)
    assert (path.stat().st_mtime, path.read_bytes()) == (0, first)
    write_workbook(sample("odd_even"), path)
    assert path.read_bytes() != first
