"""Teachers' meetings: groups, and the courses without pupils that are their meetings."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.domain.curriculum import Course, CourseKind, FixedLesson, Part
from scheduler.domain.school import GroupKind, TeacherGroup
from scheduler.samples import plans
from scheduler.samples.staff import group


class Meetings:
    """Groups and meeting courses being gathered; all meetings count their periods in one bell schedule."""

    def __init__(self, bell: str) -> None:
        self.bell = bell
        self.groups: list[TeacherGroup] = []
        self.courses: list[Course] = []

    def meet(
        self,
        name: str,
        members: Sequence[str],
        day: int,
        period: int,
        length: int = 2,
        *,
        kind: GroupKind = GroupKind.RESEARCH,
        exempt: Sequence[str] = (),
        common_free: int = 0,
    ) -> None:
        """A group that meets at a fixed time; those exempt are left out of the meeting. One person does not meet."""
        present = tuple(m for m in members if m not in exempt)
        if len(present) < 2:
            self.know(name, members, kind=kind)
            return
        subject = plans.LEADERS if kind is GroupKind.LEADERS else plans.RESEARCH
        course = f"{name}:{subject}"
        self.groups.append(group(name, members, kind=kind, exempt=exempt, meeting=course, common_free=common_free))
        self.courses.append(
            Course(
                id=course,
                subject=subject,
                teachers=present,
                parts=(Part(duration=length, count=1),),
                kind=CourseKind.MEETING,
                bell=self.bell,
                fixed=(FixedLesson(day=day, period=period),),
                name=name,
            )
        )

    def know(self, name: str, members: Sequence[str], *, kind: GroupKind, common_free: int = 0) -> None:
        """A group without a meeting in the timetable."""
        if members:
            self.groups.append(group(name, members, kind=kind, common_free=common_free))
