"""Alternatives: each keeps the rules, differs from every other as asked, and its loss is the judge's."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

import constraints
from scheduler.answers import Alternative
from scheduler.domain.policy import Level
from scheduler.domain.text import FaultyInput
from scheduler.domain.timetable import Timetable
from scheduler.engine.pin import Pinning
from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.io.imported import Imported
from scheduler.samples import sample
from scheduler.services.alternatives import Alternatives
from scheduler.services.differs import Differ, Differs, differing
from scheduler.services.generate import Generation
from scheduler.services.load import School
from scheduler.verify import judge
from tests import strategies

SETTINGS = Settings(seconds=120, workers=1, max_steps=30)


@pytest.fixture(scope="module")
def school() -> School:
    problem = sample("tiny")
    return School(problem, tuple(constraints.bind(problem)), Imported(problem, ()))


@pytest.fixture(scope="module")
def base(school: School) -> Timetable:
    finished = list(Generation(school, SETTINGS))[-1]
    assert isinstance(finished, Finished)
    assert finished.timetable is not None
    return finished.timetable


def found(alternatives: Alternatives) -> list[Alternative]:
    return [event for event in alternatives if isinstance(event, Alternative)]


@pytest.mark.parametrize(
    "differ",
    [
        Differ(least=8),
        Differ(what="half_days", least=2),
        Differ(classes=("三(2)",), subjects=("语文", "数学"), least=3),
    ],
    ids=["lessons", "half-days", "one class's Chinese and maths"],
)
def test_each_alternative_keeps_the_rules_and_differs_from_every_other(
    school: School, base: Timetable, differ: Differ
) -> None:
    told = found(Alternatives(school, SETTINGS, base=base, count=2, differ=differ, loss=20))
    assert [one.number for one in told] == [1, 2]
    timetables = [base, *(one.timetable for one in told if one.timetable is not None)]
    assert len(timetables) == 3
    for one, other in combinations(timetables, 2):
        assert differing(school.problem, differ, one, other) >= differ.least
    kept = [rule for rule in school.rules if not rule.planning]
    before = judge(school.problem, base, kept)
    for event, timetable in zip(told, timetables[1:], strict=True):
        report = judge(school.problem, timetable, kept)
        loss = report.penalty - before.penalty
        assert report.keeps_hard_rules
        assert (event.value, event.loss) == (report.value, loss)
        assert event.allowed == (report.relaxed <= before.relaxed and loss <= 20)
        assert event.changes is not None
        assert event.changes.moved == event.moved


def test_without_a_base_one_is_made_first(school: School) -> None:
    events = list(Alternatives(school, SETTINGS, count=1, differ=Differ(least=1)))
    kinds = [event.event for event in events if isinstance(event, Finished | Alternative)]
    assert kinds == ["finished", "alternative"]
    assert isinstance(events[-1], Alternative)


def test_a_school_that_allows_no_other_timetable_is_told_so_by_proof() -> None:
    problem = sample("tiny")
    fixed = [course for course in problem.courses if course.fixed]
    only = problem.model_copy(update={"courses": tuple(fixed), "plan": (), "rules": ()})
    lessons = tuple(strategies.as_lesson(c, f.day, f.period, 1) for c in fixed for f in c.fixed)
    rules = tuple(rule for rule in constraints.bind(only) if rule.id in ("fixed_lessons", "every_lesson_placed"))
    school = School(only, rules, Imported(only, ()))
    (told,) = found(Alternatives(school, SETTINGS, base=Timetable(lessons=lessons), differ=Differ(least=1)))
    assert (told.status, told.timetable, told.number) == ("impossible", None, 1)


@pytest.mark.parametrize(
    ("differ", "words"),
    [
        (Differ(classes=("九(9)",), teachers=("Nobody",)), 2),
        (Differ(classes=("三(1)",), least=500), 1),
    ],
    ids=["unknown names", "more than there is"],
)
def test_what_cannot_be_asked_is_refused(school: School, base: Timetable, differ: Differ, words: int) -> None:
    with pytest.raises(FaultyInput) as refused:
        Alternatives(school, SETTINGS, base=base, differ=differ)
    assert len(refused.value.faults) == words


def test_a_base_that_breaks_hard_rules_is_refused(school: School, base: Timetable) -> None:
    broken = base.model_copy(update={"lessons": base.lessons[:-1]})
    with pytest.raises(FaultyInput):
        Alternatives(school, SETTINGS, base=broken)


@pytest.mark.parametrize("what", ["lessons", "half_days"])
def test_the_solver_forbids_exactly_what_the_judge_says_does_not_differ_enough(what: str) -> None:
    seen = set()
    for seed in range(60):
        random = Random(f"differs {what} {seed}")
        problem = strategies.school(random)
        others = tuple(strategies.timetable(random, problem) for _ in range(2))
        names = ("Li", "Ma") if random.random() < 0.5 else ()
        differ = Differ.model_validate({"what": what, "teachers": names})
        rule = Differs(level=Level.HARD, what=differ, others=others, least=random.randint(1, 3))
        timetable = strategies.timetable(random, problem)
        findings = list(judge(problem, timetable, [rule]).findings)
        assert (Pinning(problem, [rule]).amounts(timetable) is None) == bool(findings), seed
        seen.add(bool(findings))
    assert seen == {True, False}
