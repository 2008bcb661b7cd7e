"""The examples of the policy paper, with its numbers."""

from __future__ import annotations

import pytest

from constraints.period_ban import PeriodBan
from constraints.subject_per_day import SubjectPerDay
from scheduler.domain.problem import Problem
from scheduler.precheck import Precheck, precheck
from tests.precheck import policy_schools as schools
from tests.precheck.small import STRUCTURE, changed

DAILY_PE = SubjectPerDay(subjects=("体育",), limit=1)
NOT_FIRST = PeriodBan(subjects=("体育",))
P36_STAFF = {
    "语文": 36,
    "数学": 18,
    "英语": 5,
    "科学": 4,
    "信息": 3,
    "体育": 9,
    "音乐": 4,
    "美术": 4,
    "道法": 3,
    "综合": 3,
}


def test_daily_pe_of_18_classes_does_not_fit_on_4_places() -> None:
    found = precheck(schools.p18_daily(4), [*STRUCTURE, DAILY_PE, NOT_FIRST])
    (red,) = found.reds
    assert (red.need, red.have) == (18, 16)
    assert red.reason.zh == "周一能上体育的只有 4 节 × 4 块场地 = 16，但有 18 个班。"
    assert red.facts["day"] == 1
    assert set(red.rules) == {
        "every_lesson_placed",
        "subject_per_day",
        "period_ban",
        "fixed_lessons",
        "class_clash",
        "room_capacity",
    }


def test_daily_pe_of_18_classes_fits_on_5_places() -> None:
    assert not precheck(schools.p18_daily(5), [*STRUCTURE, DAILY_PE, NOT_FIRST]).impossible


def test_daily_pe_without_a_daily_limit_fits_on_4_places() -> None:
    assert not precheck(schools.p18_daily(4), [*STRUCTURE, NOT_FIRST]).impossible


def p36(art_rooms: int) -> Precheck:
    return precheck(schools.primary(schools.PRIMARY, P36_STAFF, per_grade=6, places=6, art_rooms=art_rooms), STRUCTURE)


def test_72_art_lessons_do_not_fit_into_2_rooms() -> None:
    (red,) = p36(2).reds
    assert (red.need, red.owners[0]) == (72, "美术室")
    assert red.have == 2 * 29  # 30 periods, one of them the class meeting of all classes
    assert "72" in red.reason.zh


def test_72_art_lessons_fit_into_3_rooms() -> None:
    assert not p36(3).impossible


@pytest.mark.parametrize(("meeting", "impossible"), [(True, True), (False, False)])
def test_pe_meeting_on_friday_leaves_20_places_for_24_classes(meeting: bool, impossible: bool) -> None:
    found = precheck(schools.j24_daily(5, meeting=meeting), [*STRUCTURE, DAILY_PE])
    assert found.impossible is impossible
    for red in found.reds:
        assert (red.need, red.have, red.facts["day"]) == (24, 20, 5)
        assert red.reason.zh == "周五能上体育的只有 4 节 × 5 块场地 = 20，但有 24 个班。"


def test_while_the_chinese_teachers_meet_24_classes_could_be_taught_and_18_are() -> None:
    found = precheck(schools.p18(), STRUCTURE)
    assert not found.impossible
    (green,) = [one for one in found.greens if one.id == "each_slot"]
    assert (green.need, green.have) == (18, 24)
    assert (green.facts["day"], green.facts["period"]) == (2, 5)
    by_subject = {"数学": 9, "英语": 2, "科学": 2, "信息": 2, "体育": 3, "音乐": 2, "美术": 2, "道法": 2}
    assert {subject: green.facts[subject] for subject in by_subject} == by_subject


def without(problem: Problem, *teachers: str) -> Problem:
    """The same school where the courses of some teachers have another one."""
    courses = []
    for course in problem.courses:
        now = tuple("数学1" if t in teachers else t for t in course.teachers)
        courses.append(course.model_copy(update={"teachers": now if course.sets else course.teachers}))
    return changed(problem, courses=tuple(courses))


def test_with_too_few_free_teachers_the_meeting_is_impossible() -> None:
    problem = without(schools.p18(), "数学2", "数学3", "数学4", "数学5", "数学6", "数学7", "数学8", "数学9")
    reds = [one for one in precheck(problem, STRUCTURE).reds if one.id.startswith("each_slot")]
    tuesday = [one for one in reds if (one.facts["day"], one.facts["period"]) == (2, 5)]
    assert [(one.need, one.have) for one in tuesday] == [(18, 16)]
    assert "group_meeting" in tuesday[0].rules or "teacher_clash" in tuesday[0].rules
