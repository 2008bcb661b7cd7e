"""The command line as scripts know it: exit codes, events, files, and no solver for judging."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_inputs"
TINY = str(SAMPLES / "tiny" / "school.xlsx")
CLASH = str(SAMPLES / "impossible" / "fixed_at_one_time.xlsx")


def qingke(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    code = "from scheduler.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "200", **environment},
        timeout=300,
        check=False,
    )


def events(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The tiny school solved once, written in every form."""
    out = tmp_path_factory.mktemp("out")
    outs = [word for ending in ("xlsx", "csv", "json") for word in ("-o", str(out / f"t.{ending}"))]
    return out, qingke("solve", TINY, *outs, "--workers", "1", "--seconds", "30", "--json", "--lang", "en")


def test_solve_ends_with_the_finished_event_of_the_contract(
    solved: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    out, done = solved
    assert done.returncode == 0, done.stderr
    last = events(done)[-1]
    assert last["event"] == "finished"
    assert last["status"] == "optimal"
    wanted = ("relaxed", "relaxed_bound", "penalty", "bound", "seconds", "first_seconds", "build_seconds")
    assert all(name in last for name in (*wanted, "lessons", "placed", "findings"))
    assert last["lessons"] == last["placed"] == 36
    assert {path.name for path in out.iterdir()} == {"t.xlsx", "t.csv", "t.json"}


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_what_solve_writes_verify_finds_kept(
    solved: tuple[Path, subprocess.CompletedProcess[str]], ending: str
) -> None:
    done = qingke("verify", TINY, str(solved[0] / f"t.{ending}"), "--json", "--lang", "en")
    assert done.returncode == 0, done.stdout + done.stderr
    last = events(done)[-1]
    assert (last["status"], last["broken"], last["placed"]) == ("kept", 0, 36)
    assert last["penalty"] == events(solved[1])[-1]["penalty"]


def test_a_moved_lesson_is_found_and_gives_exit_code_1(
    solved: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    lines = (solved[0] / "t.csv").read_text(encoding="utf-8-sig").splitlines()
    at = next(i for i, line in enumerate(lines) if "数学" in line)
    cells = lines[at].split(",")
    other = next(
        line.split(",") for line in lines[1:] if line.split(",")[1] == cells[1] and line.split(",")[4] != "数学"
    )
    lines[at] = ",".join([*cells[:2], *other[2:4], *cells[4:]])
    edited = tmp_path / "edited.csv"
    edited.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    done = qingke("verify", TINY, str(edited), "--json", "--lang", "zh")
    assert done.returncode == 1
    broken = {e["id"] for e in events(done) if e["event"] == "finding" and e["verdict"] == "broken"}
    assert "class_clash" in broken
    assert not any("{" in e["words"] for e in events(done) if e["event"] == "finding")


def test_a_log_of_lessons_as_taught_is_judged_with_its_cells(
    solved: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    log, timetable = tmp_path / "log.csv", str(solved[0] / "t.json")
    head = "week,day,period,class,planned_subject,taught_subject,state\n"
    log.write_text(head + "3,Mon,1,3(1),,,missed\n", encoding="utf-8-sig")
    done = qingke("verify", TINY, timetable, "--taught", str(log), "--week", "1", "--json", "--lang", "en")
    assert done.returncode == 1, done.stdout + done.stderr
    broken = [e for e in events(done) if e["event"] == "finding" and e["verdict"] == "broken"]
    assert [(e["id"], e["key"][1:4]) for e in broken] == [("follow_timetable", ["w3d1", "1", "missed"])]
    log.write_text(head + "3,Mon,1,9(9),,,missed\n3,Mon,1,3(1),,,asleep\n", encoding="utf-8")
    done = qingke("verify", TINY, timetable, "--taught", str(log), "--earlier", timetable, "--json", "--lang", "en")
    assert done.returncode == 2
    (faulty,) = [e for e in events(done) if e["event"] == "faulty"]
    assert [(f["sheet"], f["cell"]) for f in faulty["faults"]] == [("log.csv", "D2"), ("log.csv", "G3"), ("", "")]
    assert "valid_from" in faulty["faults"][2]["right"]


def test_judging_needs_no_solver(solved: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    (tmp_path / "ortools").mkdir()
    (tmp_path / "ortools" / "__init__.py").write_text("raise ImportError('no solver here')\n", encoding="utf-8")
    done = qingke("verify", TINY, str(solved[0] / "t.json"), PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert done.returncode == 0, done.stderr


def test_an_impossible_school_is_refused_with_its_reason_and_a_draft(tmp_path: Path) -> None:
    out = tmp_path / "draft.csv"
    done = qingke("solve", CLASH, "-o", str(out), "--seconds", "8", "--json", "--lang", "zh")
    assert done.returncode == 3
    told = events(done)
    assert next(e for e in told if e["event"] == "shortage")["reason"]
    assert told[-1]["status"] == "impossible"
    assert told[-1]["draft"] is True
    assert out.exists()


def test_no_draft_is_written_where_none_is_wanted(tmp_path: Path) -> None:
    out = tmp_path / "draft.csv"
    assert qingke("solve", CLASH, "-o", str(out), "--seconds", "8", "--no-draft").returncode == 3
    assert not out.exists()


def test_check_counts_and_says_impossible() -> None:
    assert qingke("check", TINY).returncode == 0
    assert qingke("check", CLASH).returncode == 3


@pytest.mark.parametrize("command", ["check", "solve"])
def test_what_only_all_rules_together_refuse_is_refused_with_the_rules_that_prove_it(command: str) -> None:
    more = ("--seconds", "20", "--no-draft") if command == "solve" else ()
    done = qingke(command, str(SAMPLES / "impossible" / "mornings_full.xlsx"), *more, "--json", "--lang", "zh")
    assert done.returncode == 3
    told = events(done)
    (red,) = [e for e in told if e["event"] == "shortage" and e["severity"] == "red"]
    assert red["proof"] == "lp"
    assert {"period_ban", "teacher_clash"} <= set(red["rules"])
    assert told[-1]["status"] == "impossible"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_faulty_input_gives_exit_code_2_and_no_traceback(tmp_path: Path, lang: str) -> None:
    broken = tmp_path / "school.xlsx"
    broken.write_bytes(b"PK\x03\x04 not really a workbook")
    done = qingke("solve", str(broken), "-o", str(tmp_path / "o.xlsx"), "--lang", lang)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    assert not (tmp_path / "o.xlsx").exists()


def test_an_output_nobody_can_write_is_refused_before_the_search(tmp_path: Path) -> None:
    done = qingke("solve", TINY, "-o", str(tmp_path / "o.docx"))
    assert done.returncode == 2
    assert ".xlsx" in done.stderr


def test_a_wrong_option_gives_exit_code_2() -> None:
    assert qingke("solve", TINY, "--seconds", "soon").returncode == 2


@pytest.mark.parametrize("target", ["school.json", "school.xlsx", "folder"])
def test_convert_keeps_the_school(tmp_path: Path, target: str) -> None:
    from scheduler.services.load import load

    done = qingke("convert", TINY, str(tmp_path / target), "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert load(tmp_path / target).problem == load(Path(TINY)).problem


def test_schema_is_json() -> None:
    schema = json.loads(qingke("schema").stdout)
    assert schema["title"] == "Problem"
    assert schema["properties"]["schema_version"]["default"] == 2
    assert {"calendar", "activities", "homework", "exams", "publication", "attestations", "taught", "earlier"} <= set(
        schema["properties"]
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_is_written_empty_and_filled(tmp_path: Path, lang: str) -> None:
    assert qingke("template", str(tmp_path / "empty.xlsx"), "--lang", lang).returncode == 0
    done = qingke("template", str(tmp_path / "full.xlsx"), "--filled", "tiny", "--lang", lang)
    assert done.returncode == 0, done.stderr
    assert qingke("check", str(tmp_path / "full.xlsx"), "--lang", lang).returncode == 0


def test_a_scenario_changes_the_school_before_it_is_solved(tmp_path: Path) -> None:
    scenario = tmp_path / "away.yml"
    scenario.write_text("name: 操场停用\npatches:\n- {kind: room_places, room: 操场, places: 0}\n", encoding="utf-8")
    done = qingke("solve", TINY, "--scenario", str(scenario), "--no-draft", "--json")
    assert done.returncode == 3
    scenario.write_text("patches:\n- {kind: room_places, room: 月球, places: 0}\n", encoding="utf-8")
    assert qingke("solve", TINY, "--scenario", str(scenario)).returncode == 2
