"""What every view of a timetable shares: lessons in words, which of them are locked, which wait for a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from scheduler.domain.problem import Problem
from scheduler.domain.text import Lang, Text
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.domain.view import View
from scheduler.io.timetable.grid import MARK, PARITY
from scheduler.io.timetable.names import Names
from scheduler.ui.grid.parking import due

Spot = tuple[str, tuple[str, ...], int, int]
"""Which lesson is meant: its course (its subject where it is of none), its pupils, day and period."""

PERIOD = Text("period {n}", "第{n}节")
PROTECTED = Text("protected subject, may not be taken over", "受保护学科，不得挤占")
LOCKED = Text("locked", "已锁定")
FIXED = Text("fixed by the school", "学校固定")
BLOCK = Text("{n} periods", "连堂 {n} 节")
MOST_NAMED = 3


def spot_of(lesson: Lesson) -> Spot:
    """What a lesson is told by."""
    return lesson.course or lesson.subject, lesson.sets, lesson.day, lesson.period


@dataclass(frozen=True)
class Table:
    """One timetable of one school on its way to the screen, in one language.

    Cards have ids: n and a lesson's position in the timetable, p and its position among those to be placed.
    """

    problem: Problem
    timetable: Timetable
    lang: Lang
    locked: frozenset[Spot] = frozenset()
    _said: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def view(self) -> View:
        """Indexes over the lessons placed."""
        return View(self.problem, self.timetable)

    @cached_property
    def names(self) -> Names:
        """Names as they are printed."""
        return Names(self.problem)

    @cached_property
    def parked(self) -> tuple[Lesson, ...]:
        """Lessons that stand nowhere yet, or were taken out."""
        return due(self.problem, self.timetable)

    def lesson(self, an_id: str) -> Lesson | None:
        """The lesson a card is about."""
        lessons = {"n": self.timetable.lessons, "p": self.parked}.get(an_id[:1], ())
        number = an_id[1:]
        return lessons[int(number)] if number.isdecimal() and int(number) < len(lessons) else None

    def sign(self, lesson: Lesson) -> str:
        """Why a lesson may not be moved: "lock" by the dean, "pin" by the school's file, or ""."""
        course = self.problem.index.courses.get(lesson.course or "")
        if course is not None and any((one.day, one.period) == (lesson.day, lesson.period) for one in course.fixed):
            return "pin"
        return "lock" if spot_of(lesson) in self.locked else ""

    def protected(self, lesson: Lesson) -> bool:
        """Whether the lesson may not be taken over."""
        known = self.problem.index.subjects.get(lesson.subject)
        return known is not None and known.protected

    # -- words -------------------------------------------------------------------------------------------

    def say(self, text: Text, **facts: object) -> str:
        """A text in the language of the page."""
        return (text.format(**facts) if facts else text).to(self.lang)

    def day(self, day: int) -> str:
        """A day's name."""
        return self.problem.index.day_name(day).to(self.lang)

    def time(self, day: int, period: int) -> str:
        """A day and period in words."""
        return f"{self.day(day)} {self.say(PERIOD, n=period)}"

    def subject(self, lesson: Lesson, *, short: bool = False) -> str:
        """The weeks and the subject as the pupils' grade calls it, marked where it is protected."""
        grade = self.problem.index.grade_of(lesson.sets[0]) if lesson.sets else None
        key = ("short" if short else "subject", f"{grade.id if grade else ''}:{lesson.subject}")
        if key not in self._said:
            name = self.names.subject(lesson.subject, short=short, grade=grade.id if grade else "")
            self._said[key] = f"{MARK if self.protected(lesson) else ''}{name}"
        return PARITY[lesson.weeks, self.lang] + self._said[key]

    def pupils(self, lesson: Lesson) -> str:
        """Classes and groups."""
        key = ("sets", "+".join(lesson.sets))
        if key not in self._said:
            self._said[key] = self.names.all_pupils(lesson.sets)
        return self._said[key]

    def teacher(self, an_id: str) -> str:
        """A teacher's name."""
        if ("teacher", an_id) not in self._said:
            self._said["teacher", an_id] = self.names.teacher(an_id)
        return self._said["teacher", an_id]

    def teachers(self, lesson: Lesson) -> str:
        """Teachers; of more than three the first and how many."""
        named = [self.teacher(one) for one in lesson.teachers]
        if len(named) > MOST_NAMED:
            return self.say(Text("{a} +{more}", "{a}等{n}人"), a=named[0], more=len(named) - 1, n=len(named))
        return "+".join(named)

    def rooms(self, lesson: Lesson) -> str:
        """@rooms, where they are not the class's own."""
        home = self.problem.index.class_of(lesson.sets[0]) if lesson.sets else None
        if not lesson.rooms or (home is not None and lesson.rooms == (home.room,)):
            return ""
        return "@" + "+".join(self.names.room(one) for one in lesson.rooms)

    def words(self, lesson: Lesson) -> str:
        """A lesson in one line: who, what, by whom, where."""
        subject = self.subject(lesson).replace(MARK, "")
        parts = (self.pupils(lesson), subject, self.teachers(lesson), self.rooms(lesson))
        return " ".join(part for part in parts if part)
