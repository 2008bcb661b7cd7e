"""Places of a lesson: every one that is legal, every chain of swaps, each with its cost, against trying everything."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product
from random import Random

import pytest

import constraints
from constraints import bind
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.school import Room
from scheduler.domain.timetable import Timetable
from scheduler.rules.base import Rule
from scheduler.samples import sample
from scheduler.services.places import NO_ROOM, Board, Move, owed
from scheduler.services.standing import Spot, Spots
from scheduler.verify import judge
from tests import strategies

SCHOOLS = int(os.environ.get("QINGKE_SCHOOLS", "20"))
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
    others = [at for at in stands if at != lesson and at not in board.standing.locked]
    for size in range(most):
        for moving in combinations(others, size):
            for spots in product(*(board.standing.spots(at) for at in moving)):
                moved = {lesson: spot, **dict(zip(moving, spots, strict=True))}
                final = {**stands, **moved}
                if needed(board, moved, {lesson}) and not any(
                    meet(board, m, s, at, final[at]) for m, s in moved.items() for at in final if at != m
                ):
                    yield moved


def needed(board: Board, moved: Spots, pushed: set[int]) -> bool:
    """Whether all of these lessons must move: for who comes to their place, or for one without a room."""
    at_home = {at: board.standing.spot(at) for at in moved.keys() - pushed}
    met = {at for at, home in at_home.items() if any(meet(board, m, moved[m], at, home) for m in pushed)}
    if met:
        return needed(board, moved, pushed | met)
    stands = {at: board.standing.spot(at) for at in range(len(board.timetable.lessons)) if at not in pushed}
    if any(meet(board, m, moved[m], at, home) for m in pushed for at, home in stands.items()):
        return False
    if board.standing.rooms({at: moved[at] for at in pushed}) is not None:
        return not at_home
    return any(needed(board, moved, {*pushed, at}) for at in at_home if crowds(board, moved, pushed, at))


def crowds(board: Board, moved: Spots, pushed: set[int], at: int) -> bool:
    """Whether a lesson is in a room that one of those who move could have, at that time."""
    placed, index = board.standing.placed, board.problem.index
    for one in pushed:
        lesson = placed[one].lesson
        rooms = {*lesson.rooms, *index.rooms_for(index.courses[lesson.course or ""])}
        moments = board.problem.timeline.covered(placed[one].bell, *moved[one], lesson.duration)
        at_once = set(moments) & set(placed[at].moments)
        if at_once and rooms & set(placed[at].lesson.rooms) and lesson.weeks.meets(placed[at].lesson.weeks):
            return True
    return False


def roomed(random: Random, problem: Problem, timetable: Timetable) -> Timetable:
    """A timetable with rooms at random for most lessons whose courses need some."""
    lessons = []
    for lesson in timetable.lessons:
        rooms = problem.index.rooms_for(problem.index.courses[lesson.course or ""])
        named = (random.choice(rooms),) if rooms and random.random() < 0.9 else ()
        lessons.append(lesson.model_copy(update={"rooms": named}))
    return timetable.model_copy(update={"lessons": tuple(lessons)})


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
        timetable = roomed(random, problem, strategies.timetable(random, problem, missing=0))
        if not timetable.lessons:
            continue
        lesson, most = random.randrange(len(timetable.lessons)), random.choice([1, 2, 2, 3])
        locked = [at for at in range(len(timetable.lessons)) if at != lesson and random.random() < 0.1]
        board = Board(problem, rules, timetable, locked=locked)
        if random.random() < 0.3:
            fewer = timetable.model_copy(update={"lessons": timetable.lessons[:lesson]})
            board = Board(problem, rules, fewer, waiting=timetable.lessons[lesson:])
            timetable = fewer
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


def test_lessons_that_are_owed_wait_for_a_place_and_get_one_with_its_room() -> None:
    problem = sample("tiny")
    rules = [rule for rule in bind(problem) if rule.level is Level.HARD]
    music = problem.index.courses["三(1):音乐"]
    chinese = problem.index.courses["三(1):语文"]
    standing = Timetable(lessons=tuple(strategies.as_lesson(chinese, day, 1, 1) for day in (1, 2, 3)))
    waiting = owed(problem, standing)
    assert Counter(one.course for one in waiting) == {c.id: c.lessons for c in problem.courses if c is not chinese}
    at = len(standing.lessons) + [one.course for one in waiting].index(music.id)
    board = Board(problem, rules, standing, waiting=waiting)
    places = {(place.day, place.period): place for place in board.places(at)}
    assert places[1, 2].state == "free"
    assert places[1, 2].moves == (Move(at, 1, 2, problem.index.rooms_for(music)[:1]),)
    assert board.move(places[1, 2].moves).lessons[-1].course == music.id
    assert places[1, 1].state == "swap"


def with_music_rooms(*more: str) -> Problem:
    """The tiny school, with another music teacher for the second class and some rooms more."""
    problem = sample("tiny")
    pool = problem.index.courses["三(1):音乐"].room
    other = {"三(2):音乐": {"teachers": ("胡军",)}}
    courses = tuple(c.model_copy(update=other.get(c.id, {})) for c in problem.courses)
    pools = (p.model_copy(update={"rooms": (*p.rooms, *more)}) if p.id == pool else p for p in problem.pools)
    rooms = (*problem.rooms, *(Room(id=one) for one in more))
    return problem.model_copy(update={"courses": courses, "rooms": rooms, "pools": tuple(pools)})


@pytest.mark.parametrize("more", [(), ("second",)])
def test_a_lesson_takes_another_room_where_its_own_is_full_and_is_told_so_where_none_is_free(more: tuple[str]) -> None:
    problem = with_music_rooms(*more)
    courses = [problem.index.courses[f"三({n}):音乐"] for n in (1, 2)]
    room = problem.index.rooms_for(courses[0])[:1]
    lessons = [strategies.as_lesson(course, day, 2, 1) for day, course in enumerate(courses, start=1)]
    timetable = Timetable(lessons=tuple(one.model_copy(update={"rooms": room}) for one in lessons))
    board = Board(problem, bind(problem), timetable)
    places = {(place.day, place.period): place for place in board.places(0)}
    assert places[2, 3].moves == (Move(0, 2, 3, room),)
    if more:
        assert places[2, 2].moves == (Move(0, 2, 2, more),)
        return
    assert places[2, 2].state == "swap"  # who is in the room moves on
    assert places[2, 2].moves[0] == Move(0, 2, 2, room)
    assert places[2, 2].moves[1].lesson == 1
    locked = Board(problem, bind(problem), timetable, locked=[1])
    for alone in (board.places(0, chains=1), locked.places(0)):
        place = next(one for one in alone if (one.day, one.period) == (2, 2))
        assert (place.state, place.reasons) == ("blocked", (NO_ROOM,))


def test_why_a_lesson_stands_where_it_does_names_what_excludes_each_other_place_and_the_best_of_the_rest() -> None:
    problem = sample("tiny")
    maths, chinese = (problem.index.courses[f"三(1):{subject}"] for subject in ("数学", "语文"))
    lessons = (*(strategies.as_lesson(maths, day, 1, 1) for day in (1, 2)), strategies.as_lesson(chinese, 3, 1, 1))
    rules = bind(problem)
    board = Board(problem, rules, Timetable(lessons=lessons))
    why = board.why_here(0)
    blocked = {(p.day, p.period): p.reasons for p in board.places(0) if p.state == "blocked"}
    assert why.excluded == blocked
    assert any("2" in reason.zh for reason in why.excluded[2, 2])  # twice a day
    others = [p for p in board.places(0) if p.state != "blocked" and (p.day, p.period) not in ((1, 1), (2, 1))]
    assert why.best is not None
    assert why.best.points == min(place.points for place in others)
