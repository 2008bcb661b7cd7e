"""The way of broken timetables: to one that breaks nothing, or to the word that something must stay broken."""

from __future__ import annotations

import threading

import constraints
from scheduler.domain.curriculum import Part
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.engine.elastic import by_way_of_broken_ones, softened
from scheduler.engine.session import Session
from scheduler.engine.settings import Settings
from scheduler.events import Improved
from scheduler.samples import sample
from scheduler.verify import judge


def searched(problem: Problem) -> tuple[Session, list[object], bool]:
    session = Session(problem, constraints.bind(problem), Settings(workers=1, seconds=600, max_steps=20), strict=True)
    events: list[object] = []
    way = by_way_of_broken_ones(session, threading.Event(), 600)
    try:
        while True:
            events.append(next(way))
    except StopIteration as ended:
        return session, events, ended.value


def test_it_ends_at_a_timetable_that_keeps_every_hard_rule() -> None:
    problem = sample("english_plain")
    session, events, must_break = searched(problem)
    assert not must_break
    assert isinstance(events[-1], Improved)
    assert session.standing.timetable is not None
    assert judge(problem, session.standing.timetable, constraints.bind(problem)).broken == 0


def test_it_says_where_lessons_do_not_even_fit() -> None:
    problem = sample("tiny")
    first = problem.courses[0]
    crammed = first.model_copy(update={"parts": (Part(count=60),)})
    session, _, none = searched(problem.model_copy(update={"courses": (crammed, *problem.courses[1:])}))
    assert none
    assert session.standing.timetable is None


def test_rules_that_make_a_timetable_and_closed_times_stay_hard() -> None:
    rules = constraints.bind(sample("primary_18"))
    kept = {rule.id for rule in softened(rules) if rule.level is Level.HARD}
    assert {"every_lesson_placed", "class_clash", "teacher_clash", "unavailable"} <= kept
    eased = [rule for rule in softened(rules) if rule.level is not Level.HARD]
    assert eased
    assert {(rule.level, rule.weight) for rule in eased} == {(Level.RELAXABLE, 1)}
    assert not any(rule.level is Level.SOFT for rule in softened(rules))
