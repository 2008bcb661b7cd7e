"""`qingke explain` as scripts know it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import CLASH, TINY, events, qingke


def test_explain_ends_with_the_explained_event_of_the_contract() -> None:
    done = qingke("explain", CLASH, "--json", "--lang", "zh", "--workers", "1")
    assert done.returncode == 3, done.stderr
    last = events(done)[-1]
    assert (last["event"], last["status"], last["proof"], last["confirmed"]) == (
        "explained",
        "impossible",
        "counting",
        True,
    )
    assert {(member["rule"], member["owner"]) for member in last["conflict"]} == {
        ("fixed_lessons", "三(1):数学"),
        ("fixed_lessons", "三(2):数学"),
    }
    for member in last["conflict"]:
        assert set(member) == {"rule", "owner", "numbers", "words"}
        assert "周二第2节" in member["words"]
    assert last["ways_out"]
    for way in last["ways_out"]:
        assert way["verified"] is True
        assert way["kind"] in ("place", "time", "meeting", "teacher", "hours", "rule")
        assert all(patch["kind"] for patch in way["patches"])


def test_the_changes_of_a_way_out_are_a_scenario_that_can_be_solved(tmp_path: Path) -> None:
    last = events(qingke("explain", CLASH, "--ways", "1", "--json", "--workers", "1"))[-1]
    scenario = tmp_path / "way.yml"
    scenario.write_text(json.dumps({"patches": last["ways_out"][0]["patches"]}), encoding="utf-8")
    done = qingke("solve", CLASH, "--scenario", str(scenario), "--seconds", "20", "--workers", "1", "--json")
    assert done.returncode == 0, done.stdout[-500:] + done.stderr


def test_a_school_with_a_timetable_is_told_so() -> None:
    done = qingke("explain", TINY, "--lang", "en", "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert "There is a timetable that keeps every hard rule" in done.stdout


def test_no_ways_out_are_looked_for_where_none_are_asked_for() -> None:
    done = qingke("explain", CLASH, "--ways", "0", "--lang", "zh", "--workers", "1")
    assert done.returncode == 3, done.stderr
    assert "出路" not in done.stdout
    assert "  ✗ 【固定课】三(1) 数学、三(2) 数学：固定在周二第2节" in done.stdout


@pytest.mark.parametrize("options", [["--json"], []])
def test_a_faulty_school_is_refused(tmp_path: Path, options: list[str]) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}", encoding="utf-8")
    done = qingke("explain", str(wrong), *options)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
