"""Sets of rooms: which of them nest, which overlap in a chain, which may be counted side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Rooms = frozenset[str]


def nested(one: Rooms, two: Rooms) -> bool:
    """Whether two sets have no room in common, or one lies in the other."""
    return one <= two or two <= one or one.isdisjoint(two)


def all_nested(sets: Iterable[Rooms]) -> bool:
    """Whether no two of some sets overlap without one lying in the other."""
    found = list(sets)
    return all(nested(one, two) for at, one in enumerate(found) for two in found[:at])


def chains(sets: Iterable[Rooms]) -> list[list[Rooms]]:
    """Sets that hang together by common rooms, each chain in the order given; empty sets are left out."""
    out: list[tuple[set[str], list[Rooms]]] = []
    order = {rooms: at for at, rooms in enumerate(dict.fromkeys(sets))}
    for rooms in order:
        touching = [chain for chain in out if not chain[0].isdisjoint(rooms)]
        joined = (set(rooms).union(*(chain[0] for chain in touching)), [s for _, those in touching for s in those])
        joined[1].append(rooms)
        out = [chain for chain in out if chain not in touching] + ([joined] if rooms else [])
    return [sorted(those, key=order.__getitem__) for _, those in out]


def family(weights: Mapping[Rooms, int]) -> list[Rooms]:
    """Sets of which no two overlap without nesting, the weightier taken first.

    Lessons that need such sets find places iff no single set is asked for more often than it has places.
    """
    out: list[Rooms] = []
    for rooms in sorted(weights, key=lambda rooms: (len(rooms) > 1, -weights[rooms], sorted(rooms))):
        if all(nested(rooms, other) for other in out):
            out.append(rooms)
    return out


def filled(sets: Sequence[Rooms], rooms: Sequence[str]) -> tuple[str, ...] | None:
    """A room for each set in turn, all different, out of some rooms; None where there are no such."""
    holds: dict[str, int] = {}

    def seat(at: int, tried: set[str]) -> bool:
        for room in rooms:
            if room in sets[at] and room not in tried:
                tried.add(room)
                if room not in holds or seat(holds[room], tried):
                    holds[room] = at
                    return True
        return False

    if not all(seat(at, set()) for at in range(len(sets))):
        return None
    mine = {at: room for room, at in holds.items()}
    return tuple(mine[at] for at in range(len(sets)))
