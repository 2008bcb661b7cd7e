"""Check 5: at each time the classes in session find teachers who are not in a meeting."""

from __future__ import annotations

from scheduler.domain.curriculum import Course, CourseKind
from scheduler.domain.problem import Problem
from scheduler.domain.school import Room, Teacher, TeacherGroup
from tests.precheck.small import at, changed, closed, count, course, red, reds, school


def meeting(*members: str) -> Course:
    return course("", "Meeting", 1, "+".join(members), kind=CourseKind.MEETING, id="meeting", fixed=at((1, 1)))


def full(*others: Course, empty: int = 0, **more: object) -> Problem:
    """Three classes with four full periods: two Chinese, one maths, one art; one art teacher for all."""
    courses = [
        one
        for c in "ABC"
        for one in (
            course(f"1{c}", "Chinese", 2 - (empty and c == "A"), f"C{c}"),
            course(f"1{c}", "Maths", 1, f"M{c}"),
            course(f"1{c}", "Art", 1, "Xu"),
        )
    ]
    return school([*courses, *others], 2, 2, **more)


def test_more_classes_in_session_than_free_teachers_is_impossible() -> None:
    found = red(count(full(meeting("CA", "CB", "CC", "MA", "MB"))), "each_slot")
    assert (found.need, found.have) == (2, 1)  # 1A and 1B have only Xu; 1C still has its maths teacher
    assert found.owners == ("1A", "1B", "Xu")
    assert found.reason.zh == "周一第1节有 2 个班必须上课，但能给它们上课又不开会的教师只够 1 个班（Xu）。"
    assert (found.facts["day"], found.facts["period"]) == (1, 1)


def test_exactly_enough_free_teachers_is_possible() -> None:
    assert not count(full(meeting("CA", "CB", "CC", "MA"))).impossible


def test_a_class_with_an_empty_period_need_not_be_in_session() -> None:
    assert not count(full(meeting("CA", "CB", "CC", "MA", "MB"), empty=1)).impossible


def test_a_class_nobody_can_teach_is_named() -> None:
    found = red(count(full(meeting("CA", "MA", "Xu"))), "class_hours")
    assert found.owners == ("1A",)
    assert (found.need, found.have) == (4, 3)


def test_members_without_a_lesson_in_the_meeting_are_busy_by_the_group() -> None:
    group = TeacherGroup(id="all", members=("CA", "CB", "CC", "MA", "MB"), meeting="meeting")
    assert "each_slot" in reds(count(full(meeting("CA"), teacher_groups=(group,))))
    exempt = group.model_copy(update={"exempt": ("MA",)})
    assert not count(full(meeting("CA"), teacher_groups=(exempt,))).impossible


def test_closed_times_of_teachers_count_like_meetings() -> None:
    off = tuple(Teacher(id=t, unavailable=closed((2, 2))) for t in ("CA", "CB", "CC", "MA", "MB"))
    others = tuple(Teacher(id=t) for t in ("MC", "Xu"))
    assert red(count(full(teachers=(*off, *others))), "each_slot").facts["day"] == 2


def test_places_bound_how_many_teachers_can_teach_at_once() -> None:
    rooms = (Room(id="lab", places=1),)
    busy = meeting("CA", "CB", "CC")
    problem = full(busy, rooms=rooms)
    in_lab = tuple(c.model_copy(update={"room": "lab"}) if c.subject == "Maths" else c for c in problem.courses)
    found = red(count(changed(problem, courses=in_lab)), "each_slot")
    assert (found.need, found.have) == (3, 2)
    assert "room_capacity" in found.rules
    assert not count(problem).impossible


def test_classes_taught_together_need_one_teacher() -> None:
    together = course("1A+1B", "Choir", 1, "Xu")
    courses = [together, course("1A", "Chinese", 1, "CA"), course("1B", "Chinese", 1, "CB"), meeting("CA", "CB")]
    assert not count(school(courses, 2)).impossible
