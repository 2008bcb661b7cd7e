from __future__ import annotations

import json

import pytest

from scheduler.domain.text import FaultyInput
from scheduler.io.timetable import read_timetable, write_json
from tests.io.placed_school import placed_school


def test_a_timetable_written_as_json_reads_back_equal(tmp_path):
    problem, timetable = placed_school()
    write_json(timetable, tmp_path / "t.json")
    read = read_timetable(tmp_path / "t.json", problem)
    assert read.timetable == timetable
    assert read.notes == ()


def test_content_decides_and_not_the_suffix(tmp_path):
    problem, timetable = placed_school()
    write_json(timetable, tmp_path / "t.xlsx")
    assert read_timetable(tmp_path / "t.xlsx", problem).timetable == timetable


def test_ids_the_school_does_not_know_are_kept_and_told(tmp_path):
    problem, timetable = placed_school()
    strange = timetable.lessons[0].model_copy(update={"teachers": ("周舟",), "course": "c9 语文"})
    write_json(timetable.model_copy(update={"lessons": (strange,)}), tmp_path / "t.json")
    read = read_timetable(tmp_path / "t.json", problem)
    assert read.timetable.lessons == (strange,)
    assert {"周舟", "c9 语文"} == {word for note in read.notes for word in ("周舟", "c9 语文") if word in note.text.zh}


def test_a_timetable_of_other_data_is_told(tmp_path):
    problem, timetable = placed_school()
    write_json(timetable.model_copy(update={"problem_fingerprint": "0" * 64}), tmp_path / "t.json")
    assert len(read_timetable(tmp_path / "t.json", problem).notes) == 1


def test_every_fault_of_a_document_is_named_with_its_path():
    problem, _ = placed_school()
    lessons = [{"subject": "语文", "day": 0, "period": 1}, {"subject": "语文", "day": 1, "period": "x", "more": 1}]
    with pytest.raises(FaultyInput) as error:
        read_timetable(json.dumps({"lessons": lessons}).encode(), problem)
    assert {fault.where for fault in error.value.faults} == {"lessons[0].day", "lessons[1].period", "lessons[1].more"}


@pytest.mark.parametrize(
    "content",
    [b"{", b"[1]", b"{}", b'{"lessons": 3}', b'{"schema_version": 99, "lessons": []}', b"[" * 100_000],
)
def test_what_is_no_timetable_document_is_a_fault(content):
    problem, _ = placed_school()
    with pytest.raises(FaultyInput):
        read_timetable(content, problem)
