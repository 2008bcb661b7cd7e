"""Rules about rows of courses as constraints about lists of activities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from scheduler.io.fet.export.book import Book, Node

Slots = Sequence[tuple[int, int]]


def listed(ids: Iterable[int]) -> list[Node]:
    """Activities as children, their number first."""
    found = list(ids)
    return [("Number_of_Activities", len(found)), *(("Activity_Id", an_id) for an_id in found)]


def _rows(kind: str, fields: Callable[[Any], Sequence[Node]], book: Book, rule: Any, weight: float) -> bool:
    """One constraint a row, about the activities of all its courses."""
    for row in rule.rows:
        if len(ids := book.ids(row.courses)) > 1:
            book.require(book.time, kind, *listed(ids), *fields(row), weight=weight)
    return True


def _spread(book: Book, rule: Any, weight: float) -> bool:
    for row in rule.rows:
        if len(ids := book.ids(row.courses)) > 1:
            _min_days(book, ids, row.days, weight, together=False)
    return True


def _adjoin(book: Book, rule: Any, weight: float) -> bool:
    """What FET asks even of a constraint of no weight: two on one day follow each other."""
    if weight < 100:
        return False
    for row in rule.rows:
        if len(ids := book.ids(row.courses)) > 1:
            _min_days(book, ids, 1, 0.0, together=True)
    return True


def _a_day(book: Book, rule: Any, weight: float) -> bool:
    """Two on one day at most is what FET asks even of a constraint of no weight; one is a day between that must be."""
    whole = weight == 100
    for row in rule.rows if whole else ():
        if len(ids := book.ids(row.courses)) <= row.most:
            continue
        if row.most <= 2:
            _min_days(book, ids, 1, 100.0 if row.most == 1 else 0.0, together=False)
        whole = whole and row.most <= 2
    return whole


def _min_days(book: Book, ids: Sequence[int], days: int, weight: float, *, together: bool) -> None:
    same_day: Node = ("Consecutive_If_Same_Day", "true" if together else "false")
    fields = (same_day, *listed(ids), ("MinDays", days))
    book.require(book.time, "ConstraintMinDaysBetweenActivities", *fields, weight=weight)


def _allowed(book: Book, rule: Any, weight: float) -> bool:
    for row in rule.rows:
        kind, tag, start = (
            ("TimeSlots", "Time_Slot", "") if row.whole else ("StartingTimes", "Starting_Time", "Starting_")
        )
        slots = {(int(day), int(period)) for day, period in row.times}
        times = book.times(f"Preferred_{tag}", f"Preferred_{start}Day", f"Preferred_{start}Hour", slots)
        for an_id in book.ids(row.courses):
            book.require(book.time, f"ConstraintActivityPreferred{kind}", ("Activity_Id", an_id), *times, weight=weight)
    return True


_TOGETHER = {"time": "Time", "day": "Day", "period": "Hour"}


def _together(book: Book, rule: Any, weight: float) -> bool:
    for row in rule.rows:
        if len(ids := book.ids(row.courses)) > 1:
            kind = f"ConstraintActivitiesSameStarting{_TOGETHER[row.same]}"
            book.require(book.time, kind, *listed(ids), weight=weight)
    return True


_ORDERS = {
    ("consecutive", 2): "TwoActivitiesConsecutive",
    ("grouped", 2): "TwoActivitiesGrouped",
    ("grouped", 3): "ThreeActivitiesGrouped",
    ("ordered", 2): "TwoActivitiesOrdered",
    ("ordered_on_a_day", 2): "TwoActivitiesOrderedIfSameDay",
}


def _in_order(book: Book, rule: Any, weight: float) -> bool:
    """FET knows pairs and threes of single lessons only."""
    whole = True
    for row in (row for row in rule.rows if len(row.courses) > 1):
        ids = book.ids(row.courses)
        kind = _ORDERS.get((row.how, len(ids)))
        if kind is None or any(len(book.ids([course])) != 1 for course in row.courses):
            whole = False
            continue
        names = ("First_Activity_Id", "Second_Activity_Id", "Third_Activity_Id")
        book.require(book.time, f"Constraint{kind}", *zip(names, ids, strict=False), weight=weight)
    return whole


def _ends_day(book: Book, rule: Any, weight: float) -> bool:
    """As a certainty, the only way in which FET takes it."""
    if weight < 100:
        return False
    for an_id in book.ids(rule.courses):
        book.require(book.time, "ConstraintActivityEndsStudentsDay", ("Activity_Id", an_id), weight=weight)
    return True


def selected(book: Book, ids: Sequence[int], times: Slots) -> list[Node]:
    """Activities and times as children, their numbers first."""
    slots = {(int(day), int(period)) for day, period in times}
    return [*listed(ids), *book.times("Selected_Time_Slot", "Selected_Day", "Selected_Hour", slots)]


def _counted(word: str, field: str, book: Book, rule: Any, weight: float) -> bool:
    """At most and at least so many, among some times; a certainty, the only way in which FET takes it."""
    if weight < 100:
        return False
    for row in rule.rows:
        ids = book.ids(row.courses)
        for bound, name in ((row.most, "Max"), (row.least, "Min")):
            if bound is None or not ids:
                continue
            fields = [*selected(book, ids, row.times), (f"{name}_Number_of_{field}", bound)]
            if (name, field) == ("Min", "Simultaneous_Activities"):
                fields.append(("Allow_Empty_Slots", "true" if row.or_none else "false"))
            book.require(book.time, f"ConstraintActivities{word.format(name)}", *fields, weight=weight)
    return True


def _rooms(book: Book, rule: Any, weight: float) -> bool:
    for row in rule.rows:
        names = [name for room in row.rooms for name in book.room_names.get(room, ())]
        many: list[Node] = [("Number_of_Preferred_Rooms", len(names)), *(("Preferred_Room", name) for name in names)]
        for an_id in book.ids(row.courses):
            kind = "ConstraintActivityPreferredRooms"
            if len(names) == 1:
                one: list[Node] = [("Room", names[0]), ("Permanently_Locked", "false")]
                book.require(book.space, kind[:-1], ("Activity_Id", an_id), *one, weight=weight)
            elif names:
                book.require(book.space, kind, ("Activity_Id", an_id), *many, weight=weight)
    return True


def _few_rooms(book: Book, rule: Any, weight: float) -> bool:
    if weight < 100:  # FET takes it as a certainty alone
        return False
    for row in rule.rows:
        fields = (*listed(book.ids(row.courses)), ("Max_Number_of_Different_Rooms", row.most))
        book.require(book.space, "ConstraintActivitiesOccupyMaxDifferentRooms", *fields, weight=weight)
    return True


def _same_room(book: Book, rule: Any, weight: float) -> bool:
    if weight < 100:  # FET takes it as a certainty alone
        return False
    for row in rule.rows:
        fields = listed(book.ids(row.courses))
        book.require(book.space, "ConstraintActivitiesSameRoomIfConsecutive", *fields, weight=weight)
    return True


SAID: dict[str, Callable[[Book, Any, float], bool]] = {
    "allowed_times": _allowed,
    "lessons_spread": _spread,
    "lessons_adjoin": _adjoin,
    "lessons_a_day": _a_day,
    "lessons_near": partial(_rows, "ConstraintMaxDaysBetweenActivities", lambda row: (("MaxDays", row.days),)),
    "lessons_gap": partial(_rows, "ConstraintMinGapsBetweenActivities", lambda row: (("MinGaps", row.periods),)),
    "lessons_together": _together,
    "lessons_not_overlapping": partial(_rows, "ConstraintActivitiesNotOverlapping", lambda _: ()),
    "lessons_in_order": _in_order,
    "ends_day": _ends_day,
    "slots_used": partial(_counted, "Occupy{}TimeSlotsFromSelection", "Occupied_Time_Slots"),
    "lessons_at_once": partial(_counted, "{}SimultaneousInSelectedTimeSlots", "Simultaneous_Activities"),
    "preferred_rooms": _rooms,
    "few_rooms": _few_rooms,
    "same_room_next": _same_room,
}
