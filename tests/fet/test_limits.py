"""FET's limits of a teacher, of all, of a set and of all students as rules of people."""

from __future__ import annotations

import pytest

from scheduler.domain.policy import Scope
from tests.fet.mini import activity, asks, read, rules, stored

KINDS = {
    "idle_periods": [{"daily": 1}, {"weekly": 3}],
    "run_length": [{"limit": 3}],
    "day_span": [{"most": 5}],
    "rest_hours": [{"least": 9, "circular": True}],
}


def said(rule: str, **wanted: object) -> list[Scope]:
    """Whom the settings of a rule bind that say all this."""
    return [
        setting.scope
        for name in ("limits", "tags", "sites")
        for setting in stored(name).problem.rules
        if setting.id == rule and wanted.items() <= setting.params.items()
    ]


@pytest.mark.parametrize(("rule", "settings"), [(rule, one) for rule, several in KINDS.items() for one in several])
def test_each_limit_has_four_forms(rule: str, settings: dict[str, object]) -> None:
    assert said(rule, who="teachers", **settings) == [Scope(teachers=("Ann",)), Scope()]
    assert said(rule, who="pupils", **settings) == [Scope(classes=("7A girls", "7A boys")), Scope()]


def test_one_longer_day_is_teachers_only() -> None:
    assert len(said("day_span", who="teachers", one_longer=True)) == 2
    assert len(said("day_span", who="pupils", one_longer=False)) == 2


def test_the_hour_that_ends_an_interval_is_no_part_of_it() -> None:
    assert said("days_used", most=2, first=2, last=3) == [
        Scope(teachers=("Ann",)),
        Scope(classes=("7A girls", "7A boys")),
    ]
    assert said("days_used", most=2, first=2, last=6) == [Scope(), Scope()]  # no end: to the end of the day


def test_days_are_limited_above_and_below() -> None:
    assert len(said("days_used", most=4)) == 4
    assert said("days_used", least=2) == [Scope(teachers=("Ben",))]
    assert said("days_used", least=1) == [Scope()]


def test_teachers_may_have_empty_days_and_students_where_the_file_says_so() -> None:
    assert len(said("day_length", who="teachers", least=2, empty_days=True)) == 2
    assert len(said("day_length", who="pupils", least=2, empty_days=False)) == 2


def test_people_with_the_same_limit_and_weight_share_one_setting() -> None:
    assert said("day_length", who="teachers", most=5) == [Scope(teachers=("Ann", "Ben")), Scope()]


def test_one_who_is_limited_twice_by_wishes_is_limited_by_two_settings() -> None:
    twice = [asks("TeacherMaxHoursDaily", 95, Teacher_Name="Ann", Maximum_Hours_Daily=4)] * 2
    assert list(rules(read([activity(1, "Maths", "Ann", "7A")], twice))) == ["day_length#95", "day_length#95-2"]


def test_an_early_start_is_for_all_and_for_single_sets() -> None:
    assert said("early_start", seconds=0) == [Scope()]
    assert said("early_start", seconds=1) == [Scope(classes=("7B",))]


def test_tags_are_named_under_either_field() -> None:
    assert said("day_length", who="teachers", tag="lab", most=2) == [Scope(teachers=("Ann",))]
    assert said("day_length", who="teachers", tag="lab", most=3) == [Scope()]
    assert said("day_length", who="pupils", tag="lab", most=2) == [Scope()]
    assert said("day_length", who="pupils", tag="out", most=1) == [Scope(classes=("7A",))]
    assert said("run_length", who="teachers", tag="lab", limit=2) == [Scope()]
    assert said("run_length", who="pupils", tag="out", limit=1) == [Scope()]


def test_gaps_between_tags_are_ordered_or_of_one_tag() -> None:
    assert said("tag_gaps", who="pupils", first_tag="out", second_tag="lab", periods=1, ordered=True) == [Scope()]
    assert said("tag_gaps", first_tag="lab", second_tag="lab", periods=2) == [Scope(teachers=("Ann",))]


def test_changes_of_building_are_limited_a_day_a_week_and_by_gaps() -> None:
    assert said("site_changes", who="teachers", daily=1) == [Scope(teachers=("Ann",))]
    assert said("site_changes", who="teachers", weekly=4) == [Scope()]
    assert said("site_changes", who="pupils", gap=1) == [Scope()]
    assert said("site_changes", who="pupils", daily=2) == [Scope(classes=("7A",))]
    assert [room.campus for room in stored("sites").problem.rooms] == ["north", "south"]


def test_a_limit_without_weight_asks_nothing() -> None:
    nothing = asks("TeacherMaxHoursDaily", 0, Teacher_Name="Ann", Maximum_Hours_Daily=4)
    assert read([activity(1, "Maths", "Ann", "7A")], [nothing]).problem.rules == ()
