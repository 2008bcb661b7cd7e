"""Context: the words in which a rule speaks to the solver. Rules are typed against this, never against a solver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from scheduler.domain.policy import Owners
from scheduler.domain.time import Moment, TimeRange, Weeks

if TYPE_CHECKING:
    from scheduler.domain.problem import Problem
    from scheduler.rules.base import Key, Rule

Literal = int
"""A yes/no of the model; opaque to rules. `TRUE` and `FALSE` are known ones."""

TRUE: Literal = 0
FALSE: Literal = -1


class Start(NamedTuple):
    """A possible placement: a lesson of the course's part starts here. `literal` says whether it does."""

    course: str
    part: int
    day: int
    period: int
    duration: int
    weeks: Weeks
    moments: tuple[Moment, ...]
    literal: Literal


class Context(Protocol):
    """What `Rule.post` may ask and say."""

    @property
    def problem(self) -> Problem:
        """The school."""
        ...

    @property
    def days(self) -> Sequence[int]:
        """Day numbers from 1."""
        ...

    def has(self, owner: str, /) -> bool:
        """Whether the owner (teacher, leaf, course, room or pool, group, grade) has lessons that may move."""
        ...

    def strangers(self, kind: Owners) -> tuple[str, ...]:
        """None: the model places only the school's own courses."""
        ...

    def weeks(self, owner: str) -> tuple[Weeks, ...]:
        """(ALL,) for an owner whose weeks are alike, (ODD, EVEN) for one with odd- or even-week courses."""
        ...

    # -- placements: all exact literals -------------------------------------------------------------------

    def starts(self, course: str, day: int | None = None) -> Sequence[Start]:
        """Every allowed placement of the course's lessons, on one day or on all."""
        ...

    def covering(self, owner: str, moment: Moment, weeks: Weeks) -> Sequence[Start]:
        """Placements that occupy a teacher or leaf at a moment in these weeks."""
        ...

    def pupil_starts(self, leaf: str, day: int | None, weeks: Weeks, subject: str | None = None) -> Sequence[Start]:
        """Placements that occupy a leaf (pull-outs left out), by day and subject."""
        ...

    def teacher_starts(self, teacher: str, day: int | None, weeks: Weeks) -> Sequence[Start]:
        """Placements that occupy a teacher, meetings included."""
        ...

    # -- rooms: of rules that have asked for them beforehand (`room_questions`) -----------------------------

    def room_choices(self, course: str) -> tuple[str, ...]:
        """Rooms the course's lessons may be named into, virtual ones included, in the order of its need."""
        ...

    def start_within(self, start: Start, rooms: frozenset[str]) -> Sequence[Literal]:
        """Just one of these is true where a lesson starts here in one of the rooms, else none. Exact."""
        ...

    def start_outside(self, start: Start, rooms: frozenset[str]) -> Sequence[Literal]:
        """Just one of these is true where a lesson starts here in another room or in none, else none. Exact."""
        ...

    # -- yes/no of a time ---------------------------------------------------------------------------------

    def busy_periods(
        self, person: str, day: int, weeks: Weeks, *, meetings: bool = True, courses: frozenset[str] | None = None
    ) -> list[Literal]:
        """For each period of a teacher's or leaf's home schedule: is there a lesson (or meeting) then? Exact.

        With `courses`, only lessons of those count. Those who have the same courses share one list.
        """
        ...

    def any_of(self, literals: Iterable[Literal], *, upper: bool = False) -> Literal:
        """True iff one of them is; with `upper`, at least true then (enough where it is only penalised)."""
        ...

    def any_until(self, literals: Sequence[Literal], *, upper: bool = False) -> list[Literal]:
        """Entry p: one of the literals 0…p is true. Exact unless `upper`."""
        ...

    def any_from(self, literals: Sequence[Literal], *, upper: bool = False) -> list[Literal]:
        """Entry p: one of the literals p…end is true. Exact unless `upper`."""
        ...

    def both(self, a: Literal, b: Literal, *, unless: Literal = FALSE) -> Literal:
        """At least true when a and b are and `unless` is not: an upper literal, for `at_most` only."""
        ...

    def any_both(self, pairs: Iterable[tuple[Literal, Literal]]) -> Literal:
        """At least true when both literals of one of the pairs are: an upper literal, for `at_most` only."""
        ...

    def negated(self, literal: Literal) -> Literal:
        """The opposite."""
        ...

    # -- what the rule asks -------------------------------------------------------------------------------

    def forbid(self, rule: Rule, key: Key, starts: Iterable[tuple[str, int, int, int]]) -> None:
        """No lesson at these (course, part, day, period); hard, they are removed before the model is built."""
        ...

    def candidates(self, course: str) -> Sequence[tuple[int, int, int, int, tuple[Moment, ...]]]:
        """(part, day, period, duration, moments) of every placement the bells allow, before any `forbid`."""
        ...

    def at_most(self, rule: Rule, key: Key, terms: Iterable[Literal | tuple[Literal, int]], limit: int) -> None:
        """The sum may not exceed `limit`; the amount is what exceeds it."""
        ...

    def at_least(self, rule: Rule, key: Key, terms: Iterable[Literal | tuple[Literal, int]], limit: int) -> None:
        """The sum must reach `limit`; the amount is what is missing. Exact literals only."""
        ...

    def spread(self, rule: Rule, key: Key, a: Iterable[Literal], b: Iterable[Literal], limit: int) -> None:
        """Two sums may differ by at most `limit`; the amount is what exceeds it. Exact literals only."""
        ...

    # -- times --------------------------------------------------------------------------------------------

    def hits(self, ranges: tuple[TimeRange, ...], moments: tuple[Moment, ...], weeks: Weeks) -> bool:
        """Whether a placement falls into some time ranges."""
        ...
