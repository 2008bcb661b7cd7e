"""Where a repair begins: the lessons that cannot stay as they are, and those within reach of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from scheduler.domain.curriculum import Course
from scheduler.domain.policy import Level
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Timetable
from scheduler.rules.base import SCHOOL, Rule, Verdict
from scheduler.verify import judge

Courses = frozenset[str]


def people_of(problem: Problem, course: Course) -> frozenset[str]:
    """Everybody a course occupies: teachers and pupils."""
    return frozenset((*course.teachers, *problem.index.busy_leaves(course)))


def uneven(problem: Problem, old: Timetable) -> Courses:
    """Courses that have other lessons than they should: too few, too many, of other lengths, or out of all bells."""
    index, covered = problem.index, problem.timeline.covered
    has: dict[str, Counter[int]] = defaultdict(Counter)
    for x in old.lessons:
        course = index.courses[x.course or ""]
        stands = covered(index.course_bell(course), x.day, x.period, x.duration)
        has[course.id][x.duration if stands else 0] += 1
    owed: dict[str, Counter[int]] = defaultdict(Counter)
    for course in problem.courses:
        for part in course.parts:
            owed[course.id][part.duration] += part.count
    return frozenset(course.id for course in problem.courses if has[course.id] != owed[course.id])


def touched(problem: Problem, rules: Sequence[Rule], old: Timetable) -> Courses:
    """Courses whose lessons are not all there or break a hard rule, or whose people's days do."""
    index = problem.index
    found = set(uneven(problem, old))
    report = judge(problem, old, [rule for rule in rules if rule.level is Level.HARD and not rule.judges_input])
    for finding in report.findings:
        if finding.verdict is not Verdict.BROKEN or not finding.amount:
            continue
        named = {old.lessons[at].course for at in finding.lessons}
        found.update(course for course in named if course is not None)
        if not named:
            owner = str(finding.key[0])
            of = index.courses_of_teacher.get(owner) or index.courses_of_pupil.get(owner, ())
            found.update(course.id for course in of)
            found.update({owner} & index.courses.keys())
    return frozenset(found)


def around(problem: Problem, courses: Iterable[str]) -> Courses:
    """Courses that share a person with these, and these."""
    index = problem.index
    people = frozenset[str]().union(*(people_of(problem, index.courses[course]) for course in courses))
    return frozenset(course.id for course in problem.courses if not people.isdisjoint(people_of(problem, course)))


def concerned(problem: Problem, courses: Iterable[str]) -> frozenset[str]:
    """Owners of amounts that the lessons of these courses may change: persons, groups, grades, rooms, the school."""
    index = problem.index
    about = frozenset[str]().union(*(index.about(course) for course in courses))
    return about | {SCHOOL, *index.rooms, *index.pools, *index.room_needs}
