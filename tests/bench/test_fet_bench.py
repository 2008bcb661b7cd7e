"""The comparison with FET: its tables say who solved what at which price, and a run goes on where it stopped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.bench.fet import peer, run
from scheduler.bench.fet.corpus import CHOSEN, short
from scheduler.bench.fet.process import Took
from scheduler.bench.fet.process import run as run_program
from scheduler.bench.fet.table import summary, tables, whys


def ours(status: str, soft: float | None, *, accepted: bool = True, **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"status": status, "memory_mb": 300.0, "bound": 1.0, "lessons": 9, "placed": 9, **more}
    if soft is not None:
        verdict = {"accepted": accepted, "soft": soft if accepted else None, "broken": 1, "said": "two in one place"}
        row |= {"first_s": 1.0, "first_cpu_s": 1.5, "referee_mark": verdict, "referee_last": verdict}
    return row


def fet(status: str, soft: float | None) -> dict[str, Any]:
    row = {"status": status, "wall_s": 2.0, "cpu_s": 1.9, "memory_mb": 17.0, "placed": 7, "runs": [{}, {}]}
    return row | {"soft_mark": soft, "soft_last": soft}


def row(name: str, peer_row: dict[str, Any], one: dict[str, Any], two: dict[str, Any]) -> dict[str, Any]:
    whole = {"file": name, "seconds": 120.0, "mark": 10.0, "activities": 9}
    return {**whole, "fet": peer_row, "ours_1": one, "ours_2": two}


ROWS = [
    row("better.fet", fet("solved", 3.0), ours("optimal", 2.0), ours("feasible", 2.5)),
    row("worse.fet", fet("solved", 3.0), ours("feasible", 3.95), ours("feasible", 3.0)),
    row("refused.fet", fet("solved", 0.0), ours("optimal", 0.0, accepted=False), ours("optimal", 0.0)),
    row("hard.fet", fet("timeout", None), ours("impossible", None, why=["3 > 2"]), ours("feasible", 9.0)),
]


def test_the_summary_counts_files_solved_lost_and_dearer() -> None:
    fets, one, two = summary(ROWS)
    assert fets == "- FET solves 3 of 4 files."
    assert "2 solved and accepted by FET (1 proven best), 1 proven impossible, 1 lost to FET" in one
    assert one.endswith("of 2 solved by both the soft total is lower on 1, equal on 0, higher on 1.")
    assert two.endswith("of 3 solved by both the soft total is lower on 1, equal on 2, higher on 0.")


def test_a_dearer_total_is_bold_and_what_fet_refuses_is_told() -> None:
    page = tables(ROWS)
    assert "| worse.fet | 10 | 3 | 2 | 3 | **3.95** | **3.95** | 1 | 3 | 3 | 1 |" in page
    assert "| hard.fet | 9 | 7 placed | 1.9 | 2 | 17 | impossible |" in page
    assert "- `refused.fet`, 1 workers: FET does not accept it: two in one place" in page
    assert whys(ROWS[3]) == ["`hard.fet`, 1 workers: impossible. 3 > 2"]


def test_files_are_measured_once_and_the_page_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(peer, "available", lambda: True)
    asked: list[str] = []

    def measured(source: Path, seconds: float, cores: object) -> dict[str, Any]:
        asked.append(source.name)
        return next(one for one in ROWS if one["file"] == source.name)

    monkeypatch.setattr(run, "measured", measured)
    said: list[str] = []
    assert run.run_fet_bench(["better.fet"], None, said.append) == 0
    assert run.run_fet_bench(["better.fet", "worse.fet"], Path("docs/fet.md"), said.append) == 0
    assert asked == ["better.fet", "worse.fet"]
    assert [json.loads(line)["file"] for line in run.ROWS.read_text(encoding="utf-8").splitlines()] == asked
    assert "of 2 solved by both" in Path("docs/fet.md").read_text(encoding="utf-8")


def test_without_fet_or_files_the_bench_says_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peer, "available", lambda: False)
    said: list[str] = []
    assert run.run_fet_bench(["x.fet"], None, said.append) == run.ABSENT
    assert said == [run.NEEDED]


def test_each_seed_has_numbers_of_its_own() -> None:
    assert peer.seeds(1)[0] == "--randomseeds10=10"
    assert len({peer.seeds(number)[5] for number in range(1, peer.MOST_SEEDS + 1)}) == peer.MOST_SEEDS


def test_runs_go_on_with_the_next_seed_until_the_time_is_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    totals = iter((4.5, 3.25, 0.0))

    def fake(command: list[str], log: Path, *, seconds: float, cores: object) -> Took:
        found = peer.results(log.parent, Path("s.fet"))
        found.mkdir(parents=True)
        (found / "s_soft_conflicts.txt").write_text(f"\nTotal soft conflicts: {next(totals)}\n", encoding="utf-8")
        return Took(peer.SUCCESS, 0, 0.5, 0.4, 15.0, False)

    monkeypatch.setattr(peer, "run", fake)
    outcomes = peer.race(Path("s.fet"), tmp_path, 60, ())
    assert [one.soft for one in outcomes] == [4.5, 3.25, 0.0]  # nothing is better than nothing broken
    assert {one.status for one in outcomes} == {"solved"}


def test_a_program_is_ended_at_its_limit(tmp_path: Path) -> None:
    took = run_program(["sleep", "60"], tmp_path / "log.txt", seconds=0.2)
    assert took.stopped
    assert not run_program(["echo", "done"], tmp_path / "log.txt", seconds=60).stopped


def test_files_are_named_as_fet_publishes_them() -> None:
    assert short(Path("/x/examples/FET-5-official/Spain/3-school/primaria.fet")) == "Spain/3-school/primaria.fet"
    assert short(Path("/home/me/our-school.fet")) == "our-school.fet"
    assert len(set(CHOSEN)) == 28
