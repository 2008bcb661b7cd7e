"""The rooms each activity may have, out of all that constraints want for it, and what stays a wish."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scheduler.domain.school import RoomPool
from scheduler.domain.text import Text
from scheduler.io.fet.desk import Activity, Desk, Wish
from scheduler.io.fet.gather import Gathered

RULE = "preferred_rooms"
SEATS = Text("a room with seats for them, or fewer students", "请换座位够的场地，或更正人数")
COMMON = Text("let them have a room in common", "请让它们有共同的场地")


class Needs:
    """For each activity a room or pool, and whether it must be there."""

    def __init__(self, desk: Desk, out: Gathered) -> None:
        self._desk = desk
        self._out = out
        self._order = {room: at for at, room in enumerate(desk.room_facts)}
        self._pools: dict[tuple[str, ...], str] = {}
        self.found: dict[str, tuple[str, bool]] = {}
        self._may: dict[str, list[str]] = {}
        for activity in desk.activities.values():
            self.found[activity.id] = self._settle(activity)
        for asked, room, times in out.free_rooms:
            row = {"courses": self._may.get(room, []), "rooms": [room], "times": [list(time) for time in times]}
            if row["courses"]:
                out.rows(asked, "room_times", row, [(asked.kind, asked.number)])

    @property
    def pools(self) -> tuple[RoomPool, ...]:
        """One pool for each set of rooms some activity may have."""
        return tuple(RoomPool(id=an_id, rooms=rooms) for rooms, an_id in self._pools.items())

    def _settle(self, activity: Activity) -> tuple[str, bool]:
        """Preferred rooms before home rooms; where only wishes prefer, a home room is what it falls back to."""
        size = self._size(activity)
        preferred = self._seating(activity, self._desk.preferred.get(activity.id, ()), size)
        homes = self._seating(activity, self._desk.homes.get(activity.id, ()), size)
        if any(wish.weight is None for wish in preferred):
            rooms = self._common(activity, [wish for wish in preferred if wish.weight is None])
            self._wish(activity, preferred, rooms, ())
            return self._need(activity, rooms), True
        liked = tuple(dict.fromkeys(room for wish in preferred for room in wish.rooms))
        must = any(wish.weight is None for wish in homes)
        home = self._common(activity, homes)  # FET asks for a common home room whatever the weights are
        rooms = tuple(dict.fromkeys((*liked, *home)))
        if not rooms:
            return "", True
        self._wish(activity, preferred, () if must or not homes else rooms, ())
        self._wish(activity, homes, rooms if must else (), liked)
        return self._need(activity, rooms), must

    def _size(self, activity: Activity) -> int:
        """How many pupils it states, else how many its sets have."""
        if activity.size is not None:
            return activity.size
        return sum(self._desk.size_of.get(name, 0) for name in activity.sets)

    def _seating(self, activity: Activity, wishes: Iterable[Wish], size: int) -> list[Wish]:
        """Wishes without the rooms too small for it; one that loses all its rooms is a fault.

        Who wants a virtual room is content with it whichever real rooms another constraint chooses for it.
        """
        out = []
        wishes = tuple(wishes)
        chosen = {room for wish in wishes for room in wish.rooms if room in self._desk.settled}
        for wish in wishes:
            more = (room for room in chosen if self._desk.settled[room] in wish.rooms)
            wish = wish._replace(rooms=tuple(dict.fromkeys((*wish.rooms, *more))))
            seats = (self._desk.room_facts[room].seats for room in wish.rooms)
            fit = tuple(room for room, n in zip(wish.rooms, seats, strict=True) if n == 0 or n >= size)
            if wish.rooms and not fit:
                wrong = Text("no room of {kind} seats its {n} students", "{kind} 的场地都坐不下 {n} 名学生")
                self._desk.fault(f"Activity {activity.id}", wrong.format(kind=wish.where, n=size), SEATS)
            out.append(wish._replace(rooms=fit))
        return out

    def _common(self, activity: Activity, wishes: Sequence[Wish]) -> tuple[str, ...]:
        """Rooms that all of some wishes have in common, none where there are no wishes."""
        first = wishes[0].rooms if wishes else ()
        rooms = tuple(room for room in first if all(room in wish.rooms for wish in wishes))
        if first and not rooms and all(wish.rooms for wish in wishes):
            names = "; ".join(dict.fromkeys(wish.where for wish in wishes))[:300]
            wrong = Text("no room is left by all of: {names}", "以下条件没有共同的场地：{names}").format(names=names)
            self._desk.fault(f"Activity {activity.id}", wrong, COMMON)
        return rooms

    def _wish(
        self, activity: Activity, wishes: Iterable[Wish], among: tuple[str, ...], beside: tuple[str, ...]
    ) -> None:
        """Rows for wishes that some room of the activity breaks; `among` are all it can have, empty where none is sure.

        A wish is content with the rooms `beside` it too.
        """
        for wish in wishes:
            rooms = tuple(dict.fromkeys((*wish.rooms, *beside)))
            if wish.weight is not None and not (among and set(among) <= set(rooms)):
                self._out.room_wish(wish, RULE, activity.id, rooms)

    def _need(self, activity: Activity, rooms: tuple[str, ...]) -> str:
        """The id of a room, or of the pool of several."""
        for room in rooms:
            self._may.setdefault(room, []).append(activity.id)
        if len(rooms) < 2:
            return rooms[0] if rooms else ""
        ordered = tuple(sorted(rooms, key=self._order.__getitem__))
        if ordered not in self._pools:
            shown = "+".join(ordered)
            if len(shown) > 60:
                shown = f"{'+'.join(ordered[:3])[:50]}… ({len(ordered)})"
            self._pools[ordered] = self._desk.room_ids.of(shown)
        return self._pools[ordered]
