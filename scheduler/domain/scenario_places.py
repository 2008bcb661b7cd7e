"""Changes of a scenario about rooms and fields: closed, larger or smaller, new."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from scheduler.domain.base import Id
from scheduler.domain.scenario_base import Change, Claim, Wrong, put, taken, unknown
from scheduler.domain.school import Room
from scheduler.domain.text import Text
from scheduler.domain.time import TimeRange

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem


class RoomClosed(Change):
    """A room or field is closed at these times; of a dated scenario in its weeks only."""

    kind: Literal["room_closed"] = "room_closed"
    room: Id
    times: tuple[TimeRange, ...] = Field(min_length=1)

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from unknown("room", "room", self.room, problem.index.rooms)

    def applied(self, problem: Problem) -> Problem:
        place = problem.index.rooms[self.room]
        closed = place.model_copy(update={"unavailable": (*place.unavailable, *self.times)})
        return problem.model_copy(update={"rooms": put(problem.rooms, place, closed)})


class RoomPlaces(Change):
    """A room holds another number of lessons at once."""

    kind: Literal["room_places"] = "room_places"
    room: Id
    places: int = Field(ge=0, le=200)

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from unknown("room", "room", self.room, problem.index.rooms)

    def applied(self, problem: Problem) -> Problem:
        place = problem.index.rooms[self.room]
        changed = place.model_copy(update={"places": self.places})
        return problem.model_copy(update={"rooms": put(problem.rooms, place, changed)})

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (("places of", self.room),)


class RoomAdded(Change):
    """A room or field more, for `places` lessons at once; it serves the sorts of room in `pools` too."""

    kind: Literal["room_added"] = "room_added"
    room: Id
    places: int = Field(1, ge=1, le=200)
    seats: int = Field(0, ge=0, le=10000)
    campus: str = ""
    pools: tuple[Id, ...] = ()

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        index = problem.index
        yield from taken("room", "pool", self.room, {*index.rooms, *index.pools})
        for pool in self.pools:
            yield from unknown("pools", "pool", pool, index.pools)
        if self.campus and self.campus not in {one.id for one in problem.campuses}:
            told = Text(f"there is no campus “{self.campus}”", f"没有校区“{self.campus}”")
            yield Wrong("campus", told)

    def applied(self, problem: Problem) -> Problem:
        room = Room(id=self.room, name=self.room, places=self.places, seats=self.seats, campus=self.campus)
        pools = tuple(
            p.model_copy(update={"rooms": (*p.rooms, room.id)}) if p.id in self.pools else p for p in problem.pools
        )
        return problem.model_copy(update={"rooms": (*problem.rooms, room), "pools": pools})

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (("room", self.room),)
