"""Teachers and pupils as rules about either of them look at both; no rule of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal as OneOf
from typing import TypeVar

from constraints.gathering import closed_times, periods_in
from scheduler.domain.curriculum import Course
from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.text import Label, Text
from scheduler.domain.time import BellSchedule, Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Rule, Source

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


def courses(problem: Problem, who: Who, person: str, weeks: Weeks, only: frozenset[str] | None = None) -> list[Course]:
    """A person's courses in these weeks; pull-outs are none of a pupil's."""
    index = problem.index
    mine = (index.courses_of_teacher if who == "teachers" else index.courses_of_pupil).get(person, ())
    return [c for c in mine if c.weeks.meets(weeks) and (only is None or c.id in only)]


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
