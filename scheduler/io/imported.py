"""What reading a school gives: the problem, what was assumed or left out, and how far 分课 has come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.curriculum import CourseKind
from scheduler.domain.problem import Problem
from scheduler.domain.text import Lang, Text


class NoteKind(StrEnum):
    """Why something is worth a note."""

    ASSUMED = "assumed"
    LEFT_OUT = "left_out"
    READ_AS = "read_as"


NOTE_NAMES = {
    NoteKind.ASSUMED: Text("default", "默认"),
    NoteKind.LEFT_OUT: Text("not stored", "未采用"),
    NoteKind.READ_AS: Text("read as", "读作"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """Something assumed, left out or understood while reading; never a fault."""

    kind: NoteKind
    text: Text
    sheet: str = ""
    cell: str = ""

    def to(self, lang: Lang) -> str:
        """The note as one line."""
        place = "!".join(p for p in (self.sheet, self.cell) if p)
        start = f"{NOTE_NAMES[self.kind].to(lang)}: " if lang == "en" else f"{NOTE_NAMES[self.kind].zh}："
        return f"{start}{self.text.to(lang)}" + (f" [{place}]" if place else "")


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A course that has no teacher yet."""

    course: str
    sets: tuple[str, ...]
    subject: str
    periods: int


@dataclass(frozen=True, slots=True)
class TeacherLoad:
    """A teacher's week as assigned: lessons, lessons after weighting in percent, classes, and subject × grade heads."""

    teacher: str
    periods: int
    weighted: int
    classes: int
    heads: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far 分课 has come: courses with pupils, those without a teacher, loads, and placeholder persons."""

    courses: int
    unassigned: tuple[Unassigned, ...]
    loads: tuple[TeacherLoad, ...]
    placeholders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """A school as read. Nothing of the input is dropped without a note."""

    problem: Problem
    notes: tuple[Note, ...]
    progress: Progress


def progress_of(problem: Problem) -> Progress:
    """Progress of any problem; odd-week and even-week lessons count half, rounded up."""
    taught = [c for c in problem.courses if c.kind is not CourseKind.MEETING]
    index = problem.index
    halves: Counter[str] = Counter()
    weighted: Counter[str] = Counter()
    classes: dict[str, set[str]] = {}
    heads: dict[str, set[tuple[str, str]]] = {}
    for course in taught:
        size = course.periods * (2 if course.weeks == "all" else 1)
        subject = index.subjects.get(course.subject)
        homes = [home for leaf in index.leaves(course.sets) if (home := index.class_of(leaf)) is not None]
        for teacher in course.teachers:
            halves[teacher] += size
            weighted[teacher] += size * (subject.factor if subject else 100)
            classes.setdefault(teacher, set()).update(home.id for home in homes)
            heads.setdefault(teacher, set()).update((course.subject, home.grade) for home in homes)
    return Progress(
        courses=len(taught),
        unassigned=tuple(Unassigned(c.id, c.sets, c.subject, c.periods) for c in taught if not c.teachers),
        loads=tuple(
            TeacherLoad(
                teacher=t.id,
                periods=-(-halves[t.id] // 2),
                weighted=-(-weighted[t.id] // 2),
                classes=len(classes.get(t.id, ())),
                heads=len(heads.get(t.id, ())),
            )
            for t in problem.teachers
        ),
        placeholders=tuple(t.id for t in problem.teachers if t.placeholder),
    )
