"""A FET file with a timetable in it: the school's own file, each placed activity locked to its time and rooms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.io.fet.alike import by_activity
from scheduler.io.fet.names import clean
from scheduler.io.fet.tags import ROOM, SPACE, STARTING, TIME
from scheduler.io.fet.xml import Element, children, read_xml, said
from scheduler.io.timetable.files import replace_file

MANNER = ("Weight_Percentage", "Activity_Id", "Permanently_Locked", "Active", "Comments")
"""Fields of a lock that do not say what is locked."""
Fields = tuple[tuple[str, str], ...]
CERTAIN = 100.0
"""The weight in percent of what must hold."""


def write_locked(source: Path | bytes, problem: Problem, timetable: Timetable, target: Path) -> None:
    """Write the file a school was read from with a timetable of it; complete or as it was before.

    Raises:
        FaultyInput: where the source is no XML any more.
    """
    replace_file(target, locked(source, problem, timetable))


def locked(source: Path | bytes, problem: Problem, timetable: Timetable, *, softer: float = 1.0) -> bytes:
    """The file with one lock for the time and, where it has a room, one for the rooms of each lesson.

    A course's id names its activities; lessons of no activity of the file are left out. Weights below 100 % are
    multiplied by `softer`, so that FET, which tries again by chance, accepts what only breaks a wish.
    """
    root = read_xml(source)
    if softer != 1.0:
        _soften(root, softer)
    days = [name.text or "" for name in children(root, "Days_List/Day/Name")]
    hours = [name.text or "" for name in children(root, "Hours_List/Hour/Name")]
    activities = {said(activity, "Id") for activity in children(root, "Activities_List/Activity")}
    names = {clean(name.text or ""): name.text or "" for name in children(root, "Rooms_List/Room/Name")}
    times, rooms = _Locks(root, TIME, STARTING), _Locks(root, SPACE, ROOM)
    for activity, lesson in by_activity(timetable.lessons):
        if activity not in activities or lesson.day > len(days) or lesson.period > len(hours):
            continue
        at = (("Preferred_Day", days[lesson.day - 1]), ("Preferred_Hour", hours[lesson.period - 1]))
        times.add(activity, at)
        if lesson.rooms:
            rooms.add(activity, _rooms([_room_name(problem, names, room) for room in lesson.rooms]))
    text: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")
    return text + b"\n"


def _room_name(problem: Problem, names: dict[str, str], room: str) -> str:
    known = problem.index.rooms.get(room)
    return names.get(known.name if known and known.name in names else room, room)


def _rooms(names: Sequence[str]) -> Fields:
    """The room of a lesson; a virtual one comes first and is followed by the real ones it takes."""
    first, *real = names
    if not real:
        return (("Room", first),)
    return (("Room", first), ("Number_of_Real_Rooms", str(len(real))), *(("Real_Room", one) for one in real))


class _Locks:
    """The locks of one kind in a file. FET refuses a second constraint that says the same: the lock takes its place."""

    def __init__(self, root: Element, into: str, kind: str) -> None:
        found = root.find(into)
        self.into = etree.SubElement(root, into) if found is None else found
        self.kind = kind
        self.there: dict[tuple[str, Fields], list[Element]] = {}
        for constraint in children(self.into, kind):
            what = tuple((child.tag, (child.text or "")) for child in constraint if child.tag not in MANNER)
            self.there.setdefault((said(constraint, "Activity_Id"), what), []).append(constraint)

    def add(self, activity: str, what: Fields) -> None:
        """Lock an activity."""
        for same in self.there.pop((activity, what), ()):
            self.into.remove(same)
        constraint = etree.SubElement(self.into, self.kind)
        fields = (("Weight_Percentage", "100"), ("Activity_Id", activity), *what, ("Permanently_Locked", "true"))
        for field, text in (*fields, ("Active", "true"), ("Comments", "")):
            etree.SubElement(constraint, field).text = text
        etree.indent(constraint, space="\t")
        constraint.tail = "\n"


def _soften(root: Element, factor: float) -> None:
    for name in (TIME, SPACE):
        for weight in children(root, f"{name}/*/Weight_Percentage"):
            if (value := _number(weight.text)) < CERTAIN:
                weight.text = f"{value * factor:.10g}"


def _number(text: str | None) -> float:
    try:
        return float(text or "100")
    except ValueError:
        return CERTAIN
