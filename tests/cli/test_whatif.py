"""`qingke whatif` as a person and as a script use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scheduler.cli.console import Talk
from scheduler.cli.whatif import run_whatif
from scheduler.domain.text import FaultyInput
from scheduler.domain.timetable import Timetable
from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.io.timetable import write_json
from scheduler.services.generate import Generation
from scheduler.services.load import load
from tests.cli.test_commands import SAMPLES, qingke

TINY = SAMPLES / "tiny" / "school.xlsx"
SCENARIOS = """
scenarios:
  - name: 音乐教室周一停用
    patches: [{kind: room_closed, room: 音乐教室1, times: [{day: 1}]}]
  - name: 课间长 5 分钟 <b>
    patches: [{kind: breaks_lengthened, minutes: 5}]
"""
AWAY = "name: 停\npatches: [{kind: room_closed, room: 音乐教室1, times: [{day: 1}]}]\n"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("base") / "base.json"
    last = list(Generation(load(TINY), Settings(seconds=20, workers=1, max_steps=2)))[-1]
    assert isinstance(last, Finished)
    assert last.timetable is not None
    write_json(last.timetable, path)
    return path


def ask(capsys: pytest.CaptureFixture[str], *words: Path | str, outs: tuple[Path, ...] = ()) -> tuple[int, str]:
    """The exit code and what is printed."""
    talk = Talk("en", as_json=True)
    code = run_whatif(TINY, [str(word) for word in words], list(outs), talk, seconds=10, workers=1, seed=0)
    return code, capsys.readouterr().out


def told(output: str, event: str) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in output.splitlines() if line]
    return [line for line in lines if line["event"] == event]


def test_every_scenario_is_answered_in_order_and_reports_are_written(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenarios = tmp_path / "two.yml"
    scenarios.write_text(SCENARIOS, encoding="utf-8")
    outs = tmp_path / "report.xlsx", tmp_path / "report.html"
    code, output = ask(capsys, base, scenarios, outs=outs)
    assert code == 0
    room, breaks = told(output, "answered")
    assert json.loads(output.splitlines()[-1])["event"] == "answered"
    assert (room["how"], breaks["how"]) == ("solved", "bells")
    assert breaks["moved"] == 0
    assert {f["owner"] for f in room["figures"] if f["what"] == "room"} >= {"音乐教室1"}
    ends = [(f["before"], f["after"]) for f in breaks["figures"] if f["what"] == "end"]
    assert ends
    assert all(after - before == 10 for before, after in ends)
    page = outs[1].read_text(encoding="utf-8")
    assert "课间长 5 分钟 &lt;b&gt;" in page
    assert "<b>" not in page
    book = openpyxl.load_workbook(outs[0])
    assert len(book.sheetnames) == 3
    assert [row[0].value for row in book.worksheets[0].iter_rows(min_row=5, max_row=6)] == [
        "音乐教室周一停用",
        "课间长 5 分钟 <b>",
    ]


def test_one_scenario_may_give_its_timetable(base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scenario, out = tmp_path / "one.yml", tmp_path / "after.json"
    scenario.write_text(AWAY, encoding="utf-8")
    assert ask(capsys, base, scenario, outs=(out,))[0] == 0
    after = Timetable.model_validate_json(out.read_text(encoding="utf-8"))
    assert not [x for x in after.lessons if x.day == 1 and "音乐教室1" in x.rooms]


def test_without_a_timetable_one_is_made_first(tmp_path: Path) -> None:
    scenario = tmp_path / "one.yml"
    scenario.write_text(AWAY, encoding="utf-8")
    done = qingke("whatif", str(TINY), str(scenario), "--seconds", "3", "--json")
    assert done.returncode == 0, done.stderr
    [answer] = told(done.stdout, "answered")
    assert answer["moved"] is not None


def faulty(*words: Path | str, outs: tuple[Path, ...] = ()) -> list[str]:
    with pytest.raises(FaultyInput) as caught:
        run_whatif(TINY, [str(w) for w in words], list(outs), Talk("en"), seconds=10, workers=1, seed=0)
    return [fault.to("en") for fault in caught.value.faults]


def test_all_that_is_wrong_with_all_files_is_told_at_once(base: Path, tmp_path: Path) -> None:
    one, two, empty = tmp_path / "one.yml", tmp_path / "two.yml", tmp_path / "empty.yml"
    one.write_text("name: A\npatches: [{kind: teacher_leaves, teacher: 无此人}]", encoding="utf-8")
    two.write_text("name: B\nweeks: 70-71\npatches: [{kind: room_places, room: 操场, places: 1}]", encoding="utf-8")
    empty.write_text("name: C\npatches: []", encoding="utf-8")
    out = tmp_path / "never.xlsx"
    lines = faulty(base, one, two, empty, "no_such_file.yml", outs=(out,))
    assert not out.exists()
    for wanted in ("patches: has fewer than 1", "no_such_file.yml: there is no such file", "weeks"):
        assert [line for line in lines if wanted in line], (wanted, lines)


def test_a_scenario_that_no_rule_of_the_school_answers_to_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "price.yml"
    path.write_text("patches: [{kind: rule_level, id: teacher_gap, level: soft}]", encoding="utf-8")
    line, *_ = faulty(path)
    assert "teacher_gap" in line


def test_a_timetable_with_holes_and_one_of_another_school_are_refused(base: Path, tmp_path: Path) -> None:
    scenario = tmp_path / "one.yml"
    scenario.write_text(AWAY, encoding="utf-8")
    whole = json.loads(base.read_text(encoding="utf-8"))
    holes, other = tmp_path / "holes.json", tmp_path / "other.json"
    holes.write_text(json.dumps({**whole, "lessons": whole["lessons"][3:]}), encoding="utf-8")
    strange = [{**x, "course": f"X{x['course']}", "sets": [f"X{s}" for s in x["sets"]]} for x in whole["lessons"]]
    other.write_text(json.dumps({**whole, "lessons": strange}), encoding="utf-8")
    [line] = faulty(holes, scenario)
    assert "3 lessons are missing" in line
    [line] = faulty(other, scenario)
    assert "another school" in line


def test_no_scenario_at_all_is_a_fault(base: Path) -> None:
    [line] = faulty(base)
    assert "no scenario" in line
