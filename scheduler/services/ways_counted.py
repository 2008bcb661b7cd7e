"""Changes of a number, said against the school as it is: places of a room, lessons of a course."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.domain.problem import Problem
from scheduler.domain.scenario import Change, CourseParts, RoomPlaces
from scheduler.domain.text import Text, joined

COUNTED = (RoomPlaces, CourseParts)
"""Changes that set a number; a later one of the same thing stands in the place of an earlier one."""
ROOM = Text("{room} holds {m} classes at once instead of {n}", "{room}同时容纳 {m} 个班（现在 {n} 个）")
COURSE = Text("{what} {m} instead of {n}", "{what} {n} 减为 {m} 节")
FEWER = Text("fewer lessons a week: {told}", "减少周课时：{told}")


def counted_words(problem: Problem, patches: Iterable[Change]) -> Text:
    """What these changes make of the numbers the school has now."""
    index = problem.index
    rooms: list[Text] = []
    courses: list[Text] = []
    for patch in patches:
        if isinstance(patch, RoomPlaces):
            facts = {"room": index.title(patch.room), "n": index.rooms[patch.room].places, "m": patch.places}
            rooms.append(ROOM.format(**facts))
        elif isinstance(patch, CourseParts):
            less = sum(part.duration * part.count for part in patch.parts)
            before = index.courses[patch.course].periods
            courses.append(COURSE.format(what=index.title(patch.course), n=before, m=less))
    return joined([*rooms, *([FEWER.format(told=joined(courses))] if courses else [])])
