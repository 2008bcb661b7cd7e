"""Hiring and sharing out: who teaches which subject in which class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from scheduler.domain.school import GroupKind, Teacher, TeacherGroup
from scheduler.domain.time import TimeRange


class Task(NamedTuple):
    """A subject in a class: so many periods a week for one teacher."""

    class_id: str
    subject: str
    periods: int


class Roster:
    """Teachers being hired and given their classes; `teachers` closes the books."""

    def __init__(self, names: Iterator[str]) -> None:
        self._names = names
        self._facts: dict[str, dict[str, Any]] = {}
        self.teacher_of: dict[tuple[str, str], str] = {}
        self.load: dict[str, int] = {}

    def hire(self, subject: str, count: int, **facts: Any) -> list[str]:
        """Add `count` teachers of a subject; `facts` are fields of Teacher. Returns their ids."""
        hired = []
        for _ in range(count):
            name = facts.get("name") or next(self._names)
            key = facts.get("staff_no") or name
            self._facts[key] = {"name": name, "kind": "专职", "subjects": (subject,) if subject else (), **facts}
            self.load[key] = 0
            hired.append(key)
        return hired

    def hire_namesakes(self, subject: str, staff_nos: tuple[str, str]) -> list[str]:
        """Add two teachers of one name, told apart by their staff numbers."""
        name = next(self._names)
        return [self.hire(subject, 1, name=name, staff_no=number)[0] for number in staff_nos]

    def note(self, teacher: str, **facts: Any) -> None:
        """Set more fields of a teacher; time ranges add to those there are."""
        mine = self._facts[teacher]
        for field, value in facts.items():
            mine[field] = (*mine.get(field, ()), *value) if isinstance(value, tuple) else value

    def give(self, teacher: str, task: Task) -> None:
        """Give a class's subject to a teacher, who teaches it beside the main one if it is another."""
        self.teacher_of[task.class_id, task.subject] = teacher
        self.load[teacher] += task.periods
        facts = self._facts[teacher]
        if task.subject not in facts["subjects"] and task.subject not in facts.get("also", ()):
            facts["also"] = (*facts.get("also", ()), task.subject)

    def share(self, tasks: Sequence[Task], teachers: Sequence[str], weights: Sequence[int] = ()) -> None:
        """Share tasks in order, so that neighbours stay with one teacher and loads follow the weights."""
        if not tasks:
            return
        bounds = list(accumulate(weights or [1] * len(teachers)))
        total, done = sum(task.periods for task in tasks), 0
        for task in tasks:
            middle = (2 * done + task.periods) * bounds[-1]
            at = next(i for i, bound in enumerate(bounds) if middle <= 2 * total * bound)
            self.give(teachers[at], task)
            done += task.periods

    def teachers(self) -> tuple[Teacher, ...]:
        """Everyone hired, in order."""
        return tuple(Teacher(id=key, **facts) for key, facts in self._facts.items())


def group(
    name: str,
    members: Sequence[str],
    *,
    kind: GroupKind = GroupKind.RESEARCH,
    exempt: Sequence[str] = (),
    meeting: str = "",
    common_free: int = 0,
) -> TeacherGroup:
    """A teachers' group whose id is its name; exempt members are those of its members who are listed."""
    return TeacherGroup(
        id=name,
        name=name,
        kind=kind,
        members=tuple(members),
        exempt=tuple(m for m in members if m in exempt),
        meeting=meeting,
        common_free=common_free,
    )


def away(day: int, periods: tuple[int, ...], reason: str) -> tuple[TimeRange, ...]:
    """Some periods of a day (all where none are given) with the reason why."""
    return (TimeRange(day=day, periods=periods, reason=reason),)
