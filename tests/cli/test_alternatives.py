"""`qingke alternatives`: events, files, exit codes."""

from __future__ import annotations

from pathlib import Path

from scheduler.io.timetable import read_timetable
from scheduler.samples import sample
from scheduler.services.differs import Differ, differing
from tests.cli.test_commands import TINY, events, qingke

QUICK = ("--workers", "1", "--seconds", "60")


def test_alternatives_are_told_one_by_one_and_written_with_their_numbers(tmp_path: Path) -> None:
    base = tmp_path / "base.json"
    assert qingke("solve", TINY, "-o", str(base), "--workers", "1", "--seconds", "30").returncode == 0
    words = ("-n", "2", "--differ", "half-days", "--least", "2", "--loss", "30", "-o", str(tmp_path / "other.json"))
    done = qingke("alternatives", TINY, str(base), *words, *QUICK, "--json", "--lang", "en")
    assert done.returncode == 0, done.stderr
    told = events(done)
    shown = [one for one in told if one["event"] == "alternative"]
    assert [one["number"] for one in shown] == [1, 2]
    assert [one["what"] for one in shown] == ["half_days"] * 2
    assert told[-1] == {"event": "alternatives", "made": 2, "least": 2, "interrupted": False}
    problem = sample("tiny")
    read = [read_timetable(tmp_path / f"{name}.json", problem).timetable for name in ("base", "other-1", "other-2")]
    differ = Differ(what="half_days")
    assert [differing(problem, differ, read[0], read[1])] == [shown[0]["differs"]]
    assert min(differing(problem, differ, one, read[2]) for one in read[:2]) == shown[1]["differs"]
    assert {path.name for path in tmp_path.iterdir()} == {"base.json", "other-1.json", "other-2.json"}


def test_without_a_timetable_one_is_made_first_and_only_what_is_named_must_differ() -> None:
    names = ("--class", "三(1)", "--subject", "语文", "--teacher", "吕琴", "--least", "2")
    done = qingke("alternatives", TINY, "-n", "1", *names, *QUICK, "--lang", "zh")
    assert done.returncode == 0, done.stderr
    assert "第 1 份：扣分" in done.stdout
    assert "三(1) 语文" in done.stdout


def test_names_that_are_none_and_what_cannot_differ_are_refused() -> None:
    unknown = ("--class", "九(9)", "--teacher", "Nobody", "--subject", "Latin")
    refused = qingke("alternatives", TINY, *unknown, "--json", "--lang", "en")
    assert refused.returncode == 2
    (faulty,) = [one for one in events(refused) if one["event"] == "faulty"]
    assert [fault["where"] for fault in faulty["faults"]] == ["CLASS", "TEACHER", "SUBJECT"]
    assert qingke("alternatives", TINY, "--differ", "colours").returncode == 2
