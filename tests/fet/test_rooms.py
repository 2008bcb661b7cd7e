"""Which room an activity must, may or should have."""

from __future__ import annotations

import pytest

from scheduler.domain.text import FaultyInput
from scheduler.domain.time import TimeRange
from scheduler.io import Imported
from scheduler.io.timetable import read_timetable
from tests.fet.mini import activity, asks, away, read, room, rows, stored, year


def need(imported: Imported, an_id: str) -> tuple[str, bool]:
    """The room or pool of a course, and whether it must be there."""
    course = imported.problem.index.courses[an_id]
    return course.room, course.room_strict


def test_all_that_must_be_are_intersected_and_wishes_inside_them_ask_nothing() -> None:
    assert need(stored("rooms"), "1") == ("B", True)
    assert "preferred_rooms#80" not in {rule.instance for rule in stored("rooms").problem.rules}


def test_a_wish_among_rooms_that_must_be_stays_a_wish() -> None:
    rooms = stored("rooms")
    assert need(rooms, "2") == ("B+C", True)
    assert rooms.problem.index.pools["B+C"].rooms == ("B", "C")
    assert rows(rooms, "preferred_rooms#95") == [{"courses": ["2"], "rooms": ["C"]}]


def test_a_wish_falls_back_to_the_home_room_which_is_weighed_where_neither_is_had() -> None:
    rooms = stored("rooms")
    assert need(rooms, "3") == ("A+B", False)
    assert rows(rooms, "preferred_rooms#90") == [{"courses": ["3"], "rooms": ["A"]}]
    assert rows(rooms, "preferred_rooms#50") == [{"courses": ["3"], "rooms": ["B", "A"]}]


def test_a_room_too_small_for_the_students_is_dropped() -> None:
    assert need(stored("rooms"), "4") == ("hall", True)


def test_an_activity_that_says_how_many_it_has_may_have_a_smaller_room() -> None:
    rooms = stored("rooms")
    assert need(rooms, "7") == ("closet", True)
    assert [home.size for home in rooms.problem.classes] == [0, 15]
    assert any("sizes are not stored" in note.text.en for note in rooms.notes)


def test_home_rooms_are_for_activities_of_one_set_or_one_teacher_alone() -> None:
    rooms = stored("rooms")
    assert need(rooms, "5") == ("C", True)  # two teachers, but one set
    assert need(rooms, "6") == ("C", True)  # both homes are C
    both = read(
        [activity(1, "Maths", "Ann+Ben", "7A+7B")],
        [],
        [asks("StudentsSetHomeRoom", Students="7A", Room="A"), asks("TeacherHomeRoom", Teacher="Ann", Room="A")],
        rooms=[room("A")],
    )
    assert need(both, "1") == ("", True)


def test_home_rooms_with_nothing_in_common_are_a_fault_even_as_wishes() -> None:
    homes = [
        asks("StudentsSetHomeRoom", 50, Students="7A", Room="A"),
        asks("TeacherHomeRoom", 50, Teacher="Ann", Room="B"),
    ]
    with pytest.raises(FaultyInput, match="no room is left by all of: ConstraintStudentsSetHomeRoom 1"):
        read([activity(1, "Maths", "Ann", "7A")], [], homes, rooms=[room("A"), room("B")])


def test_a_home_room_of_the_year_is_none_of_its_groups() -> None:
    home = asks("StudentsSetHomeRoom", Students="7A", Room="A")
    groups = [year("7A", {"girls": [], "boys": []})]
    one = read([activity(1, "Maths", "Ann", "girls")], [], [home], years=groups, rooms=[room("A")])
    assert need(one, "1") == ("", True)


def test_rooms_are_closed_at_times_and_courses_share_or_keep_rooms() -> None:
    rooms = stored("rooms")
    assert rooms.problem.index.rooms["A"].unavailable == (TimeRange(day=1, periods=(1,)),)
    assert rows(rooms, "few_rooms#100") == [{"courses": ["1", "2", "3"], "most": 1}]
    assert rows(rooms, "same_room_next#100") == [{"courses": ["1", "2"]}]


