"""Names on sheets: how an id is printed so that it reads back, and whom a written name may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scheduler.domain.problem import Problem
from scheduler.io.workbook.names import class_numbers
from scheduler.io.workbook.plain import key
from scheduler.io.workbook.subjects import token_of

NUMERALS = "一二三四五六七八九十"


def clean(text: str) -> str:
    """A name on one line."""
    return " ".join(text.split())


def number(text: str) -> int | None:
    """A number written in digits or in Chinese up to 19."""
    text = key(text)
    if re.fullmatch(r"\d{1,3}", text):
        return int(text)
    if text and all(char in NUMERALS for char in text):
        if len(text) == 1:
            return NUMERALS.index(text) + 1
        if len(text) == 2 and text[0] == "十":
            return 10 + NUMERALS.index(text[1]) + 1
    return None


class NameBook:
    """Names of one kind of thing. An id wins over a name, a name over an alias; a name of two things finds both."""

    def __init__(self, things: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> None:
        tiers: tuple[dict[str, set[str]], ...] = ({}, {}, {})
        for an_id, names, aliases in things:
            for tier, words in zip(tiers, ((an_id,), names, aliases), strict=True):
                for word in words:
                    if key(word):
                        tier.setdefault(key(word), set()).add(an_id)
        self._tiers = tiers

    def find(self, text: str) -> tuple[str, ...]:
        """Every id the text may mean: none, one, or several where the name is not unique."""
        wanted = key(text)
        for tier in self._tiers:
            if wanted in tier:
                return tuple(sorted(tier[wanted]))
        return ()

    def only(self, text: str) -> str | None:
        """The one id the text means."""
        found = self.find(text)
        return found[0] if len(found) == 1 else None

    def printed(self, an_id: str, *names: str) -> str:
        """The first of some names that reads back as this id, else name(id), else the id."""
        for name in (*names, f"{names[0]}({an_id})" if names else an_id):
            if name and not set("+\n\r@") & set(name) and self.find(name) == (an_id,):
                return clean(name)
        return an_id


class Names:
    """The name books of one school."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        index = problem.index
        titles: dict[str, set[str]] = {}
        for row in (*problem.plan, *(problem.filed_plan or ())):
            if row.title:
                titles.setdefault(row.subject, set()).add(row.title)
        self.plan_titles = {(row.grade, row.subject): row.title for row in problem.plan if row.title}

        def named(an_id: str, name: str, *more: str) -> tuple[str, ...]:
            return (name, index.title(an_id), f"{name or an_id}({an_id})", *more)

        self.teachers = NameBook(
            (t.id, named(t.id, t.name, f"{t.name}({t.staff_no})" if t.staff_no else ""), (*t.aliases, t.staff_no))
            for t in problem.teachers
        )
        self.rooms = NameBook((r.id, named(r.id, r.name), ()) for r in problem.rooms)
        self.subjects = NameBook(
            (s.id, named(s.id, s.name), (s.short, *s.aliases, *sorted(titles.get(s.id, ())))) for s in problem.subjects
        )
        pupils = {leaf: (leaf, (leaf,), ()) for leaf in index.pupils}
        self.sets = NameBook(
            {
                **pupils,
                **{g.id: (g.id, named(g.id, g.name), ()) for g in problem.groups},
                **{c.id: (c.id, named(c.id, c.name), (*c.aliases, f"{c.name or c.id}班")) for c in problem.classes},
            }.values()
        )
        self._grades: dict[tuple[str, ...], str] = {}
        for grade in problem.grades:
            whole = tuple(c.id for c in problem.classes if c.grade == grade.id)
            if not self.sets.find(grade.name or grade.id):
                self._grades[whole] = grade.name or grade.id
        self._usual: dict[object, set[str]] = {}
        for s in problem.subjects:
            if (token := token_of(s.name or s.id)) is not None:
                self._usual.setdefault(token, set()).add(s.id)
        self._numbered: dict[tuple[int, int], set[str]] = {}
        for c in problem.classes:
            for word in (c.id, c.name, *c.aliases):
                if (numbered := class_numbers(word)) is not None:
                    self._numbered.setdefault(numbered, set()).add(c.id)

    # -- printing ----------------------------------------------------------------------------------------

    def teacher(self, an_id: str) -> str:
        """A teacher's name, with the staff number where it is not unique."""
        known = self.problem.index.teachers.get(an_id)
        return self.teachers.printed(an_id, self.problem.index.title(an_id), known.name if known else "")

    def room(self, an_id: str) -> str:
        """A room's name."""
        return self.rooms.printed(an_id, self.problem.index.title(an_id))

    def subject(self, an_id: str, *, short: bool = False, grade: str = "") -> str:
        """A subject's name, its short form, or the name the plan prints for a grade."""
        known = self.problem.index.subjects.get(an_id)
        first = self.plan_titles.get((grade, an_id), "")
        if short and known is not None:
            first = known.short
        return self.subjects.printed(an_id, *(name for name in (first, self.problem.index.title(an_id)) if name))

    def pupils(self, an_id: str) -> str:
        """The name of a class, group or leaf."""
        return self.sets.printed(an_id, self.problem.index.title(an_id))

    def all_pupils(self, sets: tuple[str, ...]) -> str:
        """Classes and groups joined by +; every class of a grade is the grade."""
        if len(sets) > 1 and sets in self._grades:
            return self._grades[sets]
        return "+".join(self.pupils(one) for one in sets)

    # -- finding -----------------------------------------------------------------------------------------

    def find_subject(self, text: str) -> tuple[str, ...]:
        """Subjects a text may mean: as the school writes it, else by the usual short forms."""
        if found := self.subjects.find(text):
            return found
        token = token_of(text)
        return tuple(sorted(self._usual.get(token, ()))) if token is not None else ()

    def find_grade(self, text: str) -> tuple[str, ...]:
        """All classes of the grade a text names."""
        return next((sets for sets, name in self._grades.items() if key(name) == key(text)), ())

    def find_set(self, text: str) -> tuple[str, ...]:
        """Classes or groups a text may mean."""
        if found := self.sets.find(text):
            return found
        numbered = class_numbers(text)
        return tuple(sorted(self._numbered.get(numbered, ()))) if numbered is not None else ()
