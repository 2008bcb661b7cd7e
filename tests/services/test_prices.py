"""What rules cost, against every timetable of tiny schools, and what is said where the search proves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

import constraints
from constraints.days_between import DaysBetween
from constraints.period_ban import PeriodBan
from constraints.teacher_days import TeacherDays
from constraints.teacher_gaps import TeacherGaps
from scheduler.answers import Priced, Prices
from scheduler.batch.prices import Sweep
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.engine.pin import Pinning
from scheduler.engine.settings import Settings
from scheduler.io import Imported
from scheduler.rules.base import Rule
from scheduler.samples import sample
from scheduler.services.load import School
from scheduler.services.price_book import Book
from scheduler.services.prices import Found
from scheduler.services.questions import AGAIN, Question, changed, questions
from scheduler.verify import judge
from tests.every_timetable import every_timetable
from tests.exhaustive.test_every_timetable import depends, hard, tiny
from tests.precheck.small import STRUCTURE, course, school

SEEDS = range(3, 200, 24)


def as_school(problem: Problem, rules: Sequence[Rule]) -> School:
    """The school with these rules, whole as it is: no plan asks for more, no course for a teacher."""
    courses = tuple(c if c.teachers else c.model_copy(update={"unstaffed": True}) for c in problem.courses)
    problem = problem.model_copy(update={"courses": courses, "plan": ()})
    return School(problem, tuple(rules), Imported(problem, ()))


def swept(school: School, seconds: float = 60) -> tuple[dict[Question, Priced], Prices]:
    """The last price of each question, and the end."""
    with ThreadPoolExecutor(2) as executor:
        settings = Settings(seconds=seconds, workers=2)
        *events, end = Sweep(school, None, settings, executor=executor)
    assert isinstance(end, Prices)
    told = {Question(e.rule, e.change, e.setting, e.value): e for e in events if isinstance(e, Priced)}
    return told, end


def best(problem: Problem, rules: Sequence[Rule]) -> tuple[int, int] | None:
    """The best value of all timetables that keep the hard rules."""
    pinning, found = Pinning(problem, list(rules)), None
    for timetable in every_timetable(problem):
        report = judge(problem, timetable, rules)
        if not any(f.amount and hard(list(rules), f.instance) and depends(pinning, f) for f in report.findings):
            found = min(found, report.value) if found else report.value
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_prices_are_those_of_all_timetables(seed: int) -> None:
    school = as_school(*tiny(seed))
    problem, rules = school.problem, school.rules
    told, end = swept(school)
    base = best(problem, rules)
    assert end.base == base
    asked = [q for q in questions(rules) if base is not None or hard(list(rules), q.rule)]
    assert set(told) == set(asked)
    for question, price in told.items():
        without = best(problem, changed(rules, question))
        if base is None:
            assert price.frees == (without is not None), question
            continue
        assert without is not None
        exact = price.relaxed_least, price.least
        assert exact == (price.relaxed_most, price.most), question
        assert exact == (base[0] - without[0], base[1] - without[1]), question
        assert price.sure == ("free" if exact == (0, 0) else "exactly"), question
    assert end.unknown == end.at_least == 0
    assert end.free + end.exactly == len(told)


SMALL = (
    *STRUCTURE,
    PeriodBan(level=Level.SOFT, weight=5, subjects=("PE",), periods=(1,)),
    DaysBetween(level=Level.SOFT, weight=3, gap=2),
    TeacherGaps(level=Level.RELAXABLE, limit=0),
    TeacherDays(level=Level.HARD, most=1),
)
BAN, GAPS = Question("period_ban", "dropped"), Question("teacher_gaps", "dropped")


def book(base: tuple[int, int], relaxed_bound: int = 0, bound: int | None = 0) -> Book:
    """A book whose base is not proven best; there is no timetable of it, so that no points are a rule's own."""
    problem = school([course("1A", "Maths", 2, "Li"), course("1A", "PE", 1, "Ma")], 3, 3)
    return Book(as_school(problem, SMALL), Found("feasible", base, relaxed_bound, bound))


def found(relaxed: int, penalty: int, relaxed_bound: int = 0, bound: int | None = 0) -> Found:
    return Found("feasible", (relaxed, penalty), relaxed_bound, bound)


def test_what_search_alone_may_have_gained_waits_for_the_second_look_at_the_base() -> None:
    prices = book((0, 100))
    assert list(prices.take(BAN, found(0, 60), 1)) == []
    [price] = prices.take(AGAIN, found(0, 95), 2)
    assert (price.rule, price.seconds, price.noise, price.least) == ("period_ban", 2, 5, 30)


