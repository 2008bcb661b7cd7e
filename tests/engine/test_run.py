"""How a run ends: proven, stopped, impossible, in disagreement; what it keeps and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import pytest

import constraints
from scheduler.domain.curriculum import Part
from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.domain.timetable import Timetable
from scheduler.domain.view import View
from scheduler.engine.agree import ModelCheckMismatch
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import BoundMoved, Event, Finished, Improved
from scheduler.rules.base import Finding, Rule
from scheduler.samples import sample
from tests import schools

ONE_WORKER = Settings(workers=1, seconds=60, max_steps=3)


def run(problem: Problem, settings: Settings = ONE_WORKER, **more: object) -> list[Event]:
    return list(Run(problem, constraints.bind(problem), settings, strict=True, **more))  # type: ignore[arg-type]


def end(events: list[Event]) -> Finished:
    assert isinstance(events[-1], Finished)
    return events[-1]


def overfull() -> Problem:
    """Chinese five times in four slots."""
    problem = schools.odd_even()
    first = problem.courses[0].model_copy(update={"parts": (Part(count=5),)})
    return problem.model_copy(update={"courses": (first, *problem.courses[1:])})


def test_the_smallest_sample_is_proven_best_and_its_value_stays() -> None:
    finished = end(run(sample("tiny"), Settings(workers=1, seconds=60)))
    assert finished.status == "optimal"
    assert finished.penalty == finished.bound == 35
    assert finished.gap == 0


def test_each_timetable_is_better_than_the_last_and_none_beats_the_bound() -> None:
    events = run(sample("tiny"), Settings(workers=1, seconds=60))
    values = [(e.relaxed, e.penalty) for e in events if isinstance(e, Improved)]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == len(values)
    bounds = [e.bound for e in events if isinstance(e, BoundMoved) and e.bound is not None]
    assert bounds == sorted(bounds)
    assert max(bounds) <= values[-1][1]


def test_one_worker_and_one_seed_give_one_sequence() -> None:
    def story(seed: int) -> list[tuple[int, Timetable]]:
        events = run(sample("tiny"), Settings(workers=1, seconds=60, seed=seed))
        return [(e.penalty, e.timetable) for e in events if isinstance(e, Improved)]

    assert story(7) == story(7)


def test_a_cancelled_run_keeps_the_best_timetable() -> None:
    problem = sample("primary_18")
    search = Run(problem, constraints.bind(problem), Settings(workers=1, seconds=300), strict=True)
    last: Event | None = None
    for event in search:
        if isinstance(event, Improved):
            search.cancel()
        last = event
    assert isinstance(last, Finished)
    assert last.status == "feasible"
    assert last.timetable is not None
    assert last.report is not None
    assert last.report.keeps_hard_rules
    assert last.seconds < 120


def test_an_impossible_school_is_confirmed_and_drafted() -> None:
    events = run(overfull())
    finished = end(events)
    assert [e.name for e in events if e.event == "stage"] == ["first", "confirm", "proof", "draft"]  # type: ignore[attr-defined]
    assert finished.status == "impossible"
    assert finished.draft
    assert finished.timetable is not None
    assert finished.timetable.draft
    assert finished.report is not None
    broken = {f.instance for f in finished.report.findings if f.amount and f.verdict == "broken"}
    assert "every_lesson_placed" in broken
    assert not broken & {"class_clash", "teacher_clash", "room_clash"}
    assert finished.penalty is None


def test_no_draft_is_made_where_none_is_wanted() -> None:
    finished = end(run(overfull(), Settings(workers=1, draft=False)))
    assert finished.status == "impossible"
    assert finished.timetable is None


def test_what_counting_has_proven_is_not_searched_again() -> None:
    events = run(overfull(), impossible=True)
    assert [e.name for e in events if e.event == "stage"] == ["draft"]  # type: ignore[attr-defined]
    assert end(events).status == "impossible"


def test_a_run_starts_from_the_timetable_it_is_given() -> None:
    problem = sample("tiny")
    best = end(run(problem, Settings(workers=1, seconds=60))).timetable
    events = run(problem, Settings(workers=1, seconds=60), start=best)
    first = next(e for e in events if isinstance(e, Improved))
    assert first.timetable == best
    assert end(events).status == "optimal"


class Blind(Rule):
    """A rule whose two halves disagree: the solver never hears of what the judge finds."""

    id = "blind"
    name = Text("blind", "盲")
    says = Text("{0}", "{0}")
    unit = Text("lesson", "节")
    of = Owners.TEACHERS
    levels: ClassVar[tuple[Level, ...]] = (Level.HARD,)

    def check(self, view: View) -> Iterator[Finding]:
        for teacher, lessons in view.of_teacher.items():
            yield self.finding((teacher, Weeks.ALL), len(lessons), tuple(p.at for p in lessons))


def test_where_model_and_judge_disagree_no_timetable_leaves_the_engine() -> None:
    problem = sample("tiny")
    rules = (*constraints.bind(problem), Blind())
    with pytest.raises(ModelCheckMismatch):
        list(Run(problem, rules, ONE_WORKER, strict=True))
    finished = list(Run(problem, rules, ONE_WORKER))[-1]
    assert isinstance(finished, Finished)
    assert finished.reason == "mismatch"
    assert finished.timetable is None


def test_a_shorter_run_of_one_worker_is_the_beginning_of_a_longer_one() -> None:
    def story(seconds: float) -> list[tuple[int, int]]:
        events = run(sample("primary_36_tight"), Settings(workers=1, seconds=seconds, seed=3))
        return [(e.relaxed, e.penalty) for e in events if isinstance(e, Improved)]

    short, long = story(6), story(12)
    assert short == long[: len(short)]
