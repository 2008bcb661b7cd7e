"""Rows of courses of which a rule asks something together, and the pairs of their lessons; no rule of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import Any, NamedTuple, TypeVar

from pydantic import Field, field_validator

from scheduler.domain.base import Id, Value
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text, joined, same
from scheduler.domain.time import Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Key, Rule, Source

ROWS = Label("Rows of courses", "任课（每行一组）")
NAMED = 3
"""Courses of a row that a sentence names; the rest is an ellipsis."""
FAR = 35
"""Days a week has at most."""


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


class DaysRow(Row):
    """A row that asks so many days from one lesson to the next."""

    days: int = Field(1, ge=1, le=FAR)

    @property
    def asked(self) -> int:
        return self.days


class NearRow(Row):
    """A row whose lessons are at most so many days apart."""

    days: int = Field(1, ge=0, le=FAR)

    @property
    def asked(self) -> int:
        """Days of the longest week in which they are not; fewer days are stricter."""
        return FAR - self.days


class PeriodsRow(Row):
    """A row that asks so many periods between two of its lessons on one day."""

    periods: int = Field(1, ge=1, le=40)

    @property
    def asked(self) -> int:
        return self.periods


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


def by_weeks(problem: Problem, courses: Sequence[str]) -> Iterator[tuple[Weeks, list[str]]]:
    """Courses that meet in one week: all of them at once where their weeks are alike, else those of each week."""
    weeks_of = [problem.index.courses[one].weeks for one in courses]
    for weeks in sorted({*weeks_of} - {Weeks.ALL}) or [Weeks.ALL]:
        yield weeks, [one for one, its in zip(courses, weeks_of, strict=True) if its.meets(weeks)]


def pairs(rule: Rule, rows: Sequence[Row], source: Source, both: Callable[[int, int], int] = max) -> Iterator[Pair]:
    """Every two courses of a row that share a week, and each course with itself that has several lessons.

    Where several rows say the same pair, `both` says what two of them ask together: the more of the two.
    """
    courses, found = source.problem.index.courses, dict[tuple[str, str], int]()
    for row in bound_rows(rule, rows, source.problem):
        alone = ((one, one) for one in row.courses if courses[one].lessons > 1)
        for a, b in (*alone, *combinations(row.courses, 2)):
            pair = (b, a) if (b, a) in found else (a, b)
            found[pair] = both(row.asked, found.get(pair, 0))
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


def who(problem: Problem, pair: Pair) -> Text:
    """The names of a pair of courses; one where both print alike."""
    return joined([same(name) for name in dict.fromkeys(map(problem.index.title, (pair.a, pair.b)))])


def names(problem: Problem, courses: Sequence[str]) -> Text:
    """The first courses of a row; one where several print alike."""
    titles = list(dict.fromkeys(map(problem.index.title, courses)))
    shown = [same(title) for title in titles[:NAMED]]
    return joined([*shown, same("…")] if len(titles) > NAMED else shown)
