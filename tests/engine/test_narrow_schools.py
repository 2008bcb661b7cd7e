"""Schools that break narrow models are solved, judged clean and agreed on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

import constraints
from scheduler.domain.problem import Problem
from scheduler.domain.time import Weeks
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.verify import judge
from tests import schools

QUICK = Settings(workers=1, max_steps=5, seconds=30)


def solved(problem: Problem) -> Finished:
    rules = constraints.bind(problem)
    last = list(Run(problem, rules, QUICK, strict=True))[-1]
    assert isinstance(last, Finished)
    return last


@pytest.mark.parametrize("build", schools.NARROW, ids=lambda build: build.__name__)
def test_a_narrow_school_is_solved_and_judged_clean(build: Callable[[], Problem]) -> None:
    finished = solved(build())
    assert finished.status in ("optimal", "feasible")
    assert finished.placed == finished.lessons
    assert finished.report is not None
    assert finished.report.keeps_hard_rules


def test_odd_and_even_lessons_share_the_one_slot_left() -> None:
    timetable = solved(schools.odd_even()).timetable
    assert timetable is not None
    for name in ("1A", "1B"):
        spots = {
            x.weeks: (x.day, x.period) for x in timetable.lessons if x.sets == (name,) and x.weeks is not Weeks.ALL
        }
        assert spots[Weeks.ODD] == spots[Weeks.EVEN]


def test_a_teacher_is_never_in_two_schedules_at_the_same_minute() -> None:
    problem = schools.two_bells()
    timetable = solved(problem).timetable
    assert timetable is not None
    for teacher in ("Zhao", "Qian"):
        spans = sorted(
            (x.day, *problem.timeline.spans[problem.index.bell_of(x.sets), x.day, x.period])  # type: ignore[index]
            for x in timetable.lessons
            if teacher in x.teachers
        )
        assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(spans))


def test_the_long_break_on_the_field_keeps_the_other_grade_off_it() -> None:
    timetable = solved(schools.two_bells()).timetable
    assert timetable is not None
    # period 1 of the big ones, 08:30-09:15, runs into the small ones' long break from 09:10; period 2 ends in it
    assert {x.period for x in timetable.lessons if x.course == "5A:PE"} == {3}


def test_a_foreign_timetable_is_judged_on_its_facts() -> None:
    problem, timetable = schools.foreign()
    report = judge(problem, timetable, constraints.bind(problem))
    found = {(f.instance, f.key[0]) for f in report.findings if f.amount}
    assert ("teacher_clash", "Qian") in found
    assert ("teacher_clash", "Visitor") in found
    assert ("every_lesson_placed", "1A:PE") in found
    assert any(f.instance == "course_hours" and "Chess" in f.key for f in report.findings)
