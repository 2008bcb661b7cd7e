"""What rules say of their kind: which only judge, which no timetable breaks, which levels they have."""

from __future__ import annotations

from constraints import CATALOGUE
from scheduler.domain.policy import Level
from scheduler.rules.base import Rule

PLANNING = {"activity_table", "attestations", "balanced_classes", "exam_count", "follow_timetable"}
PLANNING |= {"homework_cap", "homework_quota", "publication", "term_end_protected"}
OF_BELLS_OR_PLAN = {"daily_exercises", "daily_hours_cap", "lesson_length", "plan_hours", "school_day_bounds"}
OF_COURSES = {"qualified_teachers", "teacher_weekly_load"}
OF_ROOMS = {"room_clash", "room_stability", "room_suitable"}
ONE_LEVEL = {
    "every_lesson_placed": Level.HARD,
    "course_hours": Level.HARD,
    "class_clash": Level.HARD,
    "teacher_clash": Level.HARD,
    "room_clash": Level.HARD,
    "room_stability": Level.SOFT,
}


def having(name: str) -> set[str]:
    """The rules that say True of something, and say it plainly."""
    assert all(isinstance(getattr(kind, name), bool) for kind in CATALOGUE), name
    return {kind.id for kind in CATALOGUE if getattr(kind, name)}


def test_a_rule_says_plainly_whether_it_only_judges_and_why() -> None:
    assert having("judges_only") == PLANNING | OF_BELLS_OR_PLAN | OF_COURSES | OF_ROOMS
    assert having("planning") == PLANNING
    assert having("by_courses") == {"qualified_teachers"}
    assert having("reads_rooms") == {"room_stability"}
    assert having("names_rooms") == {"site_changes", "preferred_rooms", "few_rooms", "same_room_next", "room_times"}


def test_a_rule_that_only_judges_posts_nothing_and_every_other_does() -> None:
    for kind in CATALOGUE:
        assert (kind.post is Rule.post) == kind.judges_only, kind.id


def test_rules_that_forbid_starts_before_others_build_on_them() -> None:
    assert having("prunes") == {"allowed_times", "block_pattern", "period_ban", "unavailable"}


def test_a_rule_may_have_any_level_or_says_which_one_it_has() -> None:
    assert {kind.id: kind.levels for kind in CATALOGUE if kind.levels != tuple(Level)} == {
        name: (level,) for name, level in ONE_LEVEL.items()
    }


def test_the_numbers_of_a_key_are_days_and_times_unless_a_rule_says_otherwise() -> None:
    assert {kind.id: kind.numbers for kind in CATALOGUE if kind.numbers != ("day", "time")} == {
        "follow_timetable": ("time",),
        "term_end_protected": ("week",),
        "days_between": ("day", "day"),
        "lessons_adjoin": ("day",),
        "lessons_a_day": ("day",),
        "period_variety": ("time",),
        "homework_cap": ("week", "weekday"),
        "homework_quota": ("week", "weekday"),
    }
