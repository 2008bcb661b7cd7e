"""Laws that need no expected value: what a change of school, rules or timetable may never do. Failures shrink."""

from __future__ import annotations

import os
from collections.abc import Iterable
from random import Random
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from constraints import CATALOGUE
from constraints.merging import label_of
from scheduler.domain.curriculum import Course
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.time import Weeks
from scheduler.domain.timetable import Timetable
from scheduler.engine.search import Run
from scheduler.engine.settings import Settings
from scheduler.events import Finished
from scheduler.rules.base import Rule
from scheduler.verify import judge
from tests import strategies
from tests.properties.test_judge_laws import NO_LIMITS
from tests.solves import STRUCTURE

EXAMPLES = int(os.environ.get("QINGKE_EXAMPLES", "10"))
MOST_LESSONS = 6
LIMITS = Settings(workers=1, seconds=30, draft=False)
WORSE_THAN_ALL = (10**9, 10**9)
SOFTER = {Level.HARD: (Level.RELAXABLE, Level.SOFT), Level.RELAXABLE: (Level.SOFT,), Level.SOFT: ()}

OF_BELLS = {"long_break_free", "breaks_protected"}
"""Posted rules that also judge the bells; hard, this stops no timetable, and soft, it costs."""

randoms = st.randoms(use_true_random=False)
law = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def school(random: Random) -> Problem:
    """A small school: few lessons, so that the best timetable is proven in no time."""
    problem = strategies.unlogged(random)
    kept: list[Course] = []
    for course in problem.courses:
        if sum(one.lessons for one in (*kept, course)) <= MOST_LESSONS:
            kept.append(course)
    ids = {course.id for course in kept}
    groups = [g.model_copy(update={"meeting": g.meeting if g.meeting in ids else ""}) for g in problem.teacher_groups]
    return changed(problem, courses=tuple(kept), teacher_groups=tuple(groups), earlier=())


def changed(problem: Problem, **fields: Any) -> Problem:
    """The school with some things otherwise."""
    return Problem(**{name: getattr(problem, name) for name in Problem.model_fields} | fields)


def rules(random: Random, problem: Problem, *, but: Iterable[str] = ()) -> list[Rule]:
    """What makes it a timetable, and a few other rules at any level."""
    others = [kind for kind in CATALOGUE if kind.id not in STRUCTURE and not kind.planning and kind.id not in but]
    chosen = random.sample(others, 4)
    out: list[Rule] = [kind() for kind in CATALOGUE if kind.id in STRUCTURE]
    return out + [strategies.rule(random, kind, random.choice(kind.levels), problem) for kind in chosen]


def best(problem: Problem, kept: list[Rule]) -> tuple[int, int]:
    """The proven best (relaxed, penalty), worse than all where there is no timetable."""
    finished = list(Run(problem, kept, LIMITS, strict=True))[-1]
    assert isinstance(finished, Finished)
    assume(finished.status in ("optimal", "impossible"))
    if finished.status == "impossible":
        return WORSE_THAN_ALL
    assert finished.relaxed is not None
    assert finished.penalty is not None
    return finished.relaxed, finished.penalty


# -- the best timetable ----------------------------------------------------------------------------------------


@law
@given(random=randoms)
def test_a_rule_less_never_makes_the_best_worse_or_a_school_impossible(random: Random) -> None:
    problem = school(random)
    kept = rules(random, problem)
    fewer = [rule for rule in kept if rule is not random.choice(kept[len(STRUCTURE) :])]
    assert best(problem, fewer) <= best(problem, kept)


@law
@given(random=randoms)
def test_a_softer_level_never_makes_the_best_worse_or_a_school_impossible(random: Random) -> None:
    problem = school(random)
    kept = rules(random, problem)
    at = random.randrange(len(STRUCTURE), len(kept))
    assume(not kept[at].judges_only and kept[at].id not in OF_BELLS)
    softer = [level for level in SOFTER[kept[at].level] if level in kept[at].levels]
    assume(softer)
    weaker = kept[at].model_copy(update={"level": random.choice(softer)})
    assert best(problem, [*kept[:at], weaker, *kept[at + 1 :]]) <= best(problem, kept)


@law
@given(random=randoms)
def test_a_looser_limit_never_makes_the_best_worse_or_a_school_impossible(random: Random) -> None:
    problem = school(random)
    kept = rules(random, problem)
    limits = [
        (at, name, label.stricter == "lower")
        for at, rule in enumerate(kept)
        for name in type(rule).model_fields
        if (label := label_of(type(rule), name)).stricter in ("lower", "higher")
        and (rule.id, name) not in NO_LIMITS
        and getattr(rule, name) is not None
    ]
    assume(limits)
    at, name, up = random.choice(limits)
    value = getattr(kept[at], name) + (1 if up else -1) * random.choice([1, 1, 2, 20])
    least = max((one.ge for one in type(kept[at]).model_fields[name].metadata if hasattr(one, "ge")), default=value)
    most = min((one.le for one in type(kept[at]).model_fields[name].metadata if hasattr(one, "le")), default=value)
    looser = kept[at].model_copy(update={name: min(most, max(least, value))})
    assert best(problem, [*kept[:at], looser, *kept[at + 1 :]]) <= best(problem, kept)


@law
@given(random=randoms)
def test_the_order_in_which_a_school_is_told_does_not_matter_to_the_best(random: Random) -> None:
    problem = school(random)
    kept = rules(random, problem, but={"same_time", "teacher_in_step"})  # both look at which course is first
    mixed = {
        name: tuple(random.sample(getattr(problem, name), len(getattr(problem, name))))
        for name in ("classes", "teachers", "courses", "groups", "rooms", "pools", "plan")
    }
    other = changed(problem, **mixed)
    assert best(other, random.sample(kept, len(kept))) == best(problem, kept)


