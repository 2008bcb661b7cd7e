"""雨天体育安排表: when it rains, where each class with sport goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.domain.view import BOTH_WEEKS, Placed
from scheduler.io.results.base import Results, merge
from scheduler.io.results.room_use import RoomUse, Slot
from scheduler.io.results.sport_places import sport_lessons, sport_rooms
from scheduler.io.results.style import A4
from scheduler.io.results.table import Cell, Column, Value, set_columns, write_heads, write_row
from scheduler.io.results.week import period_times
from scheduler.io.timetable.grid import MARK

NAME = Text("Wet weather", "雨天体育安排表")
TOLD = Text(
    "From the sheet Rooms: lessons at once when it rains, and what is used instead. *: no place is left, in the "
    "classroom.",
    "按“场地”表的“雨天可上班数”“雨天改用”。*：雨天场位已满，在本班教室上。",
)
UNTOLD = Text(
    "Not filled in: how many lessons each sport place holds when it rains, and what is used instead (sheet Rooms).",
    "未填报：各体育场地的“雨天可上班数”“雨天改用”（“场地”表）。",
)
OWN = Text("own classroom", "本班教室")
COLUMNS = (
    Column(Text("Day", "星期"), 10.0),
    Column(Text("Period", "节次"), 7.0),
    Column(Text("Time", "时间"), 12.0),
    Column(Text("Weeks", "周次"), 8.0),
    Column(Text("sport lessons", "体育课"), 8.0),
    Column(Text("places when wet", "雨天场位"), 9.0),
    Column(Text("Where each goes", "各班去处"), 80.0, left=True),
)
WEEKS = {Weeks.ALL: Text("all", "每周"), Weeks.ODD: Text("odd", "单周"), Weeks.EVEN: Text("even", "双周")}


@dataclass(frozen=True, slots=True)
class Move:
    """Where a lesson goes: a room's name or what the school says, and whether it found no place."""

    lesson: Placed
    place: str
    left_over: bool = False


def write_wet_weather(results: Results) -> None:
    """Write the sheet; left out where nobody has sport."""
    lessons = sport_lessons(results)
    if not lessons:
        return
    rooms = sport_rooms(results, lessons)
    index = results.problem.index
    sheet = results.sheet(NAME, paper=A4, landscape=True)
    set_columns(sheet, COLUMNS)
    last = len(COLUMNS) - 1
    row = results.head(sheet, 0, last, NAME, size=14)
    told = any(index.rooms[room].wet_places is not None or index.rooms[room].wet_instead for room in rooms)
    merge(sheet, row, 0, row, last, results.say(TOLD if told else UNTOLD), results.styles.small())
    row += 1
    if told:
        use = RoomUse(results)
        use.bell = use.bell_of(rooms)
        row = write_heads(results, sheet, row, COLUMNS)
        sheet.repeat_rows(0, row - 1)
        sheet.freeze_panes(row, 0)
        day = 0
        for slot in use.slots():
            for weeks, moves, places in _of_slot(results, use, rooms, lessons, slot):
                times = period_times(results, use.bell, slot[1], slot[0])
                values: list[Value] = [
                    results.day(slot[0]),
                    slot[1],
                    times,
                    results.say(WEEKS[weeks]),
                    len(moves),
                    places,
                ]
                values.append(_said(results, moves))
                if any(move.left_over for move in moves):
                    values[4] = Cell(len(moves), {"bold": True, "font_color": "#9C0006"})
                row = write_row(results, sheet, row, COLUMNS, values, **({"top": 2} if slot[0] != day else {}))
                day = slot[0]
    sheet.print_area(0, 0, row - 1, last)


def _of_slot(
    results: Results, use: RoomUse, rooms: Sequence[str], lessons: Sequence[Placed], slot: Slot
) -> list[tuple[Weeks, list[Move], int]]:
    """The moves of a slot with sport; odd and even weeks apart where they differ."""
    moments = set(use.moments(slot))
    found = []
    for weeks in BOTH_WEEKS:
        here = [one for one in lessons if one.lesson.weeks.meets(weeks) and not moments.isdisjoint(one.moments)]
        found.append((weeks, *moves_of(results, use, rooms, here, slot, weeks)))
    (_, odd, places), (_, even, _) = found
    alike = [(one.lesson.at, one.place) for one in odd] == [(one.lesson.at, one.place) for one in even]
    return [each for each in ([(Weeks.ALL, odd, places)] if alike else found) if each[1]]


def moves_of(
    results: Results, use: RoomUse, rooms: Sequence[str], here: Sequence[Placed], slot: Slot, weeks: Weeks
) -> tuple[list[Move], int]:
    """Where lessons of one time go, and how many places there are: who can stay stays, then what is used instead."""
    index = results.problem.index
    moments = use.moments(slot)
    instead = [index.rooms[room].wet_instead for room in rooms]
    left = {room: _wet(use, room, moments) for room in dict.fromkeys([*rooms, *instead]) if room in index.rooms}
    sport = {one.at for one in here}
    for room in left:  # what else stands in a room takes its place
        others = [p for p in results.view.of_room.get(room, ()) if p.at not in sport and p.lesson.weeks.meets(weeks)]
        left[room] = max(0, left[room] - sum(not set(moments).isdisjoint(one.moments) for one in others))
    places = sum(left.values())
    goes: dict[int, Move] = {}

    def settle(one: Placed, room: str) -> bool:
        if one.at not in goes and left.get(room, 0) > 0:
            left[room] -= 1
            goes[one.at] = Move(one, results.names.room(room))
        return one.at in goes

    for one in here:
        any(settle(one, room) for room in one.lesson.rooms)
    for one in here:
        for room in one.lesson.rooms if one.at not in goes else ():
            other = index.rooms[room].wet_instead if room in index.rooms else ""
            if not settle(one, other) and other and other not in index.rooms:
                goes[one.at] = Move(one, other)
    for one in here:
        if one.at not in goes and not any(settle(one, room) for room in left):
            goes[one.at] = Move(one, results.say(OWN), left_over=True)
    return [goes[one.at] for one in here], places


def _wet(use: RoomUse, room: str, moments: Sequence[tuple[int, int]]) -> int:
    """Lessons a room holds when it rains; none where it is closed or filled."""
    known = use.results.problem.index.rooms[room]
    places = use.places([room], moments)
    return places if known.wet_places is None else min(places, known.wet_places)


def _said(results: Results, moves: Sequence[Move]) -> str:
    """Every class with its teacher and where it goes."""
    names, out = results.names, []
    for move in moves:
        lesson = move.lesson.lesson
        mark = MARK if results.protected(lesson.subject) else ""
        teachers = "+".join(names.teacher(one) for one in lesson.teachers)
        who = " ".join(part for part in (mark + names.all_pupils(lesson.sets), teachers) if part)
        out.append(f"{who} → {move.place}{'*' if move.left_over else ''}")
    return results.say(Text("; ", "；")).join(out)
