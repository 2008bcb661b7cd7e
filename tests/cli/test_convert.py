"""Converting a school says what a form cannot hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.cli.console import Talk
from scheduler.cli.files import run_convert
from scheduler.domain.timetable import Timetable
from scheduler.io import read_problem, write_problem
from scheduler.samples import sample


@pytest.mark.parametrize(("target", "told"), [("school.xlsx", True), ("folder", True), ("again.json", False)])
def test_earlier_versions_left_out_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], target: str, told: bool
) -> None:
    problem = sample("tiny").model_copy(update={"earlier": (Timetable(valid_from="2026-09-01"),)})
    write_problem(problem, tmp_path / "school.json")
    assert run_convert(tmp_path / "school.json", tmp_path / target, Talk("en")) == 0
    assert ("Earlier versions of the timetable (1)" in capsys.readouterr().out) is told
    assert bool(read_problem(tmp_path / target).problem.earlier) is not told
