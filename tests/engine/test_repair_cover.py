"""Stand-ins against every timetable of tiny schools, each with every way of standing in."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from constraints.class_clash import ClassClash
from constraints.every_lesson_placed import EveryLessonPlaced
from constraints.teacher_clash import TeacherClash
from constraints.teacher_daily_load import TeacherDailyLoad
from constraints.unavailable import Unavailable
from scheduler.answers import Repaired
from scheduler.domain.moves import StandIn, Weights, covered, moved
from scheduler.domain.problem import Problem
from scheduler.domain.time import TimeRange
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.engine.repair import Repair
from scheduler.engine.settings import Settings
from scheduler.rules.base import Rule
from tests import schools, solves
from tests.engine.test_repair import full
from tests.every_timetable import every_timetable

ONE_WORKER = Settings(workers=1, seconds=60, max_steps=5)
SEEDS = range(20)


def away(seed: int) -> tuple[Problem, Timetable, list[StandIn], list[Rule]]:
    """A full school in which somebody is away on a whole day, and who may stand in for how much."""
    random = Random(f"cover {seed}")
    problem, old = full(seed)
    lesson = random.choice(old.lessons)
    teachers = tuple(
        teacher.model_copy(update={"unavailable": (TimeRange(day=lesson.day),)})
        if teacher.id == lesson.teachers[0]
        else teacher.model_copy(update={"unavailable": ()})
        for teacher in problem.teachers
    )
    problem = problem.model_copy(update={"teachers": teachers})
    own = {course.teachers[0]: course.id for course in problem.courses}
    found = [
        StandIn(x.course or "", (x.day, x.period, x.duration), x.teachers[0], by, own[by], random.randint(0, 4))
        for x in old.lessons
        if x.teachers == lesson.teachers and x.day == lesson.day
        for by in random.sample(sorted(own.keys() - {x.teachers[0]}), random.choice([0, 1, 2]))
    ]
    rules: list[Rule] = [EveryLessonPlaced(), ClassClash(), TeacherClash(), Unavailable()]
    return problem, old, found, [*rules, TeacherDailyLoad(limit=1)] if random.random() < 0.4 else rules


def ways(timetable: Timetable, stand_ins: list[StandIn], problem: Problem) -> list[Timetable]:
    """A timetable with every way of standing in for its lessons, nobody among them."""
    choices: list[list[Lesson]] = []
    for x in timetable.lessons:
        here = [one for one in stand_ins if (one.course, one.place) == (x.course, (x.day, x.period, x.duration))]
        course = problem.index.courses[x.course or ""]
        choices.append([x, *(x.model_copy(update={"teachers": one.teachers(course)}) for one in here)])
    return [Timetable(lessons=lessons) for lessons in product(*choices)]


@pytest.mark.parametrize("seed", SEEDS)
def test_moving_and_standing_in_together_cost_the_least(seed: int) -> None:
    problem, old, stand_ins, rules = away(seed)
    kept = solves.Kept(problem, rules)

    def cost(one: Timetable) -> int:
        return moved(problem, old, one, Weights()) + sum(s.price for s in covered(problem, one, stand_ins))

    costs = [cost(w) for one in every_timetable(problem) for w in ways(one, stand_ins, problem) if kept(w)]
    end = list(Repair(problem, rules, old, ONE_WORKER, stand_ins=stand_ins, strict=True))[-1]
    assert isinstance(end, Repaired)
    if not costs:
        assert end.status == "impossible"
        return
    assert (end.status, end.moved, end.moved_bound) == ("optimal", min(costs), min(costs))
    assert end.timetable is not None
    assert kept(end.timetable)
    assert cost(end.timetable) == end.moved
    assert end.covers == len(covered(problem, end.timetable, stand_ins))


def test_the_schools_need_moves_stand_ins_and_both() -> None:
    ends = []
    for seed in SEEDS:
        problem, old, stand_ins, rules = away(seed)
        end = list(Repair(problem, rules, old, ONE_WORKER, stand_ins=stand_ins, strict=True))[-1]
        assert isinstance(end, Repaired)
        ends.append(end)
    assert any(end.covers for end in ends)
    assert any(end.lessons and not end.covers for end in ends)
    assert any(end.status == "impossible" for end in ends)


def test_a_stand_in_is_no_teacher_of_the_course_anywhere_else() -> None:
    problem = schools.odd_even()
    one = StandIn("1A:Chinese", (1, 1, 1), "Li", "Wu", "1A:Safety", 2)
    assert one.teachers(problem.index.courses["1A:Chinese"]) == ("Wu",)
    course = problem.index.courses["1A:Chinese"]
    lesson = Lesson(subject="Chinese", sets=("1A",), teachers=("Wu",), day=1, period=2, course=course.id)
    assert covered(problem, Timetable(lessons=(lesson,)), [one]) == []
    assert covered(problem, Timetable(lessons=(lesson.model_copy(update={"period": 1}),)), [one]) == [one]
