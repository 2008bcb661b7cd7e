"""A timetable as locks: each placed activity's time and rooms."""

from __future__ import annotations

from scheduler.domain.text import Text
from scheduler.io.fet.export.book import Activity, Book, Node, Slot
from scheduler.io.fet.tags import ROOM, STARTING


def placed_lessons(book: Book) -> None:
    """Lock every activity that has a place. Of a room written as several, each lesson takes one that is free."""
    busy: set[tuple[str, Slot]] = set()
    roomless = 0
    for activity in book.activities:
        if not activity.lessons:
            continue
        lesson = activity.lessons[0]
        at = (("Preferred_Day", book.days[lesson.day - 1]), ("Preferred_Hour", book.hours[lesson.period - 1]))
        locked: Node = ("Permanently_Locked", "true")
        book.require(book.time, STARTING, ("Activity_Id", activity.id), *at, locked)
        if names := _rooms(book, activity, busy):
            first, *real = names
            more: list[Node] = [("Number_of_Real_Rooms", len(real)), *(("Real_Room", one) for one in real)]
            fields: list[Node] = [("Room", first), *(more if real else [])]
            book.require(book.space, ROOM, ("Activity_Id", activity.id), *fields, locked)
        elif any(one.rooms for one in activity.lessons):
            roomless += 1
    if roomless:
        book.note(Text("{n} lessons are locked without their room", "{n} 节课没有锁定场地"), n=roomless)


def _rooms(book: Book, activity: Activity, busy: set[tuple[str, Slot]]) -> list[str]:
    """Names of the rooms of an activity, none where one of them is not to be had or two lessons differ."""
    rooms = {one.rooms for one in activity.lessons if one.rooms}
    if len(rooms) != 1:
        return []
    lesson = activity.lessons[0]
    slots = [(lesson.day, lesson.period + more) for more in range(activity.duration)]
    out = []
    for room in rooms.pop():
        copies = book.room_names.get(room, ())
        free = next((name for name in copies if not any((name, slot) in busy for slot in slots)), None)
        if free is None:
            return []
        out.append(free)
    busy.update((name, slot) for name in out for slot in slots)
    return out
