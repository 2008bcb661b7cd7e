"""Preferred times, distances, order: how FET's constraints on activities become rows of rules."""

from __future__ import annotations

import pytest

from scheduler.domain.policy import Level
from tests.fet.mini import activity, asks, filtered, read, rows, rules, slots, starts, stored

MONDAY = [[1, 2]]
APART = "lessons_not_overlapping#100"


def allowed(weight: str) -> list[tuple[object, object, object]]:
    """(courses, times, whole) of each row of a weight in the stored file of times."""
    return [(row["courses"], row["times"], row["whole"]) for row in rows(stored("starts"), f"allowed_times#{weight}")]


def test_activities_fixed_at_one_time_share_a_row() -> None:
    assert allowed("100")[0] == (["1", "4"], MONDAY, False)


def test_starting_times_of_one_activity_are_sorted() -> None:
    assert allowed("100")[1] == (["5"], [[1, 3], [2, 1]], False)


def test_a_filter_means_active_activities_of_the_teacher() -> None:
    assert allowed("100")[2] == (["4", "5"], [[4, 1], [5, 1]], False)


def test_a_filter_by_students_means_all_who_share_pupils_with_them() -> None:
    assert allowed("100")[3] == (["4", "5"], [[1, 1], [1, 2]], True)


def test_a_filter_by_component_counts_within_split_activities() -> None:
    assert allowed("100")[4:] == [(["3"], [[5, 6]], False), (["2"], [[5, 5]], True)]


def test_wishes_stand_apart_by_weight_and_filter_by_length_and_tag() -> None:
    assert allowed("95") == [(["5"], [[3, 1], [3, 2]], True)]
    assert allowed("90") == [(["5"], [[4, 1]], False)]
    assert allowed("50") == [(["4"], [[1, 5]], True)]
    assert rules(stored("starts"))["allowed_times#90"].level is Level.SOFT
    assert rules(stored("starts"))["allowed_times#90"].weight == 9000


def test_components_are_counted_with_those_switched_off() -> None:
    parts = [activity(n, "Maths", "Ann", "7A", group=1, Active="false" if n == 1 else "true") for n in (1, 2, 3)]
    second = starts("SubactivitiesPreferredStartingTimes", "Fri 6th", Component_Number=2, **filtered())
    assert rows(read(parts, [second]), "allowed_times#100")[0]["courses"] == ["2"]


def test_an_activity_that_is_not_split_is_its_own_first_component() -> None:
    first = slots("SubactivitiesPreferredTimeSlots", "Fri 6th", Component_Number=1, **filtered())
    assert rows(read([activity(5, "Maths", "Ann", "7A")], [first]), "allowed_times#100")[0]["courses"] == ["5"]


@pytest.mark.parametrize(
    ("instance", "row"),
    [
        ("lessons_together#100", {"courses": ["1", "7"], "same": "time"}),
        ("lessons_together#95", {"courses": ["1", "2"], "same": "period"}),
        ("lessons_together#100-2", {"courses": ["3", "4"], "same": "day"}),
        ("lessons_not_overlapping#100", {"courses": ["6", "7"]}),
        ("lessons_in_order#100", {"courses": ["2", "1"], "how": "consecutive"}),
        ("lessons_in_order#100-2", {"courses": ["3", "4"], "how": "grouped"}),
        ("lessons_in_order#100-3", {"courses": ["1", "6"], "how": "ordered"}),
        ("lessons_in_order#80", {"courses": ["1", "3"], "how": "ordered_on_a_day"}),
        ("lessons_near#100", {"courses": ["1", "2"], "days": 2}),
        ("lessons_gap#100", {"courses": ["1", "2"], "periods": 3}),
        ("slots_used#100", {"courses": ["1", "2"], "times": [[1, 1], [2, 1]], "most": 1}),
        ("lessons_at_once#100", {"courses": ["1", "7"], "times": [[1, 1]], "most": 1}),
    ],
)
def test_each_kind_becomes_a_row_of_its_rule(instance: str, row: dict[str, object]) -> None:
    assert rows(stored("together"), instance)[0] == row


def test_activities_of_one_tag_are_kept_apart_from_those_of_another() -> None:
    tags = {1: ["loud"], 2: ["quiet"], 3: ["loud"], 4: []}
    parts = [activity(n, "Maths", "Ann", "7A", Activity_Tag=tags[n]) for n in tags]
    apart = asks("ActivityTagsNotOverlapping", Activity_Tag=["loud", "quiet"])
    found = rows(read(parts, [apart], tags=("loud", "quiet")), APART)
    assert found == [{"courses": ["1", "2"]}, {"courses": ["3", "2"]}]


def test_three_grouped_and_two_sets_in_order_become_rows_too() -> None:
    read_here = stored("together")
    assert rows(read_here, "lessons_in_order#100-2")[1] == {"courses": ["4", "5", "6"], "how": "grouped"}
    assert [row["courses"] for row in rows(read_here, "lessons_in_order#100-3")] == [["1", "6"], ["5", "1"], ["5", "2"]]


def test_constraints_between_an_activity_and_one_switched_off_ask_nothing() -> None:
    assert len(rows(stored("together"), "lessons_together#100")) == 1
    assert stored("together").unchecked == 0


def test_those_who_end_the_day_are_listed_once() -> None:
    assert rules(stored("together"))["ends_day#100"].params == {"courses": ["1", "7"]}
