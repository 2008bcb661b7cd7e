"""Replan: after a change, the timetable that moves fewest lessons, what it costs, and what more moves would gain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from scheduler.answers import Member, Repaired
from scheduler.domain.moves import StandIn, Weights, covered
from scheduler.domain.scenario import Scenario, Weeks
from scheduler.domain.timetable import Timetable
from scheduler.engine.repair import Repair
from scheduler.engine.settings import Settings
from scheduler.events import Event
from scheduler.precheck import Shortage, precheck
from scheduler.services.compare import compare
from scheduler.services.cover import offers, stand_ins
from scheduler.services.generate import given as given_away
from scheduler.services.load import School
from scheduler.services.proof_words import told
from scheduler.services.replan_input import given

PLAIN = Weights()
FRONT = (2, 5, 9)
"""How many moves more than the fewest the further points of a front may cost."""


class Repairing:
    """One repair of a school's timetable; iterate it for events, the last is `Repaired`; `cancel()` keeps the best.

    `school` is the school as it was, `scenario` what changes; without one the school has changed already. With `weeks`
    the repair is a version for these weeks of the term alone. Kept here is the school as it is to be timetabled,
    completed with placeholders (`completed`), the `old` timetable in its terms, and `notes` on both. `budget` is what
    moves may cost for better quality; with `front` some more points are found; with `cover` lessons of who is away may
    be taken by others (`stand_ins`).

    Raises:
        FaultyInput: with every fault of the scenario, the weights and the timetable.
    """

    def __init__(
        self,
        school: School,
        timetable: Timetable | Path,
        settings: Settings,
        *,
        scenario: Scenario | None = None,
        weeks: Weeks | None = None,
        budget: int | None = None,
        weights: Weights = PLAIN,
        front: bool = False,
        cover: bool = False,
        strict: bool = False,
    ) -> None:
        self.given = given(school, timetable, scenario, weights, weeks)
        self.school = self.given.school
        self.completed = self.given.completed
        self.notes = self.given.notes
        self.old = self.given.old
        problem, rules = self.school.problem, self.school.rules
        self.stand_ins = stand_ins(problem, rules, self.old, weights) if cover else []
        self._run = Repair(
            self.school.problem,
            self.school.rules,
            self.old,
            settings,
            weights=weights,
            budget=budget,
            steps=FRONT if front else (),
            stand_ins=self.stand_ins,
            doomed=lambda: not self.stand_ins and bool(self.reasons),
            strict=strict,
        )

    @cached_property
    def reasons(self) -> tuple[Shortage, ...]:
        """Why there is no timetable at all, where counting shows it."""
        counted = precheck(self.school.problem, self.school.rules, relaxable=False)
        return (*counted.reds, *given_away(self.school, counted))

    @property
    def proven(self) -> tuple[Shortage, ...]:
        """Once the run has ended as impossible: why, where counting or the rules added up show it."""
        proof = self._run.proof
        return self.reasons if proof is None else (told(self.school.problem, self.school.rules, proof),)

    def cancel(self) -> None:
        """Stop soon and keep the best timetable found."""
        self._run.cancel()

    def __iter__(self) -> Iterator[Event]:
        for event in self._run:
            yield self._ended(event) if isinstance(event, Repaired) else event

    def _ended(self, event: Repaired) -> Repaired:
        """The end of the run with what it means for the school."""
        taken: list[StandIn] = []
        if event.timetable is not None:
            taken = covered(self.school.problem, event.timetable, self.stand_ins)
        event = event.model_copy(update={"offers": offers(self.school.problem, self.stand_ins, taken)})
        if event.status == "impossible":
            return event.model_copy(update={"conflict": members(self.proven)})
        if event.timetable is None:
            return event
        before, after = self.given.before, (self.school.problem, self.school.rules)
        changes = compare(before.problem, before.rules, self.given.timetable, event.timetable, becomes=after)
        return event.model_copy(update={"changes": changes})


def members(shortages: Sequence[Shortage]) -> tuple[Member, ...]:
    """Shortages as parts of a conflict."""
    return tuple(
        Member(
            rule=one.rules[0] if one.rules else one.id,
            owner=one.owners[0] if one.owners else "",
            numbers={"need": one.need, "have": one.have},
            words=one.reason,
        )
        for one in shortages
    )
