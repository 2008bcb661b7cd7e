"""Check 6: fixed lessons do not collide, and none stands where it may not."""

from __future__ import annotations

from constraints.period_ban import PeriodBan
from scheduler.domain.curriculum import CourseKind, FixedLesson, Part
from scheduler.domain.school import Room, Teacher, TeacherGroup
from scheduler.domain.time import Weeks
from tests.precheck.small import at, changed, closed, count, course, red, reds, school


def test_two_lessons_of_a_class_fixed_at_once_collide() -> None:
    one, two = course("1A", "Art", fixed=at((1, 1))), course("1A", "PE", fixed=at((1, 1)))
    found = [r for r in count(school([one, two], 2)).reds if r.id.startswith("fixed")]
    assert [r.owners for r in found] == [("1A", "1A:Art", "1A:PE")]
    assert found[0].rules == ("fixed_lessons", "class_clash")
    apart = two.model_copy(update={"fixed": at((1, 2))})
    assert not count(school([one, apart], 2)).impossible


def test_two_lessons_of_a_teacher_fixed_at_once_collide_unless_in_other_weeks() -> None:
    one, two = (course(c, "Art", 1, "Li", fixed=at((1, 1))) for c in ("1A", "1B"))
    assert "fixed" in reds(count(school([one, two], 2)))
    odd, even = one.model_copy(update={"weeks": Weeks.ODD}), two.model_copy(update={"weeks": Weeks.EVEN})
    assert not count(school([odd, even], 2)).impossible


def test_a_block_that_runs_into_a_fixed_lesson_collides() -> None:
    block = course("1A", "Art", parts=(Part(duration=2),), fixed=at((1, 1)))
    assert "fixed" in reds(count(school([block, course("1A", "PE", fixed=at((1, 2)))], 3)))
    assert not count(school([block, course("1A", "PE", fixed=at((1, 3)))], 3)).impossible


def test_a_fixed_lesson_in_no_period_of_the_day_is_impossible() -> None:
    found = red(count(school([course("1A", "Art", fixed=at((1, 3)))], 2)), "fixed")
    assert found.reason.zh == "1A Art固定在周一第3节，没有这一节。".replace("第3节", "第 3 节")


def test_a_fixed_lesson_at_a_closed_time_is_impossible() -> None:
    li = Teacher(id="Li", unavailable=closed((1, 1)))
    problem = school([course("1A", "Art", 1, "Li", fixed=at((1, 1)))], 2, teachers=(li,))
    assert red(count(problem), "fixed").owners == ("1A:Art", "Li")
    odd = li.model_copy(
        update={"unavailable": tuple(t.model_copy(update={"weeks": Weeks.ODD}) for t in li.unavailable)}
    )
    even = problem.courses[0].model_copy(update={"weeks": Weeks.EVEN})
    assert not count(changed(problem, teachers=(odd,), courses=(even,))).impossible


def test_a_fixed_lesson_in_a_banned_period_is_impossible() -> None:
    problem = school([course("1A", "PE", fixed=at((1, 1)))], 2)
    assert "period_ban" in red(count(problem, PeriodBan(subjects=("PE",))), "fixed").rules
    assert not count(problem, PeriodBan(subjects=("Art",))).impossible


def test_more_fixed_times_than_lessons_is_impossible() -> None:
    found = red(count(school([course("1A", "Art", 1, fixed=at((1, 1), (1, 2)))], 2)), "fixed")
    assert (found.need, found.have) == (2, 1)


def test_more_fixed_lessons_than_places_is_impossible() -> None:
    courses = [course(c, "PE", 1, f"T{c}", room="field", fixed=at((1, 1))) for c in ("1A", "1B")]
    found = red(count(school(courses, 2, rooms=(Room(id="field"),))), "fixed")
    assert (found.need, found.have, found.owners[0]) == (2, 1, "field")
    assert not count(school(courses, 2, rooms=(Room(id="field", places=2),))).impossible


def test_two_lessons_fixed_into_one_room_are_likely_trouble_only() -> None:
    fixed = (FixedLesson(day=1, period=1, room="hall"),)
    courses = [course(c, "Art", 1, f"T{c}", fixed=fixed) for c in ("1A", "1B")]
    found = count(school(courses, 1, rooms=(Room(id="hall"),)))
    assert not found.impossible
    assert [one.owners[0] for one in found.yellows if one.id.startswith("fixed")] == ["hall"]


def test_a_lesson_fixed_into_the_meeting_its_teacher_must_attend_is_impossible() -> None:
    held = course("", "Meeting", 1, "Ma", kind=CourseKind.MEETING, id="meeting", fixed=at((1, 1)))
    group = TeacherGroup(id="all", members=("Li", "Ma"), meeting="meeting")
    problem = school([course("1A", "Art", 1, "Li", fixed=at((1, 1))), held], 2, teacher_groups=(group,))
    assert "group_meeting" in red(count(problem), "fixed").rules
    exempt = (group.model_copy(update={"exempt": ("Li",)}),)
    assert not count(changed(problem, teacher_groups=exempt)).impossible
