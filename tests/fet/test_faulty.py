"""Files that cannot be read: hostile XML, other modes, wrong names; every fault at once, with its place."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from scheduler.domain.text import FaultyInput
from scheduler.io import read_problem
from scheduler.io.fet.read import read_fet
from tests.fet.mini import HERE, activity, school


def told(data: bytes | Path) -> list[str]:
    """The faults of a file, each in both languages."""
    with pytest.raises(FaultyInput) as caught:
        read_fet(data)
    assert all(fault.wrong.en and fault.wrong.zh for fault in caught.value.faults)
    return [fault.to("en") for fault in caught.value.faults]


def whole(**more: object) -> bytes:
    return school([activity(1, "Maths", "Ann", "7A")], **more)  # type: ignore[arg-type]


def test_every_fault_is_told_once_with_its_place_and_what_would_be_right() -> None:
    assert told(HERE / "faults.fet") == [
        "Activity 1: no teacher is called Anna → perhaps Ann",
        "Activity 2: no subject is called Mathematics → perhaps Maths",
        "Activity 2: no set of students is called 7C → perhaps 7B, 7A",
        "Activity 3: its Duration is 7 → a whole number from 1 to 6",
        "Activity 3: two activities have this Id → save the file anew in FET",
        "Activity four: its Id is no whole number → save the file anew in FET",
        "ConstraintMinDaysBetweenActivities 1, Activity 1, 99: there is no activity with the Id 99"
        " → save the file anew in FET",
        "ConstraintMinDaysBetweenActivities 1, Activity 1, 99: MinDays is two → a whole number from 0 to 35",
        "ConstraintActivityPreferredStartingTime 1, Activity 2: no day is called Sun",
        "ConstraintTeacherMaxHoursDaily 1: its weight is 120 → from 0 to 100",
        "ConstraintTeacherMaxHoursDaily 2: Maximum_Hours_Daily is -1 → a whole number from 0 to 10000",
        "ConstraintTeacherMaxHoursDaily 2: no teacher is called Bem → perhaps Ben",
        "ConstraintStudentsSetNotAvailableTimes 1: no set of students is called 7X → perhaps 7B, 7A",
        "ConstraintStudentsSetNotAvailableTimes 1: no hour is called 9th → perhaps 6th, 5th, 4th",
        "ConstraintTeacherIntervalMaxDaysPerWeek 1: the interval ends before it begins → name a later hour",
        "ConstraintSubjectPreferredRoom 1: no room is called Lab → perhaps Labs",
    ]


def test_entities_are_refused_before_they_are_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE fet [<!ENTITY l0 "ha">{laughs}]><fet version="6.8.5">&l9;</fet>'
    assert told(bomb.encode()) == ["XML: the file declares a document type or entities → FET writes none; remove it"]
    assert told(bomb.encode("utf-16")) == told(bomb.encode())


def test_a_document_type_that_names_a_file_is_refused() -> None:
    (fault,) = told(b'<!DOCTYPE fet SYSTEM "file:///etc/passwd"><fet version="6.8.5"></fet>')
    assert "document type" in fault


@pytest.mark.parametrize("depth", [70, 5000])
def test_elements_too_deep_inside_one_another_are_refused(depth: int) -> None:
    (fault,) = told(b'<fet version="6.8.5">' + b"<a>" * depth + b"</a>" * depth + b"</fet>")
    assert "too deep" in fault


def test_a_huge_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    huge = tmp_path / "huge.fet"
    with huge.open("wb") as stream:
        stream.write(b"<?xml version='1.0'?>")
        stream.truncate(500 * 2**20)  # a hole in the file: no space on the disk
    tracemalloc.start()
    with pytest.raises(FaultyInput, match="larger than 50 MB"):
        read_problem(huge)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 110 * 2**20


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"<fet version='6.8.5'><Days_List>", "no sound XML"),
        (b"<?xml version='1.0'?><Workbook></Workbook>", "begins with <Workbook>"),
        (b"<fet></fet>", "version ? is not read"),
        (b"<fet version='4.9'></fet>", "version 4.9 is not read"),
        (b"<fet version='7.0.0'></fet>", "version 7.0.0 is not read"),
        (b"<fet version='6.8.5'><Mode>Official</Mode></fet>", "the week has 0 day entries"),
    ],
)
def test_what_is_no_file_of_fet_is_told_in_words(data: bytes, word: str) -> None:
    word = word.replace("no sound", "not a sound")
    assert any(word in fault for fault in told(data))


@pytest.mark.parametrize(
    ("version", "mode", "name"),
    [
        ("6.8.5", "Mornings_Afternoons", "mornings and afternoons"),
        ("6.8.5", "Block_Planning", "block planning"),
        ("6.8.5", "Terms", "terms"),
        ("5.27.3-morocco8-omar", "", "mornings and afternoons"),
        ("5.27.3-ma10", "", "mornings and afternoons"),
        ("5.37.5-bp", "", "block planning"),
        ("5.42.2-mathmake", "", "terms"),
        ("5.27.3-school9", "", "-school9"),
    ],
)
def test_other_modes_are_refused_by_name(version: str, mode: str, name: str) -> None:
    (fault,) = told(whole(version=version, mode=mode))
    assert f"made for the mode “{name}”; only Official is read" in fault
    assert "save it anew" in fault


@pytest.mark.parametrize(("version", "mode"), [("5.41.0", ""), ("6.0.0", "Official"), ("6.8.5", "")])
def test_official_files_of_both_generations_are_read(version: str, mode: str) -> None:
    assert len(read_fet(whole(version=version, mode=mode)).problem.courses) == 1


def test_the_content_decides_and_not_the_ending(tmp_path: Path) -> None:
    (tmp_path / "school.xlsx").write_bytes(b"\xef\xbb\xbf" + whole())
    assert read_problem(tmp_path / "school.xlsx").problem.school == "Small school"


def test_a_page_of_the_web_is_no_file_of_fet(tmp_path: Path) -> None:
    """Some offices' systems export tables as web pages called .xls."""
    (tmp_path / "timetable.xls").write_text("<html><body><table></table></body></html>", encoding="utf-8")
    with pytest.raises(FaultyInput, match="this kind of file is not known"):
        read_problem(tmp_path / "timetable.xls")


def test_a_school_without_active_activities_is_a_fault() -> None:
    assert told(school([activity(1, "Maths", "Ann", "7A", Active="false")])) == [
        "Activities_List: there is no active activity → add activities in FET"
    ]
