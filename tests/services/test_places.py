"""Places of a lesson: every one that is legal, every chain of swaps, each with its cost, against trying everything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import combinations, product
from random import Random

import constraints
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.rules.base import Rule
from scheduler.services.places import Board, Move
from scheduler.services.standing import Spot, Spots
from scheduler.verify import judge
from tests import strategies

SCHOOLS = int(os.environ.get("QINGKE_SCHOOLS", "40"))
Cost = tuple[int, int]


def some_rules(random: Random, problem: Problem) -> list[Rule]:
    """The rules without which there is no timetable, and some others."""
    structural = [kind(level=Level.HARD) for kind in constraints.CATALOGUE if kind.levels == (Level.HARD,)]
    others = [kind for kind in constraints.CATALOGUE if not kind.planning and kind.levels != (Level.HARD,)]
    kinds = random.sample(others, 8)
    return [*structural, *(strategies.rule(random, kind, random.choice(kind.levels), problem) for kind in kinds)]


def meet(board: Board, one: int, here: Spot, other: int, there: Spot) -> bool:
    """Whether two lessons share somebody, a week and a moment."""
    a, b = board.standing.placed[one], board.standing.placed[other]
    shared = {*a.lesson.teachers} & {*b.lesson.teachers} or {*a.leaves} & {*b.leaves}
    covered = board.problem.timeline.covered
    at_once = {*covered(a.bell, *here, a.lesson.duration)} & {*covered(b.bell, *there, b.lesson.duration)}
    return bool(shared and at_once) and a.lesson.weeks.meets(b.lesson.weeks)


def tried(board: Board, lesson: int, spot: Spot, most: int) -> Iterator[Spots]:
    """Every way to put a lesson there in which just those move on who are met, and nobody who moved meets anybody."""
    stands = {at: board.standing.spot(at) for at in range(len(board.timetable.lessons))}
    others = [at for at in stands if at != lesson]
    for size in range(most):
        for moving in combinations(others, size):
            for spots in product(*(board.standing.spots(at) for at in moving)):
                moved = {lesson: spot, **dict(zip(moving, spots, strict=True))}
                pushed = {lesson}
                for _ in moving:
                    pushed |= {at for at in moving if any(meet(board, m, moved[m], at, stands[at]) for m in pushed)}
                final = {**stands, **moved}
                if len(pushed) == len(moved) and not any(
                    meet(board, m, s, at, final[at]) for m, s in moved.items() for at in final if at != m
                ):
                    yield moved


def cost(board: Board, rules: list[Rule], spots: Spots) -> tuple[Cost, int, Timetable] | None:
    """Points and number of moves; None where a hard rule is broken more or a room is missing."""
    rooms = board.standing.rooms(spots)
    if rooms is None:
        return None
    after = board.move([Move(at, *spot, rooms[at]) for at, spot in spots.items()])
    old, new = judge(board.problem, board.timetable, rules), judge(board.problem, after, rules)
    hard = {rule.label for rule in rules if rule.level is Level.HARD}
    changed = old.diff(new).changed
    if any(name in hard and now > was for (name, _), (was, now) in changed.items()):
        return None
    return (new.relaxed - old.relaxed, new.penalty - old.penalty), len(spots), after


def test_every_place_and_chain_of_a_tiny_school_is_found_with_its_exact_cost() -> None:
    states: dict[str, int] = {}
    for seed in range(SCHOOLS):
        random = Random(f"places {seed}")
        problem = strategies.school(random)
        rules = some_rules(random, problem)
        timetable = strategies.timetable(random, problem, missing=0)
        if not timetable.lessons:
            continue
        board, most = Board(problem, rules, timetable), random.choice([1, 2, 2, 3])
        lesson = random.randrange(len(timetable.lessons))
        for place in board.places(lesson, chains=most):
            spot = place.day, place.period
            states[place.state] = states.get(place.state, 0) + 1
            if spot == board.standing.spot(lesson):
                assert (place.state, place.moves) == ("free", ())
                continue
            ways = [found for spots in tried(board, lesson, spot, most) if (found := cost(board, rules, spots))]
            if place.state == "blocked":
                assert not ways, (seed, spot)
                assert place.reasons, (seed, spot)
                continue
            assert (place.points, len(place.moves)) == min(way[:2] for way in ways), (seed, spot)
            assert any(board.move(place.moves) == way[2] for way in ways), (seed, spot)
            assert (place.state == "swap") == (len(place.moves) > 1)
            assert (place.state == "costs") == (len(place.moves) == 1 and place.points > (0, 0))
    assert set(states) == {"free", "costs", "swap", "blocked"}
