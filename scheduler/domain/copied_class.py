"""A class more in a school, made after the model of another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from scheduler.domain.curriculum import Course, CourseKind
from scheduler.domain.school import Room, Teacher
from scheduler.domain.text import Text

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem


def cannot_copy(problem: Problem, like: str) -> Iterator[Text]:
    """Why no class can be made after this model."""
    if like not in problem.index.classes:
        return
    leaves = set(problem.index.leaves((like,)))
    for group in problem.groups:
        if leaves & set(group.leaves):
            yield Text(f"{like} divides into groups ({group.id})", f"{like} 有分组（{group.id}）")
            return
    if len(leaves) > 1:
        yield Text(f"{like} divides into groups", f"{like} 有分组")


def with_copy(
    problem: Problem,
    like: str,
    new: str,
    *,
    size: int,
    class_teacher: str,
    room: str,
    teachers: Mapping[str, str],
) -> Problem:
    """The school with a class more; people and rooms it does not know yet are added.

    What the model's class teacher teaches there the new class teacher teaches here. A lesson the model has with its
    whole grade the new class has too; one it shares with some classes it has alone; pull-outs stay with the model.
    """
    index = problem.index
    model = index.classes[like]
    home = model.model_copy(
        update={"id": new, "name": new, "size": size or model.size, "class_teacher": class_teacher, "room": room}
    )
    home = home.model_copy(update={"aliases": ()})
    rooms = problem.rooms
    if room and room not in index.rooms:
        rooms = (*rooms, Room(id=room, name=room, seats=home.size, campus=model.campus))
    whole = {c.id for c in problem.classes if c.grade == model.grade}
    courses: list[Course] = []
    added: list[Course] = []
    for course in problem.courses:
        if like not in course.sets or course.kind is not CourseKind.LESSON:
            courses.append(course)
        elif len(course.sets) > 1 and set(course.sets) >= whole:
            courses.append(course.model_copy(update={"sets": (*course.sets, new)}))
        else:
            courses.append(course)
            own = class_teacher if model.class_teacher in course.teachers else ""
            added.append(_copy(course, like, new, model.room, room, teachers.get(course.subject, own)))
    known = set(index.teachers)
    people: dict[str, list[str]] = {class_teacher: []} if class_teacher not in ("", *known) else {}
    for course in added:
        for name in course.teachers:
            if name not in known:
                people.setdefault(name, []).append(course.subject)
    staff = tuple(
        Teacher(id=n, name=n, subjects=tuple(dict.fromkeys(s)), campus=model.campus) for n, s in people.items()
    )
    last = max(n for n, c in enumerate(problem.classes) if c.grade == model.grade) + 1
    return problem.model_copy(
        update={
            "classes": (*problem.classes[:last], home, *problem.classes[last:]),
            "rooms": rooms,
            "teachers": (*problem.teachers, *staff),
            "courses": (*courses, *added),
        }
    )


def _copy(course: Course, like: str, new: str, old_room: str, room: str, teacher: str) -> Course:
    tail = course.id.partition(":")[2]
    own = course.room == old_room and bool(old_room)
    return course.model_copy(
        update={
            "id": f"{new}:{tail or course.subject}",
            "sets": (new,),
            "teachers": (teacher,) if teacher else (),
            "later": (),
            "room": room if own else course.room,
            "name": course.name.replace(like, new) if course.name else "",
        }
    )