@pytest.mark.parametrize(
    ("again", "then", "sure", "least"),
    [(100, 99, "at least", 1), (100, 100, "unknown", 0), (95, 90, "unknown", 0), (95, 89, "at least", 1)],
)
def test_a_fall_must_exceed_what_the_base_gains_by_itself(again: int, then: int, sure: str, least: int) -> None:
    prices = book((0, 100))
    assert list(prices.take(AGAIN, found(0, again), 1)) == []
    [price] = prices.take(BAN, found(0, then), 2)
    assert (price.sure, price.least, price.most, price.noise) == (sure, least, again, 100 - again)
    assert price.fall == (0, again - then)


def test_where_both_are_proven_the_price_is_exact() -> None:
    prices = book((0, 100), 0, 100)
    [price] = prices.take(BAN, found(0, 70, 0, 70), 1)
    assert (price.sure, price.least, price.most) == ("exactly", 30, 30)
    [price] = prices.take(GAPS, found(0, 100, 0, 100), 2)
    assert price.sure == "free"


def test_what_is_proven_below_the_base_s_bound_is_at_least_the_price_however_great_the_noise() -> None:
    prices = book((0, 200), 0, 90)
    list(prices.take(AGAIN, found(0, 100, 0, 90), 1))
    [price] = prices.take(BAN, found(0, 80, 0, 20), 2)
    assert (price.sure, price.least, price.most, price.noise) == ("at least", 10, 80, 100)


def test_relaxable_rules_count_before_wishes() -> None:
    prices = book((2, 100), 2, 0)
    list(prices.take(AGAIN, found(2, 100, 2), 1))
    [price] = prices.take(GAPS, found(1, 120, 0, None), 2)
    assert (price.sure, price.relaxed_least, price.relaxed_most) == ("at least", 1, 2)
    assert (price.least, price.most, price.fall) == (0, None, (1, -20))


def test_a_change_bounds_the_base_too() -> None:
    prices = book((0, 100), 0, 10)
    list(prices.take(BAN, found(0, 100, 0, 100), 1))
    assert prices.base.bound == 100
    assert prices.base.status == "optimal"
    assert prices.sure(BAN) == "free"


def test_without_a_second_look_at_the_base_no_fall_is_above_the_noise() -> None:
    prices = book((0, 100))
    list(prices.take(BAN, found(0, 10), 1))
    price, end = prices.end(2, interrupted=True)
    assert isinstance(price, Priced)
    assert isinstance(end, Prices)
    assert price.sure == "unknown"
    assert (end.unknown, end.noise, end.interrupted) == (1, 100, True)


def test_a_look_that_failed_is_counted_as_such() -> None:
    prices = book((0, 100))
    assert prices.failed(BAN, "Crashed: exit code -9", 1).failure == "Crashed: exit code -9"
    *_, end = prices.end(2)
    assert isinstance(end, Prices)
    assert (end.failed, end.unknown) == (1, 0)


def test_questions_leave_out_what_always_holds_and_step_only_towards_the_looser() -> None:
    asked = [q for q in questions(SMALL) if q.rule in {"teacher_clash", "days_between", "teacher_days", "teacher_gaps"}]
    assert [(q.rule, q.change, q.setting, q.value) for q in asked] == [
        ("days_between", "dropped", "", None),
        ("days_between", "step", "gap", 1),
        ("days_between", "step", "max_lessons", 2),
        ("teacher_gaps", "dropped", "", None),
        ("teacher_gaps", "step", "limit", 1),
        ("teacher_days", "dropped", "", None),
        ("teacher_days", "step", "most", 2),
    ]


def test_on_the_smallest_sample_every_price_is_exact() -> None:
    problem = sample("tiny")
    told, end = swept(School(problem, constraints.bind(problem), Imported(problem, ())))
    assert end.base == (0, 35)
    assert end.unknown == end.at_least == end.failed == 0
    dropped = {q.rule: price.least for q, price in told.items() if q.change == "dropped" and price.least}
    assert dropped == {
        "days_between": 28,
        "fixed_lessons": 7,
        "period_ban#pe_first": 1,
        "preferred_times": 1,
        "subject_per_day": 26,
        "teacher_daily_load#even": 5,
        "teacher_daily_load#floor": 2,
        "teacher_gaps": 1,
    }


def test_a_cancelled_sweep_keeps_what_it_has() -> None:
    problem = sample("tiny")
    with ThreadPoolExecutor(1) as executor:
        school_ = School(problem, constraints.bind(problem), Imported(problem, ()))
        sweep = Sweep(school_, None, Settings(seconds=60, workers=1), executor=executor)
        events = []
        for event in sweep:
            events.append(event)
            if isinstance(event, Priced) and event.status == "optimal" and event.least:
                sweep.cancel()
    end = events[-1]
    assert isinstance(end, Prices)
    assert end.interrupted
    assert 0 < end.free + end.exactly < 41
