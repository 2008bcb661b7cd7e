"""Whom a lesson's place concerns: every owner whose amounts may change when it moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from scheduler.domain.policy import Owners
from scheduler.domain.problem import Problem
from scheduler.domain.timetable import Lesson
from scheduler.rules.base import SCHOOL, Rule


class Reach:
    """The owners that lessons of one school touch under its rules; wide enough for every rule of the catalogue."""

    def __init__(self, problem: Problem, rules: Sequence[Rule]) -> None:
        self.problem = problem
        self.rules = rules
        self._known: dict[tuple[object, ...], frozenset[str]] = {}

    def of(self, lessons: Iterable[Lesson]) -> frozenset[str]:
        """Every owner whose amounts may depend on where these lessons stand and in which rooms."""
        return frozenset((SCHOOL,)).union(*(self._lesson(lesson) for lesson in lessons))

    def _lesson(self, lesson: Lesson) -> frozenset[str]:
        said = (lesson.course, lesson.subject, lesson.sets, lesson.teachers, lesson.rooms, lesson.bell)
        if said not in self._known:
            self._known[said] = frozenset(self._touched(lesson))
        return self._known[said]

    def _touched(self, lesson: Lesson) -> Iterator[str]:
        problem, index = self.problem, self.problem.index
        leaves = index.leaves(lesson.sets)
        yield from (*lesson.teachers, *lesson.sets, *leaves, lesson.subject)
        yield index.bell_of(lesson.sets, lesson.bell, lesson.course)
        for leaf in leaves:
            yield from index.names(leaf)
            yield from self._attended.get(leaf, ())
        if lesson.course is not None:
            yield lesson.course
            yield from self._mates.get(lesson.course, ())
        for teacher in lesson.teachers:
            yield from index.groups_of_teacher.get(teacher, ())
            yield from (home.id for home in problem.classes if home.class_teacher == teacher)
        rooms = index.lesson_needs(lesson.course, lesson.rooms) | set(lesson.rooms)
        yield from lesson.rooms
        yield from (need for need, held in index.room_needs.items() if not held.isdisjoint(rooms))
        yield from (pool.id for pool in problem.pools if not rooms.isdisjoint(pool.rooms))

    @cached_property
    def _attended(self) -> dict[str, tuple[str, ...]]:
        """Courses of each leaf, pull-outs among them."""
        out: dict[str, list[str]] = defaultdict(list)
        for course in self.problem.courses:
            for leaf in self.problem.index.leaves(course.sets):
                out[leaf].append(course.id)
        return {leaf: tuple(courses) for leaf, courses in out.items()}

    @cached_property
    def _mates(self) -> dict[str, frozenset[str]]:
        """Courses that settings of a rule about courses name together with a course."""
        out: dict[str, set[str]] = defaultdict(set)
        for rule in self.rules:
            for together in self._named_together(rule) if rule.of is Owners.COURSES else ():
                for course in together:
                    out[course] |= together
        return {course: frozenset(mates) for course, mates in out.items()}

    def _named_together(self, rule: Rule) -> Iterator[set[str]]:
        """Courses that one list of a rule's settings (or of its exceptions) names, or those of its subjects."""
        settings = rule.model_dump(include=set(type(rule).model_fields) - set(Rule.model_fields))
        for value in (settings, *(exception.params for exception in rule.exceptions)):
            for names in _lists(value):
                found = {name for name in names if name in self.problem.index.courses}
                yield found.union(*(self._of_subject.get(name, ()) for name in names))

    @cached_property
    def _of_subject(self) -> dict[str, frozenset[str]]:
        out: dict[str, set[str]] = defaultdict(set)
        for course in self.problem.courses:
            out[course.subject].add(course.id)
        return {subject: frozenset(courses) for subject, courses in out.items()}


def _lists(value: object) -> Iterator[list[str]]:
    """Every list of words inside a setting."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _lists(inner)
    elif isinstance(value, list | tuple):
        yield [one for one in value if isinstance(one, str)]
        for inner in value:
            yield from _lists(inner)
