"""A timetable locked into a FET file, and read out of one again."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.domain.curriculum import Course, Part
from scheduler.domain.problem import Problem
from scheduler.domain.school import Grade, Room, SchoolClass, Subject, Teacher
from scheduler.domain.text import FaultyInput
from scheduler.domain.time import BellPeriod, BellSchedule
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.io.fet.lock import locked, write_locked
from scheduler.io.fet.xml import children, read_xml, said
from scheduler.io.timetable import read_timetable

FILE = Path(__file__).parents[2] / "fet" / "virtual_room.fet"


def lesson(activity: int, day: int, period: int, *rooms: str) -> Lesson:
    return Lesson(
        subject="Math", sets=("C1",), teachers=("T1",), day=day, period=period, rooms=rooms, course=str(activity)
    )


TIMETABLE = Timetable(lessons=(lesson(1, 2, 1, "V", "R2", "R1"), lesson(2, 1, 2)))


def school(*ids: str) -> Problem:
    return Problem(
        day_names=("Mon", "Tue"),
        bells=(BellSchedule(id="week", days=((BellPeriod(name="1"), BellPeriod(name="2")),) * 2),),
        grades=(Grade(id="C1 ", bell="week"),),
        classes=(SchoolClass(id="C1", grade="C1 "),),
        teachers=(Teacher(id="T1"),),
        subjects=(Subject(id="Math"),),
        rooms=tuple(Room(id=name) for name in ("R1", "R2", "V")),
        courses=tuple(
            Course(id=an_id, subject="Math", sets=("C1",), teachers=("T1",), parts=(Part(),)) for an_id in ids
        ),
    )


def placed(timetable: Timetable) -> list[tuple[str | None, int, int, tuple[str, ...]]]:
    return [(one.course, one.day, one.period, one.rooms) for one in timetable.lessons]


def locks(content: bytes, kind: str) -> list[list[str]]:
    found = children(read_xml(content), f".//{kind}")
    skipped = ("Weight_Percentage", "Active", "Comments")
    return [[child.text or "" for child in one if child.tag not in skipped] for one in found]


def test_each_lesson_is_locked_to_its_time_and_to_the_real_rooms_of_a_virtual_one() -> None:
    content = locked(FILE, school("1", "2"), TIMETABLE)
    assert locks(content, "ConstraintActivityPreferredStartingTime") == [
        ["1", "Tue", "1", "true"],
        ["2", "Mon", "2", "true"],
    ]
    assert locks(content, "ConstraintActivityPreferredRoom")[1:] == [["1", "V", "2", "R2", "R1", "true"]]


def test_a_locked_file_reads_back_as_the_timetable() -> None:
    problem = school("1", "2")
    read = read_timetable(locked(FILE, problem, TIMETABLE), problem)
    assert placed(read.timetable) == placed(TIMETABLE)
    assert not read.notes


def test_a_file_locked_twice_holds_each_lock_once() -> None:
    problem = school("1", "2")
    once = locked(FILE, problem, TIMETABLE)
    assert locked(once, problem, TIMETABLE) == once
    assert len(locks(once, "ConstraintActivityPreferredStartingTime")) == 2


def test_the_last_word_of_a_file_counts() -> None:
    problem = school("1", "2")
    moved = Timetable(lessons=(lesson(1, 1, 1), lesson(2, 1, 2)))
    again = locked(locked(FILE, problem, TIMETABLE), problem, moved)
    assert placed(read_timetable(again, problem).timetable)[0][:3] == ("1", 1, 1)


def test_wishes_are_softened_and_what_must_hold_is_not() -> None:
    wish = FILE.read_bytes().replace(
        b"<Weight_Percentage>100</Weight_Percentage><Activity_Id>1",
        b"""
<Weight_Percentage>95</Weight_Percentage><Activity_Id>1""",
    )
    weights = [said(one, "Weight_Percentage") for one in children(read_xml(wish), ".//Space_Constraints_List/*")]
    assert weights == ["100", "95"]
    root = read_xml(locked(wish, school("1", "2"), Timetable(), softer=0.01))
    assert [said(one, "Weight_Percentage") for one in children(root, ".//Space_Constraints_List/*")] == ["100", "0.95"]


def test_a_file_of_fet_s_own_results_is_read_with_its_rooms() -> None:
    content = b"""<?xml version="1.0" encoding="UTF-8"?>
<Activities_Timetable>
<Activity><Id>1</Id><Day>Tue</Day><Hour>1</Hour><Room>V</Room><Real_Room>R2</Real_Room><Real_Room>R1</Real_Room></Activity>
<Activity><Id>2</Id><Day>Mon</Day><Hour>2</Hour><Room></Room></Activity>
</Activities_Timetable>"""
    read = read_timetable(b"\xef\xbb\xbf" + content, school("1", "2"))
    assert placed(read.timetable) == placed(TIMETABLE)


def test_what_is_unplaced_or_of_another_school_is_told() -> None:
    content = b"""<Activities_Timetable><Activity><Id>1</Id><Day>Tue</Day><Hour>1</Hour><Room></Room></Activity>
<Activity><Id>2</Id><Day></Day><Hour></Hour><Room></Room></Activity>
<Activity><Id>9</Id><Day>Tue</Day><Hour>1</Hour><Room></Room></Activity></Activities_Timetable>"""
    read = read_timetable(content, school("1", "2"))
    assert placed(read.timetable) == [("1", 2, 1, ())]
    assert [note.text.en for note in read.notes] == [
        "1 activities are none of this school's and are left out: 9",
        "1 activities have no time",
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"<Activities_Timetable><Activity><Id>1</Id><Day>Sun</Day><Hour>1</Hour></Activity></Activities_Timetable>",
        b"<Activities_Timetable><Activity><Id>1</Id><Day>Mon</Day><Hour>9</Hour></Activity></Activities_Timetable>",
        b"<Activities_Timetable></Activities_Timetable>",
        b"<html></html>",
        b"<Activities_Timetable>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><Activities_Timetable>&a;</Activities_Timetable>",
        b"<a>" * 300 + b"</a>" * 300,
    ],
)
def test_what_is_no_timetable_is_a_fault(content: bytes) -> None:
    with pytest.raises(FaultyInput):
        read_timetable(content, school("1", "2"))


def test_a_document_type_hidden_in_another_encoding_is_refused() -> None:
    hidden = "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE fet><fet/>".encode("utf-16")
    with pytest.raises(FaultyInput, match="document type"):
        read_xml(hidden)


def test_a_locked_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    problem = school("1", "2")
    write_locked(FILE, problem, TIMETABLE, tmp_path / "out.fet")
    assert (tmp_path / "out.fet").read_bytes() == locked(FILE, problem, TIMETABLE)
    assert [path.name for path in tmp_path.iterdir()] == ["out.fet"]
