"""What several rules look up in the same way; no rule of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from scheduler.domain.problem import Problem
from scheduler.domain.school import Subject
from scheduler.domain.text import Text
from scheduler.domain.time import BellSchedule, PeriodKind, Weeks
from scheduler.rules.base import Rule, Source

R = TypeVar("R", bound=Rule)
CLOCK_TIMES = Text("the clock times of the bell schedule", "作息时间表的钟点")
MINUTES = Text("minutes", "分钟")


def pupil_subjects(rule: R, source: Source, wanted: Callable[[R, Subject], bool]) -> Iterator[tuple[str, str, R]]:
    """Every leaf in question with each subject the rule wants, and the rule as it binds the two."""
    problem = source.problem
    for leaf in (*rule.owners(problem), *source.strangers(rule.of)):
        if source.has(leaf):
            for subject in problem.subjects:
                bound = rule.at(problem, leaf, subject.id)
                if bound is not None and wanted(bound, subject):
                    yield leaf, subject.id, bound


def grades(rule: R, source: Source) -> Iterator[tuple[str, BellSchedule, R]]:
    """Every grade in question with its bell schedule and the rule as it binds it."""
    problem = source.problem
    for grade in problem.grades:
        if source.has(grade.id) and (bound := rule.at(problem, grade.id)) is not None:
            yield grade.id, problem.index.bells.get(grade.bell, problem.bells[0]), bound


def course_periods(problem: Problem, leaf: str, subject: str, weeks: Weeks) -> int:
    """Periods a week of a leaf's courses in a subject."""
    courses = problem.index.courses_of_pupil.get(leaf, ())
    return sum(c.periods for c in courses if c.subject == subject and c.weeks.meets(weeks))


Table = dict[tuple[str, str, int], frozenset[int]]
"""(schedule of the pupils, schedule of the lesson, day) → periods of the lesson's schedule."""


def periods_over(problem: Problem, kinds: Collection[PeriodKind]) -> Table:
    """Lesson periods of any schedule that overlap, by the clock, rows of these kinds in a pupil's schedule."""
    spans = problem.timeline.spans
    out: Table = {}
    for home in problem.bells:
        for day, rows in enumerate(home.days, start=1):
            kept = [(r.start, r.end) for r in rows if r.kind in kinds and r.start is not None and r.end is not None]
            for bell in problem.bells if kept else ():
                over = frozenset(
                    slot.period
                    for slot, (start, end) in spans.items()
                    if slot.bell == bell.id
                    and slot.day == day
                    and bell.timed
                    and any(start < row_end and end > row_start for row_start, row_end in kept)
                )
                if over:
                    out[home.id, bell.id, day] = over
    return out


def lesson_minutes(bell: BellSchedule, day: int, period: int, duration: int) -> int:
    """Minutes taught in a lesson the schedule has room for."""
    return sum(bell.lesson_row(day, p).minutes for p in range(period, period + duration))
