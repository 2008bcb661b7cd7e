"""Repair against every timetable of tiny schools: nothing moves less, and at that many moves nothing is better."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random

import pytest

import constraints
from constraints.class_clash import ClassClash
from constraints.every_lesson_placed import EveryLessonPlaced
from constraints.teacher_clash import TeacherClash
from constraints.unavailable import Unavailable
from scheduler.answers import Moves, Repaired
from scheduler.domain.curriculum import Course, Part
from scheduler.domain.moves import Weights, left_days, moved
from scheduler.domain.problem import Problem
from scheduler.domain.scenario import Scenario, TeacherAway, apply
from scheduler.domain.school import Teacher
from scheduler.domain.time import TimeRange
from scheduler.domain.timetable import Timetable, distance
from scheduler.engine.repair import Repair
from scheduler.engine.repair_moves import counted
from scheduler.engine.repair_near import around, touched, uneven
from scheduler.engine.repair_session import RepairSession
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Built, Event, Finished, Stage
from scheduler.rules.base import Rule
from scheduler.samples import sample
from scheduler.verify import judge
from tests import schools, solves, strategies
from tests.every_timetable import every_timetable, how_many

ONE_WORKER = Settings(workers=1, seconds=60, max_steps=5)
MOST_TIMETABLES = 400
SEEDS = 24
SINGLES = (("Chinese", 1, "Li"), ("Health", 1, "Ma"), ("Safety", 1, "Wu"))


def repaired(problem: Problem, rules: Sequence[Rule], old: Timetable, **more: object) -> tuple[Repaired, list[Event]]:
    events = list(Repair(problem, rules, old, ONE_WORKER, strict=True, **more))  # type: ignore[arg-type]
    assert isinstance(events[-1], Repaired)
    return events[-1], events


@cache
def tiny(seed: int) -> tuple[Problem, list[Rule], Timetable, Weights, list[Timetable]]:
    """A school with few enough timetables, an old one, weights, and all timetables that are possible now.

    Of three, one old timetable is any with clashes and missing lessons, two were possible until a teacher went away.
    """
    random = Random(f"repair {seed}")
    while True:
        problem, rules = solves.school(random.randrange(10**9))
        if not 10 <= how_many(problem) <= MOST_TIMETABLES or any(
            rule.reads_rooms or rule.names_rooms for rule in rules
        ):
            continue
        old = strategies.timetable(random, problem, missing=0.2)
        if seed % 3:
            kept = solves.Kept(problem, rules)
            possible = [one for one in every_timetable(problem) if kept(one)]
            if not possible:
                continue
            old = random.choice(possible)
            rules = [*rules, Unavailable(instance="away")]
            lesson = random.choice([x for x in old.lessons if x.teachers] or [None])
            if lesson is None:
                continue
            away = TimeRange(day=lesson.day, periods=(lesson.period,), bell=problem.index.bell_of(lesson.sets))
            problem = apply(problem, Scenario(patches=(TeacherAway(teacher=lesson.teachers[0], times=(away,)),)))
        break
    factors = {course.id: random.randint(1, 3) for course in problem.courses}
    weights = Weights(lesson=random.randint(1, 2), day=random.choice([0, 1]), factors=factors)
    kept = solves.Kept(problem, rules)
    possible = [one for one in every_timetable(problem) if kept(one)]
    return problem, rules, old, random.choice([Weights(), weights]), possible


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_moves_less_and_nothing_is_better_at_that(seed: int) -> None:
    problem, rules, old, weights, possible = tiny(seed)
    end, _ = repaired(problem, rules, old, weights=weights)
    if not possible:
        assert end.status == "impossible"
        return
    fewest = min(moved(problem, old, one, weights) for one in possible)
    near = [one for one in possible if moved(problem, old, one, weights) == fewest]
    assert (end.status, end.moved, end.moved_bound) == ("optimal", fewest, fewest)
    best = min(judge(problem, one, rules).of_timetable.value for one in near)
    assert end.value == best
    assert end.timetable is not None
    assert solves.Kept(problem, rules)(end.timetable)
    assert moved(problem, old, end.timetable, weights) == fewest
    assert end.lessons == distance(old, end.timetable)


@pytest.mark.parametrize("seed", range(0, SEEDS, 4))
def test_a_budget_buys_the_best_timetable_within_it(seed: int) -> None:
    problem, rules, old, weights, possible = tiny(seed)
    if not possible:
        return
    costs = [moved(problem, old, one, weights) for one in possible]
    budget = min(costs) + 2
    end, _ = repaired(problem, rules, old, weights=weights, budget=budget)
    within = [one for one, cost in zip(possible, costs, strict=True) if cost <= budget]
    assert end.moved is not None
    assert end.moved <= budget
    assert end.moved_bound == min(costs)
    assert end.value == min(judge(problem, one, rules).of_timetable.value for one in within)


def test_the_random_schools_hold_what_a_repair_meets() -> None:
    """Some cannot be repaired, some must move much, some lack lessons, in some a change of day weighs."""
    found = [tiny(seed) for seed in range(SEEDS)]
    fewest = [
        min((moved(problem, old, one, weights) for one in possible), default=None)
        for problem, _, old, weights, possible in found
    ]
    assert fewest.count(None) >= 3
    assert sum(1 for one in fewest if one is not None and one >= 2) >= 8
    assert sum(1 for problem, _, old, _, _ in found if uneven(problem, old)) >= 5
    assert sum(1 for *_, weights, _ in found if weights.day) >= 3


# -- a school a dean would know ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def before() -> Timetable:
    """The best timetable of the tiny school."""
    problem = sample("tiny")
    end = list(Run(problem, constraints.bind(problem), Settings(workers=1, seconds=60)))[-1]
    assert isinstance(end, Finished)
    assert end.timetable is not None
    return end.timetable


def blocked(old: Timetable, at: int = 0) -> Problem:
    """The tiny school when the teacher of a lesson is away during it."""
    lesson = old.lessons[at]
    away = TeacherAway(teacher=lesson.teachers[0], times=(TimeRange(day=lesson.day, periods=(lesson.period,)),))
    return apply(sample("tiny"), Scenario(patches=(away,)))


def test_a_blocked_lesson_trades_places_with_one_other(before: Timetable) -> None:
    problem = blocked(before)
    end, events = repaired(problem, constraints.bind(problem), before)
    assert (end.moved, end.moved_bound, end.status) == (2, 2, "optimal")
    steps = [(e.moved, e.moved_bound) for e in events if isinstance(e, Moves)]
    assert steps[0] == (None, 2)  # counted: who takes its place moves too
    assert steps[-1] == (2, 2)


def test_what_is_well_stays_as_it_is(before: Timetable) -> None:
    problem = sample("tiny")
    end, _ = repaired(problem, constraints.bind(problem), before)
    assert (end.moved, end.status) == (0, "optimal")
    assert end.timetable is not None
    assert distance(before, end.timetable) == 0


def test_lessons_that_stay_keep_their_rooms(before: Timetable) -> None:
    problem = blocked(before)
    end, _ = repaired(problem, constraints.bind(problem), before)
    assert end.timetable is not None
    old = {(x.course, x.day, x.period): x.rooms for x in before.lessons}
    new = {(x.course, x.day, x.period): x.rooms for x in end.timetable.lessons}
    assert {spot: rooms for spot, rooms in new.items() if spot in old} == {s: old[s] for s in old.keys() & new.keys()}


def test_more_moves_are_never_worse(before: Timetable) -> None:
    problem = blocked(before)
    end, _ = repaired(problem, constraints.bind(problem), before, steps=(2, 5))
    assert [point.most for point in end.front] == [2, 4, 7]
    values = [point.value for point in end.front]
    assert values == sorted(values, reverse=True)
    assert all(point.moved <= point.most for point in end.front)
    assert (end.moved, end.value) == (end.front[0].moved, end.front[0].value)


def stopped_at(problem: Problem, old: Timetable, kind: type[Event]) -> Repaired:
    """How a repair ends that is stopped when the first event of a kind comes."""
    repair = Repair(problem, constraints.bind(problem), old, ONE_WORKER, strict=True)
    last: Event | None = None
    for event in repair:
        if isinstance(event, kind):
            repair.cancel()
        last = event
    assert isinstance(last, Repaired)
    return last


def test_a_cancelled_repair_tells_what_it_has(before: Timetable) -> None:
    problem = blocked(before)
    early = stopped_at(problem, before, Stage)
    assert (early.status, early.reason, early.timetable) == ("unknown", "stopped", None)
    late = stopped_at(problem, before, Built)
    assert (late.status, late.moved) == ("optimal", 2)
    assert late.timetable is not None


def full(seed: int) -> tuple[Problem, Timetable]:
    """Two classes with no free period, and a timetable in which some lessons stand where they may not any more."""
    random = Random(f"full {seed}")
    slots = [(1, 1), (1, 2), (2, 1)]
    courses = tuple(
        Course(id=f"{home}:{name}", subject=name, sets=(home,), teachers=(f"{who}{home}",), parts=(Part(count=count),))
        for home, names in (("1A", (("Chinese", 2, "Li"), ("Health", 1, "Ma"))), ("1B", SINGLES))
        for name, count, who in names
    )
    closed = [random.choice(slots) for _ in courses]
    teachers = tuple(
        Teacher(
            id=course.teachers[0],
            unavailable=(TimeRange(day=day, periods=(period,)),) if random.random() < 0.4 else (),
        )
        for course, (day, period) in zip(courses, closed, strict=True)
    )
    bell = schools.untimed("main", 2, 2)
    bell = bell.model_copy(update={"days": (bell.days[0], bell.days[1][:1])})
    facts = {"courses": courses, "teachers": teachers, "bells": (bell,)}
    lessons = []
    for home in ("1A", "1B"):
        mine = [course for course in courses if course.sets == (home,) for _ in range(course.lessons)]
        random.shuffle(slots)
        lessons += [strategies.as_lesson(c, *slot, 1) for c, slot in zip(mine, slots, strict=True)]
    return schools.odd_even().model_copy(update=facts), Timetable(lessons=tuple(lessons))


@pytest.mark.parametrize("seed", range(30))
def test_what_is_counted_to_move_is_never_more_than_must(seed: int) -> None:
    problem, old = full(seed)
    rules = [EveryLessonPlaced(), ClassClash(), TeacherClash(), Unavailable()]
    kept = solves.Kept(problem, rules)
    weights = Weights(factors={"1A:Chinese": 1 + seed % 3, "1B:Safety": 2})
    costs = [moved(problem, old, one, weights) for one in every_timetable(problem) if kept(one)]
    end, _ = repaired(problem, rules, old, weights=weights)
    assert (end.moved_bound == end.moved == min(costs)) if costs else end.status == "impossible"


def test_the_count_finds_who_must_make_way() -> None:
    """In most full weeks it already is what must move."""
    exact = 0
    for seed in range(30):
        problem, old = full(seed)
        rules = [EveryLessonPlaced(), ClassClash(), TeacherClash(), Unavailable()]
        session = RepairSession(problem, rules, ONE_WORKER, old, Weights(), strict=True)
        session.context(rules)
        kept = solves.Kept(problem, rules)
        least = min((distance(old, one) for one in every_timetable(problem) if kept(one)), default=None)
        assert least is None or counted(session) <= least
        exact += counted(session) == least
    assert exact >= 15


def test_what_is_touched_is_the_blocked_lessons_course_and_its_persons(before: Timetable) -> None:
    problem = blocked(before)
    rules = constraints.bind(problem)
    found = touched(problem, rules, before)
    assert found == {before.lessons[0].course}
    near = around(problem, found)
    home = before.lessons[0].sets[0]
    teacher = before.lessons[0].teachers[0]
    assert near == {c.id for c in problem.courses if home in c.sets or teacher in c.teachers}


def test_weights_are_of_the_largest_factor_and_dearer_where_published(before: Timetable) -> None:
    problem = sample("tiny")
    course = problem.index.courses[before.lessons[0].course or ""]
    weights = Weights(factors={course.sets[0]: 2, course.teachers[0]: 5}, published=(course.sets[0],))
    assert weights.of(problem, course.id) == 15
    assert Weights(factors={"nobody": 9}, published=("nowhere",)).strangers(problem) == ("nobody", "nowhere")


def test_a_lesson_leaves_its_day_only_where_the_day_has_fewer() -> None:
    assert left_days([(1, 1, 1), (1, 2, 1)], [(1, 3, 1), (2, 1, 1)]) == 1
    assert left_days([(1, 1, 1)], [(1, 4, 1), (1, 2, 1)]) == 0
