"""FET's preferred rooms and home rooms: which rooms each constraint wants for which activities."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from scheduler.domain.text import Text
from scheduler.io.fet.asked import Asked
from scheduler.io.fet.desk import Activity, Wish
from scheduler.io.fet.gather import Gathered
from scheduler.io.fet.rooms import ROOM, settled

Meets = Callable[[Activity], bool]


def _wish(asked: Asked, fields: Iterable[str] = ("Room", "Preferred_Room")) -> Wish:
    """The rooms a constraint names."""
    written = [one.text or "" for field in fields for one in asked.element.iterfind(field)]
    found = [asked.desk.find(asked.desk.rooms, name, ROOM, asked.where) for name in written]
    if not written:
        wrong = Text("it names no room", "没有写场地")
        asked.desk.fault(asked.where, wrong, Text("name a room", "请写明场地"))
    return Wish(tuple(dict.fromkeys(one for one in found if one)), asked.weight, asked.where, asked.kind)


def one(asked: Asked, out: Gathered) -> None:  # noqa: ARG001
    """ActivityPreferredRoom(s); with real rooms the virtual room takes just these, in whatever order."""
    wish = _wish(asked)
    written = [one.text or "" for one in asked.element.iterfind("Real_Room")]
    real = tuple(room for name in written if (room := asked.desk.find(asked.desk.rooms, name, ROOM, asked.where)))
    if wish.rooms and real:
        sets = asked.desk.room_facts[wish.rooms[0]].combines
        if len(real) != len(sets) or not all(any(room in some for some in sets) for room in real):
            wrong = Text("its real rooms are not one of each set of the virtual room", "实际场地不是虚拟场地每组各一个")
            asked.desk.fault(asked.where, wrong, Text("choose one room of each set", "请每组选一个场地"))
            return
        wish = wish._replace(rooms=(settled(wish.rooms[0], real, asked.desk),))
    for course in asked.courses():
        asked.desk.preferred.setdefault(course, []).append(wish)


def many(asked: Asked, out: Gathered, *, by: tuple[str, ...]) -> None:  # noqa: ARG001
    """Subject-, ActivityTag-, SubjectActivityTagPreferredRoom(s)."""
    desk, wish = asked.desk, _wish(asked)
    subject = (
        desk.find(desk.subjects, asked.raw("Subject"), Text("subject", "科目"), asked.where) if "S" in by else None
    )
    tag = (
        desk.find(desk.tags, asked.raw("Activity_Tag"), Text("activity tag", "标记"), asked.where)
        if "T" in by
        else None
    )
    for activity in desk.activities.values():
        if ("S" not in by or activity.subject == subject) and ("T" not in by or tag in activity.tags):
            desk.preferred.setdefault(activity.id, []).append(wish)


def home_of_pupils(asked: Asked, out: Gathered) -> None:  # noqa: ARG001
    """StudentsSetHomeRoom(s): activities of this set alone, by name."""
    desk, wish = asked.desk, _wish(asked)
    if desk.find(desk.leaves, asked.raw("Students"), Text("set of students", "学生组"), asked.where) is not None:
        name = desk.leaves.name(asked.raw("Students"))
        _at_home(asked, wish, lambda activity: activity.sets == (name,))


def home_of_teacher(asked: Asked, out: Gathered) -> None:  # noqa: ARG001
    """TeacherHomeRoom(s): activities of this teacher alone."""
    desk, wish = asked.desk, _wish(asked)
    teacher = desk.find(desk.teachers, asked.raw("Teacher"), Text("teacher", "教师"), asked.where)
    _at_home(asked, wish, lambda activity: activity.teachers == (teacher,))


def _at_home(asked: Asked, wish: Wish, meets: Meets) -> None:
    for activity in asked.desk.activities.values():
        if meets(activity):
            asked.desk.homes.setdefault(activity.id, []).append(wish)


def few(asked: Asked, out: Gathered) -> None:
    """ActivitiesOccupyMaxDifferentRooms."""
    courses, most = asked.courses(), asked.number_in("Max_Number_of_Different_Rooms", least=1)
    if most is not None and len(courses) > most:
        out.rows(asked, "few_rooms", {"courses": courses, "most": most}, [(asked.kind, asked.number)])


def stays(asked: Asked, out: Gathered) -> None:
    """ActivitiesSameRoomIfConsecutive."""
    courses = asked.courses()
    if len(courses) > 1:
        pairs = [(a, b) for at, a in enumerate(courses) for b in courses[at + 1 :]]
        out.rows(asked, "same_room_next", {"courses": courses}, pairs)


_MANY = {"Subject": ("S",), "ActivityTag": ("T",), "SubjectActivityTag": ("S", "T")}
KINDS: dict[str, Callable[[Asked, Gathered], None]] = {
    "ConstraintActivityPreferredRoom": one,
    "ConstraintActivityPreferredRooms": one,
    **{f"Constraint{who}PreferredRoom{s}": partial(many, by=by) for who, by in _MANY.items() for s in ("", "s")},
    "ConstraintStudentsSetHomeRoom": home_of_pupils,
    "ConstraintStudentsSetHomeRooms": home_of_pupils,
    "ConstraintTeacherHomeRoom": home_of_teacher,
    "ConstraintTeacherHomeRooms": home_of_teacher,
    "ConstraintActivitiesOccupyMaxDifferentRooms": few,
    "ConstraintActivitiesSameRoomIfConsecutive": stays,
}
