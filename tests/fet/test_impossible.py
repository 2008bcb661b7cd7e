"""Three lessons of which every two clash, in two periods: FET searches for ever; here the three are named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scheduler.cli.console import IMPOSSIBLE, Talk
from scheduler.cli.solve import run_solve
from tests.fet.mini import activity, school

TWO: dict[str, Any] = {"days": ("Mon",), "hours": ("1", "2")}
ONE_CLASS = (activity(1, "Maths", "Ann", "7A"), activity(2, "Music", "Ben", "7A"), activity(3, "Sport", "Cai", "7A"))
IN_A_RING = (activity(1, "Maths", "Ann", "7A"), activity(2, "Music", "Ann", "7B"), activity(3, "Sport", "Ben", "7A+7B"))


@pytest.mark.parametrize(
    ("lessons", "three"),
    [(ONE_CLASS, ("Maths 7A", "Music 7A", "Sport 7A")), (IN_A_RING, ("Maths 7A", "Music 7B", "Sport 7A 7B"))],
)
def test_solving_ends_impossible_and_names_the_three(
    lessons: tuple[str, ...], three: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "three.fet"
    file.write_bytes(school(lessons, **TWO))
    limits: dict[str, Any] = {"seconds": 20, "workers": 1, "seed": 0, "scenario": None, "start": None, "week": None}
    assert run_solve(file, [], Talk("en"), **limits, draft=False) == IMPOSSIBLE
    said = next(line for line in capsys.readouterr().out.splitlines() if "✗" in line)
    assert all(name in said for name in three), said
    assert "2" in said
