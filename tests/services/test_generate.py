"""Generation from a half-filled school, and what the input itself makes impossible."""

from __future__ import annotations

import constraints
from scheduler.domain.curriculum import Part, PlanRow
from scheduler.domain.problem import Problem
from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.io.imported import Imported
from scheduler.samples import sample
from scheduler.services.assign import complete
from scheduler.services.generate import Generation
from scheduler.services.load import School


def school(problem: Problem) -> School:
    return School(problem, constraints.bind(problem), Imported(problem, ()))


def half_filled() -> Problem:
    """The tiny school before anybody was given science, and with one music course not even listed."""
    problem = sample("tiny")
    courses = [
        c.model_copy(update={"teachers": ()}) if c.subject == "科学" else c
        for c in problem.courses
        if c.id != "三(1):音乐"
    ]
    return problem.model_copy(update={"courses": tuple(courses)})


def test_what_nobody_teaches_yet_goes_to_placeholders() -> None:
    done = complete(half_filled())
    assert done.placeholders == ("待定1", "待定2")
    assert done.courses == 1
    assert done.periods == 4
    assert all(c.teachers for c in done.problem.courses)
    assert {c.id for c in done.problem.courses} == {c.id for c in sample("tiny").courses}
    assert all(done.problem.index.teachers[name].placeholder for name in done.placeholders)


def test_a_complete_school_is_left_as_it_is() -> None:
    problem = sample("tiny")
    assert complete(problem).problem is problem


def test_a_half_filled_school_gets_a_timetable() -> None:
    generation = Generation(school(half_filled()), Settings(workers=1, seconds=30))
    finished = list(generation)[-1]
    assert isinstance(finished, Finished)
    assert finished.status == "optimal"
    assert finished.placed == finished.lessons == 36


def test_more_lessons_than_the_plan_is_told_before_any_search() -> None:
    problem = sample("tiny")
    rows = [
        PlanRow(grade=r.grade, subject=r.subject, odd=2, even=2) if r.subject == "语文" else r for r in problem.plan
    ]
    generation = Generation(school(problem.model_copy(update={"plan": tuple(rows)})), Settings(workers=1, seconds=30))
    assert {rule for reason in generation.reasons for rule in reason.rules} == {"plan_hours"}
    finished = list(generation)[-1]
    assert isinstance(finished, Finished)
    assert finished.status == "impossible"


def test_a_missing_course_is_no_reason() -> None:
    problem = sample("tiny")
    fewer = problem.model_copy(update={"courses": tuple(c for c in problem.courses if c.id != "三(2):语文")})
    generation = Generation(school(fewer), Settings(workers=1, seconds=30))
    assert generation.reasons == ()
    assert generation.completed.problem.index.courses["三(2):语文"].parts == (Part(count=3),)
