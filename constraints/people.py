"""Teachers and pupils as rules about either of them look at both; no rule of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal as OneOf
from typing import TypeVar

from constraints.gathering import closed_times, periods_in
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label
from scheduler.domain.time import BellSchedule, Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Rule, Source
from scheduler.rules.context import Context, Literal

Who = OneOf["teachers", "pupils"]
WHOSE = Label("Whose", "对象")
TAG = Label("Only lessons with this tag", "只算带此标记的课")


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


def tagged(problem: Problem, tag: str) -> frozenset[str]:
    """Courses with a tag; all of them where no tag is asked for."""
    return frozenset(course.id for course in problem.courses if not tag or tag in course.tags)


def busy(
    ctx: Context, who: Who, person: str, day: int, weeks: Weeks, courses: frozenset[str] | None = None
) -> list[Literal]:
    """For each period of the home schedule: has the person one of these courses (any, where None) then? Exact."""
    if who == "teachers" and courses is None:
        return ctx.busy_periods(person, day, weeks)
    schedule, covered = home(ctx.problem, who, person), ctx.problem.timeline.covered
    out = []
    for period in range(1, schedule.periods(day) + 1):
        at = (start for m in covered(schedule.id, day, period) for start in ctx.covering(person, m, weeks))
        out.append(ctx.any_of({start.literal for start in at if courses is None or start.course in courses}))
    return out


def held(
    view: View, who: Who, person: str, day: int, weeks: Weeks, courses: frozenset[str] | None = None
) -> list[Placed]:
    """A person's lessons of one day (meetings are a teacher's too), of these courses where some are named."""
    lessons = view.teacher_day(person, day, weeks) if who == "teachers" else view.pupil_day(person, day, weeks)
    return [p for p in lessons if courses is None or p.lesson.course in courses]


def periods(view: View, who: Who, person: str, lessons: Iterable[Placed]) -> list[int]:
    """Periods of the person's home schedule that some lessons of a day take, ascending; off-grid ones take none."""
    schedule, taken = home(view.problem, who, person).id, set[int]()
    for placed in lessons:
        taken.update(view.home_periods(schedule, placed.moments))
    return sorted(taken)


def shut(problem: Problem, who: Who, person: str, weeks: Weeks) -> dict[int, frozenset[int]]:
    """Day → periods of the home schedule that are closed for the person: away, or a break of the schedule."""
    schedule, kind = home(problem, who, person), "teacher" if who == "teachers" else "pupil"
    out: dict[int, set[int]] = {day: set() for day in problem.days}
    for what, owner, ranges in closed_times(problem):
        if (what, owner) in ((kind, person), ("bell", schedule.id)):
            for slot in periods_in(problem, ranges, weeks):
                if slot.bell == schedule.id:
                    out[slot.day].add(slot.period)
    return {day: frozenset(found) for day, found in out.items()}