@law
@given(random=randoms)
def test_other_names_do_not_matter_to_the_best(random: Random) -> None:
    problem = school(random)
    kept = rules(random, problem)
    names = {one.id: f"n{at}" for at, one in enumerate(random.sample(problem.teachers, len(problem.teachers)))}
    text = problem.model_dump_json()
    told = [(type(rule), rule.model_dump_json()) for rule in kept]
    for old, new in names.items():
        text = text.replace(f'"{old}"', f'"{new}"')
        told = [(kind, words.replace(f'"{old}"', f'"{new}"')) for kind, words in told]
    renamed = [kind.model_validate_json(words) for kind, words in told]
    assert best(Problem.model_validate_json(text), renamed) == best(problem, kept)


# rules that ask in which order the days come, or name days
SEES_DAYS = {"days_between", "teacher_in_step", "period_ban", "teaching_days", "fair_share", "lesson_order"}
SEES_DAYS |= {"allowed_times", "lessons_spread"}


@law
@given(random=randoms)
def test_the_order_of_the_days_does_not_matter_to_rules_that_do_not_look_at_it(random: Random) -> None:
    problem = school(random)
    kept = rules(random, problem, but=SEES_DAYS)
    count = len(problem.days)
    new = dict(zip(problem.days, random.sample(problem.days, count), strict=True))
    back = {after: before for before, after in new.items()}
    bells = [
        bell.model_copy(update={"days": tuple(bell.days[back[day] - 1] for day in problem.days)})
        for bell in problem.bells
    ]
    dumped = {**problem.model_dump(), "bells": [bell.model_dump() for bell in bells]}
    for things in ("classes", "teachers", "rooms", "courses"):
        for thing in dumped[things]:
            for field in {"unavailable", "preferred", "disliked", "forbidden", "fixed"} & set(thing):
                thing[field] = [{**one, "day": new.get(one["day"], one["day"])} for one in thing[field]]
    assert best(Problem.model_validate(dumped), kept) == best(problem, kept)


# -- one judgement -----------------------------------------------------------------------------------------------


def amount(problem: Problem, timetable: Timetable, *ids: str) -> int:
    kept = [kind() for kind in CATALOGUE if kind.id in ids]
    return sum(finding.amount for finding in judge(problem, timetable, kept).findings)


@law
@given(random=randoms)
def test_a_lesson_more_to_place_never_leaves_fewer_missing(random: Random) -> None:
    problem = strategies.school(random)
    timetable = strategies.timetable(random, problem)
    at = random.randrange(len(problem.courses))
    course = problem.courses[at]
    longer = course.model_copy(update={"parts": (*course.parts, random.choice(course.parts))})
    more = changed(problem, courses=(*problem.courses[:at], longer, *problem.courses[at + 1 :]))
    assert amount(more, timetable, "every_lesson_placed") >= amount(problem, timetable, "every_lesson_placed")


@law
@given(random=randoms)
def test_a_lesson_less_never_adds_a_clash_and_a_lesson_more_never_takes_one_away(random: Random) -> None:
    problem = strategies.school(random)
    lessons = list(strategies.timetable(random, problem).lessons)
    assume(lessons)
    clashes = ("class_clash", "teacher_clash", "room_clash", "room_capacity", "course_hours")
    whole = amount(problem, Timetable(lessons=tuple(lessons)), *clashes)
    lessons.pop(random.randrange(len(lessons)))
    assert amount(problem, Timetable(lessons=tuple(lessons)), *clashes) <= whole


# rules that count courses or their lessons, not what a class or a teacher has in a week
COUNTS_COURSES = {"every_lesson_placed", "course_hours", "plan_hours", "teacher_in_step"}


@law
@given(random=randoms)
def test_a_lesson_of_every_week_is_one_of_odd_and_one_of_even_weeks(random: Random) -> None:
    told = strategies.unlogged(random).model_dump_json()
    for weeks in (Weeks.ODD, Weeks.EVEN):
        told = told.replace(f'"weeks":"{weeks}"', f'"weeks":"{Weeks.ALL}"')
    problem = Problem.model_validate_json(told)
    problem = changed(problem, plan=tuple(row.model_copy(update={"even": row.odd}) for row in problem.plan))
    timetable = strategies.timetable(random, problem)
    at = random.choice([at for at, course in enumerate(problem.courses) if course.sets])
    whole = problem.courses[at]
    halves = [
        whole.model_copy(update={"id": f"{whole.id}-{weeks}", "weeks": weeks}) for weeks in (Weeks.ODD, Weeks.EVEN)
    ]
    lessons = []
    for lesson in timetable.lessons:
        if lesson.course == whole.id:
            lessons += [lesson.model_copy(update={"course": half.id, "weeks": half.weeks}) for half in halves]
        else:
            lessons.append(lesson)
    split = changed(problem, courses=(*problem.courses[:at], *halves, *problem.courses[at + 1 :]))
    for kind in CATALOGUE:
        if not kind.planning and kind.of not in (kind.of.COURSES,) and kind.id not in COUNTS_COURSES:
            rule = strategies.rule(random, kind, Level.HARD if Level.HARD in kind.levels else kind.levels[0], problem)
            if getattr(rule, "every", "week") != "week":
                continue  # what two weeks owe together is told once
            before = judge(problem, timetable, [rule]).rules[0].amount
            after = judge(split, Timetable(lessons=tuple(lessons)), [rule]).rules[0].amount
            assert after == 2 * before, repr(rule)
