"""A school of ours written for FET and read back: the same lessons, pupils, closed times and rooms."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

import constraints
from scheduler.domain.curriculum import Course, CourseKind
from scheduler.domain.problem import Problem
from scheduler.domain.time import TimeRange, Weeks
from scheduler.io.fet.alike import JOIN
from scheduler.io.fet.export import exported
from scheduler.io.fet.read import read_fet
from scheduler.io.fet.xml import Element, children, read_xml, said
from scheduler.samples import SAMPLES, sample

NAMES = tuple(one.name for one in SAMPLES)
Slots = set[tuple[int, int]]


@cache
def both(name: str) -> tuple[Problem, Problem, Element]:
    """A sample, what is read back of it, and the file between."""
    problem = sample(name)
    content, _ = exported(problem, constraints.bind(problem))
    return problem, read_fet(content).problem, read_xml(content)


def weekly(problem: Problem) -> list[Course]:
    """Courses that FET can say as they are."""
    return [c for c in problem.courses if c.weeks is Weeks.ALL and c.kind is not CourseKind.PULL_OUT]


def lessons(problem: Problem, courses: list[Course]) -> Counter[tuple[object, ...]]:
    """How often there is a lesson of a subject for some pupils by some teachers, of so many periods."""
    title = problem.index.title
    return Counter(
        (title(c.subject), frozenset(map(title, c.teachers)), frozenset(map(title, c.sets)), part.duration)
        for c in courses
        for part in c.parts
        for _ in range(part.count)
    )


def shut(problem: Problem, ranges: tuple[TimeRange, ...], bells: set[str]) -> Slots:
    """Hours closed by some ranges in one of the schedules."""
    index, covered = problem.index, problem.timeline.covered
    return {
        (day, period)
        for day in problem.days
        for bell in bells
        for period in range(1, index.bells[bell].periods(day) + 1)
        if index.hits(ranges, covered(bell, day, period), Weeks.ALL)
    }


def missing(problem: Problem, bell: str, longest: int) -> Slots:
    """Hours a schedule does not have or keeps free."""
    schedule = problem.index.bells[bell]
    none = {(d, p) for d in problem.days for p in range(1, longest + 1) if p > schedule.periods(d)}
    return none | shut(problem, schedule.closed, {bell})


def by_name(problem: Problem, ids: tuple[str, ...]) -> dict[str, str]:
    """Ids by their titles."""
    return {problem.index.title(an_id): an_id for an_id in ids}


@pytest.mark.parametrize("name", NAMES)
def test_every_weekly_lesson_comes_back(name: str) -> None:
    ours, theirs, root = both(name)
    wanted = weekly(ours)
    ids = {course.id for course in wanted}
    back = {said(one, "Id") for one in children(root, "Activities_List/Activity") if said(one, "Comments") in ids}
    read = [course for course in theirs.courses if set(course.id.split(JOIN)) <= back]
    assert lessons(theirs, read) == lessons(ours, wanted)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_groups_share_pupils(name: str) -> None:
    ours, theirs, _ = both(name)
    sets = [*(home.id for home in ours.classes), *(group.id for group in ours.groups)]
    known = by_name(theirs, (*(c.id for c in theirs.classes), *(g.id for g in theirs.groups)))
    used = [one for one in sets if any(one in course.sets for course in ours.courses)]
    for a in used:
        here = set(ours.index.leaves((a,)))
        there = set(theirs.index.leaves((known[ours.index.title(a)],)))
        for b in used:
            meet = not here.isdisjoint(ours.index.leaves((b,)))
            assert meet == (not there.isdisjoint(theirs.index.leaves((known[ours.index.title(b)],)))), (a, b)


@pytest.mark.parametrize("name", NAMES)
def test_closed_times_of_teachers_pupils_and_rooms_come_back(name: str) -> None:
    ours, theirs, root = both(name)
    index = ours.index
    longest = len(list(children(root, "Hours_List/Hour")))
    closed = missing(theirs, "week", longest)
    for teacher in ours.teachers:
        bells = {index.course_bell(course) for course in index.courses_of_teacher[teacher.id]} or {index.default_bell}
        known = by_name(theirs, tuple(t.id for t in theirs.teachers))[index.title(teacher.id)]
        there = shut(theirs, theirs.index.teachers[known].unavailable, {"week"})
        assert there | closed == shut(ours, teacher.unavailable, bells) | closed, teacher.id
    for home in ours.classes:
        bell = index.bell_of_pupil(home.id).id
        wanted = missing(ours, bell, longest) | shut(ours, home.unavailable, {bell})
        sets = {theirs.index.title(one.id): one.unavailable for one in theirs.classes}
        sets |= {theirs.index.title(one.id): one.unavailable for one in theirs.groups}
        assert shut(theirs, sets[index.title(home.id)], {"week"}) | closed == wanted | closed, home.id
    rooms = {room.name: room.unavailable for room in theirs.rooms}
    for room in ours.rooms:
        name_of = index.title(room.id) if room.places <= 1 else f"{index.title(room.id)} 1"
        wanted = shut(ours, room.unavailable, set(index.bells))
        assert shut(theirs, rooms[name_of], {"week"}) | closed == wanted | closed, room.id


@pytest.mark.parametrize("name", NAMES)
def test_each_lesson_may_have_the_rooms_its_course_may_have(name: str) -> None:
    ours, _, root = both(name)
    comments = {said(one, "Id"): said(one, "Comments") for one in children(root, "Activities_List/Activity")}
    asked = {
        said(one, "Activity_Id"): {(room.text or "") for room in children(one, "Preferred_Room")}
        for one in children(root, "Space_Constraints_List/ConstraintActivityPreferredRooms")
    }
    for course in weekly(ours):
        rooms = [ours.index.rooms[one] for one in ours.index.rooms_for(course)] if course.room else []
        title = ours.index.title
        names = {
            title(room.id) if room.places <= 1 else f"{title(room.id)} {number}"
            for room in rooms
            for number in range(1, max(1, room.places) + 1)
        }
        mine = [an_id for an_id, comment in comments.items() if comment == course.id]
        assert len(mine) == course.lessons
        assert all(asked.get(an_id, set()) == names for an_id in mine), course.id
