"""Who has to be at a meeting, when it counts, and which lessons stand in its way; no rule of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from scheduler.domain.curriculum import Course
from scheduler.domain.problem import Problem
from scheduler.domain.school import TeacherGroup
from scheduler.domain.time import Moment, Weeks
from scheduler.domain.view import Placed, View
from scheduler.rules.context import FALSE, Context, Literal, Start


def attending(group: TeacherGroup) -> list[str]:
    """Members who have to be at the group's meeting."""
    return [member for member in dict.fromkeys(group.members) if member not in group.exempt]


def teaching(problem: Problem, group: TeacherGroup) -> list[str]:
    """Members who have to be at the group's meeting and have pupils."""
    courses = problem.index.courses_of_teacher
    return [member for member in attending(group) if any(course.sets for course in courses.get(member, ()))]


def weeks_of(source: Context | View, meeting: Course, member: str) -> tuple[Weeks, ...]:
    """The weeks in which a member's lessons during the meeting are counted."""
    return source.weeks(member) if meeting.weeks is Weeks.ALL else (meeting.weeks,)


def open_periods(problem: Problem, members: Iterable[str], weeks: Weeks) -> list[frozenset[Moment]]:
    """The moments of each period of the school's first schedule at which no member is away."""
    bell, known = problem.bells[0], problem.index.teachers
    away = tuple(when for member in members if member in known for when in known[member].unavailable)
    slots = [(day, period) for day in problem.days for period in range(1, bell.periods(day) + 1)]
    periods = [problem.timeline.covered(bell.id, day, period) for day, period in slots]
    return [frozenset(moments) for moments in periods if not problem.index.hits(away, moments, weeks)]


def unmatched(view: View) -> bool:
    """Whether a timetable has lessons and none of them belongs to a course: another's, in which no meeting is told."""
    return bool(view.lessons) and set(view.of_course) == {None}


def during(ctx: Context, lessons: Iterable[Start], meetings: Iterable[Start], weeks: Weeks) -> list[Literal]:
    """For each lesson that may get in the way: whether it is held while the meeting is."""
    met: dict[Moment, list[Start]] = defaultdict(list)
    for start in meetings:
        for moment in start.moments if start.weeks.meets(weeks) else ():
            met[moment].append(start)
    meeting: dict[tuple[tuple[Moment, ...], Weeks], Literal] = {}
    out = []
    for lesson in lessons:
        when = lesson.moments, lesson.weeks
        if when not in meeting:
            there = (s.literal for m in lesson.moments for s in met.get(m, ()) if s.weeks.meets(lesson.weeks))
            meeting[when] = ctx.any_of(there)
        if meeting[when] != FALSE:
            out.append(ctx.both(lesson.literal, meeting[when]))
    return out


def elsewhere(view: View, member: str, meetings: Iterable[Placed], weeks: Weeks) -> set[int]:
    """Positions of the member's other lessons that overlap the meeting in these weeks."""
    return {
        placed.at
        for there in meetings
        if there.lesson.weeks.meets(weeks)
        for placed in view.teacher_day(member, there.lesson.day, weeks)
        if placed.lesson.course != there.lesson.course
        and placed.lesson.weeks.meets(there.lesson.weeks)
        and not set(placed.moments).isdisjoint(there.moments)
    }
