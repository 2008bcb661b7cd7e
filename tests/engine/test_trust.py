"""What would let a run lie: another's facts in a start, a model too strict, rooms that are broken, a lost solution."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import ClassVar

import pytest

import constraints
from constraints.every_lesson_placed import EveryLessonPlaced
from constraints.qualified_teachers import QualifiedTeachers
from constraints.teacher_gaps import TeacherGaps
from scheduler.domain.curriculum import Course, FixedLesson, Part
from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.domain.timetable import Timetable
from scheduler.domain.view import View
from scheduler.engine.agree import ModelCheckMismatch
from scheduler.engine.context import ModelContext
from scheduler.engine.hints import hint_starts
from scheduler.engine.model import Model
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.engine.stream import Found, stream
from scheduler.events import Event, Finished, Improved
from scheduler.rules.base import Finding, Rule
from scheduler.rules.context import Context
from scheduler.samples import sample
from scheduler.verify import judge

ONE = Settings(workers=1, seconds=60)


def run(
    problem: Problem, rules: tuple[Rule, ...] | None = None, settings: Settings = ONE, **more: object
) -> list[Event]:
    return list(Run(problem, rules or constraints.bind(problem), settings, strict=True, **more))  # type: ignore[arg-type]


def end(events: list[Event]) -> Finished:
    assert isinstance(events[-1], Finished)
    return events[-1]


def test_a_start_is_judged_by_this_schools_facts_not_by_its_own() -> None:
    problem = sample("tiny")
    best = end(run(problem)).timetable
    assert best is not None
    bare = [x.model_copy(update={"teachers": (), "rooms": (), "weeks": Weeks.ALL}) for x in best.lessons]
    given = Timetable(lessons=tuple(bare), version="theirs", draft=True)
    first = next(e for e in run(problem, start=given) if isinstance(e, Improved))
    assert first.timetable == best
    assert first.penalty == 35


def test_a_start_of_other_lessons_is_no_timetable_of_this_school() -> None:
    problem = sample("tiny")
    best = end(run(problem)).timetable
    assert best is not None
    worse = end(run(problem, settings=Settings(workers=1, max_steps=1))).penalty
    strangers = (
        best.model_copy(update={"lessons": best.lessons[1:]}),
        best.model_copy(update={"lessons": (*best.lessons, best.lessons[0])}),
        best.model_copy(update={"lessons": tuple(x.model_copy(update={"course": "none"}) for x in best.lessons)}),
        best.model_copy(update={"lessons": tuple(x.model_copy(update={"period": 40}) for x in best.lessons)}),
        Timetable(),
    )
    for given in strangers:
        events = run(problem, settings=Settings(workers=1, max_steps=1), start=given)
        assert events[0].event == "stage"  # type: ignore[attr-defined]
        assert worse is not None
        assert end(events).status in ("feasible", "optimal")


class NotFirst(Rule):
    """Too strict a model: the solver hears of a cost the judge never finds."""

    id = "not_first"
    name = says = unit = Text("x", "x")
    of = Owners.COURSES
    level: Level = Level.SOFT

    def post(self, ctx: Context) -> None:
        course = ctx.problem.courses[0].id
        ctx.at_most(self, (course,), [s.literal for s in ctx.starts(course)], 0)

    def check(self, view: View) -> Iterator[Finding]:
        return iter(())


class Elsewhere(Rule):
    """A hard rule that only judges, broken by every timetable."""

    id = "elsewhere"
    name = says = unit = Text("x", "x")
    of = Owners.COURSES
    levels: ClassVar[tuple[Level, ...]] = (Level.HARD,)
    judges_only = True

    def check(self, view: View) -> Iterator[Finding]:
        if view.lessons:
            yield self.finding(("x",), 1, (0,))


@pytest.mark.parametrize("rule", [NotFirst(), Elsewhere()], ids=lambda rule: rule.id)
def test_a_rule_whose_halves_disagree_ends_the_run(rule: Rule) -> None:
    problem = sample("tiny")
    rules = (*constraints.bind(problem), rule)
    with pytest.raises(ModelCheckMismatch):
        run(problem, rules)
    last = end(list(Run(problem, rules, ONE)))
    assert last.reason == "mismatch"
    assert last.status != "optimal"


def test_what_the_courses_alone_break_does_not_end_the_run() -> None:
    problem = sample("tiny")
    core, other = (one.id for one in problem.subjects[:2])
    subjects = [s.model_copy(update={"core": s.id == core}) for s in problem.subjects]
    teachers = [t.model_copy(update={"subjects": (core,), "also": ()}) for t in problem.teachers]
    broken = problem.model_copy(update={"subjects": tuple(subjects), "teachers": tuple(teachers)})
    broken = Problem.model_validate(broken.model_dump())
    last = end(run(broken, (EveryLessonPlaced(), QualifiedTeachers(level=Level.HARD, subjects=(other,)))))
    assert last.status == "optimal"
    assert last.report is not None
    assert last.report.broken > 0


def test_a_bound_above_a_judged_timetable_is_a_disagreement() -> None:
    problem = sample("tiny")
    best = end(run(problem)).timetable
    with pytest.raises(ModelCheckMismatch):
        run(problem, (*constraints.bind(problem), NotFirst()), start=best)


def test_without_the_rules_that_fill_it_a_full_week_may_have_holes() -> None:
    problem = sample("tiny")
    rules = tuple(rule for rule in constraints.bind(problem) if rule.id == "teacher_clash")
    two = Course(id="two", subject=problem.subjects[0].id, sets=(problem.classes[0].id,), parts=(Part(),))
    crowded = problem.model_copy(update={"courses": (*problem.courses, two)})
    for school in (problem, crowded):
        assert end(run(school, (*rules, EveryLessonPlaced()))).status == "optimal"
    assert end(run(problem, (*rules, TeacherGaps(limit=0)))).penalty == 0


def test_a_lesson_is_hinted_once_though_two_parts_could_be_it() -> None:
    problem = sample("tiny")
    course = problem.courses[0]
    parts = (Part(count=1), Part(count=course.lessons - 1))
    split = problem.model_copy(update={"courses": (course.model_copy(update={"parts": parts}), *problem.courses[1:])})
    timetable = end(run(problem)).timetable
    assert timetable is not None
    context = ModelContext(split)
    hint_starts(context, timetable)
    context.model.finish()
    hint = context.model.proto.solution_hint
    hinted = {v for v, value in zip(hint.vars, hint.values, strict=True) if value}
    held = [s.part for s in context.starts(course.id) if s.literal in hinted]
    assert sorted(held) == [0] + [1] * (course.lessons - 1)


def test_a_lesson_fixed_in_a_pool_is_held_in_one_of_its_rooms() -> None:
    problem = sample("primary_18")
    pool = next(pool for pool in problem.pools if len(pool.rooms) > 1)
    at, course = next((i, c) for i, c in enumerate(problem.courses) if c.room == pool.id)
    courses = list(problem.courses)
    courses[at] = course.model_copy(update={"fixed": (FixedLesson(day=2, period=4, room=pool.id),)})
    school = problem.model_copy(update={"courses": tuple(courses)})
    rules = tuple(rule for rule in constraints.bind(school) if rule.level is Level.HARD)
    last = end(run(school, rules))
    assert last.timetable is not None
    assert judge(school, last.timetable, rules).keeps_hard_rules
    (lesson,) = (x for x in last.timetable.lessons if x.course == course.id and (x.day, x.period) == (2, 4))
    assert lesson.rooms[0] in pool.rooms


def free(literals: int) -> Model:
    """A model of so many yes/noes without a rule."""
    model = Model()
    for _ in range(literals):
        model.new_bool()
    return model


def test_a_model_the_solver_refuses_is_no_endless_search() -> None:
    model = free(2)
    model.clause([99])
    with pytest.raises(ValueError, match="refuses"):
        list(stream(model, threading.Event(), num_workers=1))


def solving() -> bool:
    return "cp-sat" in [thread.name for thread in threading.enumerate()]


def test_a_reader_who_leaves_leaves_no_thread_behind() -> None:
    problem = sample("primary_18")
    for workers in (1, 2):
        for event in Run(problem, constraints.bind(problem), Settings(workers=workers, seconds=60)):
            if event.event == "built":  # type: ignore[attr-defined]
                break
        assert not solving()


def test_the_search_waits_for_its_reader_and_loses_nothing() -> None:
    all_of_them = {"num_workers": 1, "enumerate_all_solutions": True}
    messages = stream(free(9), threading.Event(), **all_of_them)
    assert isinstance(next(messages), Found)
    time.sleep(1.0)
    assert solving()  # 512 solutions take milliseconds: it waits, with a few in store
    assert sum(isinstance(message, Found) for message in messages) == 2**9 - 1
    assert not solving()


def test_a_search_that_waits_is_ended_by_a_reader_who_leaves() -> None:
    messages = stream(free(9), threading.Event(), num_workers=1, enumerate_all_solutions=True)
    assert isinstance(next(messages), Found)
    messages.close()  # type: ignore[attr-defined]
    assert not solving()


def test_a_run_cancelled_before_it_begins_says_so() -> None:
    problem = sample("tiny")
    search = Run(problem, constraints.bind(problem), ONE, strict=True)
    search.cancel()
    last = end(list(search))
    assert (last.status, last.reason, last.timetable) == ("unknown", "stopped", None)


@pytest.mark.parametrize("stage", ["first", "confirm", "draft"])
def test_a_run_cancelled_in_any_stage_ends_soon_and_claims_nothing(stage: str) -> None:
    problem = sample("tiny")
    first = problem.courses[0].model_copy(update={"parts": (Part(count=40),)})
    search = Run(
        problem.model_copy(update={"courses": (first, *problem.courses[1:])}),
        constraints.bind(problem),
        ONE,
        strict=True,
    )
    events = []
    for event in search:
        events.append(event)
        if getattr(event, "name", "") == stage:
            search.cancel()
    last = end(events)
    assert last.seconds < 20
    if stage == "first" or last.status != "impossible":  # a second opinion may come at once
        assert (last.status, last.reason) == ("unknown", "stopped")
    assert last.timetable is None or last.draft
