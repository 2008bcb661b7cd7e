"""Cover: who may take a lesson whose teacher is away, by subject, grade, class and load, and what that costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from scheduler.answers import Offer
from scheduler.domain.curriculum import Course
from scheduler.domain.moves import StandIn, Weights
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.school import Teacher
from scheduler.domain.text import Text, joined
from scheduler.domain.time import Moment, Weeks
from scheduler.domain.timetable import Lesson, Place, Timetable
from scheduler.rules.base import Rule, Verdict
from scheduler.verify import judge

MOST = 6
"""Candidates offered for one lesson, the cheapest."""
SAME_GRADE, OTHER_GRADE, KNOWS_CLASS, MINDS_CLASS = 0, 1, 2, 3
WORDS = {
    SAME_GRADE: Text("teaches {subject} in this grade", "教本年级{subject}"),
    OTHER_GRADE: Text("can teach {subject}", "能教{subject}"),
    KNOWS_CLASS: Text("teaches this class", "教本班"),
    MINDS_CLASS: Text("teaches this grade", "教本年级"),
}
LOAD = Text("{n} lessons a week", "每周 {n} 节")
FULL = Text("load already full", "课时已满")


def stand_ins(problem: Problem, rules: Sequence[Rule], old: Timetable, weights: Weights) -> list[StandIn]:
    """Who may take which lesson at its old place, cheapest first lesson by lesson."""
    index, busy = problem.index, _busy(problem, old)
    out: list[StandIn] = []
    for course, place, moments, away in missed(problem, old):
        found: list[StandIn] = []
        for teacher in problem.teachers:
            free = not busy[teacher.id] & set(moments) and not index.hits(teacher.unavailable, moments, course.weeks)
            as_of = _as_of(problem, teacher, course) if free and teacher.id not in course.teachers else None
            kind = _kind(problem, teacher, course)
            if as_of is None or kind is None or teacher.placeholder:
                continue
            price = weights.cover + kind + _full(problem, teacher)
            found.append(StandIn(course.id, place, away, teacher.id, as_of, price))
        found.sort(key=lambda one: (one.price, _load(problem, one.by), one.by))
        allowed = (one for one in found if _allowed(problem, rules, course, one))
        out += [one for _, one in zip(range(MOST), allowed, strict=False)]
    return out


def missed(problem: Problem, old: Timetable) -> Iterator[tuple[Course, Place, tuple[Moment, ...], str]]:
    """Lessons that stand when one of their teachers is away: course, place, moments, teacher."""
    index = problem.index
    for x in old.lessons:
        course = index.courses[x.course or ""]
        moments = problem.timeline.covered(index.course_bell(course), x.day, x.period, x.duration)
        for teacher in course.teachers:
            known = index.teachers.get(teacher)
            if known is not None and index.hits(known.unavailable, moments, course.weeks):
                yield course, (x.day, x.period, x.duration), moments, teacher
                break


def offers(problem: Problem, found: Sequence[StandIn], taken: Sequence[StandIn]) -> tuple[Offer, ...]:
    """Stand-ins as people read them."""
    return tuple(
        Offer(
            course=one.course,
            subject=(course := problem.index.courses[one.course]).subject,
            classes=course.sets,
            day=one.place[0],
            period=one.place[1],
            away=one.away,
            by=one.by,
            points=one.price,
            words=_words(problem, one, course),
            taken=one in taken,
        )
        for one in found
    )


def _words(problem: Problem, one: StandIn, course: Course) -> Text:
    teacher = problem.index.teachers[one.by]
    kind = _kind(problem, teacher, course)
    said = [WORDS[MINDS_CLASS if kind is None else kind].format(subject=problem.index.title(course.subject))]
    said.append(LOAD.format(n=_load(problem, one.by)))
    return joined([*said, FULL] if _full(problem, teacher) else said)


def _busy(problem: Problem, old: Timetable) -> dict[str, set[Moment]]:
    """When each teacher has a lesson or meeting."""
    index, out = problem.index, defaultdict[str, set[Moment]](set)
    for x in old.lessons:
        course = index.courses[x.course or ""]
        moments = problem.timeline.covered(index.course_bell(course), x.day, x.period, x.duration)
        for teacher in course.teachers:
            out[teacher].update(moments)
    return out


def _as_of(problem: Problem, teacher: Teacher, course: Course) -> str | None:
    """A course of the teacher's own in the same bells, every week as the lesson is; the model counts by it."""
    index = problem.index
    bell = index.course_bell(course)
    mine = (c for c in index.courses_of_teacher[teacher.id] if c.sets and c.weeks is Weeks.ALL)
    alike = (c.id for c in mine if index.course_bell(c) == bell)
    return next(alike, None) if course.weeks is Weeks.ALL else None


def _kind(problem: Problem, teacher: Teacher, course: Course) -> int | None:
    """How well the teacher suits, 0 best; None where not at all."""
    index = problem.index
    mine = index.courses_of_teacher[teacher.id]
    grades = {home.id for one in course.sets if (home := index.grade_of(one)) is not None}
    here = any(home.id in grades for c in mine for one in c.sets if (home := index.grade_of(one)) is not None)
    if course.subject in (*teacher.subjects, *teacher.also, *(c.subject for c in mine)):
        return SAME_GRADE if here else OTHER_GRADE
    if any(not set(course.sets).isdisjoint(c.sets) for c in mine):
        return KNOWS_CLASS
    return MINDS_CLASS if here else None


def _load(problem: Problem, teacher: str) -> int:
    return sum(course.periods for course in problem.index.courses_of_teacher[teacher] if course.sets)


def _full(problem: Problem, teacher: Teacher) -> int:
    """1 where the teacher's load is already what it may be."""
    return int(teacher.load_max is not None and _load(problem, teacher.id) >= teacher.load_max)


def _allowed(problem: Problem, rules: Sequence[Rule], course: Course, one: StandIn) -> bool:
    """Whether no hard rule closes the place to the lesson as the stand-in would give it."""
    day, period, duration = one.place
    lesson = Lesson(
        subject=course.subject,
        sets=course.sets,
        teachers=one.teachers(course),
        day=day,
        period=period,
        duration=duration,
        weeks=course.weeks,
        course=course.id,
        bell=course.bell,
    )
    closing = [rule for rule in rules if rule.level is Level.HARD and rule.prunes]
    report = judge(problem, Timetable(lessons=(lesson,)), closing)
    return not any(f.verdict is Verdict.BROKEN and f.amount and f.lessons for f in report.findings)
