"""A timetable out of FET: its *_activities.xml, or a file with locks such as its *_data_and_timetable.fet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from scheduler.domain.curriculum import Course
from scheduler.domain.problem import Problem
from scheduler.domain.text import FaultyInput, Text
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.io.faults import capped, faulty
from scheduler.io.fet.alike import courses_by_activity
from scheduler.io.fet.names import clean
from scheduler.io.fet.tags import BETWEEN, ROOM, SPACE, STARTING, TIME
from scheduler.io.fet.xml import Element, active, children, read_xml, said
from scheduler.io.imported import NoteKind
from scheduler.io.timetable.atoms import Desk

OURS = ("Activities_Timetable", "fet")


@dataclass
class _Placed:
    """What a file says of one activity: names as written, empty where it says nothing."""

    day: str = ""
    hour: str = ""
    rooms: tuple[str, ...] = ()


@dataclass
class _Book:
    """A file's activities by Id, and, where it tells, each one's length and the course its comment names."""

    placed: dict[str, _Placed] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)


def is_xml(content: bytes) -> bool:
    """Whether a file may be XML."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def read_fet(desk: Desk, content: bytes) -> Timetable:
    """The lessons of a file of FET's, each of the course whose id has the activity's Id.

    In a file that Qingke made out of a school of another kind, the activity's comment names the course.

    Raises:
        FaultyInput: where it is no such file, or names days, hours or activities wrongly.
    """
    root = read_xml(content)
    if root.tag not in OURS:
        wrong = Text(
            f"an XML file of another kind ({str(root.tag)[:40]})", f"不认识的 XML 文件（{str(root.tag)[:40]}）"
        )
        right = Text(
            "*_activities.xml or *_data_and_timetable.fet", "应为 *_activities.xml 或 *_data_and_timetable.fet"
        )
        raise faulty("XML", wrong, right)
    book = _activities(root) if root.tag == OURS[0] else _locks(root)
    lessons = _lessons(desk, book)
    if desk.faults:
        raise FaultyInput(capped(desk.faults))
    if not lessons:
        right = Text("give *_data_and_timetable.fet, which names the courses", "应为 *_data_and_timetable.fet")
        raise faulty("file", Text("no lesson of this school was found", "没有读到本校的课"), right)
    return Timetable(lessons=tuple(lessons))


def _activities(root: Element) -> _Book:
    book = _Book()
    for one in children(root, "Activity"):
        rooms = [said(one, "Room"), *((real.text or "").strip() for real in children(one, "Real_Room"))]
        book.placed[said(one, "Id")] = _Placed(said(one, "Day"), said(one, "Hour"), tuple(r for r in rooms if r))
    return book


def _locks(root: Element) -> _Book:
    """The last word of a file on each activity's time and room; FET appends its timetable after all else."""
    book = _Book()
    for activity in children(root, "Activities_List/Activity"):
        an_id = said(activity, "Id")
        book.comments[an_id] = said(activity, "Comments")
        if (duration := said(activity, "Duration")).isdecimal():
            book.lengths[an_id] = int(duration)
        if active(activity):
            book.placed[an_id] = _Placed()
    for lock in _certain(root, f"{TIME}/{STARTING}"):
        if (placed := book.placed.get(said(lock, "Activity_Id"))) is not None:
            placed.day, placed.hour = said(lock, "Preferred_Day"), said(lock, "Preferred_Hour")
    for lock in _certain(root, f"{SPACE}/{ROOM}"):
        if (placed := book.placed.get(said(lock, "Activity_Id"))) is not None:
            placed.rooms = (said(lock, "Room"), *((real.text or "").strip() for real in children(lock, "Real_Room")))
    return book


def _certain(root: Element, path: str) -> Iterable[Element]:
    return (one for one in children(root, path) if active(one) and said(one, "Weight_Percentage").startswith("100"))


def _lessons(desk: Desk, book: _Book) -> list[Lesson]:
    courses = desk.names.problem.index.courses
    of_activity = courses_by_activity(courses.values())
    out: list[Lesson] = []
    strangers: list[str] = []
    unplaced = 0
    for an_id, placed in book.placed.items():
        alone = of_activity.get(an_id)
        named = book.comments.get(an_id, "").split(BETWEEN)
        mine = [courses[one] for one in named if one in courses] if alone is None else [alone]
        if not mine:
            strangers.append(an_id)
        elif not (placed.day and placed.hour):
            unplaced += 1
        else:
            for course in mine:
                if (lesson := _lesson(desk, an_id, course, placed, book.lengths.get(an_id))) is not None:
                    out.append(lesson)
    _tell(desk, strangers, unplaced)
    return out


def _lesson(desk: Desk, an_id: str, course: Course, placed: _Placed, duration: int | None) -> Lesson | None:
    """A course's lesson, None with a fault where the school has no such time."""
    problem, where = desk.names.problem, f"Activity {an_id}"
    names = [clean(name) for name in problem.day_names]
    day = names.index(clean(placed.day)) + 1 if clean(placed.day) in names else 0
    period = _period(problem, course, day, placed.hour)
    if period is None:
        written = f"{placed.day} {placed.hour}"
        wrong = Text(f"{written} is no lesson period", f"{written} 不是上课时间")
        desk.fault("", where, wrong, Text("name a day and an hour", "请写学校的日和节"))
        return None
    return Lesson(
        subject=course.subject,
        sets=course.sets,
        teachers=course.teachers,
        day=day,
        period=period,
        duration=duration or course.lengths[0],
        weeks=course.weeks,
        rooms=_settled(problem, course, tuple(one for room in placed.rooms for one in _room(desk, room, where))),
        course=course.id,
        bell=course.bell,
        source=where,
    )


def _room(desk: Desk, name: str, where: str) -> tuple[str, ...]:
    """The room of a name; of a room of several places, written as several rooms, the one it is."""
    base, _, number = name.rpartition(" ")
    if not desk.names.rooms.find(name) and number.isdecimal() and desk.names.rooms.only(base):
        return desk.rooms(base, "", where)
    return desk.rooms(name, "", where)


def _settled(problem: Problem, course: Course, rooms: tuple[str, ...]) -> tuple[str, ...]:
    """Rooms as the course needs them: a virtual room whose real ones are chosen is another one of the same name."""
    index = problem.index
    first = index.rooms.get(rooms[0]) if rooms else None
    for one in index.rooms_in(course.room) if first is not None and first.combines else ():
        room = index.rooms.get(one)
        alike = room is not None and first is not None and (room.name or room.id) == (first.name or first.id)
        if alike and room is not None and set(room.combines) == {(real,) for real in rooms[1:]}:
            return one, *rooms[1:]
    return rooms


def _period(problem: Problem, course: Course, day: int, hour: str) -> int | None:
    """The period an hour's name means in the bells of a course: by its row's name, else by its number."""
    bell = problem.index.bells[problem.index.course_bell(course)]
    numbers = range(1, bell.periods(day) + 1)
    for period in numbers:
        if clean(bell.lesson_row(day, period).name) == clean(hour):
            return period
    return int(hour) if hour.isdecimal() and int(hour) in numbers else None


def _tell(desk: Desk, strangers: list[str], unplaced: int) -> None:
    if strangers:
        said = Text(
            "{n} activities are none of this school's and are left out: {ids}",
            "有 {n} 个活动不是本校的课，没有采用：{ids}",
        )
        desk.note(said.format(n=len(strangers), ids=", ".join(strangers[:8])), kind=NoteKind.LEFT_OUT)
    if unplaced:
        desk.note(Text("{n} activities have no time", "有 {n} 个活动还没有时间").format(n=unplaced))
