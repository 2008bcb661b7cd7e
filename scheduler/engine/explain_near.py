"""Whose lessons may move when a rule is left out for one owner and taken in again for another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scheduler.domain.problem import Problem


def near(problem: Problem, owners: Iterable[str]) -> Iterator[frozenset[str]]:
    """Courses to let go of: those of the owners' people, then also those of everyone who shares a lesson with them."""
    first = {course for owner in owners for course in courses_of(problem, owner)}
    yield frozenset(first)
    index = problem.index
    wider = set(first)
    for course in first:
        for teacher in index.courses[course].teachers:
            wider.update(c.id for c in index.courses_of_teacher.get(teacher, ()))
    if len(wider) < len(index.courses):
        yield frozenset(wider)


def courses_of(problem: Problem, owner: str) -> set[str]:
    """Courses of an owner's people: of a teacher, a class or its leaves, a course's class, a group's members, rooms."""
    index = problem.index
    if owner in index.courses:
        mine = index.courses[owner]
        return {owner, *(c.id for leaf in index.leaves(mine.sets) for c in index.courses_of_pupil.get(leaf, ()))}
    if owner in index.teachers:
        return {c.id for c in index.courses_of_teacher.get(owner, ())}
    if owner in index.classes or owner in index.courses_of_pupil:
        return {c.id for leaf in index.leaves((owner,)) for c in index.courses_of_pupil.get(leaf, ())}
    group = next((g for g in problem.teacher_groups if g.id == owner), None)
    if group is not None:
        return {c.id for member in group.members for c in index.courses_of_teacher.get(member, ())} | {group.meeting}
    rooms = index.room_needs.get(owner)
    if rooms is not None:
        return {c.id for c in problem.courses if (needed := index.lesson_needs(c.id, ())) and needed <= rooms}
    return set()