def test_a_room_that_should_be_left_free_is_a_row_of_those_who_may_be_there() -> None:
    free = away("Room", "Mon 1st, Mon 2nd", 80, Room="A")
    both = asks("SubjectPreferredRooms", Subject="Maths", Preferred_Room=["A", "B"])
    activities = [activity(1, "Maths", "Ann", "7A"), activity(2, "Music", "Ann", "7A")]
    rooms = read(activities, [], [free, both], rooms=[room("A"), room("B")])
    assert rows(rooms, "room_times#80") == [{"courses": ["1"], "rooms": ["A"], "times": [[1, 1], [1, 2]]}]
    assert rooms.problem.index.rooms["A"].unavailable == ()


def test_a_virtual_room_combines_sets_and_holds_as_many_lessons_as_its_smallest_set() -> None:
    both = stored("virtual").problem.index.rooms["both"]
    assert both.combines == (("A", "B"), ("C", "D"))
    assert both.places == 2
    assert need(stored("virtual"), "1") == ("both", True)


def test_real_rooms_chosen_of_a_virtual_room_make_it_a_room_of_its_own() -> None:
    chosen = stored("virtual").problem.index.rooms["both (D+B)"]
    assert (chosen.name, chosen.combines) == ("both", (("D",), ("B",)))
    assert need(stored("virtual"), "2") == ("both (D+B)", True)


def fault(*space: str, size: int = 20) -> str:
    """The fault of one activity's rooms."""
    years = [year("7A", None, size)]
    rooms = [room("A"), room("B"), room("closet", 10)]
    with pytest.raises(FaultyInput) as caught:
        read([activity(1, "Maths", "Ann", "7A")], [], space, years=years, rooms=rooms)
    (found,) = caught.value.faults
    assert found.wrong.zh
    return found.to("en")


def test_rooms_with_nothing_in_common_name_the_activity_and_the_constraints() -> None:
    told = fault(
        asks("SubjectPreferredRoom", Subject="Maths", Room="A"), asks("ActivityPreferredRoom", Activity_Id=1, Room="B")
    )
    assert told == (
        "Activity 1: no room is left by all of: ConstraintSubjectPreferredRoom 1; ConstraintActivityPreferredRoom 1, "
        "Activity 1 → let them have a room in common"
    )


def test_rooms_none_of_which_seats_the_students_are_a_fault_even_as_a_wish() -> None:
    told = fault(asks("SubjectPreferredRoom", 50, Subject="Maths", Room="closet"))
    assert told.startswith("Activity 1: no room of ConstraintSubjectPreferredRoom 1 seats its 20 students")


def test_real_rooms_that_are_not_of_the_virtual_room_are_a_fault() -> None:
    told = fault(asks("ActivityPreferredRoom", Activity_Id=1, Room="A", Real_Room=["B"]))
    assert "its real rooms are not one of each set" in told


def test_fets_own_timetable_names_the_virtual_room_and_its_real_ones() -> None:
    problem = stored("virtual").problem
    placed = (
        "<Activity><Id>2</Id><Day>Mon</Day><Hour>1st</Hour><Room>both</Room><Real_Room>B</Real_Room>"
        "<Real_Room>D</Real_Room></Activity><Activity><Id>1</Id><Day>Mon</Day><Hour>2nd</Hour><Room>both</Room>"
        "<Real_Room>B</Real_Room><Real_Room>D</Real_Room></Activity>"
    )
    lessons = read_timetable(
        f"<Activities_Timetable>{placed}</Activities_Timetable>".encode(), problem
    ).timetable.lessons
    assert {one.course: one.rooms for one in lessons} == {"2": ("both (D+B)", "B", "D"), "1": ("both", "B", "D")}
