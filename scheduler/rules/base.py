"""Rule: one school rule, obeyed by the solver through `post` and judged on finished timetables by `check`."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field

from scheduler.domain.policy import Level, Owners, RuleException, Scope
from scheduler.domain.text import Text
from scheduler.domain.time import Weeks

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem
    from scheduler.domain.view import View
    from scheduler.rules.context import Context

SCHOOL = "school"
"""The owner of what is measured once for the whole school."""

__all__ = ["DATE", "SCHOOL", "Finding", "Key", "Level", "Owners", "RoomQuestion", "Rule", "Source", "Verdict"]

DATE = re.compile(r"\d{4}-\d\d-\d\d")
"""A part of a key that is a date."""

Key = tuple[str | int, ...]
"""What an amount measures: the owner's id first, then days, minutes, ids, and the Weeks it holds in."""


class Verdict(StrEnum):
    """What a finding means for the school."""

    BROKEN = "broken"
    NOTICE = "notice"
    NOT_CHECKED = "not_checked"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is not met: `amount` in the rule's unit per cycle, `facts` fill its sentence.

    `lessons` are positions in the timetable's lesson list. Identity across timetables is (instance, key).
    """

    instance: str
    key: Key
    verdict: Verdict
    amount: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    lessons: tuple[int, ...] = ()


class RoomQuestion(NamedTuple):
    """What a rule must know of a course: whether its lessons are in these rooms.

    With `offers` the rooms are open to the course though it does not need one.
    """

    course: str
    rooms: frozenset[str]
    offers: bool = False


class Source(Protocol):
    """What `post` and `check` share: the problem, and which owners are in question now."""

    @property
    def problem(self) -> Problem:
        """The school."""
        ...

    def has(self, owner: str, /) -> bool:
        """Whether the owner is in question: free lessons in the model, inside the focus of a judgement."""
        ...

    def strangers(self, kind: Owners) -> tuple[str, ...]:
        """Ids that placed lessons name but the school does not know."""
        ...


class Rule(BaseModel, ABC):
    """One school rule: its settings, how the solver obeys it, how a finished timetable is judged.

    `clauses` are ids of the clause table the rule answers for. `judges_only` marks rules that tell the solver
    nothing; `judges_input` those of them that bells and plan alone can break, whatever is placed; `planning` those
    that judge a planning table or a record, so that no timetable can break them.
    `by_courses` marks judging rules that find in lessons what their courses decide, wherever they stand.
    `reads_rooms` marks rules about the rooms named at the end, which the model counts but does not name.
    `names_rooms` marks rules that the model answers `room_questions` for: there it chooses the rooms itself.
    `prunes` marks rules whose `post` forbids starts: they are posted before anything is built on those starts.
    `numbers` says what the whole numbers of its keys are, in order: day of the timetable, time (period or minute),
    week of the term (0 = the plan), weekday.
    Subclasses set the class variables, add their settings as fields, and write `post` and `check`. Both name
    each measured amount with the same key, owner first; keys carry the Weeks they hold in (`weeks` of the
    owner), and an amount whose key says all weeks counts once for each week of the cycle. Planning tables, records
    and dates are of no cycle: their amounts count as they are.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: ClassVar[str]
    name: ClassVar[Text]
    says: ClassVar[Text]
    source: ClassVar[Text] = Text("", "")
    unit: ClassVar[Text]
    of: ClassVar[Owners]
    levels: ClassVar[tuple[Level, ...]] = tuple(Level)
    clauses: ClassVar[tuple[str, ...]] = ()
    judges_only: ClassVar[bool] = False
    judges_input: ClassVar[bool] = False
    planning: ClassVar[bool] = False
    prunes: ClassVar[bool] = False
    by_courses: ClassVar[bool] = False
    reads_rooms: ClassVar[bool] = False
    names_rooms: ClassVar[bool] = False
    numbers: ClassVar[tuple[Literal["day", "time", "week", "weekday"], ...]] = ("day", "time")

    instance: str = ""
    level: Level = Level.HARD
    weight: int = Field(1, ge=1, le=100000)
    scope: Scope = Scope()
    exceptions: tuple[RuleException, ...] = ()
    provenance: str = ""
    reason: str = ""

    def post(self, ctx: Context) -> None:
        """Tell the solver. A rule that only judges leaves this empty and says so with `judges_only`."""

    def room_questions(self, problem: Problem) -> Iterable[RoomQuestion]:  # noqa: ARG002
        """What `post` will ask about rooms, known before anything is posted; only of rules that name rooms."""
        return ()

    @abstractmethod
    def check(self, view: View) -> Iterator[Finding]:
        """Judge placements alone, by another mechanism than `post`."""

    def evidence(self, view: View) -> Iterator[Mapping[str, Any]]:  # noqa: ARG002
        """Rows that print even when all is well; none by default."""
        return iter(())

    def owners(self, problem: Problem) -> tuple[str, ...]:
        """Every id this rule could measure, before scope and exceptions."""
        index = problem.index
        match self.of:
            case Owners.TEACHERS:
                return tuple(index.teachers)
            case Owners.PUPILS:
                return index.pupils
            case Owners.PEOPLE:
                return tuple(index.teachers) if getattr(self, "who", "") == "teachers" else index.pupils
            case Owners.CLASSES:
                return tuple(index.classes)
            case Owners.COURSES:
                return tuple(index.courses)
            case Owners.ROOMS:
                return (*index.pools, *index.rooms)
            case Owners.GROUPS:
                return tuple(group.id for group in problem.teacher_groups)
            case Owners.GRADES:
                return tuple(index.grades)
            case Owners.SCHOOL:
                return (SCHOOL,)

    def at(self, problem: Problem, *owners: str) -> Self | None:
        """The rule as it binds these owners together (a class and a subject …), or None where it does not."""
        if self.scope.everyone and not self.exceptions:
            return self
        if not problem.index.in_scope(self.scope, owners):
            return None
        settings: dict[str, Any] = {}
        for exception in self.exceptions:
            if any(exception.who in problem.index.names(owner) for owner in owners):
                if exception.off:
                    return None
                settings.update(exception.params)
        return type(self).model_validate({**self.model_dump(), **settings, "exceptions": ()}) if settings else self

    def each(self, source: Source) -> Iterator[tuple[str, Self]]:
        """Owners in question now, each with the rule as it binds it."""
        problem = source.problem
        alike = self.scope.everyone and not self.exceptions
        for owner in filter(source.has, (*self.owners(problem), *source.strangers(self.of))):
            if (rule := self if alike else self.at(problem, owner)) is not None:
                yield owner, rule

    @property
    def label(self) -> str:
        """The instance name, the rule's id where it has none of its own."""
        return self.instance or self.id

    def finding(self, key: Key, amount: int, lessons: tuple[int, ...] = (), **facts: Any) -> Finding:
        """A broken place; hard rules are broken, others give notice."""
        verdict = Verdict.BROKEN if self.level is Level.HARD else Verdict.NOTICE
        return Finding(self.label, key, verdict, amount, facts, lessons)

    def not_checked(self, key: Key, missing: Text) -> Finding:
        """What could not be judged because an input is missing; never counted, never a pass."""
        return Finding(self.label, key, Verdict.NOT_CHECKED, 0, {"missing": missing})

    def ask(self, key: Key, question: Text) -> Finding:
        """What only people can confirm."""
        return Finding(self.label, key, Verdict.ASK, 0, {"question": question})


def times(key: Key, cycle: int) -> int:
    """How often an amount counts in the cycle: once per week its key holds in; once where the key has a date."""
    return 1 if cycle == 1 or Weeks.ODD in key or Weeks.EVEN in key or dated(key) else cycle


def dated(key: Key) -> bool:
    """Whether what a key measures happened on one date."""
    return any(isinstance(part, str) and DATE.fullmatch(part) for part in key[1:])
