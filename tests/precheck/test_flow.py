"""Flow and matching against every assignment of tiny cases."""

from __future__ import annotations

from itertools import product
from random import Random

from scheduler.precheck.beats import bits
from scheduler.precheck.flow import Demand, excess
from scheduler.precheck.matching import seat


def fits(demands: list[Demand], room: dict[int, int]) -> bool:
    units = [(at, beat) for at, one in enumerate(demands) for beat in bits(one.mask)]
    for amounts in product(*(range(demands[at].width + 1) for at, _ in units)):
        by_demand = [0] * len(demands)
        by_beat = dict.fromkeys(room, 0)
        for (at, beat), amount in zip(units, amounts, strict=True):
            by_demand[at] += amount
            by_beat[beat] += amount
        if all(got >= one.amount for got, one in zip(by_demand, demands, strict=True)) and all(
            by_beat[beat] <= room[beat] for beat in room
        ):
            return True
    return False


def test_an_excess_is_told_exactly_when_lessons_do_not_fit() -> None:
    told = 0
    for seed in range(300):
        random = Random(seed)
        masks = random.sample(range(1, 8), random.randint(1, 3))  # all different: alike ones are counted as one
        demands = [Demand(random.randint(0, 3), mask, random.randint(1, 2)) for mask in masks]
        room = {1 << at: random.randint(0, 2) for at in range(3)}
        over = excess(demands, room.__getitem__)
        assert (over is None) == fits(demands, room), seed
        if over is not None:
            told += 1
            assert over.need > over.have
            assert over.need == sum(demands[at].amount for at in over.demands)
    assert 50 < told < 250


def test_an_excess_with_one_place_a_beat_is_halls() -> None:
    over = excess([Demand(1, 0b01), Demand(1, 0b01), Demand(1, 0b10)])
    assert over is not None
    assert (over.demands, over.beats, over.need, over.have) == ((0, 1), 0b01, 2, 1)


def test_classes_are_seated_as_many_as_every_assignment_allows() -> None:
    short = 0
    for seed in range(200):
        random = Random(seed)
        teachers = ["a", "b", "c"]
        needs_of = {t: dict.fromkeys(random.sample(["x", "y", ""], random.randint(1, 2))) for t in teachers}
        wanted = [dict.fromkeys(random.sample(teachers, random.randint(0, 3))) for _ in range(random.randint(1, 3))]
        places = {"x": random.randint(0, 1), "y": 1, "": random.randint(0, 2)}
        best = 0
        for choice in product([None, *product(teachers, places)], repeat=len(wanted)):
            taken = [one for one in choice if one is not None]
            allowed = all(c is None or (c[0] in wanted[u] and c[1] in needs_of[c[0]]) for u, c in enumerate(choice))
            apart = len({t for t, _ in taken}) == len(taken)
            if allowed and apart and all(sum(n == need for _, n in taken) <= places[need] for need in places):
                best = max(best, len(taken))
        seats = seat(wanted, needs_of, places)
        assert len(wanted) - best == len(seats.lost) - seats.lost_have, seed
        assert bool(seats.lost) == (best < len(wanted))
        short += bool(seats.lost)
    assert 40 < short < 190
