"""FET's constraints on activities side by side: at the same time, never at once, in order, at the end of the day."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import combinations, product

from scheduler.domain.text import Text
from scheduler.io.fet.asked import Asked
from scheduler.io.fet.filters import matching
from scheduler.io.fet.gather import Gathered


def same(asked: Asked, out: Gathered, *, what: str) -> None:
    """ActivitiesSameStartingTime, -Day, -Hour."""
    courses = asked.courses()
    if len(courses) > 1:
        out.rows(asked, "lessons_together", {"courses": courses, "same": what}, _pairs(courses), sort=what)


def apart(asked: Asked, out: Gathered) -> None:
    """ActivitiesNotOverlapping."""
    courses = asked.courses()
    if len(courses) > 1:
        out.rows(asked, "lessons_not_overlapping", {"courses": courses}, _pairs(courses))


def tags_apart(asked: Asked, out: Gathered) -> None:
    """ActivityTagsNotOverlapping: an activity with one of the tags and one with another."""
    desk, what = asked.desk, Text("activity tag", "标记")
    named = [child.text or "" for child in asked.element.iterfind("Activity_Tag")]
    tags = dict.fromkeys(desk.find(desk.tags, name, what, asked.where) for name in named)
    marked = [[an_id for an_id, one in desk.activities.items() if tag in one.tags] for tag in tags if tag]
    for first, second in combinations(marked, 2):
        for pair in product(first, second):
            if pair[0] != pair[1]:
                out.rows(asked, "lessons_not_overlapping", {"courses": list(pair)}, [tuple(sorted(pair))])


def in_order(asked: Asked, out: Gathered, *, how: str, of: int) -> None:
    """TwoActivitiesConsecutive, -Grouped, -Ordered, -OrderedIfSameDay, ThreeActivitiesGrouped."""
    courses = asked.courses("First_Activity_Id", "Second_Activity_Id", "Third_Activity_Id")
    if len(courses) == of:
        out.rows(asked, "lessons_in_order", {"courses": courses, "how": how}, [tuple(courses)], sort=how)


def sets_in_order(asked: Asked, out: Gathered) -> None:
    """TwoSetsOfActivitiesOrdered: each of the first set before each of the second."""
    first = asked.courses("First_Activities_Ids_Set/Activity_Id")
    second = asked.courses("Second_Activities_Ids_Set/Activity_Id")
    for pair in product(first, second):
        out.rows(asked, "lessons_in_order", {"courses": list(pair), "how": "ordered"}, [pair], sort="ordered")


def ends_one(asked: Asked, out: Gathered) -> None:
    """ActivityEndsStudentsDay."""
    out.courses(asked, "ends_day", asked.courses())


def ends_many(asked: Asked, out: Gathered) -> None:
    """ActivitiesEndStudentsDay."""
    out.courses(asked, "ends_day", matching(asked))


def _pairs(courses: list[str]) -> combinations[tuple[str, str]]:
    return combinations(sorted(courses), 2)


KINDS: dict[str, Callable[[Asked, Gathered], None]] = {
    "ConstraintActivitiesSameStartingTime": partial(same, what="time"),
    "ConstraintActivitiesSameStartingDay": partial(same, what="day"),
    "ConstraintActivitiesSameStartingHour": partial(same, what="period"),
    "ConstraintActivitiesNotOverlapping": apart,
    "ConstraintActivityTagsNotOverlapping": tags_apart,
    "ConstraintTwoActivitiesConsecutive": partial(in_order, how="consecutive", of=2),
    "ConstraintTwoActivitiesGrouped": partial(in_order, how="grouped", of=2),
    "ConstraintThreeActivitiesGrouped": partial(in_order, how="grouped", of=3),
    "ConstraintTwoActivitiesOrdered": partial(in_order, how="ordered", of=2),
    "ConstraintTwoActivitiesOrderedIfSameDay": partial(in_order, how="ordered_on_a_day", of=2),
    "ConstraintTwoSetsOfActivitiesOrdered": sets_in_order,
    "ConstraintActivityEndsStudentsDay": ends_one,
    "ConstraintActivitiesEndStudentsDay": ends_many,
}
