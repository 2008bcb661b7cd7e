"""Which rules a school keeps, how strictly, for whom, and on whose word."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Any

from pydantic import Field

from scheduler.domain.base import Id, Name, Value


class Level(StrEnum):
    """Hard rules are kept; relaxable ones before every soft one; soft ones as far as they can be."""

    HARD = "hard"
    RELAXABLE = "relaxable"
    SOFT = "soft"


class Owners(StrEnum):
    """Whom a rule measures; the first element of every key is such an owner's id."""

    TEACHERS = "teachers"
    PUPILS = "pupils"
    PEOPLE = "people"
    CLASSES = "classes"
    COURSES = "courses"
    ROOMS = "rooms"
    GROUPS = "groups"
    GRADES = "grades"
    SCHOOL = "school"


class Scope(Value):
    """Whom a rule binds; an empty list does not narrow. All filled lists must hold."""

    grades: tuple[Id, ...] = ()
    classes: tuple[Id, ...] = ()
    teachers: tuple[Id, ...] = ()
    groups: tuple[Id, ...] = ()
    subjects: tuple[Id, ...] = ()

    @cached_property
    def everyone(self) -> bool:
        """Whether nothing is narrowed."""
        return not (self.grades or self.classes or self.teachers or self.groups or self.subjects)


class RuleException(Value):
    """One exception to one rule instance: `who` is any id it may name; `off`, or other `params`."""

    who: Id
    off: bool = False
    params: dict[str, Any] = Field(default_factory=dict)
    reason: Name = ""


class RuleSetting(Value):
    """One rule as a school uses it. None keeps the rule's own default; `off` switches a preset's rule off.

    `instance` tells several settings of one rule apart (`teacher_gaps#2`). A setting that loosens a preset
    needs its `reason`, which is printed.
    """

    id: Id
    instance: str = ""
    off: bool = False
    level: Level | None = None
    weight: int | None = Field(None, ge=0, le=100000)
    scope: Scope = Scope()
    exceptions: tuple[RuleException, ...] = ()
    params: dict[str, Any] = Field(default_factory=dict)
    source: Name = ""
    reason: Name = ""
