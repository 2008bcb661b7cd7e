"""Which lessons to let go of together: those of people who share lessons, of two days, of what is broken."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from scheduler.domain.policy import Level
from scheduler.engine.context import ModelContext
from scheduler.rules.base import Key
from scheduler.rules.context import Literal

FEWEST, FIRST = 12, 50
"""How many courses are let go at least, and at first."""
AT_ONCE = 5
"""How many courses of one person come along at a time."""


class Neighbourhoods:
    """Draws courses; `resize` follows how easily the parts were solved."""

    def __init__(self, context: ModelContext, level: Level, random: Random) -> None:
        self.context = context
        self.random = random
        self.size = float(FIRST)
        index = context.index
        self.courses = [course.id for course in context.problem.courses if context.starts(course.id)]
        known = set(self.courses)
        people = (index.courses_of_teacher, index.courses_of_pupil)
        groups = dict.fromkeys(tuple(c.id for c in those if c.id in known) for of in people for those in of.values())
        self.people = [those for those in groups if len(those) > 1]
        self.of: dict[str, list[tuple[str, ...]]] = {course: [] for course in self.courses}
        for those in self.people:
            for course in those:
                self.of[course].append(those)
        self.measured = [
            (key, one.amount) for (_, key), one in context.measured.items() if one.level is level and one.amount.vars
        ]
        self._broken: tuple[Sequence[int], list[Key]] = ((), [])

    def resize(self, effort: float) -> None:
        """Follow what share of its time the last part took, 1 where that did not suffice."""
        factor = 1.15 if effort < 0.1 else 1.04 if effort < 0.4 else 1.0 if effort < 1 else 0.93
        self.size = min(max(float(FEWEST), self.size * factor), float(len(self.courses)))

    def draw(self, solution: Sequence[int]) -> list[Literal]:
        """Placements of the courses drawn."""
        way = self.random.choice((self._broken_ones, self._broken_ones, self._days, self._people))
        chosen = self._grown(dict.fromkeys(way(solution)))
        return [start.literal for course in chosen for start in self.context.starts(course)]

    def _people(self, solution: Sequence[int]) -> Sequence[str]:  # noqa: ARG002
        return self.random.choice(self.people) if self.people else self.random.sample(self.courses, 1)

    def _days(self, solution: Sequence[int]) -> list[str]:
        days = set(self.random.sample(list(self.context.days), min(2, len(self.context.days))))
        return self._standing(solution, days, self.courses)

    def _broken_ones(self, solution: Sequence[int]) -> list[str]:
        """Courses of whoever has an amount that could be less, on the days it speaks of first."""
        if self._broken[0] is not solution:
            self._broken = (solution, [key for key, amount in self.measured if amount.value(solution) > 0])
        if not self._broken[1]:
            return list(self._people(solution))
        key, index = self.random.choice(self._broken[1]), self.context.index
        days = {part for part in key[1:] if isinstance(part, int)} & set(self.context.days)
        out: list[str] = []
        for name in (part for part in key if isinstance(part, str)):
            if name in self.of:
                out.append(name)
            else:
                those = (*index.courses_of_teacher.get(name, ()), *index.courses_of_pupil.get(name, ()))
                mine = [course.id for course in those if course.id in self.of]
                out += self._standing(solution, days, mine) if days else mine
        return out or list(self._people(solution))

    def _standing(self, solution: Sequence[int], days: set[int], courses: Sequence[str]) -> list[str]:
        """Those of the courses with a lesson on one of the days, in any order."""
        found = [
            course
            for course in courses
            if any(solution[start.literal] and start.day in days for start in self.context.starts(course))
        ]
        self.random.shuffle(found)
        return found

    def _grown(self, chosen: dict[str, None]) -> list[str]:
        """As many courses as the size asks for: some of those drawn, and more of the people who have them."""
        wanted = min(int(self.size), len(self.courses))
        out = list(chosen)[:wanted]
        have = set(out)
        while len(out) < wanted:
            those = self.random.choice(self.of[self.random.choice(out)] or [tuple(self.courses)]) if out else ()
            more = [course for course in those if course not in have] or [
                course for course in self.random.sample(self.courses, 2) if course not in have
            ]
            for course in self.random.sample(more, min(len(more), AT_ONCE, wanted - len(out))):
                out.append(course)
                have.add(course)
        return out
