"""Rows of courses of which a rule asks something together, and the pairs of their lessons; no rule of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import Any, NamedTuple, TypeVar

from pydantic import Field, field_validator

from constraints.gathering import reached
from scheduler.domain.base import Id, Value
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label
from scheduler.domain.time import Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Key, Rule, Source
from scheduler.rules.context import Context, Literal

ROWS = Label("Rows of courses", "任课（每行一组）")


class Row(Value):
    """Courses of which a rule asks something together, each once."""

    courses: tuple[Id, ...] = Field(min_length=1)

    @field_validator("courses")
    @classmethod
    def _each_once(cls, courses: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(courses))

    @property
    def asked(self) -> int:
        """How much the row asks of each two of its lessons; more is stricter."""
        return 1


class Pair(NamedTuple):
    """Two courses of a row (or one with itself), the weeks in which both meet, and how much is asked of them."""

    a: str
    b: str
    weeks: Weeks
    asked: int

    @property
    def key(self) -> Key:
        """What is measured of them."""
        return self.a, self.b, self.weeks


R = TypeVar("R", bound=Row)


def bound_rows(rule: Rule, rows: Sequence[R], problem: Problem) -> Sequence[R]:
    """A rule's rows, each with the courses that scope and exceptions leave in it; none without courses.

    An exception may give some courses other rows: then a course stands in those alone.
    """
    if rule.scope.everyone and not rule.exceptions:
        return rows
    kind: Any = type(rule)
    others = (kind.model_validate({"rows": e.params["rows"]}).rows for e in rule.exceptions if "rows" in e.params)
    every: list[R] = list(dict.fromkeys((*rows, *(row for more in others for row in more))))
    binding: dict[str, frozenset[Row]] = {}
    for name in {name for row in every for name in row.courses}:
        bound: Any = rule.at(problem, name)
        binding[name] = frozenset(bound.rows if bound is not None else ())
    left = ((row, tuple(name for name in row.courses if row in binding[name])) for row in every)
    return [
        row if len(row.courses) == len(names) else row.model_copy(update={"courses": names})
        for row, names in left
        if names
    ]


def common(one: Weeks, other: Weeks) -> Weeks | None:
    """The weeks two courses share; None where they never meet in one week."""
    return None if not one.meets(other) else other if one is Weeks.ALL else one


def pairs(rule: Rule, rows: Sequence[Row], source: Source) -> Iterator[Pair]:
    """Every two courses of a row that share a week, and each course with itself that has several lessons.

    Where several rows say the same pair, it is asked the most that one of them asks.
    """
    courses, found = source.problem.index.courses, dict[tuple[str, str], int]()
    for row in bound_rows(rule, rows, source.problem):
        alone = ((one, one) for one in row.courses if courses[one].lessons > 1)
        for a, b in (*alone, *combinations(row.courses, 2)):
            pair = (b, a) if (b, a) in found else (a, b)
            found[pair] = max(row.asked, found.get(pair, 0))
    for (a, b), asked in found.items():
        weeks = common(courses[a].weeks, courses[b].weeks)
        if weeks is not None and source.has(a):
            yield Pair(a, b, weeks, asked)


def held(view: View, course: str) -> list[Placed]:
    """The lessons of a course that stand where its schedule has periods."""
    return [placed for placed in view.of_course.get(course, ()) if placed.moments]


def met(view: View, pair: Pair) -> Iterator[tuple[Placed, Placed]]:
    """Every two different lessons of a pair of courses that share a week."""
    a = held(view, pair.a)
    two: Iterable[tuple[Placed, Placed]] = combinations(a, 2) if pair.a == pair.b else product(a, held(view, pair.b))
    return ((one, other) for one, other in two if one.lesson.weeks.meets(other.lesson.weeks))


def on_days(ctx: Context, course: str) -> dict[int, list[Literal]]:
    """For each day on which lessons of a course may stand, entry k: more than k of them do. Exact."""
    by_day: dict[int, list[Literal]] = {}
    for start in ctx.starts(course):
        by_day.setdefault(start.day, []).append(start.literal)
    most = ctx.problem.index.courses[course].lessons
    if most == 1:
        return {day: [ctx.any_of(literals)] for day, literals in by_day.items()}
    return {day: reached(ctx, literals, min(most, len(literals))) for day, literals in by_day.items()}
