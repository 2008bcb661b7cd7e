"""Activities that differ in nothing but their Id, as one course of several lessons: FET numbers what may be exchanged.

A model that tells such lessons apart has many times the variables, and finds each timetable in all their orders.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import count
from typing import Any

from scheduler.domain.curriculum import Course, Part
from scheduler.domain.policy import RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Lesson

JOIN = "/"
"""Between the Ids of the activities of one course."""
EACH_LESSON = frozenset(
    {
        "allowed_times",
        "lessons_a_day",
        "lessons_adjoin",
        "lessons_gap",
        "lessons_near",
        "lessons_spread",
        "preferred_rooms",
    }
)
"""Rules whose rows say of two lessons of one course what they say of a lesson of each of two courses."""
MOST = 60
"""Lessons of a part at most."""
ID_LENGTH = 120
"""Characters of an id at most."""


def merged(problem: Problem) -> Problem:
    """The school with a course for each sort of activity; ids of courses are Ids of activities joined."""
    places = _places(problem.rules)
    sorts: dict[Hashable, list[Course]] = defaultdict(list)
    for course in problem.courses:
        sorts[_sort(course, places.get(course.id, ()))].append(course)
    new: dict[str, str] = {}
    kept: dict[str, Course] = {}
    for alike in sorts.values():
        for those in _portions(alike):
            name = JOIN.join(one.id for one in those)
            part = Part(duration=those[0].parts[0].duration, count=len(those))
            kept[those[0].id] = those[0].model_copy(update={"id": name, "parts": (part,)} if len(those) > 1 else {})
            new.update({one.id: name for one in those})
    return problem.model_copy(
        update={
            "courses": tuple(kept[course.id] for course in problem.courses if course.id in kept),
            "rules": tuple(_renamed(rule, new) for rule in problem.rules),
        }
    )


def by_activity(lessons: Iterable[Lesson]) -> Iterator[tuple[str, Lesson]]:
    """Each lesson with the Id of an activity: those of a course are dealt out in the order of its lessons."""
    dealt: dict[str, Iterator[int]] = defaultdict(count)
    for lesson in lessons:
        if lesson.course is not None:
            ids = lesson.course.split(JOIN)
            at = next(dealt[lesson.course])
            yield (ids[at] if at < len(ids) else lesson.course), lesson


def courses_by_activity(courses: Iterable[Course]) -> dict[str, Course]:
    """Courses by each of their activities' Ids, and by their own."""
    found: dict[str, Course] = {}
    for course in courses:
        found.update(dict.fromkeys((*course.id.split(JOIN), course.id), course))
    return found


def _places(rules: Iterable[RuleSetting]) -> dict[str, list[Hashable]]:
    """Where rules speak of each course; its own id stands beside where they mean it alone."""
    found: dict[str, list[Hashable]] = defaultdict(list)
    for at, rule in enumerate(rules):
        each = rule.id in EACH_LESSON
        for number, row in enumerate(rule.params.get("rows", ())):
            for course in row.get("courses", ()):
                found[course].append((at, number, "" if each else course))
        for course in rule.params.get("courses", ()):
            found[course].append((at, course))
    return found


def _sort(course: Course, places: Iterable[Hashable]) -> Hashable:
    """What two courses have in common that may be exchanged; nothing keeps lessons of no person apart in time."""
    alone = course.id if course.fixed or not (course.teachers or course.sets) else ""
    return course.model_copy(update={"id": ""}), tuple(places), alone


def _portions(alike: list[Course]) -> Iterator[list[Course]]:
    """The activities of one sort, so many at a time that their Ids make an id."""
    those: list[Course] = []
    length = 0
    for course in alike:
        if those and (length + 1 + len(course.id) > ID_LENGTH or len(those) == MOST):
            yield those
            those, length = [], 0
        length += (1 if those else 0) + len(course.id)
        those.append(course)
    yield those


def _renamed(rule: RuleSetting, new: dict[str, str]) -> RuleSetting:
    """The setting with the new courses' ids, each once."""

    def named(courses: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(new.get(course, course) for course in courses))

    params: dict[str, Any] = dict(rule.params)
    if "rows" in params:
        params["rows"] = [
            {**row, "courses": named(row["courses"])} if "courses" in row else row for row in params["rows"]
        ]
    if "courses" in params:
        params["courses"] = named(params["courses"])
    return rule if params == rule.params else rule.model_copy(update={"params": params})
