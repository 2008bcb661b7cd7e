"""Every way a solve can end before its time: signals, readers that go away, outputs nobody can write."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TINY = ROOT / "sample_inputs" / "tiny" / "school.xlsx"
LARGE = ROOT / "sample_inputs" / "primary_18" / "school.xlsx"
START = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from scheduler.cli import main; main()"
)
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "200"}


def started(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", START, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=ENVIRONMENT,
    )


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_search_and_the_best_is_written(tmp_path: Path, number: signal.Signals) -> None:
    out = tmp_path / "best.json"
    running = started("solve", str(LARGE), "-o", str(out), "--seconds", "120", "--workers", "2", "--json")
    assert running.stdout is not None
    begun = False
    for line in running.stdout:
        begun = begun or json.loads(line)["event"] == "built"
        if begun and json.loads(line)["event"] in ("bound", "improved"):
            break  # in the second solve or a later one
    time.sleep(0.3)
    running.send_signal(number)
    rest, errors = running.communicate(timeout=60)
    assert running.returncode == 130, errors
    last = json.loads(rest.splitlines()[-1])
    assert (last["event"], last["status"], last["interrupted"]) == ("finished", "feasible", True)
    assert len(json.loads(out.read_text(encoding="utf-8"))["lessons"]) == last["placed"]


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
@pytest.mark.parametrize("more", [[], ["--json"]])
def test_the_result_is_written_though_the_reader_of_the_output_goes_away(tmp_path: Path, more: list[str]) -> None:
    out = tmp_path / "t.csv"
    running = started("solve", str(TINY), "-o", str(out), "--seconds", "20", *more)
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    errors = running.stderr.read()
    running.stderr.close()
    assert running.wait(timeout=60) == 0, errors
    assert errors == ""
    assert out.exists()


def refused(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", START, *words, "--lang", "en"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=ENVIRONMENT,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == ""
    return done.stderr


def test_a_folder_is_no_output(tmp_path: Path) -> None:
    (tmp_path / "o.csv").mkdir()
    assert "is a folder" in refused("solve", str(TINY), "-o", str(tmp_path / "o.csv"))


def test_a_file_is_no_folder_for_outputs(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "cannot be written" in refused("solve", str(TINY), "-o", str(tmp_path / "file" / "o.csv"))


def test_the_school_itself_is_not_overwritten(tmp_path: Path) -> None:
    school = tmp_path / "school.xlsx"
    school.write_bytes(TINY.read_bytes())
    assert "is the input itself" in refused("solve", str(school), "-o", str(school))
    assert "is the input itself" in refused("verify", str(school), str(school), "-o", str(school))
    assert school.read_bytes() == TINY.read_bytes()
