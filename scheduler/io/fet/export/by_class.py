"""Rules of classes and of blocks of courses that FET's constraints say exactly where they are hard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from scheduler.domain.curriculum import Course
from scheduler.domain.time import BellSchedule, PeriodKind, Weeks
from scheduler.io.fet.export.book import Book, Slot
from scheduler.io.fet.export.by_course import listed, selected


def _per_day(book: Book, rule: Any, weight: float) -> bool:
    """So many periods of a subject a day: one is a matter of days, more of the hours taken on each day."""
    if weight < 100:
        return False
    index = book.problem.index
    done: set[tuple[int, ...]] = set()
    for leaf in rule.owners(book.problem):
        for subject, courses in index.taught.get(leaf, {}).items():
            bound = rule.at(book.problem, leaf, subject)
            if bound is None or (bound.subjects and subject not in bound.subjects):
                continue
            ids = book.ids(course.id for course in courses)
            most = max(bound.most(courses, (), weeks, len(book.days)) for weeks in Weeks)
            periods = [book.activities[an_id - 1].duration for an_id in ids]
            if sum(periods) <= most or tuple(ids) in done:
                continue
            done.add(tuple(ids))
            if most == 1:
                days = (("Consecutive_If_Same_Day", "false"), *listed(ids), ("MinDays", 1))
                book.require(book.time, "ConstraintMinDaysBetweenActivities", *days)
                continue
            for day in book.problem.days:
                slots = [(day, hour) for hour in range(1, len(book.hours) + 1)]
                fields = (*selected(book, ids, slots), ("Max_Number_of_Occupied_Time_Slots", most))
                book.require(book.time, "ConstraintActivitiesOccupyMaxTimeSlotsFromSelection", *fields)
    return True


def _same_time(book: Book, rule: Any, weight: float) -> bool:
    """The lessons of a block in step, the first with the first and so on, where all courses have as many, as long."""
    if weight < 100 or rule.exceptions:
        return False
    blocks: dict[str, list[Course]] = {}
    index = book.problem.index
    for other, first in rule.firsts(book.problem).items():
        blocks.setdefault(first.id, [first]).append(index.courses[other])
    if any(one.parts != block[0].parts or one.fixed for block in blocks.values() for one in block):
        return False
    for block in blocks.values():
        for ids in zip(*(book.of_course[course.id] for course in block), strict=True):
            book.require(book.time, "ConstraintActivitiesSameStartingTime", *listed(ids))
    return True


def _gaps(book: Book, rule: Any, weight: float) -> bool:
    """Free periods of a class on a day, where none of its periods is closed: FET does not count those."""
    if weight < 100 or any(bell.closed for bell in book.problem.bells):
        return False
    whole = True
    for leaf in rule.owners(book.problem):
        bound, home = rule.at(book.problem, leaf), book.problem.index.class_of(leaf)
        if bound is None:
            continue
        if home is None or home.unavailable or (bound.from_first and bound.limit):
            whole = False
            continue
        who = ("Students", book.sets[leaf])
        book.require(book.time, "ConstraintStudentsSetMaxGapsPerDay", ("Max_Gaps", bound.limit), who)
        if bound.from_first:
            early = ("Max_Beginnings_At_Second_Hour", 0)
            book.require(book.time, "ConstraintStudentsSetEarlyMaxBeginningsAtSecondHour", early, who)
    return whole


def _banned(book: Book, rule: Any, weight: float) -> bool:
    """Hours closed to subjects, as the hours each of their activities may take."""
    if weight < 100:
        return False
    index = book.problem.index
    for course in book.problem.courses:
        bell = index.bells[index.course_bell(course)]
        bounds = [rule.at(book.problem, leaf, course.subject) for leaf in index.busy_leaves(course)]
        means = [one for one in bounds if one is not None and (not one.subjects or course.subject in one.subjects)]
        shut: set[Slot] = {(day, hour) for one in means for day in book.problem.days for hour in one.banned(bell, day)}
        if not shut:
            continue
        slots: Sequence[Slot] = [slot for slot in book.slots() if slot not in shut]
        times = book.times("Preferred_Time_Slot", "Preferred_Day", "Preferred_Hour", slots)
        for an_id in book.of_course.get(course.id, ()):
            book.require(book.time, "ConstraintActivityPreferredTimeSlots", ("Activity_Id", an_id), *times)
    return True


NOON_GAP = 40
"""Minutes between two periods that are noon on a day without a noon row."""


def _blocks(book: Book, rule: Any, weight: float) -> bool:
    """Lengths are kept by themselves; that no block runs across noon or the long break are times it may begin."""
    if weight < 100:
        return False
    index = book.problem.index
    for activity in book.activities:
        course = activity.courses[0]
        if activity.duration == 1 or rule.at(book.problem, course.id) is None:
            continue
        bell, last = index.bells[index.course_bell(course)], activity.duration - 1
        fitting = [(d, p) for d, p in book.slots() if p + last <= bell.periods(d)]
        whole = [(d, p) for d, p in fitting if not any(_rest(bell, d, p + more) for more in range(last))]
        if whole != fitting:
            day, hour = "Preferred_Starting_Day", "Preferred_Starting_Hour"
            times = book.times("Preferred_Starting_Time", day, hour, whole)
            book.require(book.time, "ConstraintActivityPreferredStartingTimes", ("Activity_Id", activity.id), *times)
    return True


def _rest(bell: BellSchedule, day: int, period: int) -> bool:
    """Whether noon or the long break follows a period."""
    kinds = {row.kind for row in bell.between(day, period)}
    if kinds & {PeriodKind.NOON, PeriodKind.LONG_BREAK}:
        return True
    end, start = bell.lesson_row(day, period).end, bell.lesson_row(day, period + 1).start
    noon = any(row.kind is PeriodKind.NOON for row in bell.rows(day))
    return not noon and end is not None and start is not None and start - end >= NOON_GAP


SAID: dict[str, Callable[[Book, Any, float], bool]] = {
    "subject_per_day": _per_day,
    "block_pattern": _blocks,
    "same_time": _same_time,
    "class_gaps": _gaps,
    "period_ban": _banned,
}
