"""Who takes which lessons after a scenario, who else could, and when people could meet."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.answers import Block, Heir, Substitute
from scheduler.domain.curriculum import Course, CourseKind
from scheduler.domain.problem import Problem
from scheduler.domain.reassign import candidates, lessons_of
from scheduler.domain.scenario import MeetingAdded, MeetingMoved, Scenario, TeacherLeaves, TeacherReplaced
from scheduler.domain.text import Text
from scheduler.domain.time import Moment, Weeks
from scheduler.domain.timetable import Timetable
from scheduler.domain.view import Placed, View
from scheduler.services.load import School

MOST_SUBSTITUTES = 12
CLOSED = Text("outside some member's hours: {who}", "{who} 不在校或有安排")
FIXED = Text("a fixed lesson stands there: {what}", "有固定课：{what}")


def heirs(before: Problem, after: Problem) -> tuple[Heir, ...]:
    """Courses with pupils whose teachers are others now; those of classes that are new come last."""
    out = []
    for course in after.courses:
        old = before.index.courses.get(course.id)
        was = old.teachers if old is not None else ()
        if course.sets and course.kind is not CourseKind.MEETING and was != course.teachers:
            found = any(after.index.teachers[t].placeholder for t in course.teachers if t in after.index.teachers)
            out.append(Heir(course=course.id, periods=course.periods, before=was, after=course.teachers, open=found))
    return tuple(sorted(out, key=lambda one: not one.before))


def substitutes(school: School, base: Timetable | None, scenario: Scenario) -> tuple[Substitute, ...]:
    """Who might take the lessons of those who leave or are replaced: subject and grade first, then free time, load."""
    problem = school.problem
    gone = [p.teacher for p in scenario.patches if isinstance(p, TeacherLeaves | TeacherReplaced)]
    view = View(problem, base) if base is not None else None
    out: list[Substitute] = []
    for teacher in dict.fromkeys(t for t in gone if t in problem.index.teachers):
        grades = {g.id for c in lessons_of(problem, teacher) for s in c.sets if (g := problem.index.grade_of(s))}
        for one in candidates(problem, teacher):
            clashes = 0 if view is None else sum(_busy(view, one.teacher, p) for p in _held(view, teacher, one.courses))
            out.append(
                Substitute(
                    teacher=one.teacher,
                    courses=len(one.courses),
                    same_grade=bool(one.grades & grades),
                    load=one.load,
                    limit=one.limit,
                    clashes=clashes,
                )
            )
    out.sort(key=lambda s: (-s.courses, not s.same_grade, s.clashes, s.load))
    return tuple(out[:MOST_SUBSTITUTES])


def _held(view: View, teacher: str, courses: tuple[str, ...]) -> list[Placed]:
    return [placed for placed in view.of_teacher.get(teacher, ()) if placed.lesson.course in courses]


def _busy(view: View, teacher: str, placed: Placed) -> bool:
    """Whether a teacher has another lesson or is away when a lesson is held."""
    index = view.problem.index
    weeks = placed.lesson.weeks
    if index.hits(index.teachers[teacher].unavailable, placed.moments, weeks):
        return True
    mine = view.of_teacher.get(teacher, ())
    return any(p.lesson.weeks.meets(weeks) and not set(p.moments).isdisjoint(placed.moments) for p in mine)


def blocks(after: School, base: Timetable | None, scenario: Scenario) -> tuple[Block, ...]:
    """Where the meetings of a scenario could stand: fewest lessons to move first, the earliest of equals first."""
    problem = after.problem
    names = {p.id for p in scenario.patches if isinstance(p, MeetingAdded)}
    names |= {p.meeting for p in scenario.patches if isinstance(p, MeetingMoved)}
    meetings = [c for c in problem.courses if c.id in names]
    if not meetings or base is None:
        return ()
    return tuple(
        sorted(_blocks(problem, base, meetings), key=lambda b: (b.blocked is not None, b.lessons, b.day, b.period))
    )


def _blocks(problem: Problem, base: Timetable, meetings: list[Course]) -> Iterator[Block]:
    index = problem.index
    view = View(problem, base)
    people = tuple(dict.fromkeys(t for course in meetings for t in course.teachers))
    bell = index.bells[index.course_bell(meetings[0])]
    length = max(course.lengths[-1] for course in meetings)
    own = {course.id for course in meetings}
    for day in bell.teaching_days:
        for period in range(1, bell.periods(day) - length + 2):
            moments = problem.timeline.covered(bell.id, day, period, length)
            if period <= bell.mornings[day - 1] < period + length - 1:
                continue  # no meeting across noon
            lessons = {p.at: p for t in people for p in view.of_teacher.get(t, ()) if _overlaps(p, moments)}
            stand = [p for p in lessons.values() if p.lesson.course not in own]
            yield Block(day=day, period=period, lessons=len(stand), blocked=_blocked(problem, people, moments, stand))


def _overlaps(placed: Placed, moments: tuple[Moment, ...]) -> bool:
    return not set(placed.moments).isdisjoint(moments)


def _blocked(
    problem: Problem, people: tuple[str, ...], moments: tuple[Moment, ...], stand: list[Placed]
) -> Text | None:
    """Why nobody can meet then: somebody is away, or a lesson that is fixed stands there."""
    index = problem.index
    away = [t for t in people if index.hits(index.teachers[t].unavailable, moments, Weeks.ALL)]
    if away:
        named = [index.title(t) for t in away[:3]]
        return CLOSED.format(who=Text(", ".join(named), "、".join(named)))
    for placed in stand:
        course = index.courses.get(placed.lesson.course or "")
        if course is not None and any(
            (f.day, f.period) == (placed.lesson.day, placed.lesson.period) for f in course.fixed
        ):
            return FIXED.format(what=index.title(course.id))
    return None
