"""场地: rooms and fields, and the sorts of room (pools) they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.domain.problem import Problem
from scheduler.domain.school import Room, RoomPool
from scheduler.domain.text import Text
from scheduler.io.workbook import plain
from scheduler.io.workbook.output import Block, Cell, Sheet, number, said
from scheduler.io.workbook.sheets import Row, Section, column
from scheduler.io.workbook.tables import ID, Reading, Writing, identity, identity_cells, rows_of

TITLE = Text("Rooms", "场地")
POOLS = Text("Sorts of room", "场地类")
BOTH, EITHER = "+＋;；\n", "/／、,，"
"""Between the sets of rooms that make up a virtual one, and between the rooms of a set."""
COLUMNS = (
    column("name", "Room", "场地", "教室", "场地名称", "场馆", width=16),
    column(
        "places", "Lessons at once", "同时可上班数", "容纳班数", "可容班数", width=12, note=Text("empty: 1", "不填：1")
    ),
    column("seats", "Seats", "座位", "座位数", "人数", width=8),
    column(
        "pools",
        "Belongs to",
        "属于",
        "场地类",
        width=16,
        note=Text("sorts of room it serves as, e.g. Sports", "属于哪一类场地，如“体育场地”；计划中可直接写类名"),
    ),
    column("campus", "Campus", "校区", width=10),
    column("unavailable", "Closed times", "不可用时间", "不排课时间", width=20),
    column("wet_instead", "When it rains", "雨天改用", width=14),
    column("wet_places", "Lessons at once when it rains", "雨天可上班数", width=12),
    column(
        "combines",
        "Made of",
        "组合",
        width=18,
        note=Text(
            "a room that takes others with it: Hall 1/Hall 2 + Stage, one of each set",
            "同时占用的场地：一馆/二馆 + 舞台，每组任用一个",
        ),
    ),
    ID,
)
POOL_COLUMNS = (
    column("name", "Sort of room", "场地类", width=16),
    column("rooms", "Rooms", "场地", width=40),
    column("campus", "Campus", "校区", width=10),
    ID,
)


def declare(parts: Sequence[Section], reading: Reading) -> tuple[list[Row], list[Row]]:
    """Rows of rooms and of pools, their names made known."""
    rows = [r for s in parts[:1] for r in rows_of(s, COLUMNS, ("name",), reading.desk) if any(identity(r))]
    pools = [r for s in parts[1:] for r in rows_of(s, POOL_COLUMNS, ("name",), reading.desk) if any(identity(r))]
    for row in rows:
        an_id, name = identity(row)
        row.place(f"rooms[{an_id}]", "name")
        reading.names.rooms.add(an_id, name)
        reading.names.places.add(an_id, name)
    for row in pools:
        an_id, name = identity(row)
        row.place(f"pools[{an_id}]", "name")
        reading.names.places.add(an_id, name)
    for row in rows:
        for pool in row.items("pools"):
            if not reading.names.places.find(pool):
                row.place(f"pools[{pool}]", "pools")
                reading.names.places.add(pool, pool)
    return rows, pools


def read(
    rows: Sequence[Row], pool_rows: Sequence[Row], reading: Reading
) -> tuple[tuple[Room, ...], tuple[RoomPool, ...]]:
    """Rooms, and pools: those listed, then those only the column 属于 names."""
    rooms: dict[str, Room] = {}
    members: dict[str, list[str]] = {}
    for row in rows:
        an_id, name = identity(row)
        made = row.build(
            Room,
            id=an_id,
            name=name,
            places=row.number_of("places", 1),
            seats=row.number_of("seats"),
            campus=reading.names.campuses.one(row, "campus"),
            unavailable=reading.ranges(row, "unavailable"),
            wet_places=row.whole("wet_places", None),
            wet_instead=_instead(row, reading),
            combines=_combined(row, reading),
        )
        if an_id in rooms:
            row.fault("name", Text(f"room {an_id[:40]} stands here twice", f"场地“{an_id[:40]}”重复"))
        elif made is not None:
            rooms[an_id] = made
            for belongs in reading.names.places.many(row, "pools"):
                members.setdefault(belongs, []).append(an_id)
    pools: dict[str, RoomPool] = {}
    for row in pool_rows:
        an_id, name = identity(row)
        inside = (*reading.names.rooms.many(row, "rooms"), *members.pop(an_id, ()))
        campus = reading.names.campuses.one(row, "campus")
        made_pool = row.build(RoomPool, id=an_id, name=name, rooms=tuple(dict.fromkeys(inside)), campus=campus)
        if an_id in pools:
            row.fault("name", Text(f"sort {an_id[:40]} stands here twice", f"场地类“{an_id[:40]}”重复"))
        elif made_pool is not None:
            pools[an_id] = made_pool
    for an_id, found in members.items():
        if an_id not in rooms and len(an_id) <= 120:
            pools[an_id] = RoomPool(id=an_id, name=an_id, rooms=tuple(dict.fromkeys(found)))
    return tuple(rooms.values()), tuple(pools.values())


def _instead(row: Row, reading: Reading) -> str:
    """The room that stands in when it rains; what is no room of the school (own classroom) stays as written."""
    word = row.text("wet_instead")
    found = reading.names.rooms.find(word) if word else ()
    if len(found) > 1:
        row.fault("wet_instead", *reading.names.rooms.unknown(word))
    return found[0] if len(found) == 1 else word


def _combined(row: Row, reading: Reading) -> tuple[tuple[str, ...], ...]:
    """The sets of rooms of which a virtual room takes one each."""
    known = reading.names.rooms.known
    sets = [plain.items(among, EITHER) for among in plain.split(row.raw("combines"), BOTH)]
    return tuple(tuple(room for word in words if (room := known(row, "combines", word))) for words in sets)


def write(problem: Problem, writing: Writing) -> Sheet:
    """The sheet; pools in the column 属于 where that says all, else as a table of their own."""
    names = writing.names
    belongs = {r.id: [p.id for p in problem.pools if r.id in p.rooms] for r in problem.rooms}
    told: dict[str, list[str]] = {}
    for room in problem.rooms:
        for an_id in belongs[room.id]:
            told.setdefault(an_id, []).append(room.id)
    simple = problem.pools == tuple(RoomPool(id=p, name=p, rooms=tuple(found)) for p, found in told.items())
    simple = simple and not any(p.id in belongs for p in problem.pools)
    rows: list[list[Cell]] = []
    for room in problem.rooms:
        name, an_id = identity_cells(room.id, room.name)
        rows.append(
            [
                name,
                room.places,
                number(room.seats or None),
                writing.list(belongs[room.id]) if simple else "",
                writing.ref(names.campuses, room.campus),
                writing.ranges(room.unavailable),
                writing.ref(names.rooms, room.wet_instead) if room.wet_instead in belongs else said(room.wet_instead),
                number(room.wet_places),
                " + ".join("/".join(writing.words(names.rooms, among, BOTH + EITHER)) for among in room.combines),
                an_id,
            ]
        )
    blocks = [Block(COLUMNS, rows)]
    if problem.pools and not simple:
        listed: list[list[Cell]] = []
        for pool in problem.pools:
            name, an_id = identity_cells(pool.id, pool.name)
            inside = writing.refs(names.rooms, pool.rooms)
            listed.append([name, inside, writing.ref(names.campuses, pool.campus), an_id])
        blocks.append(Block(POOL_COLUMNS, listed, POOLS))
    return Sheet(TITLE, blocks)
