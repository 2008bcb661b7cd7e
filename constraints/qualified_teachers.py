"""PE, arts and computing are with teachers who teach them, not with those of Chinese or maths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self

from constraints.lookups import pupil_subjects
from scheduler.domain.policy import Level, Owners
from scheduler.domain.problem import Problem
from scheduler.domain.school import Family, Subject, Teacher
from scheduler.domain.text import Label, Text, joined, same
from scheduler.domain.time import Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.base import Finding, Rule

ASKED = frozenset({Family.PE, Family.ARTS, Family.SCIENCE})
"""Families with teachers of their own; labour, and activity that other hours pay for, may be the class teacher's."""


class QualifiedTeachers(Rule):
    """No period of these subjects is with a teacher of a main subject who neither has nor also teaches them.

    One unit is one period all of whose teachers are without the subject, one of main subjects among them. Of a teacher
    without any subject nothing is known, so nothing is said. The courses name the teachers: the solver is not told.
    """

    id = "qualified_teachers"
    name = Text("Own teachers for protected subjects", "受保护科目由本科教师任教")
    says = Text("{0} {1}: {periods} periods are with {who}.", "{0} {1}：有 {periods} 节由 {who} 任教。")
    source = Text("Follows from keeping protected periods (protect-subjects)", "由 protect-subjects 推出：不变相占用")
    unit = Text("period", "节")
    of = Owners.PUPILS
    clauses = ("qualified-teacher-protected",)
    judges_only = True
    by_courses = True

    level: Level = Level.SOFT
    subjects: Annotated[tuple[str, ...], Label("Subjects", "科目（空：体育、艺术、信息）", None, "union")] = ()

    def check(self, view: View) -> Iterator[Finding]:
        main = {subject.id for subject in view.problem.subjects if subject.core}
        for leaf, subject, weeks, lessons, rule in self._held(view):
            taken = [p for p in lessons if any(not main.isdisjoint(t.subjects) for t in without(view.problem, p))]
            if periods := sum(placed.lesson.duration for placed in taken):
                at, who = tuple(placed.at for placed in taken), names(view.problem, taken)
                yield rule.finding((leaf, subject, weeks), periods, at, periods=periods, who=who)

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:
        title = view.problem.index.title
        for leaf, subject, weeks, lessons, _ in self._held(view):
            away = [placed for placed in lessons if without(view.problem, placed)]
            row = {"class": title(leaf), "subject": title(subject), "weeks": weeks}
            yield {**row, "periods": sum(p.lesson.duration for p in away), "unqualified": names(view.problem, away)}

    def _held(self, view: View) -> Iterator[tuple[str, str, Weeks, list[Placed], Self]]:
        """(leaf, subject, weeks, lessons, the rule) of every such subject a leaf has."""
        for leaf, subject, rule in pupil_subjects(self, view, type(self).covers):
            for weeks in view.weeks(leaf):
                if lessons := [p for p in view.pupil_subject(leaf, subject, weeks) if p.moments]:
                    yield leaf, subject, weeks, lessons, rule

    def covers(self, subject: Subject) -> bool:
        """Whether the rule is about the subject."""
        usual = not self.subjects and subject.protected and subject.family in ASKED and not subject.counted_in
        return usual or subject.id in self.subjects


def without(problem: Problem, placed: Placed) -> list[Teacher]:
    """The teachers of a lesson, where every one of them is known to have other subjects than its own."""
    known = [problem.index.teachers.get(teacher) for teacher in dict.fromkeys(placed.lesson.teachers)]
    away = [t for t in known if t and t.subjects and placed.lesson.subject not in (*t.subjects, *t.also)]
    return away if len(away) == len(known) else []


def names(problem: Problem, lessons: list[Placed]) -> Text:
    """Who teaches some lessons."""
    return joined([same(problem.index.title(t)) for t in dict.fromkeys(t for p in lessons for t in p.lesson.teachers)])
