"""Outputs that fail at the last moment are told, the others written, and the timetable never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

import constraints
from scheduler.domain.timetable import Timetable
from scheduler.samples import sample
from scheduler.services.output import RESCUE, write_all
from scheduler.verify import judge


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def written(*paths: Path) -> tuple[list[Path], list[str]]:
    problem = sample("tiny")
    timetable = Timetable(version="v1")
    report = judge(problem, timetable, constraints.bind(problem), evidence=True)
    done, wrong = write_all(problem, timetable, report, list(paths), "en")
    return done, [fault.where for fault in wrong]


def test_one_output_that_fails_does_not_cost_the_others(tmp_path: Path, elsewhere: Path) -> None:
    bad, good = tmp_path / "bad.csv", tmp_path / "good.json"
    bad.mkdir()
    assert written(bad, good) == ([good], [str(bad)])
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_a_timetable_no_output_takes_is_rescued(tmp_path: Path, elsewhere: Path, ending: str) -> None:
    bad = tmp_path / f"bad.{ending}"
    (tmp_path / f"bad.{ending}.part").mkdir()  # so that the file beside it cannot be opened
    assert written(bad) == ([elsewhere / RESCUE], [str(bad)])
    assert Timetable.model_validate_json((elsewhere / RESCUE).read_text(encoding="utf-8")).version == "v1"
    assert written(bad)[0] == [elsewhere / "qingke-timetable-2.json"]
