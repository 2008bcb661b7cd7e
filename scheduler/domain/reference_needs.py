"""Faults of what a course asks for: each teacher once, a room that seats its pupils, pools and rooms made of rooms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scheduler.domain.text import Fault, Text, joined, same

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem


def need_faults(problem: Problem) -> Iterator[Fault]:
    """Teachers named twice in one course, strict rooms none of which seats the class, pools on several campuses."""
    index = problem.index
    yield from _made_of_rooms(problem)
    travels = problem.presets or any(rule.id == "travel" for rule in problem.rules)
    for pool in problem.pools:
        if not (travels or pool.campus):  # only that rule must know the campus before the room
            continue
        rooms = (index.rooms[room].campus for room in pool.rooms if room in index.rooms)
        if len(sites := [site for site in dict.fromkeys((pool.campus, *rooms)) if site]) > 1:
            told = Text("it lies on several campuses: {names}", "跨了几个校区：{names}")
            right = Text("one pool for each campus", "请每个校区各设一个")
            yield Fault(f"pools[{pool.id}].rooms", told.format(names=joined([same(site) for site in sites])), right)
    for course in problem.courses:
        for teacher, count in Counter(course.teachers).items():
            if count > 1:
                name = index.title(teacher)
                yield Fault(
                    f"courses[{course.id}].teachers",
                    Text(f"{name} is named {count} times", f"“{name}”填了 {count} 次"),
                    Text("name each teacher once", "每位教师只填一次"),
                )
        if course.unstaffed and course.teachers:
            told = Text("it needs no teacher and names some", "不需要教师，却填了教师")
            yield Fault(f"courses[{course.id}].teachers", told)
        needed = index.rooms_in(course.room) if course.room_strict else ()
        known = [index.rooms[room] for room in needed if room in index.rooms]
        size = sum(index.classes[one].size for one in course.sets if one in index.classes)
        if known and size and all(0 < room.seats < size for room in known):
            names = joined([same(f"{index.title(room.id)} {room.seats}") for room in known[:5]])
            wrong = Text("{size} pupils, but seats only for: {names}", "{size} 名学生，座位不够：{names}")
            yield Fault(
                f"courses[{course.id}].room",
                wrong.format(size=size, names=names),
                Text(
                    "name a larger room, correct the seats, or let the own classroom do",
                    "请换更大的场地、更正座位数，或允许在本班教室上",
                ),
            )


def _made_of_rooms(problem: Problem) -> Iterator[Fault]:
    """Rooms that combine sets of others take one real room of each."""
    rooms = problem.index.rooms
    for room in problem.rooms:
        where = f"rooms[{room.id}].combines"
        if not all(room.combines):
            yield Fault(where, Text("one of its sets has no room", "有一组没有写场地"))
        for one in dict.fromkeys(one for among in room.combines for one in among):
            if one not in rooms:
                yield Fault(where, Text(f"there is no room “{one}”", f"没有场地“{one}”"))
            elif rooms[one].combines:
                right = Text("name the rooms that it is made of", "请写组成它的场地")
                yield Fault(where, Text(f"{one} is itself made of rooms", f"“{one}”本身由几个场地组成"), right)
