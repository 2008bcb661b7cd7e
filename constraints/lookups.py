"""What several rules look up in the same way; no rule of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from scheduler.domain.index import Index
from scheduler.domain.problem import Problem
from scheduler.domain.school import Subject
from scheduler.domain.text import Text
from scheduler.domain.time import BellSchedule, PeriodKind, Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Key, Rule, Source
from scheduler.rules.context import Context, Start

R = TypeVar("R", bound=Rule)
CLOCK_TIMES = Text("the clock times of the bell schedule", "作息时间表的钟点")
CLASS_TEACHER = Text("the class teacher", "班主任")
MINUTES = Text("minutes", "分钟")
PERIODS = Text("periods", "节")


def pupil_subjects(rule: R, source: Source, wanted: Callable[[R, Subject], bool]) -> Iterator[tuple[str, str, R]]:
    """Every leaf in question with each subject the rule wants, and the rule as it binds the two."""
    problem = source.problem
    narrow = [one for one in problem.subjects if rule.exceptions or wanted(rule, one)]
    for leaf in (*rule.owners(problem), *source.strangers(rule.of)):
        for subject in narrow if source.has(leaf) else ():
            bound = rule.at(problem, leaf, subject.id)
            if bound is not None and (bound is rule or wanted(bound, subject)):
                yield leaf, subject.id, bound


def grades(rule: R, source: Source) -> Iterator[tuple[str, BellSchedule, R]]:
    """Every grade in question with its bell schedule and the rule as it binds it."""
    problem = source.problem
    for grade in problem.grades:
        if source.has(grade.id) and (bound := rule.at(problem, grade.id)) is not None:
            yield grade.id, problem.index.bells.get(grade.bell, problem.bells[0]), bound


def course_periods(problem: Problem, leaf: str, subjects: Iterable[str], weeks: Weeks) -> int:
    """Periods a week of a leaf's courses in some subjects."""
    taught = problem.index.taught.get(leaf, {})
    return sum(c.periods for one in subjects for c in taught.get(one, ()) if c.weeks.meets(weeks))


def starts_in(ctx: Context, leaf: str, subject: str, weeks: Weeks) -> list[Start]:
    """Placements that occupy a leaf in one subject, course by course."""
    courses = ctx.problem.index.taught.get(leaf, {}).get(subject, ())
    return [start for course in courses if course.weeks.meets(weeks) for start in ctx.starts(course.id)]


NONE: frozenset[int] = frozenset()
Table = dict[tuple[str, str, int], frozenset[int]]
"""(schedule of the pupils, schedule of the lesson, day) → periods of the lesson's schedule."""


def periods_over(problem: Problem, kinds: Collection[PeriodKind]) -> Table:
    """Lesson periods of any schedule that overlap, by the clock, rows of these kinds in a pupil's schedule."""
    return _periods_over(problem.index, frozenset(kinds))


@lru_cache(maxsize=8)
def _periods_over(index: Index, kinds: frozenset[PeriodKind]) -> Table:
    """The same, for the schools asked for last: every judgement asks again."""
    problem = index.problem
    spans: dict[tuple[str, int], list[tuple[int, int, int]]] = defaultdict(list)
    for slot, (start, end) in problem.timeline.spans.items():
        if problem.index.bells[slot.bell].timed:
            spans[slot.bell, slot.day].append((slot.period, start, end))
    out: Table = {}
    for home in problem.bells:
        for day, rows in enumerate(home.days, start=1):
            kept = [(r.start, r.end) for r in rows if r.kind in kinds and r.start is not None and r.end is not None]
            for bell in problem.bells:
                lessons = spans[bell.id, day]
                if over := {p for p, start, end in lessons for lo, hi in kept if start < hi and end > lo}:
                    out[home.id, bell.id, day] = frozenset(over)
    return out


def runs_over(table: Table, homes: Iterable[str], bell: str, day: int, period: int, duration: int) -> bool:
    """Whether a lesson of a schedule runs into such a row of one of the pupils' own schedules."""
    covered = range(period, period + duration)
    return any(not table.get((home, bell, day), NONE).isdisjoint(covered) for home in homes)


def bell_of_course(problem: Problem, course: str) -> BellSchedule:
    """The schedule in which a course's periods count."""
    return problem.index.bells[problem.index.course_bell(problem.index.courses[course])]


def lesson_minutes(bell: BellSchedule, day: int, period: int, duration: int) -> int:
    """Minutes taught in a lesson the schedule has room for."""
    return sum(bell.lesson_row(day, p).minutes for p in range(period, period + duration))


def starts_over(ctx: Context, leaf: str, table: Table) -> dict[Key, list[tuple[str, int, int, int]]]:
    """Placements of a leaf's courses that run into such a period, by the key their lesson would have."""
    index = ctx.problem.index
    home = index.bell_of_pupil(leaf).id
    found: dict[Key, list[tuple[str, int, int, int]]] = defaultdict(list)
    for course in index.courses_of_pupil.get(leaf, ()):
        bell = index.course_bell(course)
        for part, day, period, duration, moments in ctx.candidates(course.id):
            if not table.get((home, bell, day), NONE).isdisjoint(range(period, period + duration)):
                found[leaf, day, moments[0][1], course.weeks].append((course.id, part, day, period))
    return found


def lessons_over(view: View, leaf: str, table: Table) -> dict[Key, list[Placed]]:
    """A leaf's lessons that run into such a period, by (leaf, day, minute of the start, weeks of the lesson)."""
    home = view.problem.index.bell_of_pupil(leaf).id
    found: dict[Key, list[Placed]] = defaultdict(list)
    for placed in view.of_pupil.get(leaf, ()):
        lesson = placed.lesson
        over = table.get((home, placed.bell, lesson.day), NONE)
        if placed.moments and not over.isdisjoint(range(lesson.period, lesson.period + lesson.duration)):
            found[leaf, lesson.day, placed.moments[0][1], lesson.weeks].append(placed)
    return found


def first_bound(rule: R, source: Source) -> Iterator[tuple[str, R]]:
    """The first owner a rule binds, where it is in question: what is missing for all of them is told once."""
    for owner in rule.owners(source.problem):
        if (bound := rule.at(source.problem, owner)) is not None:
            if source.has(owner):
                yield owner, bound
            return


def joint_weeks(source: Context | View, owners: Iterable[str]) -> tuple[Weeks, ...]:
    """The weeks in which several owners are measured together: apart where those of any of them are."""
    return max((source.weeks(owner) for owner in owners), key=len, default=(Weeks.ALL,))


def class_teachers(rule: R, source: Context | View) -> Iterator[tuple[str, R, str, frozenset[str], Weeks]]:
    """(class, rule, class teacher, smallest groups, weeks) of every class in question that has a class teacher."""
    index = source.problem.index
    for owner, bound in rule.each(source):
        if teacher := index.classes[owner].class_teacher:
            leaves = index.leaves((owner,))
            for weeks in joint_weeks(source, (teacher, *leaves)):
                yield owner, bound, teacher, frozenset(leaves), weeks
