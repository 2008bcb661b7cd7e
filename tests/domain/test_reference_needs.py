"""What is wrong with what courses and meetings name is told in both languages, with what would be right."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.domain.curriculum import Course, Part
from scheduler.domain.policy import RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.references import faults
from scheduler.domain.school import Campus, Grade, Room, RoomPool, SchoolClass, Subject, Teacher, TeacherGroup
from scheduler.domain.text import Fault
from scheduler.domain.time import BellPeriod, BellSchedule


def school(seats: tuple[int, int] = (50, 30), meeting: str = "", **course: Any) -> Problem:
    given: dict[str, Any] = {"sets": ("三(1)",), "teachers": ("王敏",), "room": "实验室", **course}
    return Problem(
        bells=(BellSchedule(id="作息", days=((BellPeriod(),) * 6,) * 5),),
        grades=(Grade(id="三年级", bell="作息"),),
        classes=(SchoolClass(id="三(1)", grade="三年级", size=45), SchoolClass(id="三(2)", grade="三年级", size=40)),
        teachers=(Teacher(id="王敏"), Teacher(id="李红")),
        teacher_groups=(TeacherGroup(id="科学组", members=("王敏",), meeting=meeting),),
        rooms=(Room(id="实验一", seats=seats[0]), Room(id="实验二", seats=seats[1])),
        pools=(RoomPool(id="实验室", rooms=("实验一", "实验二")),),
        subjects=(Subject(id="科学"),),
        courses=(Course(id="三(1)科学", subject="科学", parts=(Part(count=2),), **given),),
    )


def the_fault(problem: Problem) -> Fault:
    (fault,) = faults(problem)
    assert fault.wrong.en != fault.wrong.zh
    return fault


def test_a_sound_school_has_no_faults() -> None:
    assert faults(school()) == []


def test_a_teacher_named_twice_in_one_course_is_a_fault() -> None:
    fault = the_fault(school(teachers=("王敏", "李红", "王敏")))
    assert fault.where == "courses[三(1)科学].teachers"
    assert "王敏" in fault.wrong.zh
    assert "2" in fault.wrong.en
    assert fault.right.zh == "每位教师只填一次"


def test_a_meeting_that_no_course_is_is_a_fault() -> None:
    fault = the_fault(school(meeting="科学组会"))
    assert fault.where == "teacher_groups[科学组].meeting"
    assert "科学组会" in fault.wrong.zh


def test_a_strict_room_none_of_which_seats_the_class_is_a_fault() -> None:
    fault = the_fault(school(seats=(44, 30)))
    assert fault.where == "courses[三(1)科学].room"
    assert "45" in fault.wrong.en
    assert "实验一 44、实验二 30" in fault.wrong.zh
    assert "本班教室" in fault.right.zh


def test_a_pool_lies_on_one_campus() -> None:
    sites = (Campus(id="东区"), Campus(id="西区"))
    rooms = (Room(id="实验一", campus="东区"), Room(id="实验二", campus="西区"), Room(id="实验三"))
    pool = RoomPool(id="实验室", rooms=("实验一", "实验二", "实验三"))
    split = school().model_copy(update={"campuses": sites, "rooms": rooms, "pools": (pool,)})
    assert faults(split) == []  # nobody asks for time to travel
    fault = the_fault(split.model_copy(update={"rules": (RuleSetting(id="travel"),)}))
    assert fault.where == "pools[实验室].rooms"
    assert fault.wrong.zh.endswith("东区、西区")
    far = RoomPool(id="实验室", rooms=("实验一", "实验三"), campus="西区")
    assert (
        "西区、东区"
        in the_fault(school().model_copy(update={"campuses": sites, "rooms": rooms, "pools": (far,)})).wrong.zh
    )
    near = RoomPool(id="实验室", rooms=("实验一", "实验三"), campus="东区")
    assert faults(school().model_copy(update={"campuses": sites, "rooms": rooms, "pools": (near,)})) == []


def test_classes_taught_together_need_a_room_for_all_of_them() -> None:
    assert "85" in the_fault(school(sets=("三(1)", "三(2)"))).wrong.zh


@pytest.mark.parametrize("seats", [(45, 30), (30, 0)])
def test_one_room_large_enough_or_of_unknown_size_will_do(seats: tuple[int, int]) -> None:
    assert faults(school(seats=seats)) == []


def test_a_room_that_is_not_strict_may_be_too_small() -> None:
    assert faults(school(seats=(10, 10), room_strict=False)) == []
