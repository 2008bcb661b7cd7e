"""Rooms and fields, in pools that serve one need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from scheduler.domain.school import Room, RoomPool
from scheduler.samples import plans

FIELDS, MUSIC_ROOMS, ART_ROOMS = "体育场地", "音乐教室", "美术教室"
COMPUTER_ROOMS, SCIENCE_LABS = "计算机教室", "科学实验室"
INDOORS = frozenset({"体育馆", "韵律教室", "室内活动室"})

Places = tuple[tuple[str, int], ...]
"""Named fields with how many classes each holds at once."""


@dataclass(frozen=True, slots=True)
class PrimaryRooms:
    """How many rooms of each sort a primary school has; a sort that is not strict overflows into own classrooms."""

    fields: Places
    music: int
    art: int
    computers: int
    labs: int
    art_strict: bool = True
    labs_strict: bool = True

    @property
    def places(self) -> int:
        """Classes that can have sport at once."""
        return sum(count for _, count in self.fields)

    def needs(self, doubles: Mapping[str, frozenset[int]]) -> plans.Needs:
        """The plan's words for these rooms; science labs serve grades 3 to 6."""
        return plans.Needs(
            rooms={
                plans.PE: (FIELDS, True),
                plans.SPORT: (FIELDS, True),
                plans.MUSIC: (MUSIC_ROOMS, True),
                plans.ART: (ART_ROOMS, self.art_strict),
                plans.COMPUTING: (COMPUTER_ROOMS, True),
                plans.SCIENCE: (SCIENCE_LABS, self.labs_strict),
            },
            room_grades={plans.SCIENCE: frozenset({3, 4, 5, 6})},
            doubles=doubles,
        )

    def build(self) -> tuple[tuple[Room, ...], tuple[RoomPool, ...]]:
        """The rooms and their pools."""
        sorts = ((MUSIC_ROOMS, self.music), (ART_ROOMS, self.art), (COMPUTER_ROOMS, self.computers))
        return rooms_and_pools(self.fields, (*sorts, (SCIENCE_LABS, self.labs)))


def rooms_and_pools(fields: Places, sorts: Sequence[tuple[str, int]]) -> tuple[tuple[Room, ...], tuple[RoomPool, ...]]:
    """Fields in one pool and numbered rooms in a pool of each sort."""
    rooms = [
        Room(id=name, name=name, places=count)
        if name in INDOORS
        else Room(id=name, name=name, places=count, wet_places=0, wet_instead="本班教室")
        for name, count in fields
    ]
    pools = [RoomPool(id=FIELDS, name=FIELDS, rooms=tuple(name for name, _ in fields))]
    for sort, count in sorts:
        names = tuple(f"{sort}{number}" for number in range(1, count + 1))
        rooms += [Room(id=name, name=name, seats=50) for name in names]
        pools.append(RoomPool(id=sort, name=sort, rooms=names))
    return tuple(rooms), tuple(pools)


BASE_ROOMS: Mapping[int, PrimaryRooms] = {
    1: PrimaryRooms((("田径场", 2),), 1, 1, 1, 1),
    3: PrimaryRooms((("田径场", 2), ("篮球场", 1)), 2, 2, 1, 1),
    6: PrimaryRooms((("田径场", 4), ("篮球场", 2)), 3, 2, 2, 2, art_strict=False),
    10: PrimaryRooms((("田径场", 6), ("篮球场", 3), ("韵律教室", 1)), 5, 4, 2, 3, art_strict=False, labs_strict=False),
}
"""Rooms by classes per grade."""

DAILY_FIELDS: Mapping[int, Places] = {
    1: (("田径场", 2),),
    3: (("田径场", 2), ("篮球场", 1), ("体育馆", 1), ("韵律教室", 1)),
    6: (("田径场", 4), ("篮球场", 2), ("体育馆", 3)),
    10: (("田径场", 6), ("篮球场", 3), ("体育馆", 3), ("室内活动室", 3)),
}
"""Fields where every class has sport every day: on Monday four periods must hold all classes."""

TIGHT_FIELDS: Places = (("田径场", 4), ("篮球场", 2), ("韵律教室", 1))


def rooms_for_size(per_grade: int, slack: float) -> PrimaryRooms:
    """Rooms for any size: lessons × slack ÷ the periods of a week in which such a room is used."""

    def count(lessons: int, periods: int) -> int:
        return max(1, ceil(lessons * per_grade * slack / periods))

    outdoors = count(20, 23)
    field = max(1, outdoors * 2 // 3)
    fields: Places = (("田径场", field), ("篮球场", outdoors - field)) if outdoors > field else (("田径场", field),)
    return PrimaryRooms(fields, count(12, 28), count(12, 28), count(4, 26), count(8, 26))
