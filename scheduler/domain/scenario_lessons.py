"""Changes of a scenario about lessons: hours of a course, plan of a grade, a lesson pinned, a class added."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from scheduler.domain.base import Id
from scheduler.domain.copied_class import cannot_copy, with_copy
from scheduler.domain.curriculum import FixedLesson, Part, PlanRow
from scheduler.domain.fitted import cannot_fit, fitted
from scheduler.domain.scenario_base import Change, Claim, Wrong, put, taken, unknown
from scheduler.domain.text import Text

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem


class CourseParts(Change):
    """A course has other lessons a week."""

    kind: Literal["course_parts"] = "course_parts"
    course: Id
    parts: tuple[Part, ...] = Field(min_length=1)

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from unknown("course", "course", self.course, problem.index.courses)

    def applied(self, problem: Problem) -> Problem:
        old = problem.index.courses[self.course]
        return problem.model_copy(
            update={"courses": put(problem.courses, old, old.model_copy(update={"parts": self.parts}))}
        )

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (("hours of", self.course),)


class LessonFixed(Change):
    """A lesson of a course is fixed to a time."""

    kind: Literal["lesson_fixed"] = "lesson_fixed"
    course: Id
    at: FixedLesson

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from unknown("course", "course", self.course, problem.index.courses)

    def applied(self, problem: Problem) -> Problem:
        old = problem.index.courses[self.course]
        fixed = old.model_copy(update={"fixed": (*old.fixed, self.at)})
        return problem.model_copy(update={"courses": put(problem.courses, old, fixed)})

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (("lesson of", self.course, str(self.at.day), str(self.at.period)),)


class PlanChanged(Change):
    """The plan of some grades gives a subject other weekly periods; the classes' courses follow.

    `even` is needed where odd and even weeks differ. Lessons that are new go to `by` (each class's own class teacher
    with `class_teachers`), else to whoever teaches the subject there already; without anyone a placeholder stands.
    A subject the school does not have yet is described as `like` another; `counted_in` says which row pays for it.
    With `filed` whoever is in charge has approved: the filed plan changes too.
    """

    kind: Literal["plan_changed"] = "plan_changed"
    grades: tuple[Id, ...] = Field(min_length=1)
    subject: Id
    periods: int = Field(ge=0, le=60)
    even: int | None = Field(None, ge=0, le=60)
    by: str = ""
    class_teachers: bool = False
    room: str | None = None
    counted_in: str | None = None
    like: str = ""
    filed: bool = False

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        index = problem.index
        for grade in self.grades:
            yield from unknown("grades", "grade", grade, index.grades)
        if self.by:
            yield from unknown("by", "teacher", self.by, index.teachers)
        if self.by and self.class_teachers:
            both = Text("either one teacher or the class teachers", "“教师”与“由班主任任教”只能选一个")
            yield Wrong("by", both)
        yield from unknown(
            "subject", "subject", self.subject, {*index.subjects, *((self.subject,) if self.like else ())}
        )
        for field, word, known in (
            ("like", self.like, set(index.subjects)),
            ("counted_in", self.counted_in, set(index.subjects)),
        ):
            if word:
                yield from unknown(field, "subject", word, known)
        if self.room:
            yield from unknown("room", "pool", self.room, {*index.rooms, *index.pools})
        for grade in self.grades:
            for told in cannot_fit(problem, grade, self.subject, self.periods, self._even):
                yield Wrong("subject", told, Text("change the courses one by one", "请用 course_parts 逐门课程修改"))

    @property
    def _even(self) -> int:
        return self.periods if self.even is None else self.even

    def applied(self, problem: Problem) -> Problem:
        index = problem.index
        if self.subject not in index.subjects and self.like in index.subjects:
            new = index.subjects[self.like].model_copy(
                update={"id": self.subject, "name": self.subject, "short": "", "aliases": ()}
            )
            problem = problem.model_copy(update={"subjects": (*problem.subjects, new)})
        for grade in self.grades:
            row = self._row(problem, grade)
            changed: dict[str, object] = {"plan": _with_row(problem.plan, row)}
            if self.filed and problem.filed_plan is not None:
                changed["filed_plan"] = _with_row(problem.filed_plan, row)
            problem = problem.model_copy(update=changed)
            problem = fitted(problem, row, self.by, class_teachers=self.class_teachers)
        return problem

    def _row(self, problem: Problem, grade: str) -> PlanRow:
        old = next((r for r in problem.plan if r.grade == grade and r.subject == self.subject), None)
        alike = next((r for r in problem.plan if r.grade == grade and r.subject == self.like), None)
        base = old or PlanRow(grade=grade, subject=self.subject, odd=0, even=0)
        if old is None and alike is not None:
            base = base.model_copy(update={"room": alike.room, "room_strict": alike.room_strict})
        facts: dict[str, object] = {"odd": self.periods, "even": self._even}
        facts["doubles"] = min(base.doubles, min(self.periods, self._even) // 2)
        facts |= {"room": self.room} if self.room is not None else {}
        facts |= {"counted_in": self.counted_in} if self.counted_in is not None else {}
        return base.model_copy(update=facts)

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(("plan of", grade, self.subject) for grade in self.grades)

    @property
    def needs(self) -> tuple[Claim, ...]:
        return (("teacher", self.by),) if self.by else ()


def _with_row(plan: tuple[PlanRow, ...], row: PlanRow) -> tuple[PlanRow, ...]:
    """A plan with one row in its place; without it where it has no periods."""
    same = [n for n, r in enumerate(plan) if (r.grade, r.subject) == (row.grade, row.subject)]
    rest = [r for n, r in enumerate(plan) if n not in same]
    at = same[0] if same else len(rest)
    kept = [row] if row.odd or row.even else []
    return (*rest[:at], *kept, *rest[at:])


class ClassAdded(Change):
    """A class more: the plan and the lessons of another one, with teachers and a room of its own.

    `teachers` says who teaches which subject (new names are new people); where nobody is named a placeholder stands
    for the person to be found. A `room` the school does not have is added; without one the class has no home room
    where its model has none.
    """

    kind: Literal["class_added"] = "class_added"
    id: Id
    like: Id
    size: int = Field(0, ge=0, le=1000)
    class_teacher: str = ""
    room: str = ""
    teachers: dict[Id, Id] = Field(default_factory=dict)

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        index = problem.index
        yield from taken("id", "class", self.id, {*index.classes, *index.groups, *index.pupils})
        yield from unknown("like", "class", self.like, index.classes)
        for subject in self.teachers:
            yield from unknown("teachers", "subject", subject, index.subjects)
        for told in cannot_copy(problem, self.like):
            yield Wrong("like", told, Text("take another class as the model", "请以另一个班为样板"))

    def applied(self, problem: Problem) -> Problem:
        return with_copy(
            problem,
            self.like,
            self.id,
            size=self.size,
            class_teacher=self.class_teacher,
            room=self.room,
            teachers=self.teachers,
        )

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (("class", self.id),)

    @property
    def needs(self) -> tuple[Claim, ...]:
        return tuple(("teacher", name) for name in {self.class_teacher, *self.teachers.values()} if name)
