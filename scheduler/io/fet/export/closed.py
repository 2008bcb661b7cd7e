"""When nobody, or somebody, is not available, and lessons that stand where they stand."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.domain.curriculum import Course
from scheduler.domain.text import Text
from scheduler.domain.time import TimeRange, Weeks
from scheduler.io.fet.export.book import Book, Node, Slot
from scheduler.io.fet.tags import STARTING


def closed_times(book: Book) -> None:
    """Breaks, times of teachers, pupils and rooms that are not available, and of courses that are forbidden."""
    breaks = _breaks(book)
    index = book.problem.index
    for teacher in book.problem.teachers:
        bells = {index.course_bell(c) for c in index.courses_of_teacher[teacher.id]} or {index.default_bell}
        _away(book, book.time, "Teacher", book.teachers[teacher.id], book.closed(teacher.unavailable, bells) - breaks)
    for home in book.problem.classes:
        bell = index.bell_of_pupil(home.id).id
        shut = _missing(book, bell) | book.closed(home.unavailable, (bell,))
        _away(book, book.time, "Students", book.sets[home.id], shut - breaks)
    for group in book.problem.groups:
        bells = {index.bell_of_pupil(leaf).id for leaf in group.leaves}
        shut = book.closed(group.unavailable, bells)
        _away(book, book.time, "Students", book.sets[group.id], shut - breaks)
    for room in book.problem.rooms:
        shut = book.closed(room.unavailable, index.bells) - breaks
        for name in book.room_names[room.id]:
            _away(book, book.space, "Room", name, shut)
    for course in book.problem.courses:
        _course(book, course, breaks)
    _tell(book)


def fixed_lessons(book: Book) -> None:
    """Lessons fixed to a time, locked for good; those of a timetable are locked with it."""
    for course in book.problem.courses:
        open_ones = (an_id for an_id in book.of_course.get(course.id, ()) if not book.activities[an_id - 1].lessons)
        for an_id, fixed in zip(open_ones, course.fixed, strict=False):
            at = (("Preferred_Day", book.days[fixed.day - 1]), ("Preferred_Hour", book.hours[fixed.period - 1]))
            book.require(book.time, STARTING, ("Activity_Id", an_id), *at, ("Permanently_Locked", "true"))


def _breaks(book: Book) -> set[Slot]:
    """Hours in which no schedule has an open lesson period."""
    missing = [_missing(book, bell.id) for bell in book.problem.bells]
    breaks = set.intersection(*missing)
    if breaks:
        book.require(book.time, "ConstraintBreakTimes", *book.times("Break_Time", "Day", "Hour", breaks))
    return breaks


def _missing(book: Book, bell: str) -> set[Slot]:
    """Hours that a schedule does not have or keeps free."""
    schedule = book.problem.index.bells[bell]
    own = tuple(when if when.bell else when.model_copy(update={"bell": bell}) for when in schedule.closed)
    none = {(day, hour) for day, hour in book.slots() if hour > schedule.periods(day)}
    return none | book.closed(own, (bell,))


_KINDS = {
    "Teacher": "ConstraintTeacherNotAvailableTimes",
    "Students": "ConstraintStudentsSetNotAvailableTimes",
    "Room": "ConstraintRoomNotAvailableTimes",
}


def _away(book: Book, into: object, field: str, name: str, slots: Iterable[Slot]) -> None:
    found = set(slots)
    if found:
        place = book.space if into is book.space else book.time
        times = book.times("Not_Available_Time", "Day", "Hour", found)
        book.require(place, _KINDS[field], (field, name), *times)


def _course(book: Book, course: Course, breaks: set[Slot]) -> None:
    """Forbidden times of a course and of its subject, as the times its activities may take."""
    index = book.problem.index
    subject = index.subjects.get(course.subject)
    ranges = (*course.forbidden, *(subject.unavailable if subject else ()))
    bell = index.course_bell(course)
    missing = _missing(book, bell) if not index.busy_leaves(course) else set()
    shut = (book.closed(ranges, (bell,)) | missing) - breaks
    if not shut:
        return
    open_slots = [slot for slot in book.slots() if slot not in shut and slot not in breaks]
    times = book.times("Preferred_Time_Slot", "Preferred_Day", "Preferred_Hour", open_slots)
    for an_id in book.of_course.get(course.id, ()):
        fields: tuple[Node, ...] = (("Activity_Id", an_id), *times)
        book.require(book.time, "ConstraintActivityPreferredTimeSlots", *fields)


def _ranges(book: Book) -> Iterable[TimeRange]:
    problem = book.problem
    for owners in (problem.teachers, problem.classes, problem.groups, problem.rooms, problem.subjects):
        for owner in owners:
            yield from owner.unavailable
    for course in problem.courses:
        yield from course.forbidden


def _tell(book: Book) -> None:
    if any(when.weeks is not Weeks.ALL for when in _ranges(book)):
        book.note(
            Text(
                "times closed in odd or even weeks only are closed in all weeks",
                "只在单周或双周停用的时间，按每周停用写出",
            )
        )
    problem = book.problem
    wishes = sum(bool(teacher.preferred or teacher.disliked) for teacher in problem.teachers)
    wishes += sum(bool(course.preferred) for course in problem.courses)
    if wishes:
        text = Text("wishes for times are left out ({n} teachers and courses)", "没有写出时间意愿（{n} 位教师、课程）")
        book.note(text, n=wishes)
    starts = {bell.id: [row.start for rows in bell.days for row in rows] for bell in problem.bells}
    if len(problem.bells) > 1 and len({tuple(one) for one in starts.values()}) > 1:
        book.note(
            Text(
                "FET knows period numbers, no clock: {n} bell schedules are written as one, their overlaps are lost",
                "FET 只有节次没有钟点：{n} 套作息合为一套，不同作息的交叠没有写出",
            ),
            n=len(problem.bells),
        )
    elif problem.bells[0].timed:
        book.note(Text("clock times of the periods are left out", "没有写出各节的钟点"))
