"""Changes of a scenario about teachers: away, part-time, replaced, gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from scheduler.domain.base import Id
from scheduler.domain.curriculum import Course
from scheduler.domain.reassign import NORM, candidates, handed_over
from scheduler.domain.scenario_base import Change, Claim, Wrong, put, unknown
from scheduler.domain.school import Teacher
from scheduler.domain.text import Text
from scheduler.domain.time import TimeRange

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem


class TeacherAway(Change):
    """A teacher cannot teach at these times, besides those already known."""

    kind: Literal["teacher_away"] = "teacher_away"
    teacher: Id
    times: tuple[TimeRange, ...] = Field(min_length=1)

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from unknown("teacher", "teacher", self.teacher, problem.index.teachers)

    def applied(self, problem: Problem) -> Problem:
        return away(problem, self.teacher, self.times)

    @property
    def needs(self) -> tuple[Claim, ...]:
        return (("teacher", self.teacher),)


class TeacherDays(Change):
    """A teacher comes on these days only (part-time); days are numbered from 1."""

    kind: Literal["teacher_days"] = "teacher_days"
    teacher: Id
    days: tuple[int, ...] = Field(min_length=1)
    reason: str = Field("", max_length=200)

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from unknown("teacher", "teacher", self.teacher, problem.index.teachers)
        last = len(problem.day_names)
        for day in self.days:
            if not 1 <= day <= last:
                told = Text(f"the school has no day {day}", f"没有第 {day} 天")
                yield Wrong("days", told, Text(f"days go from 1 to {last}", f"上课日为 1 至 {last}"))

    def applied(self, problem: Problem) -> Problem:
        others = [day for day in range(1, len(problem.day_names) + 1) if day not in self.days]
        return away(problem, self.teacher, tuple(TimeRange(day=day, reason=self.reason) for day in others))

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (("days of", self.teacher),)

    @property
    def needs(self) -> tuple[Claim, ...]:
        return (("teacher", self.teacher),)


class TeacherReplaced(Change):
    """Another teacher (added where unknown) takes all courses of a teacher, or the named ones."""

    kind: Literal["teacher_replaced"] = "teacher_replaced"
    teacher: Id
    by: Id
    courses: tuple[Id, ...] = ()

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        index = problem.index
        yield from unknown("teacher", "teacher", self.teacher, index.teachers)
        if self.by == self.teacher:
            yield Wrong("by", Text("replaces nobody but himself", "接任的就是本人"), Text("name another", "请写另一位"))
        for course in self.courses:
            yield from unknown("courses", "course", course, index.courses)
            if course in index.courses and self.teacher not in index.courses[course].teachers:
                told = Text(f"{self.teacher} does not teach {course}", f"{self.teacher} 不教 {course}")
                yield Wrong("courses", told)

    def applied(self, problem: Problem) -> Problem:
        subjects = dict.fromkeys(c.subject for c in problem.courses if self.teacher in c.teachers and c.sets)
        known = self.by in problem.index.teachers
        teachers = (*problem.teachers, *(() if known else (Teacher(id=self.by, name=self.by, subjects=(*subjects,)),)))
        chosen = set(self.courses)
        courses = tuple(
            c if chosen and c.id not in chosen else with_teacher(c, self.teacher, self.by) for c in problem.courses
        )
        changed: dict[str, object] = {"teachers": teachers, "courses": courses}
        if not chosen:
            changed |= heads_and_groups(problem, self.teacher, self.by)
        return problem.model_copy(update=changed)

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(("lessons of", self.teacher, course) for course in self.courses or ("",))

    @property
    def ends(self) -> tuple[Claim, ...]:
        return () if self.courses else (("teacher", self.teacher),)

    @property
    def needs(self) -> tuple[Claim, ...]:
        return (("teacher", self.by),)


class TeacherLeaves(Change):
    """A teacher leaves; colleagues take the lessons as far as their weekly loads and subjects let them.

    `by` narrows who may take over; `most` are weekly periods nobody exceeds who has no limit of his own. What nobody
    may take has no teacher then, and a placeholder stands for the person to be found.
    """

    kind: Literal["teacher_leaves"] = "teacher_leaves"
    teacher: Id
    by: tuple[Id, ...] = ()
    most: int = Field(NORM, ge=1, le=60)

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        known = problem.index.teachers
        yield from unknown("teacher", "teacher", self.teacher, known)
        for name in self.by:
            yield from unknown("by", "teacher", name, known)
            if name == self.teacher:
                yield Wrong("by", Text(f"{name} is the one who leaves", f"{name} 就是离开的人"))

    def applied(self, problem: Problem) -> Problem:
        given = handed_over(problem, self.teacher, candidates(problem, self.teacher, self.by), self.most)
        courses = tuple(
            with_teacher(c, self.teacher, given.get(c.id, "")) if self.teacher in c.teachers else c
            for c in problem.courses
        )
        courses = tuple(c for c in courses if c.sets or c.teachers or c.unstaffed)  # a meeting of nobody
        heirs = [name for name in given.values() if name]
        heir = max(heirs, key=heirs.count, default="")
        return problem.model_copy(update={"courses": courses, **heads_and_groups(problem, self.teacher, heir)})

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (("lessons of", self.teacher, ""),)

    @property
    def ends(self) -> tuple[Claim, ...]:
        return (("teacher", self.teacher),)

    @property
    def needs(self) -> tuple[Claim, ...]:
        return tuple(("teacher", name) for name in self.by)


def away(problem: Problem, teacher: str, times: tuple[TimeRange, ...]) -> Problem:
    """The school with a teacher away at more times."""
    found = problem.index.teachers[teacher]
    changed = found.model_copy(update={"unavailable": (*found.unavailable, *times)})
    return problem.model_copy(update={"teachers": put(problem.teachers, found, changed)})


def with_teacher(course: Course, teacher: str, by: str) -> Course:
    """A course with one teacher in another's stead (in nobody's where `by` is empty), now and in later weeks."""

    def named(teachers: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for t in teachers if (one := by if t == teacher else t)))

    later = tuple(one.model_copy(update={"teachers": named(one.teachers)}) for one in course.later)
    later = tuple(one for one in later if one.teachers)
    return course.model_copy(update={"teachers": named(course.teachers), "later": later})


def heads_and_groups(problem: Problem, teacher: str, by: str) -> dict[str, object]:
    """Classes with another class teacher, groups with another member."""
    classes = tuple(
        c.model_copy(update={"class_teacher": by}) if c.class_teacher == teacher else c for c in problem.classes
    )

    def named(members: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for m in members if (one := by if m == teacher else m)))

    groups = tuple(
        g.model_copy(update={"members": named(g.members), "exempt": named(g.exempt)}) for g in problem.teacher_groups
    )
    return {"classes": classes, "teacher_groups": groups}
