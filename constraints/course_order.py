"""Lessons that stand after, or side by side with, those of other courses; no rule of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, permutations
from typing import Literal as OneOf
from typing import NamedTuple

from pydantic import Field

from constraints.course_rows import Row, bound_rows, common
from constraints.gathering import ends_from, taken_beside
from scheduler.domain.base import Id
from scheduler.domain.text import Text
from scheduler.domain.time import Slot, Weeks
from scheduler.domain.view import Placed
from scheduler.rules.base import Key, Rule, Source
from scheduler.rules.context import FALSE, TRUE, Context, Literal, Start

How = OneOf["consecutive", "grouped", "ordered", "ordered_on_a_day"]
WAYS: dict[How, Text] = {
    "consecutive": Text("right after {0}", "紧接在{0}之后"),
    "grouped": Text("side by side with {0}", "与{0}连在一起"),
    "ordered": Text("after {0}", "排在{0}之后"),
    "ordered_on_a_day": Text("after {0} of the same day", "排在同一天的{0}之后"),
}
"""How a lesson is to stand to those of the courses named before its own."""
Next = Mapping[Slot, Slot]
"""Period → the open one that follows it at once."""


class OrderRow(Row):
    """Up to three courses, and how the lessons of each are to stand to those of the course named before it."""

    courses: tuple[Id, ...] = Field(min_length=1, max_length=3)
    how: How = "ordered"


class Order(NamedTuple):
    """Courses that share some weeks, and how lessons of the last are to stand to those of the others."""

    courses: tuple[str, ...]
    how: How
    weeks: Weeks

    @property
    def key(self) -> Key:
        """What is measured of them."""
        return (*self.courses, self.how, self.weeks)


class Run(NamedTuple):
    """Possible placements with nothing between them: where they begin, and the open period that follows at once."""

    literals: tuple[Literal, ...]
    begin: Slot
    after: Slot | None

    def then(self, other: Run) -> Run:
        """This run with another that goes on from it."""
        return Run(self.literals + other.literals, self.begin, other.after)


def orders(rule: Rule, rows: Sequence[OrderRow], source: Source) -> list[Order]:
    """What the rows ask, each once: of all courses of a row together where they are grouped, else of every next two."""
    courses, found = source.problem.index.courses, dict[Order, None]()
    for row in bound_rows(rule, rows, source.problem):
        for those in [row.courses] if row.how == "grouped" else pairwise(row.courses):
            weeks: Weeks | None = Weeks.ALL
            for one in those:
                weeks = weeks and common(weeks, courses[one].weeks)
            if weeks and len(those) > 1 and source.has(those[0]):
                found[Order(those, row.how, weeks)] = None
    return list(found)


def side_by_side(lessons: Sequence[Placed], next_of: Next) -> bool:
    """Whether each of some lessons follows the one before it at once."""
    spans = [(p.bell, p.lesson.day, p.lesson.period, p.lesson.period + p.lesson.duration - 1) for p in lessons]
    begins = [Slot(bell, day, begin) for bell, day, begin, _ in spans]
    after = [next_of.get(Slot(bell, day, end)) for bell, day, _, end in spans]
    return after[:-1] == begins[1:]


def late(ctx: Context, first: str, then: str, by_day: bool) -> list[Literal]:
    """Yes/noes that count lessons of `then` that begin before those of `first` (of that day, if so asked) are over."""
    starts: dict[int, list[Start]] = defaultdict(list)
    for start in ctx.starts(first):
        starts[start.day if by_day else 0].append(start)
    ending = {day: ends_from(ctx, found) for day, found in starts.items()}
    pairs = []
    for start in ctx.starts(then):
        moments, going_on = ending.get(start.day if by_day else 0, ([], [FALSE]))
        pairs.append((start.literal, going_on[bisect_left(moments, start.moments[0])]))
    return taken_beside(ctx, then, pairs)


def apart(ctx: Context, others: Sequence[str], last: str, next_of: Next, around: bool) -> list[Literal]:
    """Yes/noes that count lessons of `last` with no run of all the others right before (or, if asked, around) them.

    Nothing is counted while one of the others has no lesson.
    """
    begins: dict[str, dict[Slot | None, list[Run]]] = {}
    ends: dict[str, dict[Slot | None, list[Run]]] = {}
    present = TRUE
    for course in others:
        begins[course], ends[course] = defaultdict(list), defaultdict(list)
        for one in runs(ctx, course, next_of):
            begins[course][one.begin].append(one)
            ends[course][one.after].append(one)
        present = ctx.both(present, ctx.any_of(start.literal for start in ctx.starts(course)))

    def completed(here: Run) -> Iterator[Run]:
        """A placement with one of each of the others, in every order that is asked for."""
        for order in permutations(others) if around else [tuple(others)]:
            for cut in range(len(order) + 1) if around else [len(order)]:
                found = [here]
                for course in reversed(order[:cut]):
                    found = [one.then(other) for other in found for one in ends[course][other.begin]]
                for course in order[cut:]:
                    found = [one.then(other) for one in found for other in begins[course][one.after]]
                yield from found

    pairs = []
    for here in runs(ctx, last, next_of):
        well = ctx.any_of(all_of(ctx, run.literals) for run in completed(here._replace(literals=())))
        pairs.append((here.literals[0], ctx.negated(well)))
    return [ctx.both(present, alone) for alone in taken_beside(ctx, last, pairs)]


def runs(ctx: Context, course: str, next_of: Next) -> list[Run]:
    """Every placement of a course's lessons."""
    bell = ctx.problem.index.course_bell(ctx.problem.index.courses[course])
    return [
        Run((s.literal,), Slot(bell, s.day, s.period), next_of.get(Slot(bell, s.day, s.period + s.duration - 1)))
        for s in ctx.starts(course)
    ]


def all_of(ctx: Context, literals: Iterable[Literal]) -> Literal:
    """True iff all of them are."""
    return ctx.negated(ctx.any_of(ctx.negated(literal) for literal in literals))
