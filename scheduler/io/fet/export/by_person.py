"""Limits of single people, teacher by teacher and smallest group by smallest group, as FET's constraints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from scheduler.io.fet.export.book import Book, Node


class Limit(NamedTuple):
    """One constraint of one person: the end of its kind, its fields, and how those of a teacher name the tag."""

    kind: str
    fields: Sequence[Node]
    tag: str = ""


def _each(limits: Callable[[Any], Iterator[Limit]], book: Book, rule: Any, weight: float) -> bool:
    """Every limit of everyone the rule binds, exceptions included."""
    whole = True
    for person in rule.owners(book.problem):
        bound = rule.at(book.problem, person)
        if bound is None or (bound.who == "pupils") != (person not in book.problem.index.teachers):
            continue
        teacher = bound.who == "teachers"
        names = book.teachers if teacher else book.sets
        for limit in limits(bound):
            if weight < 100 and not limit.kind.startswith(SOFT):
                whole = False
                continue
            who: Node = ("Teacher" if limit.kind in PLAIN else "Teacher_Name", names[person])
            fields: list[Node] = [who if teacher else ("Students", names[person]), *limit.fields]
            if limit.tag:
                fields.append(("Activity_Tag_Name" if teacher else "Activity_Tag", book.tags[limit.tag]))
            kind = f"Constraint{'Teacher' if teacher else 'StudentsSet'}{limit.kind}"
            book.require(book.time, kind, *fields, weight=weight)
    return whole


SOFT = ("MaxHours", "ActivityTagMaxHours")
"""Kinds FET takes with less than 100 %."""
PLAIN = ("MinGapsBetweenBuildingChanges", "MaxBuildingChangesPerDay", "MaxBuildingChangesPerWeek")


def _day_length(rule: Any) -> Iterator[Limit]:
    start = "ActivityTag" if rule.tag else ""
    if rule.most is not None:
        yield Limit(f"{start}MaxHoursDaily", (("Maximum_Hours_Daily", rule.most),), rule.tag)
    if rule.least is not None:
        empty = ("Allow_Empty_Days", "true" if rule.empty_days else "false")
        yield Limit(f"{start}MinHoursDaily", (("Minimum_Hours_Daily", rule.least), empty), rule.tag)


def _run_length(rule: Any) -> Iterator[Limit]:
    start = "ActivityTag" if rule.tag else ""
    yield Limit(f"{start}MaxHoursContinuously", (("Maximum_Hours_Continuously", rule.limit),), rule.tag)


def _idle(rule: Any) -> Iterator[Limit]:
    for most, end in ((rule.daily, "PerDay"), (rule.weekly, "PerWeek")):
        if most is not None:
            yield Limit(f"MaxGaps{end}", (("Max_Gaps", most),))


def _early(rule: Any) -> Iterator[Limit]:
    yield Limit("EarlyMaxBeginningsAtSecondHour", (("Max_Beginnings_At_Second_Hour", rule.seconds),))


def _span(rule: Any) -> Iterator[Limit]:
    more = "true" if getattr(rule, "one_longer", False) else "false"
    yield Limit("MaxSpanPerDay", (("Max_Span", rule.most), ("Allow_One_Day_Exception_of_Plus_One", more)))


def _rest(rule: Any) -> Iterator[Limit]:
    circular = ("Circular", "true" if rule.circular else "false")
    yield Limit("MinRestingHours", (("Minimum_Resting_Hours", rule.least), circular))


def _days(book: Book, rule: Any, weight: float) -> bool:
    """Days with lessons, or with lessons in an interval, which ends before the hour that FET calls its end."""
    part = rule.first > 1 or rule.last
    if rule.exceptions or (part and (rule.least or max(rule.first, rule.last) > len(book.hours))):
        return False
    if rule.least and rule.who == "pupils":
        return False

    def limits(bound: Any) -> Iterator[Limit]:
        if bound.most is not None and part:
            end = book.hours[bound.last] if 0 < bound.last < len(book.hours) else ""
            span = (("Interval_Start_Hour", book.hours[bound.first - 1]), ("Interval_End_Hour", end))
            yield Limit("IntervalMaxDaysPerWeek", (*span, ("Max_Days_Per_Week", bound.most)))
        elif bound.most is not None:
            yield Limit("MaxDaysPerWeek", (("Max_Days_Per_Week", bound.most),))
        if bound.least:
            yield Limit("MinDaysPerWeek", (("Minimum_Days_Per_Week", bound.least),))

    return _each(limits, book, rule, weight)


SAID: dict[str, Callable[[Book, Any, float], bool]] = {
    "day_length": partial(_each, _day_length),
    "run_length": partial(_each, _run_length),
    "idle_periods": partial(_each, _idle),
    "days_used": _days,
    "early_start": partial(_each, _early),
    "day_span": partial(_each, _span),
    "rest_hours": partial(_each, _rest),
}
