"""Rooms, those that hold several lessons as several rooms, and which rooms each activity may have."""

from __future__ import annotations

from scheduler.domain.curriculum import Course
from scheduler.domain.text import Text, same
from scheduler.io.fet.export.book import Activity, Book, Node
from scheduler.io.fet.tags import COMMENTS

ANY = 30_000
"""The capacity FET gives a room of which nothing is known."""
WISH = 95.0
"""The weight of a room that the own classroom may replace: FET's usual one for wishes."""


def rooms(book: Book) -> tuple[Node, Node]:
    """The lists of buildings and of rooms; `book` learns the rooms' names."""
    problem, index = book.problem, book.problem.index
    for room in problem.rooms:
        title = index.title(room.id)
        copies = 1 if room.combines else max(1, room.places)
        names = [book.rooms.add(room.id, title)] if copies == 1 else []
        names += [book.rooms.add(f"{room.id} {n}", f"{title} {n}") for n in range(1, copies + 1) if copies > 1]
        book.room_names[room.id] = tuple(names)
    campuses = {campus.id: index.title(campus.id) for campus in problem.campuses}
    several = [room for room in problem.rooms if room.places > 1 and not room.combines]
    if several:
        shown = same("、".join(index.title(room.id) for room in several[:4]))
        text = Text(
            "a room of FET holds one lesson: {who} with several places are written as several rooms",
            "FET 的场地一次只容一节课：{who}可容几个班，写成几个场地",
        )
        book.note(text, who=shown)
    if any(room.places == 0 for room in problem.rooms):
        book.note(Text("rooms with no place are written as rooms for one lesson", "容量为 0 的场地按 1 写出"))
    buildings: Node = ("Buildings_List", [("Building", (("Name", name), COMMENTS)) for name in campuses.values()])
    named = [(room.id, name) for room in problem.rooms for name in book.room_names[room.id]]
    return buildings, ("Rooms_List", [_room(book, an_id, name) for an_id, name in named])


def _room(book: Book, an_id: str, name: str) -> Node:
    room = book.problem.index.rooms[an_id]
    campus = book.problem.index.title(room.campus) if room.campus else ""
    sets: list[Node] = []
    if room.combines:
        sets.append(("Number_of_Sets_of_Real_Rooms", len(room.combines)))
        for one in room.combines:
            names = [real for each in one for real in book.room_names.get(each, ())]
            sets.append(
                ("Set_of_Real_Rooms", (("Number_of_Real_Rooms", len(names)), *(("Real_Room", real) for real in names)))
            )
    virtual = "true" if room.combines else "false"
    facts: list[Node] = [("Name", name), ("Building", campus), ("Capacity", room.seats or ANY), ("Virtual", virtual)]
    return ("Room", (*facts, *sets, COMMENTS))


def needed_rooms(book: Book) -> None:
    """The rooms each activity may have; the own classroom is no room of the file."""
    weak = clashing = 0
    for activity in book.activities:
        needs = [course for course in activity.courses if course.room]
        if not needs:
            continue
        allowed = [_allowed(book, course) for course in needs]
        names = [name for name in allowed[0] if all(name in other for other in allowed)]
        strict = all(course.room_strict for course in activity.courses)
        weak += not strict
        if not names:
            clashing += 1
            continue
        _prefer(book, activity, names, 100.0 if strict and len(needs) == len(activity.courses) else WISH)
    if weak:
        text = Text(
            "{n} lessons may fall back on their own classroom: written as a room wished for with {w} %",
            "{n} 节课场地不够时可在本班教室：写成 {w}% 的意愿",
        )
        book.note(text, n=weak, w=f"{WISH:g}")
    if clashing:
        text = Text(
            "{n} pairs of alternating lessons need different rooms: written without a room",
            "{n} 对单双周课要用不同场地：没有写场地",
        )
        book.note(text, n=clashing)


def _allowed(book: Book, course: Course) -> list[str]:
    return [name for room in book.problem.index.rooms_for(course) for name in book.room_names[room]]


def _prefer(book: Book, activity: Activity, names: list[str], weight: float) -> None:
    """A choice even of one: a single room would be taken for the lock of a timetable."""
    many: list[Node] = [("Number_of_Preferred_Rooms", len(names)), *(("Preferred_Room", name) for name in names)]
    book.require(book.space, "ConstraintActivityPreferredRooms", ("Activity_Id", activity.id), *many, weight=weight)
