"""Teachers and pupils as rules about either of them look at both; no rule of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal as OneOf
from typing import TypeVar

from constraints.gathering import closed_times, periods_in
from scheduler.domain.curriculum import Course
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.time import BellSchedule, TimeRange, Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Rule, Source
from scheduler.rules.context import Context, Literal, Start

Who = OneOf["teachers", "pupils"]
WHOSE = Label("Whose", "对象")
TAG = Label("Only lessons with this tag", "只算带此标记的课")
PERIODS = Text("periods", "节")
MOST, LEAST = Text("at most", "最多"), Text("at least", "最少")


R = TypeVar("R", bound=Rule)


def owners(who: Who, problem: Problem) -> tuple[str, ...]:
    """Every teacher, or every smallest group of pupils."""
    return tuple(problem.index.teachers) if who == "teachers" else problem.index.pupils


def people(rule: R, who: Who, source: Source) -> Iterator[tuple[str, R]]:
    """Everyone in question with the rule as it binds them; those too whom only placed lessons name."""
    problem = source.problem
    unknown = source.strangers(Owners.TEACHERS if who == "teachers" else Owners.PUPILS)
    for person in (*owners(who, problem), *unknown):
        if source.has(person) and (bound := rule.at(problem, person)) is not None:
            yield person, bound


def home(problem: Problem, who: Who, person: str) -> BellSchedule:
    """The schedule in which a person's periods are counted."""
    index = problem.index
    return index.home_bell(person) if who == "teachers" else index.bell_of_pupil(person)


def tagged(problem: Problem, tag: str) -> frozenset[str] | None:
    """Courses with a tag; None, which is all of them, where no tag is asked for."""
    return problem.index.tagged.get(tag, frozenset()) if tag else None


def tagged_periods(tag: str) -> Text:
    """What is counted, in words."""
    return Text(f"periods of “{tag}”", f"节“{tag}”课") if tag else Text("periods", "节课")


def span_words(first: int, last: int) -> Text:
    """Periods from one to another (0: to the end of the day) in words; nothing for the whole day."""
    if last:
        return Text(f" in periods {first} to {last}", f"第 {first}—{last} 节")
    return Text(f" from period {first} on", f"第 {first} 节起") if first > 1 else Text("", "")


def courses(problem: Problem, who: Who, person: str, weeks: Weeks, only: frozenset[str] | None = None) -> list[Course]:
    """A person's courses in these weeks; pull-outs are none of a pupil's."""
    index = problem.index
    mine = (index.courses_of_teacher if who == "teachers" else index.courses_of_pupil).get(person, ())
    return [c for c in mine if c.weeks.meets(weeks) and (only is None or c.id in only)]


def starts(ctx: Context, who: Who, person: str, day: int, weeks: Weeks) -> Sequence[Start]:
    """Placements that occupy a person on a day."""
    return (ctx.teacher_starts if who == "teachers" else ctx.pupil_starts)(person, day, weeks)


def edges(
    ctx: Context, who: Who, person: str, day: int, weeks: Weeks, only: frozenset[str], edge: int
) -> dict[int, Literal]:
    """Period of the home schedule → whether a lesson of some courses begins (edge 0) or ends (edge -1) there. Exact."""
    bell, found = home(ctx.problem, who, person).id, dict[int, list[Literal]]()
    for course in courses(ctx.problem, who, person, weeks, only):
        for start in ctx.starts(course.id, day):
            if taken := ctx.problem.timeline.periods_at(bell, start.moments):
                found.setdefault(taken[edge], []).append(start.literal)
    return {period: ctx.any_of(literals) for period, literals in found.items()}


def held(view: View, who: Who, person: str, day: int, weeks: Weeks, only: frozenset[str] | None = None) -> list[Placed]:
    """A person's lessons of one day (meetings are a teacher's too), of these courses where some are named."""
    lessons = view.teacher_day(person, day, weeks) if who == "teachers" else view.pupil_day(person, day, weeks)
    return [p for p in lessons if only is None or p.lesson.course in only]


def periods(view: View, who: Who, person: str, lessons: Iterable[Placed]) -> list[int]:
    """Periods of the person's home schedule that some lessons of a day take, ascending; off-grid ones take none."""
    schedule, taken = home(view.problem, who, person).id, set[int]()
    for placed in lessons:
        taken.update(view.home_periods(schedule, placed.moments))
    return sorted(taken)


def days_of(
    view: View, who: Who, person: str, weeks: Weeks, only: frozenset[str] | None = None
) -> Iterator[tuple[int, list[int], tuple[int, ...]]]:
    """(day, periods of the home schedule taken, positions of the lessons) of every day."""
    for day in view.days:
        lessons = held(view, who, person, day, weeks, only)
        yield day, periods(view, who, person, lessons), tuple(one.at for one in lessons)


def shut(problem: Problem, who: Who) -> Callable[[str, Weeks], Mapping[int, frozenset[int]]]:
    """Looks up, by person and weeks, day → periods of the home schedule that are closed: away, or a break of all.

    Where the weeks are alike only what is closed in odd and in even ones: away in one, one waits in the other.
    """
    kind, closed = "teacher" if who == "teachers" else "pupil", dict[tuple[str, str], tuple[TimeRange, ...]]()
    for what, owner, ranges in closed_times(problem):
        closed[what, owner] = (*closed.get((what, owner), ()), *ranges)

    @cache
    def found(bell: str, ranges: tuple[TimeRange, ...], weeks: Weeks) -> Mapping[int, frozenset[int]]:
        out: dict[int, set[int]] = {day: set() for day in problem.days}
        each = (Weeks.ODD, Weeks.EVEN) if weeks is Weeks.ALL else (weeks,)
        for slot in set.intersection(*(periods_in(problem, ranges, one) for one in each)) if ranges else ():
            if slot.bell == bell:
                out[slot.day].add(slot.period)
        return {day: frozenset(those) for day, those in out.items()}

    def of(person: str, weeks: Weeks) -> Mapping[int, frozenset[int]]:
        bell = home(problem, who, person).id
        return found(bell, (*closed.get((kind, person), ()), *closed.get(("bell", bell), ())), weeks)

    return of
