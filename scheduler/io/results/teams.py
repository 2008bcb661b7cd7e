"""Teachers side by side with those they are compared with: research groups, else who mostly teaches the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.school import GroupKind, Teacher
from scheduler.domain.text import Text
from scheduler.io.results.base import Results


@dataclass(frozen=True, slots=True)
class Team:
    """Some teachers who are compared with each other."""

    title: str
    members: Sequence[Teacher]


def teams(results: Results) -> list[Team]:
    """Every teacher in one team, in the order of the subjects they teach."""
    problem = results.problem
    home: dict[str, str] = {}
    for group in problem.teacher_groups:
        if group.kind is GroupKind.RESEARCH:
            for member in group.members:
                home.setdefault(member, group.id)
    found: dict[tuple[bool, str], list[Teacher]] = defaultdict(list)
    for teacher in problem.teachers:
        known = teacher.id in home
        found[known, home[teacher.id] if known else main_subject(results, teacher)].append(teacher)
    order = {subject.id: at for at, subject in enumerate(problem.subjects)}

    def place(members: Sequence[Teacher]) -> tuple[bool, int, str]:
        subject = main_subject(results, members[0])
        return not subject, order.get(subject, len(order)), subject

    none = results.say(Text("others", "其他"))
    titles = {key: problem.index.title(key[1]) if key[0] else results.names.subject(key[1]) for key in found if key[1]}
    return sorted(
        (Team(titles.get(key, none), members) for key, members in found.items()), key=lambda t: place(t.members)
    )


def main_subject(results: Results, teacher: Teacher) -> str:
    """The subject a teacher has most lessons of; without lessons the first one of the qualification."""
    counts: dict[str, int] = defaultdict(int)
    for course in results.problem.index.courses_of_teacher.get(teacher.id, ()):
        if course.sets:
            counts[course.subject] += course.periods
    if counts:
        return min(counts, key=lambda subject: (-counts[subject], subject))
    return teacher.subjects[0] if teacher.subjects else ""
