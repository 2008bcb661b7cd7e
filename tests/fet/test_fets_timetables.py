"""Timetables that FET itself makes of the small files keep every rule we read, and lose what FET says they lose."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

import constraints
from scheduler.bench.fet import peer
from scheduler.io.fet.read import read_fet
from scheduler.io.timetable import read_timetable
from scheduler.verify import judge
from tests.fet.mini import HERE

ABSENT = not peer.available() and "fet-cl" not in os.environ.get("QINGKE_REQUIRE", "").split()


@pytest.mark.skipif(ABSENT, reason="the command fet-cl is not installed")
@pytest.mark.parametrize("name", ["first", "sets", "rooms", "virtual", "tags", "sites"])
def test_what_fet_makes_is_kept_here_and_weighed_alike(name: str, tmp_path: Path) -> None:
    command = ["fet-cl", f"--inputfile={HERE / name}.fet", f"--outputdir={tmp_path}", "--timelimitseconds=20"]
    done = subprocess.run([*command, "--htmllevel=0"], capture_output=True, text=True, timeout=60, check=False)
    assert "Simulation successful" in done.stdout
    made = tmp_path / "timetables" / name
    told = (made / f"{name}_soft_conflicts.txt").read_text(encoding="utf-8")
    soft = re.search(r"Total soft conflicts: *([\d.]+)", told)
    assert soft is not None
    problem = read_fet(HERE / f"{name}.fet").problem
    timetable = read_timetable(made / f"{name}_activities.xml", problem).timetable
    report = judge(problem, timetable, constraints.bind(problem))
    assert [one.rule.label for one in report.rules if one.rule.level == "hard" and one.amount] == []
    assert report.penalty / 10_000 == pytest.approx(float(soft[1]), abs=0.001)
