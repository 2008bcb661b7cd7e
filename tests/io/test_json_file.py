"""JSON documents: versions, faults with paths, nothing that breaks the reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scheduler.domain.curriculum import Course, Part
from scheduler.domain.problem import PROBLEM_SCHEMA
from scheduler.domain.text import FaultyInput
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.io import json_file, read_problem
from tests.io.schools import everything


def faults_of(data: bytes) -> list[str]:
    with pytest.raises(FaultyInput) as caught:
        json_file.read_problem(data)
    assert all(f.wrong.zh and f.wrong.en for f in caught.value.faults)
    return [fault.where for fault in caught.value.faults]


def test_a_school_and_a_timetable_are_read_back(tmp_path: Path) -> None:
    timetable = Timetable(lessons=(Lesson(subject="语文", sets=("三(1)",), day=1, period=2, course="x"),), version="2")
    json_file.write(everything(), tmp_path / "school.json")
    json_file.write(timetable, tmp_path / "timetable.json")
    assert json_file.read_problem(tmp_path / "school.json") == everything()
    assert json_file.read_timetable(tmp_path / "timetable.json") == timetable


def kept(old: object, new: object) -> bool:
    """Whether a newer document says all an older one says, in the same words."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(name in new and kept(value, new[name]) for name, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(kept, old, new))
    return old == new


def test_a_school_stored_by_the_first_version_is_read_as_one_of_today(tmp_path: Path) -> None:
    """The tiny sample as it was written before schools kept planning tables and records."""
    stored = Path(__file__).parent / "stored" / "problem_1.json"
    content = json.loads(stored.read_bytes())
    assert content["schema_version"] == 1
    assert not {"calendar", "taught", "earlier"} & content.keys()
    problem = json_file.read_problem(stored)
    assert problem.schema_version == PROBLEM_SCHEMA == 2
    assert kept(content | {"schema_version": 2}, problem.model_dump(mode="json"))
    assert (problem.calendar, problem.taught, problem.earlier) == (None, (), ())
    json_file.write(problem, tmp_path / "again.json")
    assert json.loads((tmp_path / "again.json").read_bytes())["schema_version"] == 2
    assert json_file.read_problem(tmp_path / "again.json") == problem


def test_earlier_versions_of_the_timetable_are_kept_in_the_document(tmp_path: Path) -> None:
    old = Timetable(lessons=(Lesson(subject="语文", sets=("三(1)",), day=1, period=1),), valid_from="2026-09-01")
    problem = everything().model_copy(update={"earlier": (old,)})
    json_file.write(problem, tmp_path / "school.json")
    assert json_file.read_problem(tmp_path / "school.json") == problem
    assert problem.fingerprint == everything().fingerprint


def test_a_byte_order_mark_is_passed_over() -> None:
    data = json.dumps(everything().model_dump(mode="json")).encode()
    assert json_file.read_problem(b"\xef\xbb\xbf" + data) == everything()


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'{"rules":[{"params":', b'{"params":[{"a":['])
def test_ten_thousand_levels_are_a_fault(opening: bytes) -> None:
    assert faults_of(opening * 10_000)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"nul", b"\xff\xfe{}", b'{"a": NaN}', b'"text"', b"[]", b"12", b'{"school": "\\ud800"}']
)
def test_what_is_no_document_is_a_fault(data: bytes) -> None:
    assert faults_of(data)


def test_unknown_fields_and_wrong_types_are_faults_with_their_paths() -> None:
    content = everything().model_dump(mode="json")
    content["colour"] = 1
    content["courses"][1]["parts"][0]["count"] = "many"
    content["teachers"][0]["unavailable"][0]["day"] = 99
    found = faults_of(json.dumps(content).encode())
    assert set(found) == {"colour", "courses[1].parts[0].count", "teachers[0].unavailable[0].day"}


@pytest.mark.parametrize("version", [0, 3, -1, "1", None, True, [], 10**30])
def test_a_version_nobody_knows_is_a_fault(version: object) -> None:
    content = everything().model_dump(mode="json") | {"schema_version": version}
    assert faults_of(json.dumps(content).encode()) == ["schema_version"]


def test_an_older_version_is_upgraded_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_file, "VERSIONS", {Timetable: 3})
    steps = {1: lambda old: {**old, "version": "a"}, 2: lambda old: {**old, "version": old["version"] + "b"}}
    monkeypatch.setattr(json_file, "UPGRADES", {Timetable: steps})
    assert json_file.read_timetable(b'{"schema_version": 1}').version == "ab"
    assert json_file.read_timetable(b'{"schema_version": 2, "version": "c"}').version == "cb"


def test_a_document_with_nul_or_unknown_ids_is_a_fault_of_the_school(tmp_path: Path) -> None:
    lost = Course(id="x", subject="没有", sets=("火星班",), parts=(Part(),))
    problem = everything().model_copy(update={"school": "a\x00b", "courses": (lost,)})
    json_file.write(problem, tmp_path / "school.json")
    with pytest.raises(FaultyInput) as caught:
        read_problem(tmp_path / "school.json")
    assert {"school", "courses[x].subject", "courses[x].sets"} <= {f.where for f in caught.value.faults}


def test_an_unfinished_write_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "school.json"
    path.write_text("as before")
    with pytest.raises(UnicodeEncodeError):
        json_file.write(Timetable.model_construct(lessons=(), version="\ud800"), path)
    assert path.read_text() == "as before"
    assert list(tmp_path.iterdir()) == [path]
