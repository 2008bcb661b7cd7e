"""What holds of every judgement: of parts of a school, under other names, in another order, with looser limits."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random
from typing import Any

import pytest

from constraints import CATALOGUE
from constraints.merging import label_of
from scheduler.domain.policy import RuleException, Scope
from scheduler.domain.problem import Problem
from scheduler.domain.time import Weeks
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.domain.view import View
from scheduler.rules.base import Finding, Rule
from scheduler.verify import judge
from tests import strategies

SEEDS = range(int(os.environ.get("QINGKE_SCHOOLS", "30")))
IDS = {"id", "bell", "grade", "class_teacher", "room", "leaves", "subjects", "also", "members", "exempt", "meeting"}
IDS |= {"others", "first", "then", "courses", "wet_instead"}
IDS |= {"rooms", "subject", "sets", "teachers", "occupies", "course", "who", "grades", "classes", "groups"}
IDS |= {"planned", "taught", "teacher", "campus"}
"""Fields that name someone or something."""
KINDS = ("teachers", "pupils")
"""Whom a rule is about, where that is a setting."""


def ids(problem: Problem) -> list[str]:
    """Every name a school has."""
    index = problem.index
    groups = [group.id for group in problem.teacher_groups]
    things = (index.pupils, index.classes, index.groups, index.grades, index.teachers, index.rooms, index.pools)
    return sorted({*(one for those in (*things, index.subjects, index.courses, groups) for one in those)})


def rules(random: Random, problem: Problem) -> list[Rule]:
    """Every rule, with settings that bite, some with an exception or for some only."""
    out = []
    for kind in CATALOGUE:
        rule = strategies.rule(random, kind, random.choice(kind.levels), problem)
        if random.random() < 0.2:
            who = random.choice(ids(problem))
            rule = rule.model_copy(update={"exceptions": (RuleException(who=who, off=True),)})
        if random.random() < 0.2:
            teachers, classes = (random.choice(problem.teachers).id,), (random.choice(problem.classes).id,)
            scope = random.choice([Scope(teachers=teachers), Scope(classes=classes)])
            rule = rule.model_copy(update={"scope": scope})
        out.append(rule)
    return out


def timetable(random: Random, problem: Problem) -> Timetable:
    """Our own lessons, some in rooms, and some of no course, with people the school does not know."""
    lessons = []
    for lesson in strategies.timetable(random, problem).lessons:
        rooms = (random.choice(problem.rooms).id,) if random.random() < 0.5 else ()
        lessons.append(lesson.model_copy(update={"rooms": rooms}))
    for _ in range(random.choice([0, 0, 2, 4])):
        lessons.append(
            Lesson(
                subject=random.choice(strategies.SUBJECTS).id,
                sets=random.choice([(), (random.choice(problem.classes).id,), ("stranger",)]),
                teachers=random.choice([(), (random.choice(problem.teachers).id,), ("visitor", "visitor")]),
                day=random.randint(1, 3),
                period=random.randint(1, 4),
                duration=random.choice([1, 1, 2]),
                weeks=random.choice([Weeks.ALL, *Weeks]),
                rooms=random.choice([(), (random.choice(problem.rooms).id,), ("cellar",)]),
            )
        )
    return Timetable(lessons=tuple(lessons))


def school(seed: int, purpose: str) -> tuple[Random, Problem, Timetable, list[Rule]]:
    random = Random(f"{purpose} {seed}")
    problem = strategies.school(random)
    return random, problem, timetable(random, problem), rules(random, problem)


def told(findings: Iterable[Finding], names: Mapping[str, str] | None = None) -> Counter[tuple[Any, ...]]:
    """Findings, perhaps under other names, without the order in which two courses or rooms stand in a key."""
    known = names or {}
    out: Counter[tuple[Any, ...]] = Counter()
    for one in findings:
        words = [known.get(word, word) for part in one.key if isinstance(part, str) for word in part.split("+")]
        numbers = tuple(part for part in one.key if isinstance(part, int))
        out[one.instance, tuple(sorted(words)), numbers, one.verdict, one.amount] += 1
    return out


def renamed(value: Any, name: Callable[[str], str], field: str = "") -> Any:
    """Dumped values with every name in them replaced."""
    if isinstance(value, dict):
        return {key: renamed(inner, name, key) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [renamed(inner, name, field) for inner in value]
    return name(value) if isinstance(value, str) and value and field in IDS and value not in KINDS else value


def test_a_judgement_of_some_is_the_whole_one_restricted_to_them() -> None:
    for seed in SEEDS:
        random, problem, table, kept = school(seed, "focus")
        whole = judge(problem, table, kept).findings
        known = sorted({*ids(problem), "stranger", "visitor", "cellar", *(str(one.key[0]) for one in whole)})
        owners = set(random.sample(known, random.randint(0, len(known))))
        part = judge(problem, table, kept, focus=owners).findings
        assert told(part) == told(one for one in whole if one.key[0] in owners), (seed, owners)
        assert told(judge(problem, table, kept, focus=known).findings) == told(whole), seed


def test_other_names_change_no_amount() -> None:
    for seed in SEEDS:
        random, problem, table, kept = school(seed, "names")
        numbers: dict[str, str] = {}
        free = iter(random.sample(range(1000), 1000))

        def name(word: str, numbers: dict[str, str] = numbers, free: Iterator[int] = free) -> str:
            if word not in numbers:
                numbers[word] = f"x{next(free)}"
            return numbers[word]

        other = Problem.model_validate(renamed(problem.model_dump(), name))
        placed = Timetable.model_validate(renamed(table.model_dump(), name))
        bound = [type(rule).model_validate(renamed(rule.model_dump(), name)) for rule in kept]
        before, after = judge(problem, table, kept).findings, judge(other, placed, bound).findings
        assert told(before, numbers) == told(after), seed


BY_ORDER = {"same_time"}
"""Rules that go by the school's order of courses."""


