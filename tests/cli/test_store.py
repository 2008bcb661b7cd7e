"""`qingke store`: a dean or a script copies, hands over and deletes schools."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.cli.console import DONE, Talk
from scheduler.cli.store import run_store
from scheduler.domain.text import FaultyInput
from scheduler.samples import sample
from scheduler.store import Store


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("QINGKE_STORE", str(tmp_path / "qingke.db"))
    store = Store()
    made = store.schools.create(sample("tiny"))
    store.close()
    return made


def run(*words: object, sure: bool = False) -> None:
    assert run_store([str(word) for word in words], Talk("zh", as_json=True), sure=sure) == DONE


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_it_says_where_the_store_is_and_lists_schools(
    school: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    place, row = told(capsys)
    assert (place["where"], place["schools"]) == (str(tmp_path / "qingke.db"), 1)
    assert (row["id"], row["name"], row["classes"], row["teachers"]) == (school, "小小学校", 3, 7)


def test_a_person_reads_it_in_chinese(school: str, capsys: pytest.CaptureFixture[str]) -> None:
    run_store([], Talk("zh"), sure=False)
    said = capsys.readouterr().out
    assert school in said
    assert "3 个班 · 7 位教师" in said


def test_an_exported_school_is_brought_back(school: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "school.json"
    run("export", "小小学校", file)
    run("import", file)
    assert [one["event"] for one in told(capsys)] == ["written", "school"]
    with pytest.raises(FaultyInput, match="several"):
        run("export", "小小学校", tmp_path / "other.json")
    run("export", school, tmp_path / "other.json")
    assert (tmp_path / "other.json").read_bytes() == file.read_bytes()


def test_a_backup_is_a_whole_store(school: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("backup", tmp_path / "copy.db")
    run("delete", school, sure=True)
    monkeypatch.setenv("QINGKE_STORE", str(tmp_path / "copy.db"))
    store = Store()
    assert [row.id for row in store.schools.all()] == [school]
    store.close()


def test_deletion_asks_once_more(school: str) -> None:
    with pytest.raises(FaultyInput, match="--yes"):
        run("delete", school)
    store = Store()
    assert len(store.schools.all()) == 1
    run("delete", school, sure=True)
    assert store.schools.all() == ()
    store.close()


@pytest.mark.parametrize(
    "words",
    [
        ("delete",),
        ("list", "all"),
        ("drop", "it"),
        ("delete", "nobody"),
        ("export", "nobody", "new.json"),
        ("import", "absent.json"),
        ("import", "taken.txt"),
        ("export", "小小学校", "taken.txt"),
        ("backup", "taken.txt"),
        ("backup", "no/folder/copy.db"),
        ("export", "小小学校", "no/folder/school.json"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    school: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken.txt").write_text("mine")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(FaultyInput) as error:
        run(*words, sure=True)
    assert all(fault.wrong.zh and fault.wrong.en for fault in error.value.faults)
    assert (tmp_path / "taken.txt").read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} <= {path.name for path in before} | {
        "qingke.db-wal",
        "qingke.db-shm",
    }
