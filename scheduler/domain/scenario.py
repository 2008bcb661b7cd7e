"""What if: a scenario is a named list of typed changes to a school; applying one gives a new school."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from scheduler.domain.base import Id, Name, Value
from scheduler.domain.curriculum import Course, FixedLesson, Part
from scheduler.domain.policy import RuleSetting
from scheduler.domain.problem import Problem
from scheduler.domain.school import Teacher
from scheduler.domain.text import Fault, FaultyInput, Text
from scheduler.domain.time import BellSchedule, TimeRange


class TeacherAway(Value):
    """A teacher cannot teach at these times, besides those already known."""

    kind: Literal["teacher_away"] = "teacher_away"
    teacher: Id
    times: tuple[TimeRange, ...] = Field(min_length=1)


class TeacherReplaced(Value):
    """Another teacher (added where unknown) takes all courses of a teacher, or the named ones."""

    kind: Literal["teacher_replaced"] = "teacher_replaced"
    teacher: Id
    by: Id
    courses: tuple[Id, ...] = ()


class RoomClosed(Value):
    """A room is closed at these times."""

    kind: Literal["room_closed"] = "room_closed"
    room: Id
    times: tuple[TimeRange, ...] = Field(min_length=1)


class RoomPlaces(Value):
    """A room holds another number of lessons at once."""

    kind: Literal["room_places"] = "room_places"
    room: Id
    places: int = Field(ge=0, le=200)


class CourseParts(Value):
    """A course has other lessons a week."""

    kind: Literal["course_parts"] = "course_parts"
    course: Id
    parts: tuple[Part, ...] = Field(min_length=1)


class LessonFixed(Value):
    """A lesson of a course is fixed to a time."""

    kind: Literal["lesson_fixed"] = "lesson_fixed"
    course: Id
    at: FixedLesson


class RuleChanged(Value):
    """A rule instance is set, replaced or (with `off`) dropped."""

    kind: Literal["rule_changed"] = "rule_changed"
    setting: RuleSetting


class BellsChanged(Value):
    """A bell schedule is replaced by another of the same id."""

    kind: Literal["bells_changed"] = "bells_changed"
    bell: BellSchedule


Patch = Annotated[
    TeacherAway | TeacherReplaced | RoomClosed | RoomPlaces | CourseParts | LessonFixed | RuleChanged | BellsChanged,
    Field(discriminator="kind"),
]


class Scenario(Value):
    """A named list of changes, made in order."""

    name: Name = ""
    patches: tuple[Patch, ...] = Field(max_length=1000)


Named = TypeVar("Named", bound=Value)


def apply(problem: Problem, scenario: Scenario) -> Problem:
    """The school after the changes; the school given stays as it is.

    Raises:
        FaultyInput: naming every change that speaks of something the school does not have.
    """
    faults = [fault for number, patch in enumerate(scenario.patches) for fault in _unknown(problem, patch, number)]
    if faults:
        raise FaultyInput(faults)
    for patch in scenario.patches:
        problem = _apply(problem, patch)
    return problem


def _apply(problem: Problem, patch: Patch) -> Problem:
    match patch:
        case TeacherAway(teacher=teacher, times=times):
            found = problem.index.teachers[teacher]
            changed = found.model_copy(update={"unavailable": (*found.unavailable, *times)})
            return problem.model_copy(update={"teachers": _with(problem.teachers, found, changed)})
        case TeacherReplaced(teacher=teacher, by=by, courses=courses):
            known = by in problem.index.teachers
            teachers = problem.teachers if known else (*problem.teachers, Teacher(id=by, name=by))
            new = tuple(c if courses and c.id not in courses else _by(c, teacher, by) for c in problem.courses)
            return problem.model_copy(update={"teachers": teachers, "courses": new})
        case RoomClosed(room=room, times=times):
            place = problem.index.rooms[room]
            closed = place.model_copy(update={"unavailable": (*place.unavailable, *times)})
            return problem.model_copy(update={"rooms": _with(problem.rooms, place, closed)})
        case RoomPlaces(room=room, places=places):
            place = problem.index.rooms[room]
            return problem.model_copy(
                update={"rooms": _with(problem.rooms, place, place.model_copy(update={"places": places}))}
            )
        case CourseParts(course=course, parts=parts):
            old = problem.index.courses[course]
            return problem.model_copy(
                update={"courses": _with(problem.courses, old, old.model_copy(update={"parts": parts}))}
            )
        case LessonFixed(course=course, at=at):
            old = problem.index.courses[course]
            fixed = old.model_copy(update={"fixed": (*old.fixed, at)})
            return problem.model_copy(update={"courses": _with(problem.courses, old, fixed)})
        case RuleChanged(setting=setting):
            name = (setting.id, setting.instance)
            rest = tuple(r for r in problem.rules if (r.id, r.instance) != name)
            return problem.model_copy(update={"rules": (*rest, setting)})
        case BellsChanged(bell=bell):
            before = problem.index.bells[bell.id]
            return problem.model_copy(update={"bells": _with(problem.bells, before, bell)})


def _by(course: Course, teacher: str, by: str) -> Course:
    """A course with one teacher in another's stead, now and in later weeks."""

    def put(teachers: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(by if t == teacher else t for t in teachers))

    later = tuple(one.model_copy(update={"teachers": put(one.teachers)}) for one in course.later)
    return course.model_copy(update={"teachers": put(course.teachers), "later": later})


def _with(values: tuple[Named, ...], old: Named, new: Named) -> tuple[Named, ...]:
    return tuple(new if value is old else value for value in values)


def _unknown(problem: Problem, patch: Patch, number: int) -> Iterable[Fault]:
    index = problem.index
    named: list[tuple[str, str, Iterable[str]]] = []
    match patch:
        case TeacherAway(teacher=teacher):
            named.append(("teacher", teacher, index.teachers))
        case TeacherReplaced(teacher=teacher, courses=courses):
            named.append(("teacher", teacher, index.teachers))
            named += [("courses", course, index.courses) for course in courses]
        case RoomClosed(room=room) | RoomPlaces(room=room):
            named.append(("room", room, index.rooms))
        case CourseParts(course=course) | LessonFixed(course=course):
            named.append(("course", course, index.courses))
        case BellsChanged(bell=bell):
            named.append(("bell", bell.id, index.bells))
        case RuleChanged():
            pass
    for field, name, known in named:
        if name not in known:
            yield Fault(
                where=f"patches[{number}].{field}",
                wrong=Text(f"the school has no {field} “{name}”", f"学校里没有“{name}”"),
                right=Text("use an id of the school", "请写学校文件里的名称"),
            )
