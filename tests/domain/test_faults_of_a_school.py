"""What is wrong with a school as a whole is found, at its path."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.domain.base import Value
from scheduler.domain.curriculum import Course, CourseKind, FixedLesson, Part, PlanRow
from scheduler.domain.planning import PublicItem
from scheduler.domain.policy import RuleException, RuleSetting, Scope
from scheduler.domain.problem import Problem
from scheduler.domain.references import faults
from scheduler.domain.school import Grade, Room, RoomPool, SchoolClass, StudentGroup, Subject, Teacher, TeacherGroup
from scheduler.domain.time import BellPeriod, BellSchedule, PeriodKind, TimeRange


def row(start: int | None, end: int | None, **more: Any) -> BellPeriod:
    return BellPeriod(start=start, end=end, **more)


BELL = BellSchedule(id="b", days=((row(480, 520), row(530, 570)),) * 2)
SCHOOL = Problem(
    day_names=("周一", "周二"),
    bells=(BELL,),
    grades=(Grade(id="g", bell="b"),),
    classes=(SchoolClass(id="c", grade="g", leaves=("c1", "c2")), SchoolClass(id="d", grade="g")),
    groups=(StudentGroup(id="走班", leaves=("c1", "d")),),
    teachers=(Teacher(id="王敏"), Teacher(id="李红")),
    teacher_groups=(TeacherGroup(id="组", members=("王敏", "李红"), meeting="会"),),
    rooms=(Room(id="r"),),
    pools=(RoomPool(id="p", rooms=("r",)),),
    subjects=(Subject(id="语文"), Subject(id="教研")),
    plan=(PlanRow(grade="g", subject="语文", odd=2, even=2),),
    courses=(
        Course(id="c:语文", subject="语文", sets=("c",), teachers=("王敏",), parts=(Part(count=2),)),
        Course(id="会", subject="教研", teachers=("王敏", "李红"), parts=(Part(),), kind=CourseKind.MEETING),
    ),
)


def with_one(field: str, at: int, **changes: Any) -> Problem:
    things: list[Value] = list(getattr(SCHOOL, field))
    things[at] = things[at].model_copy(update=changes)
    return SCHOOL.model_copy(update={field: tuple(things)})


def bells(*rows: BellPeriod, other: BellSchedule = BELL) -> Problem:
    return SCHOOL.model_copy(update={"bells": (BellSchedule(id="x", days=(rows,)), other)})


def rule(**more: Any) -> Problem:
    return SCHOOL.model_copy(update={"rules": (RuleSetting(id="teacher_gaps", **more),)})


def twice(field: str) -> Problem:
    things = getattr(SCHOOL, field)
    return SCHOOL.model_copy(update={field: (*things, things[0])})


def test_a_whole_school_has_no_faults() -> None:
    assert faults(SCHOOL) == []


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        ("teachers[王敏]", twice("teachers")),
        ("subjects[语文]", twice("subjects")),
        ("courses[c:语文]", twice("courses")),
        ("plan[g:语文]", twice("plan")),
        ("pools[r]", with_one("pools", 0, id="r")),
        ("groups[c]", with_one("groups", 0, id="c")),
        ("grades[g].bell", with_one("grades", 0, bell="?")),
        ("classes[c].grade", with_one("classes", 0, grade="?")),
        ("classes[c].class_teacher", with_one("classes", 0, class_teacher="?")),
        ("classes[c].room", with_one("classes", 0, room="p")),
        ("classes[c].campus", with_one("classes", 0, campus="?")),
        ("classes[c].leaves", with_one("classes", 0, leaves=("c1", "d"))),
        ("classes[c].unavailable", with_one("classes", 0, unavailable=(TimeRange(day=3),))),
        ("groups[走班].leaves", with_one("groups", 0, leaves=("c",))),
        ("groups[走班].leaves", with_one("groups", 0, leaves=())),
        ("teachers[王敏].subjects", with_one("teachers", 0, subjects=("?",))),
        ("teachers[王敏].unavailable", with_one("teachers", 0, unavailable=(TimeRange(periods=(3,)),))),
        ("teachers[王敏].preferred", with_one("teachers", 0, preferred=(TimeRange(bell="?"),))),
        ("teachers[王敏].disliked", with_one("teachers", 0, disliked=(TimeRange(start=600, end=500),))),
        ("teachers[李红].staff_no", with_one("teachers", 0, name="李红")),
        ("teachers[王敏].name", with_one("teachers", 0, name="王\x00敏")),
        ("teachers[王敏].kind", with_one("teachers", 0, kind="专职 ")),
        ("teacher_groups[组].members", with_one("teacher_groups", 0, members=("?",))),
        ("teacher_groups[组].exempt", with_one("teacher_groups", 0, members=("李红",), exempt=("王敏",))),
        ("teacher_groups[组].meeting", with_one("teacher_groups", 0, meeting="?")),
        ("pools[p].rooms", with_one("pools", 0, rooms=("?",))),
        ("subjects[语文].counted_in", with_one("subjects", 0, counted_in="?")),
        ("plan[g:语文].doubles", with_one("plan", 0, doubles=2)),
        ("plan[g:语文].room", with_one("plan", 0, room="?")),
        ("courses[c:语文].subject", with_one("courses", 0, subject="?")),
        ("courses[c:语文].sets", with_one("courses", 0, sets=("?",))),
        ("courses[c:语文].sets", with_one("courses", 0, sets=())),
        ("courses[c:语文].teachers", with_one("courses", 0, teachers=("?",))),
        ("courses[c:语文].room", with_one("courses", 0, room="?")),
        ("courses[c:语文].bell", with_one("courses", 0, bell="?")),
        ("courses[c:语文].parts", with_one("courses", 0, parts=(Part(duration=3),))),
        ("courses[c:语文].fixed", with_one("courses", 0, fixed=(FixedLesson(day=1, period=3),))),
        ("courses[c:语文].fixed", with_one("courses", 0, fixed=(FixedLesson(day=3, period=1),))),
        ("courses[c:语文].fixed", with_one("courses", 0, fixed=(FixedLesson(day=1, period=1, room="?"),))),
        ("courses[c:语文].fixed", with_one("courses", 0, fixed=(FixedLesson(day=1, period=1),) * 2)),
        ("courses[c:语文].forbidden", with_one("courses", 0, forbidden=(TimeRange(periods=(0,)),))),
        ("courses[会].teachers", with_one("courses", 1, teachers=())),
        ("courses[会].sets", with_one("courses", 1, sets=("c",))),
        ("bells", bells(row(None, None))),
        ("bells[x].days[1]", bells(row(480, None))),
        ("bells[x].days[1]", bells(row(520, 480))),
        ("bells[x].days[1]", bells(row(480, 520), row(510, 550))),
        ("bells[x].days[1]", bells(row(480, 520), row(None, None))),
        ("bells[x].occupies", bells(row(480, 520, kind=PeriodKind.LONG_BREAK, occupies=("?",)))),
        ("bells[y].days", bells(row(480, 520), other=BellSchedule(id="y", days=()))),
        ("day_names", SCHOOL.model_copy(update={"day_names": ("周一",)})),
        ("day_names", SCHOOL.model_copy(update={"day_names": ("周一", "周一")})),
        ("schema_version", SCHOOL.model_copy(update={"schema_version": 7})),
        ("publication[0].says", SCHOOL.model_copy(update={"publication": (PublicItem(item="filed", says="soon"),)})),
        ("publication[phones]", SCHOOL.model_copy(update={"publication": (PublicItem(item="phones", says="1"),)})),
        ("rules[0].teachers", rule(scope=Scope(teachers=("?",)))),
        ("rules[0].exceptions", rule(exceptions=(RuleException(who="?"),))),
        ("rules[0].params", rule(params={"a": (1, 2)})),
        ("rules[0].params", rule(params={"a": float("nan")})),
    ],
)
def test_each_fault_is_found_at_its_path(where: str, problem: Problem) -> None:
    found = faults(problem)
    assert where in {fault.where for fault in found}
    assert all(fault.wrong.zh and fault.wrong.en for fault in found)


def test_all_faults_are_found_at_once() -> None:
    problem = with_one("courses", 0, subject="?", room="?", sets=("?",), teachers=("?",))
    assert len(faults(problem)) == 4
