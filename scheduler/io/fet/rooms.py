"""Buildings as campuses, rooms, and virtual rooms that take one real room of each of their sets."""

from __future__ import annotations

from scheduler.domain.school import Campus, Room
from scheduler.domain.text import Text
from scheduler.io.fet.basics import listed
from scheduler.io.fet.desk import Desk, ranges
from scheduler.io.fet.names import NAME_LENGTH, clean
from scheduler.io.fet.xml import Element, said

UNLIMITED = 10_000
"""FET writes 30000 where it does not know how many a room seats."""
ROOM = Text("room", "场地")


def read_rooms(root: Element, desk: Desk) -> tuple[Campus, ...]:
    """Campuses; rooms go to the desk, their closed times are added when they are known."""
    campuses = []
    for _, name in listed(root, "Buildings_List/Building", desk, Text("building", "校舍"), desk.campuses):
        desk.campuses[name] = an_id = desk.room_ids.of(name, "building")
        campuses.append(Campus(id=an_id, name=clean(name)[:NAME_LENGTH]))
    found = list(listed(root, "Rooms_List/Room", desk, ROOM, desk.rooms))
    for _, name in found:
        desk.rooms[name] = desk.room_ids.of(name, "room")
    for element, name in found:
        room = _room(element, name, desk)
        desk.room_facts[room.id] = room
    return tuple(campuses)


def _room(element: Element, name: str, desk: Desk) -> Room:
    where = f"Room {name[:60]}"
    building = element.findtext("Building") or ""
    campus = desk.find(desk.campuses, building, Text("building", "校舍"), where) if building.strip() else None
    seats = said(element, "Capacity")
    sets = []
    if said(element, "Virtual").lower() in ("true", "yes", "1"):
        for one in element.iterfind("Set_of_Real_Rooms"):
            real = [desk.find(desk.rooms, r.text or "", ROOM, where) for r in one.iterfind("Real_Room")]
            sets.append(tuple(room for room in real if room is not None))
    known = int(seats) if seats.isascii() and seats.isdigit() and len(seats) < 10 else UNLIMITED
    return Room(
        id=desk.rooms[name],
        name=clean(name)[:NAME_LENGTH],
        seats=known if known < UNLIMITED else 0,
        campus=campus or "",
        combines=tuple(sets),
        places=max(1, min(map(len, sets), default=1)),
    )


def settled(virtual: str, real: tuple[str, ...], desk: Desk) -> str:
    """The virtual room with one real room chosen of each set: a virtual room of its own, called as the other is."""
    combines = tuple((room,) for room in real)
    for an_id, of in desk.settled.items():
        if of == virtual and desk.room_facts[an_id].combines == combines:
            return an_id
    name = f"{virtual} ({'+'.join(real)})"
    update = {"id": desk.room_ids.of(name), "combines": combines, "places": 1}
    room = desk.room_facts[virtual].model_copy(update=update)
    desk.room_facts[room.id] = room
    desk.settled[room.id] = virtual
    return room.id


def closed(desk: Desk) -> tuple[Room, ...]:
    """Rooms with the times they are not available."""
    hours = len(desk.hours)
    times = {room: ranges(slots, hours) for room, slots in desk.shut_rooms.items()}
    return tuple(
        r.model_copy(update={"unavailable": times[r.id]}) if r.id in times else r for r in desk.room_facts.values()
    )
