"""Flow: do some lessons fit into some beats, and if not, which of them are too many for which beats (Hall)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scheduler.precheck.beats import bits


class Demand(NamedTuple):
    """`amount` lessons that may stand at the beats of `mask`, at most `width` of them at one beat."""

    amount: int
    mask: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Excess:
    """Demands (by position) that are too many: `need` lessons, of which at most `have` fit into `beats`."""

    demands: tuple[int, ...]
    beats: int
    need: int
    have: int


def _one(beat: int) -> int:  # noqa: ARG001
    return 1


def excess(demands: Sequence[Demand], capacity: Callable[[int], int] = _one) -> Excess | None:
    """The demands that cannot all be met, or None where they can."""
    alike: dict[int, list[int]] = {}
    for at, one in enumerate(demands):
        if one.amount > 0:
            alike.setdefault(one.mask, []).append(at)
    masks = sorted(alike, key=lambda mask: (mask.bit_count(), mask))
    amounts = [sum(demands[at].amount for at in alike[mask]) for mask in masks]
    if capacity is _one and _one_by_one(masks, amounts):
        return None
    widths = [sum(demands[at].width for at in alike[mask]) for mask in masks]
    beats = [bits(mask) for mask in masks]
    room = {beat: capacity(beat) for some in beats for beat in some}
    flow: list[dict[int, int]] = [dict.fromkeys(some, 0) for some in beats]
    for here, amount in enumerate(amounts):
        left = amount - _fill(flow[here], room, amount, widths[here])
        while left > 0:
            gained, seen_rows, seen_beats = _augment(here, left, flow, room, widths)
            if not gained:
                need = sum(amounts[row] for row in seen_rows)
                spare = sum(widths[row] for row in seen_rows for beat in beats[row] if beat not in seen_beats)
                have = spare + sum(capacity(beat) for beat in seen_beats)
                who = tuple(sorted(at for row in seen_rows for at in alike[masks[row]]))
                return Excess(who, sum(seen_beats), need, have)
            left -= gained
    return None


def _one_by_one(masks: list[int], amounts: list[int]) -> bool:
    """Whether lessons find beats in turn, first those that not everyone could take; mostly they do."""
    common, taken = -1, 0
    for mask in masks:
        common &= mask if mask & (mask - 1) else -1
    for mask, amount in zip(masks, amounts, strict=True):
        free, left = mask & ~taken, amount
        if free.bit_count() < left:
            return False
        for some in (free & ~common, free & common):
            while left and some:
                taken |= some & -some
                some &= some - 1
                left -= 1
    return True


def _fill(row: dict[int, int], room: dict[int, int], amount: int, width: int) -> int:
    placed = 0
    for beat in sorted(row, key=lambda beat: (-room[beat], beat)):
        if placed == amount:
            break
        here = min(width, room[beat], amount - placed)
        if here > 0:
            row[beat] += here
            room[beat] -= here
            placed += here
    return placed


def _augment(
    start: int, wanted: int, flow: list[dict[int, int]], room: dict[int, int], widths: list[int]
) -> tuple[int, set[int], set[int]]:
    """Push lessons along one path of exchanges; else all rows and beats that can be reached."""
    came_from: dict[int, int] = {}
    moved_to: dict[int, int] = {}
    rows, seen = [start], {start}
    for row in rows:
        for beat, used in flow[row].items():
            if beat in came_from or used >= widths[row]:
                continue
            came_from[beat] = row
            if room[beat] > 0:
                return _push(start, beat, wanted, flow, room, widths, came_from, moved_to), seen, set()
            for other, placed in enumerate(flow):
                if other not in seen and placed.get(beat, 0) > 0:
                    seen.add(other)
                    moved_to[other] = beat
                    rows.append(other)
    return 0, seen, set(came_from)


def _push(
    start: int,
    last: int,
    wanted: int,
    flow: list[dict[int, int]],
    room: dict[int, int],
    widths: list[int],
    came_from: dict[int, int],
    moved_to: dict[int, int],
) -> int:
    steps: list[tuple[int, int]] = []
    beat, amount = last, min(wanted, room[last])
    while True:
        row = came_from[beat]
        amount = min(amount, widths[row] - flow[row][beat])
        steps.append((row, beat))
        if row == start:
            break
        beat = moved_to[row]
        amount = min(amount, flow[row][beat])
    for row, beat in steps:
        flow[row][beat] += amount
        if row != start:
            flow[row][moved_to[row]] -= amount
    room[last] -= amount
    return amount
