"""Check 11: the sport lessons that must be on a day or in a period find places when it rains."""

from __future__ import annotations

from constraints.daily_activity import DailyActivity
from constraints.subject_days import SubjectDays
from scheduler.domain.problem import Problem
from scheduler.domain.school import Room
from scheduler.domain.time import BellPeriod, BellSchedule
from scheduler.precheck.base import Shortage
from scheduler.rules.base import Rule
from tests.precheck.small import at, changed, closed, count, course, school, yellows

DAILY = SubjectDays(subjects=("PE",))


def sport(*rooms: Room, classes: int = 4, **more: object) -> Problem:
    """PE of some classes, two lessons each, on two days of two periods; own teachers, one pool of places."""
    courses = [course(f"1{c}", "PE", 2, f"T{c}", room="field", **more) for c in "ABCDEF"[:classes]]
    return school(courses, 2, 2, rooms=rooms)


def told(problem: Problem, *rules: Rule) -> list[tuple[int, int, str]]:
    found: list[Shortage] = yellows(count(problem, *rules), "wet")
    return [(one.need, one.have, one.reason.zh) for one in found]


def test_a_day_on_which_every_class_must_have_sport_has_too_few_dry_places() -> None:
    assert told(sport(Room(id="field", places=4, wet_places=1)), DAILY) == [
        (4, 2, "周一、周二任何一个下雨时，至少有 4 节体育类课要上，雨天场地只容得下 2 节。")
    ]


def test_enough_dry_places_on_each_day_is_no_notice() -> None:
    found = count(sport(Room(id="field", places=4, wet_places=2)), DAILY)
    assert yellows(found, "wet") == []
    assert [one.id for one in found.greens if one.id == "wet"] == ["wet"]


def test_without_a_rule_for_each_day_only_what_the_other_day_cannot_hold_must_be_then() -> None:
    day, period = told(sport(Room(id="field", places=2, wet_places=0)))
    assert day == (4, 0, "周一、周二任何一个下雨时，至少有 4 节体育类课要上，雨天场地只容得下 0 节。")
    assert period[:2] == (2, 0)
    assert period[2].startswith("周一第1节、周一第2节、周二第1节、周二第2节任何一个下雨时，至少有 2 节体育类课要上")
    assert told(sport(Room(id="field", places=4, wet_places=0))) == []


def test_a_fixed_lesson_must_be_in_its_period() -> None:
    problem = sport(Room(id="field", places=4, wet_places=0), classes=1, fixed=at((1, 2)))
    assert told(problem) == [(1, 0, "周一、周一第2节任何一个下雨时，至少有 1 节体育类课要上，雨天场地只容得下 0 节。")]


def test_two_sport_subjects_share_what_makes_a_day_active() -> None:
    row = (BellPeriod(start=500, end=540), BellPeriod(start=550, end=590))
    each = [course(f"1{c}", s, 1, f"{s}{c}", room="field") for c in "ABC" for s in ("PE", "Run")]
    plain = school(each, bells=(BellSchedule(id="main", days=(row, row)),))
    subjects = tuple(one.model_copy(update={"sport": True}) for one in plain.subjects)
    problem = changed(plain, subjects=subjects, rooms=(Room(id="field", places=3, wet_places=1),))
    assert told(problem) == []
    assert [(need, have) for need, have, _ in told(problem, DailyActivity(minimum=40))] == [(3, 2)]


def test_a_school_that_says_nothing_of_rain_hears_nothing() -> None:
    found = count(sport(Room(id="field", places=4)), DAILY)
    assert [one.id for one in found.found if one.id.startswith("wet")] == []


def test_own_classrooms_hold_all_that_the_field_does() -> None:
    assert told(sport(Room(id="field", places=4, wet_places=0, wet_instead="own classroom")), DAILY) == []


def test_another_hall_stands_in_with_its_places_unless_it_is_closed() -> None:
    field = Room(id="field", places=4, wet_places=0, wet_instead="hall")
    assert told(sport(field, Room(id="hall", places=2)), DAILY) == []
    shut = Room(id="hall", places=2, unavailable=closed((1, 1)))
    assert [(need, have) for need, have, _ in told(sport(field, shut), DAILY)] == [(4, 2)]


def test_where_it_is_impossible_anyway_rain_is_no_matter() -> None:
    found = count(sport(Room(id="field", places=1, wet_places=0)), DAILY)
    assert found.impossible
    assert yellows(found, "wet") == []
