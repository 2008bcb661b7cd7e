"""FET's times that are not available, and its breaks: closed times of teachers, pupils, rooms, the whole school."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from scheduler.domain.text import Text
from scheduler.io.fet.asked import Asked
from scheduler.io.fet.basics import BELL
from scheduler.io.fet.desk import Desk
from scheduler.io.fet.gather import Gathered
from scheduler.io.fet.names import Known


def breaks(asked: Asked, out: Gathered) -> None:  # noqa: ARG001
    """BreakTimes."""
    if asked.weight is not None:
        return asked.left_out()
    asked.desk.away.setdefault(BELL, set()).update(asked.slots("Break_Time", "Day", "Hour"))
    return None


def away(known: Callable[[Desk], Known[str]], what: Text, field: str, asked: Asked, out: Gathered) -> None:  # noqa: ARG001
    """Someone is not available."""
    if asked.weight is not None:
        return asked.left_out()
    owner = asked.desk.find(known(asked.desk), asked.raw(field), what, asked.where)
    times = asked.slots("Not_Available_Time", "Day", "Hour")
    if owner is not None:
        asked.desk.away.setdefault(owner, set()).update(times)
    return None


def room_away(asked: Asked, out: Gathered) -> None:
    """RoomNotAvailableTimes; below 100 % a wish, which rows of courses say once their rooms are known."""
    room = asked.desk.find(asked.desk.rooms, asked.raw("Room"), Text("room", "场地"), asked.where)
    times = asked.slots("Not_Available_Time", "Day", "Hour")
    if room is not None and asked.weight is None:
        asked.desk.shut_rooms.setdefault(room, set()).update(times)
    elif room is not None and times:
        out.free_rooms.append((asked, room, times))


KINDS: dict[str, Callable[[Asked, Gathered], None]] = {
    "ConstraintBreakTimes": breaks,
    "ConstraintTeacherNotAvailableTimes": partial(away, lambda d: d.teachers, Text("teacher", "教师"), "Teacher"),
    "ConstraintStudentsSetNotAvailableTimes": partial(
        away, lambda d: d.sets, Text("set of students", "学生组"), "Students"
    ),
    "ConstraintRoomNotAvailableTimes": room_away,
}
