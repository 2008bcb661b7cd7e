"""What makes a timetable another one: so many lessons elsewhere, or so many half-days of teachers free or busy anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from scheduler.domain.base import Id, Value
from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks
from scheduler.domain.timetable import Place, Timetable, places_by_course
from scheduler.domain.view import View
from scheduler.rules.base import SCHOOL, Finding, Rule
from scheduler.rules.context import Context
from scheduler.rules.context import Literal as Yes


class HalfDay(NamedTuple):
    """The morning or afternoon of a teacher, with its periods in the schedule most of the teacher's lessons follow."""

    teacher: str
    day: int
    periods: range


class Differ(Value):
    """What must differ, and whose: of the lessons that the lists name (none: of all), or of the teachers' half-days.

    `least` is how many at least, 0 for a tenth of those there are. All filled lists must hold of a lesson.
    """

    what: Literal["lessons", "half_days"] = "lessons"
    classes: tuple[Id, ...] = ()
    teachers: tuple[Id, ...] = ()
    subjects: tuple[Id, ...] = ()
    least: int = Field(0, ge=0, le=100000)

    def courses(self, problem: Problem) -> tuple[str, ...]:
        """The courses whose lessons count."""
        index = problem.index
        leaves = {leaf for one in self.classes for leaf in index.leaves((one,))}
        return tuple(
            course.id
            for course in problem.courses
            if (not leaves or not leaves.isdisjoint(index.leaves(course.sets)))
            and (not self.teachers or not set(self.teachers).isdisjoint(course.teachers))
            and (not self.subjects or course.subject in self.subjects)
        )

    def half_days(self, problem: Problem) -> tuple[HalfDay, ...]:
        """Mornings and afternoons of the teachers whose lessons count."""
        index = problem.index
        taught = (who for one in self.courses(problem) for who in index.courses[one].teachers)
        return tuple(
            HalfDay(teacher, day, periods)
            for teacher in self.teachers or sorted(set(taught))
            for home in (index.home_bell(teacher),)
            for day in home.teaching_days
            for noon in (home.mornings[day - 1] + 1,)
            for periods in (range(1, noon), range(noon, home.periods(day) + 1))
            if periods
        )

    def units(self, problem: Problem) -> int:
        """How many lessons or half-days there are that could differ."""
        if self.what == "half_days":
            return len(self.half_days(problem))
        return sum(problem.index.courses[one].lessons for one in self.courses(problem))


class Differs(Rule):
    """The timetable differs from each of some others in at least so many lessons or half-days.

    A lesson differs where one of the other timetable's places of its course is used no longer, a half-day where the
    teacher is free in one of the two alone (a meeting is no free time). One unit is one too few.
    """

    id = "differs"
    name = Text("Another timetable", "另一份课表")
    says = Text(
        "Only {held} differ from timetable {number}, {least} wanted.", "与第 {number} 份课表只差 {held}，应差 {least}。"
    )
    unit = Text("lesson or half-day", "节或半天")
    of = Owners.SCHOOL
    levels: ClassVar[tuple[Level, ...]] = (Level.HARD,)

    what: Differ = Differ()
    others: tuple[Timetable, ...] = ()
    least: int = Field(1, ge=1)

    def post(self, ctx: Context) -> None:
        for number, other in enumerate(self.others, start=1):
            terms = self._half_days(ctx, other) if self.what.what == "half_days" else self._lessons(ctx, other)
            ctx.at_least(self, (SCHOOL, f"timetable {number}", Weeks.ALL), terms, self.least)

    def check(self, view: View) -> Iterator[Finding]:
        for number, other in enumerate(self.others, start=1):
            held = differing(view.problem, self.what, other, view.timetable)
            if held < self.least:
                key = (SCHOOL, f"timetable {number}", Weeks.ALL)
                yield self.finding(key, self.least - held, held=held, least=self.least, number=number)

    def _lessons(self, ctx: Context, other: Timetable) -> list[Yes]:
        """For each place the other timetable uses: is it left?"""
        before, terms = places_by_course(other), list[Yes]()
        for course in self.what.courses(ctx.problem):
            now: dict[Place, list[Yes]] = defaultdict(list)
            for start in ctx.starts(course):
                now[start.day, start.period, start.duration].append(start.literal)
            terms += [ctx.negated(ctx.any_of(now.get(place, ()))) for place in sorted(before.get(course, ()))]
        return terms

    def _half_days(self, ctx: Context, other: Timetable) -> list[Yes]:
        """For each half-day: is it free in one of the two alone?"""
        busy, terms = busy_halves(ctx.problem, self.what, other), list[Yes]()
        for half in self.what.half_days(ctx.problem):
            periods = [p for w in ctx.weeks(half.teacher) for p in _in_half(ctx, half, w)]
            now = ctx.any_of(periods)
            terms.append(ctx.negated(now) if half in busy else now)
        return terms


def _in_half(ctx: Context, half: HalfDay, weeks: Weeks) -> list[Yes]:
    return ctx.busy_periods(half.teacher, half.day, weeks)[half.periods.start - 1 : half.periods.stop - 1]


def busy_halves(problem: Problem, what: Differ, timetable: Timetable) -> set[HalfDay]:
    """Half-days in which the teacher has a lesson or meeting, in any week."""
    view = View(problem, timetable)
    return {
        half
        for half in what.half_days(problem)
        if any(
            not set(view.busy_periods(half.teacher, half.day, weeks)).isdisjoint(half.periods)
            for weeks in view.weeks(half.teacher)
        )
    }


def differing(problem: Problem, what: Differ, one: Timetable, other: Timetable) -> int:
    """In how many lessons or half-days two timetables differ."""
    if what.what == "half_days":
        return len(busy_halves(problem, what, one) ^ busy_halves(problem, what, other))
    before, after = places_by_course(one), places_by_course(other)
    return sum(len(before.get(course, set()) - after.get(course, set())) for course in what.courses(problem))