def test_the_order_of_courses_and_of_lessons_changes_no_amount() -> None:
    for seed in SEEDS:
        random, problem, table, drawn = school(seed, "order")
        kept = [rule for rule in drawn if rule.id not in BY_ORDER]
        shuffled = problem.model_copy(update={"courses": tuple(random.sample(problem.courses, len(problem.courses)))})
        other = Problem.model_validate(shuffled.model_dump())
        mixed = Timetable(lessons=tuple(random.sample(table.lessons, len(table.lessons))))
        assert told(judge(other, mixed, kept).findings) == told(judge(problem, table, kept).findings), seed


# a class with fewer protected periods than mornings kept is not measured, so fewer mornings may measure more classes
NO_LIMITS = {("core_in_morning", "protected_mornings")}


def limits() -> list[Any]:
    """Every number of every rule of which the lower or the higher is stricter."""
    found = [(kind, name) for kind in CATALOGUE for name in kind.model_fields]
    return [
        pytest.param(kind, name, id=f"{kind.id}.{name}")
        for kind, name in found
        if label_of(kind, name).stricter in ("lower", "higher") and (kind.id, name) not in NO_LIMITS
    ]


@pytest.mark.parametrize(("kind", "name"), limits())
def test_a_looser_limit_never_raises_an_amount(kind: type[Rule], name: str) -> None:
    lowered = label_of(kind, name).stricter == "higher"
    for seed in SEEDS:
        random = Random(f"looser {kind.id} {name} {seed}")
        problem = strategies.school(random)
        table = timetable(random, problem)
        rule = strategies.rule(random, kind, kind.levels[0], problem)
        start = getattr(rule, name)
        start = random.choice([500, 520]) if start is None else start
        marks = kind.model_fields[name].metadata
        least = max([one.ge for one in marks if hasattr(one, "ge")])
        most = max([one.le for one in marks if hasattr(one, "le")], default=1440)
        steps = sorted({min(most, max(least, start + step)) for step in (-20, -1, 0, 1, 20)}, reverse=lowered)
        before: dict[Any, int] | None = None
        for value in steps:
            bound = kind.model_validate({**rule.model_dump(), name: value})
            after = judge(problem, table, [bound]).amounts()
            assert before is None or all(before.get(key, 0) >= n for key, n in after.items()), (seed, value)
            before = after


def test_what_stands_beside_the_timetable_is_told_once_whatever_the_weeks() -> None:
    seen = 0
    for seed in SEEDS:
        _, problem, table, drawn = school(seed, "beside")
        kept = [rule for rule in drawn if rule.planning]
        view = View(problem, table)
        once = {(f.instance, f.key): f.amount for rule in kept for f in rule.check(view) if f.amount}
        assert judge(problem, table, kept).amounts() == once, seed
        seen += len(once) * (view.cycle == 2)
    assert seen
