"""The timetable as a grid: which lessons stand in the cell of a class, day and period, and what is written there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from scheduler.domain.problem import Problem
from scheduler.domain.text import Lang
from scheduler.domain.time import Weeks
from scheduler.domain.timetable import Lesson, Timetable
from scheduler.domain.view import View
from scheduler.io.timetable.names import Names

Cell = tuple[str, int, int]
"""(class, day, period of the class's own bell schedule)."""

MARK = "●"
"""Stands before a protected subject."""

PARITY: dict[tuple[Weeks, Lang], str] = {
    (Weeks.ALL, "zh"): "",
    (Weeks.ALL, "en"): "",
    (Weeks.ODD, "zh"): "单:",
    (Weeks.EVEN, "zh"): "双:",
    (Weeks.ODD, "en"): "Odd:",
    (Weeks.EVEN, "en"): "Even:",
}
_ORDER = {Weeks.ALL: 0, Weeks.ODD: 1, Weeks.EVEN: 2}


def class_cells(problem: Problem, timetable: Timetable) -> dict[Cell, list[int]]:
    """Lessons (their places in the timetable) in each cell; pull-outs, which leave the class free, are left out."""
    index, view = problem.index, View(problem, timetable)
    out: dict[Cell, list[int]] = defaultdict(list)
    for placed in view.lessons:
        lesson = placed.lesson
        found = [index.class_of(leaf) for leaf in placed.leaves]
        for home in dict.fromkeys(one.id for one in found if one is not None):
            bell = index.bell_of_pupil(home).id
            if placed.bell == bell or placed.off_grid:
                periods: Iterable[int] = range(lesson.period, lesson.period + lesson.duration)
            else:
                periods = view.home_periods(bell, placed.moments)
            for period in periods:
                out[home, lesson.day, period].append(placed.at)
    return dict(out)


class Writer:
    """Writes cells in one language, with short or full names of subjects."""

    def __init__(self, names: Names, lang: Lang, *, short: bool, groups: int = 3) -> None:
        self.names = names
        self.lang = lang
        self.short = short
        self.groups = groups

    def cell(self, home: str, lessons: Sequence[Lesson]) -> str:
        """What the cell of a class says: subject, teacher and foreign room below each other, or a line per lesson."""
        if not lessons:
            return ""
        lessons = sorted(lessons, key=lambda one: (_ORDER[one.weeks], one.sets, one.subject))
        if len(lessons) > self.groups and len({one.subject for one in lessons}) == 1:
            several = f"{len(lessons)}个组" if self.lang == "zh" else f"{len(lessons)} groups"
            return f"{self.subject(home, lessons[0].subject)}\n{several}"
        if len(lessons) == 1:
            return "\n".join(self.parts(home, lessons[0]))
        return "\n".join(" ".join(self.parts(home, one)) for one in lessons)

    def parts(self, home: str, lesson: Lesson) -> list[str]:
        """Subject with its marks, teachers, room."""
        first = self.label(home, lesson) + PARITY[lesson.weeks, self.lang] + self.subject(home, lesson.subject)
        out = [first]
        if lesson.teachers:
            out.append(self.teachers(lesson))
        if room := self.room(home, lesson):
            out.append(f"@{room}")
        return out

    def teachers(self, lesson: Lesson) -> str:
        """The teachers; of more than three the first and how many."""
        named = [self.names.teacher(one) for one in lesson.teachers]
        if len(named) > 3:
            return f"{named[0]}等{len(named)}人" if self.lang == "zh" else f"{named[0]} +{len(named) - 1} more"
        return "+".join(named)

    def subject(self, home: str, subject: str) -> str:
        """The subject's name, marked where it is protected."""
        index = self.names.problem.index
        known = index.classes.get(home)
        name = self.names.subject(subject, short=self.short, grade=known.grade if known else "")
        protected = subject in index.subjects and index.subjects[subject].protected
        return f"{MARK}{name}" if protected else name

    def label(self, home: str, lesson: Lesson) -> str:
        """[pupils] where they are not just the class itself."""
        if lesson.sets == (home,):
            return ""
        leaves = self.names.problem.index.leaves
        if set(leaves(lesson.sets)) == set(leaves((home,))) and home in lesson.sets:
            return ""
        return f"[{self.names.all_pupils(lesson.sets)}]"

    def room(self, home: str, lesson: Lesson) -> str:
        """The rooms, where they are not the class's own."""
        known = self.names.problem.index.classes.get(home)
        own = known.room if known else ""
        return "+".join(self.names.room(one) for one in lesson.rooms) if lesson.rooms != (own,) else ""
