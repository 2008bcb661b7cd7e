"""From a count that falls short to the rules and people it counts: left out one by one as long as it falls short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from scheduler.domain.problem import Problem
from scheduler.engine.explain import reduced
from scheduler.precheck import CHECKS, DEEPER, HARD, Check, Severity, Shortage
from scheduler.precheck.beats import Beats
from scheduler.precheck.facts import Facts
from scheduler.precheck.openings import Openings
from scheduler.rules.base import Rule
from scheduler.services.explain_restrict import Guard, guards_of, restricted


@dataclass(frozen=True, slots=True)
class Count:
    """A red and the check that found it."""

    check: Check
    red: Shortage

    @property
    def deep(self) -> bool:
        """Whether it takes more than counting: a flow of lessons through days, people and places."""
        return self.check in DEEPER


class Counting:
    """The counts of one school, to be made again with fewer rules."""

    def __init__(self, problem: Problem, rules: Sequence[Rule]) -> None:
        self.problem = problem
        self.rules = rules
        self.beats = Beats(problem)

    def reds(self) -> Iterator[Count]:
        """What falls short; what takes more than counting only where nothing else does."""
        openings, wrong = self._openings(self.rules), False
        for check in (*CHECKS, *DEEPER):
            if wrong and check in DEEPER:
                return
            for one in check(openings):
                if one.severity is Severity.RED:
                    wrong = True
                    yield Count(check, one)

    def members(self, count: Count, *, owners: bool = True) -> list[Guard] | None:
        """The rules and owners a red needs: without any one of them this count finds enough.

        Without `owners` only rules are left out, not single owners. None where the count cannot be made again with
        some of the rules.
        """
        refuted = partial(self.refuted, count)
        ids = {rule.id for rule in self.rules}
        named = guards_of(self.problem, self.rules, count.red.rules)
        every = guards_of(self.problem, self.rules, ids)
        starts = (self._related(named, count.red), named, every)
        start = next((some for some in starts if refuted(some)), None)
        if start is None:
            return None
        label_ids = {rule.label: rule.id for rule in self.rules}
        weight = {name: at for at, name in enumerate(reversed(count.red.rules), start=1)}
        labels = dict.fromkeys(label for label, _ in start)
        order = sorted(labels, key=lambda label: weight.get(label_ids[label], 0))
        return reduced(start, refuted, order, owners=owners)

    def refuted(self, count: Count, kept: Sequence[Guard]) -> bool:
        """Whether the same thing falls short with these rules alone."""
        openings = self._openings(restricted(self.problem, self.rules, kept))
        return any(one.severity is Severity.RED and one.id == count.red.id for one in count.check(openings))

    def _openings(self, rules: Sequence[Rule]) -> Openings:
        return Openings(Facts(self.problem, rules, HARD, self.beats))

    def _related(self, guards: Sequence[Guard], red: Shortage) -> list[Guard]:
        """Those of people and things the red names."""
        named = set(red.owners)
        index = self.problem.index
        return [guard for guard in guards if not named.isdisjoint({guard[1], *index.about(guard[1])})]
