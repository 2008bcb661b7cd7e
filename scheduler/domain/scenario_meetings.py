"""Changes of a scenario about meetings: moved, new (also of merged groups), no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from scheduler.domain.base import Id
from scheduler.domain.curriculum import Course, CourseKind, FixedLesson, Part
from scheduler.domain.scenario_base import Change, Claim, Wrong, put, taken, unknown
from scheduler.domain.school import Family, Subject
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem


class MeetingMoved(Change):
    """A meeting stands at another time; without one it stands wherever it fits."""

    kind: Literal["meeting_moved"] = "meeting_moved"
    meeting: Id
    at: FixedLesson | None = None

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from unknown("meeting", "meeting", self.meeting, meetings(problem))

    def applied(self, problem: Problem) -> Problem:
        old = problem.index.courses[self.meeting]
        moved = old.model_copy(update={"fixed": () if self.at is None else (self.at,)})
        return problem.model_copy(update={"courses": put(problem.courses, old, moved)})

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (("time of", self.meeting),)

    @property
    def needs(self) -> tuple[Claim, ...]:
        return (("meeting", self.meeting),)


class MeetingAdded(Change):
    """Groups, together where there are several, and `teachers` meet for so many periods a week.

    Without `at` it stands wherever it fits. With `instead` it takes the place of the groups' own meetings.
    """

    kind: Literal["meeting_added"] = "meeting_added"
    id: Id
    groups: tuple[Id, ...] = ()
    teachers: tuple[Id, ...] = ()
    periods: int = Field(2, ge=1, le=12)
    weeks: Weeks = Weeks.ALL
    at: FixedLesson | None = None
    subject: str = ""
    instead: bool = False

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        index = problem.index
        yield from taken("id", "meeting", self.id, index.courses)
        groups = {group.id for group in problem.teacher_groups}
        for group in self.groups:
            yield from unknown("groups", "group", group, groups)
        for teacher in self.teachers:
            yield from unknown("teachers", "teacher", teacher, index.teachers)
        if not self.groups and not self.teachers:
            told = Text("nobody meets", "没有参加的人")
            yield Wrong("groups", told, Text("name groups or teachers", "请写教师组或教师"))

    def applied(self, problem: Problem) -> Problem:
        chosen = [group for group in problem.teacher_groups if group.id in self.groups]
        members = (m for group in chosen for m in group.members if m not in group.exempt)
        subject, subjects = self._subject(problem)
        course = Course(
            id=self.id,
            subject=subject,
            teachers=tuple(dict.fromkeys((*members, *self.teachers))),
            parts=(Part(duration=self.periods),),
            kind=CourseKind.MEETING,
            weeks=self.weeks,
            fixed=() if self.at is None else (self.at,),
        )
        gone = {group.meeting for group in chosen if self.instead and group.meeting}
        groups = tuple(
            g.model_copy(update={"meeting": self.id}) if g.id in self.groups and (self.instead or not g.meeting) else g
            for g in problem.teacher_groups
        )
        courses = (*(c for c in problem.courses if c.id not in gone), course)
        return problem.model_copy(update={"courses": courses, "teacher_groups": groups, "subjects": subjects})

    def _subject(self, problem: Problem) -> tuple[str, tuple[Subject, ...]]:
        """What the meeting is called in the timetable: as asked, as the school's other meetings, or by its own name."""
        held = (c.subject for c in problem.courses if c.kind is CourseKind.MEETING)
        name = self.subject or next(held, self.id)
        if name in problem.index.subjects:
            return name, problem.subjects
        return name, (*problem.subjects, Subject(id=name, name=name, family=Family.MEETING))

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (("meeting", self.id), *(("meeting of", group) for group in self.groups if self.instead))

    @property
    def needs(self) -> tuple[Claim, ...]:
        return tuple(("teacher", name) for name in self.teachers)


class MeetingDropped(Change):
    """A meeting is no longer held."""

    kind: Literal["meeting_dropped"] = "meeting_dropped"
    meeting: Id

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from unknown("meeting", "meeting", self.meeting, meetings(problem))

    def applied(self, problem: Problem) -> Problem:
        groups = tuple(
            g.model_copy(update={"meeting": ""}) if g.meeting == self.meeting else g for g in problem.teacher_groups
        )
        courses = tuple(c for c in problem.courses if c.id != self.meeting)
        return problem.model_copy(update={"courses": courses, "teacher_groups": groups})

    @property
    def ends(self) -> tuple[Claim, ...]:
        return (("meeting", self.meeting),)


def meetings(problem: Problem) -> set[str]:
    """Ids of the school's meetings."""
    return {c.id for c in problem.courses if c.kind is CourseKind.MEETING}
